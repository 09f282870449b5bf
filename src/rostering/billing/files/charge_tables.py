"""Charges as a table in Danish form: semicolons, CRLF, UTF-8 with BOM, `3500,00`, `dd-mm-yyyy`."""

from collections.abc import Sequence
from datetime import date

from rostering.billing.invoices.wording import line_text
from rostering.billing.lines.statement import Statement
from rostering.billing.text.encodings import DANISH, TextEncoding, written_table
from rostering.billing.text.labels import class_name, kind_name
from rostering.billing.text.texts import harmless
from rostering.billing.text.values import danish_date, name_of, units_of
from rostering.domain.charges import Charge
from rostering.money import format_kroner, format_percent

HEADER = (
    "Dato", "Kunde", "Kundenavn", "Booking", "Konsulent", "Konsulentnavn", "Rolle", "Dagklasse",
    "Antal", "Pris", "Beløb", "Type", "Id", "Retter", "Vagtplan", "Listepris", "Rabat", "Prisliste", "Prisregel",
    "Tekst",
)  # fmt: skip
FEE_HEADER = ("Pakke", "Betaler fra", "Betaler til")
"""More columns, where some of the lines are fees."""


def charges_csv(statement: Statement, text_encoding: TextEncoding = DANISH) -> tuple[bytes, int]:
    """The charges by date, booking and consultant, and how many letters were replaced, as the encoding lacks them.

    There are no totals among them, which a spreadsheet would add up with the rest: the manifest has them.
    """
    fees = any(line.package for line in statement.lines)
    heads = (*HEADER, *(FEE_HEADER if fees else ()))
    rows = ((*_line(line, statement), *(_fee(line) if fees else ())) for line in statement.lines)
    return written_table([heads, *rows], text_encoding)


def _fee(line: Charge) -> Sequence[str]:
    return harmless(line.package), _date(line.paid_from), _date(line.paid_to)


def _date(day: date | None) -> str:
    return danish_date(day) if day else ""


def _line(line: Charge, statement: Statement) -> Sequence[str]:
    names = statement.names
    return (
        danish_date(line.day),
        harmless(line.customer),
        harmless(name_of(names.customers, line.customer)),
        harmless(line.booking),
        harmless(line.consultant),
        harmless(name_of(names.consultants, line.consultant)),
        harmless(name_of(names.roles, line.role)),
        harmless(class_name(names.language, line.day_class)),
        str(units_of(line)),
        format_kroner(line.unit_price),
        format_kroner(line.amount),
        harmless(kind_name(names.language, line.kind)),
        harmless(line.id),
        harmless(line.corrects or ""),
        str(line.roster or ""),
        format_kroner(line.list_price),
        format_percent(line.discount) if line.discount else "",
        danish_date(line.card),
        harmless(line.rule),
        harmless(line_text(line, [line.day], statement)),
    )
