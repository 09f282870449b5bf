"""Charges as a table in Danish form: semicolons, CRLF, UTF-8 with BOM, `3500,00`, `dd-mm-yyyy`."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rostering.billing.charges import total_by_customer, total_of
from rostering.domain.charges import Charge
from rostering.money import Ore, format_kroner
from rostering.rosters.version import Directory
from rostering.spans import Period

HEADER = (
    "Dato", "Kunde", "Kundenavn", "Booking", "Konsulent", "Konsulentnavn", "Rolle", "Dagklasse",
    "Antal", "Pris", "Beløb", "Type", "Id", "Retter", "Vagtplan",
)  # fmt: skip
TOTAL = "Total"
_FORMULA_STARTS = "=+-@"


def charges_csv(charges: Iterable[Charge], names: Directory, period: Period) -> bytes:
    """The charges by date, booking and consultant, then a total for each customer, then the grand total."""
    lines = sorted(charges, key=lambda charge: (charge.day, charge.booking, charge.consultant, charge.id))
    rows = [HEADER, *(_line(charge, names) for charge in lines), *_totals(lines, names, period)]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: an apostrophe goes before what might be one."""
    risky = text[:1] and (text[0] in _FORMULA_STARTS or unicodedata.category(text[0]) == "Cc")
    return f"'{text}" if risky else text


def danish_date(day: date) -> str:
    """The date as `27-11-2026`."""
    return f"{day:%d-%m-%Y}"


def _line(charge: Charge, names: Directory) -> Sequence[str]:
    return (
        danish_date(charge.day),
        neutral(charge.customer),
        neutral(_name(names.customers, charge.customer)),
        neutral(charge.booking),
        neutral(charge.consultant),
        neutral(_name(names.consultants, charge.consultant)),
        neutral(_name(names.roles, charge.role)),
        neutral(charge.day_class),
        "1",
        format_kroner(charge.unit_price),
        format_kroner(charge.amount),
        neutral(charge.kind),
        neutral(charge.id),
        neutral(charge.corrects or ""),
        str(charge.roster),
    )


def _totals(charges: Sequence[Charge], names: Directory, period: Period) -> Iterable[Sequence[str]]:
    for customer, amount in total_by_customer(charges).items():
        yield _total(neutral(customer), neutral(_name(names.customers, customer)), amount, period)
    yield _total("", "", total_of(charges), period)


def _total(customer: str, name: str, amount: Ore, period: Period) -> Sequence[str]:
    """A total's line: the columns of its amount and customer, and the period in place of an id."""
    cells = {"Dato": TOTAL, "Kunde": customer, "Kundenavn": name, "Beløb": format_kroner(amount), "Id": str(period)}
    return [cells.get(column, "") for column in HEADER]


def _name(names: Mapping[str, str], key: str) -> str:
    return names.get(key, key)
