"""A month's pay as files: a table, a workbook, or one JSON document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from rostering.billing.files.sheets import SUM, TITLE, Book, Cell
from rostering.billing.pay.pay_statement import PayStatement, pay_text
from rostering.billing.text.encodings import DANISH, written_table
from rostering.billing.text.json_text import Json, json_bytes
from rostering.billing.text.texts import harmless
from rostering.billing.text.values import danish_date, kroner, name_of
from rostering.domain.pay import PayLine, by_consultant
from rostering.language import _, speaking
from rostering.money import format_kroner


@dataclass(frozen=True)
class PayFiles:
    """Files by name, and what a manifest says of them beyond their rows and sums."""

    files: Mapping[str, bytes]
    remarks: Mapping[str, object] = field(default_factory=dict)


PayWriter = Callable[[PayStatement], PayFiles]


def pay_csv(statement: PayStatement) -> PayFiles:
    """A table in Danish form: semicolons, decimal comma, UTF-8 with BOM."""
    with speaking(statement.names.language):
        body, _replaced = written_table([_heads(), *(_cells(line, statement) for line in statement.lines)], DANISH)
    return PayFiles({f"{statement.stem}.csv": body})


def pay_workbook(statement: PayStatement) -> PayFiles:
    """A workbook to read and print: sums by consultant, and the lines."""
    created = statement.closed_at or datetime.combine(statement.month.first, time(), UTC)
    with speaking(statement.names.language):
        title = f"{statement.names.organisation}: {_('Pay')} {statement.month.first:%Y-%m}"
        book = Book(title, statement.names.organisation, created)
        _summary(book, title, statement)
        lines = book.sheet(_("Lines"), (11, 26, 12, 34, 10, 12, 12, 34, 34), f"&L{statement.batch}", landscape=True)
        lines.table(_heads(), (4, 5, 6), (_values(line, statement) for line in statement.lines), 7)
    return PayFiles({f"{statement.stem}.xlsx": book.body()})


def pay_json(statement: PayStatement) -> PayFiles:
    """One document with all there is."""
    zone, closed = statement.names.zone, statement.closed_at
    document: dict[str, Json] = {
        "month": f"{statement.month.first:%Y-%m}",
        "state": statement.state,
        "batch": statement.batch,
        "closed_at": closed.astimezone(zone).isoformat() if closed else None,
        "organisation": statement.names.organisation,
        "currency": "DKK",
        "lines": [_object(line, statement) for line in statement.lines],
        "totals": {"amount_ore": sum(line.amount for line in statement.lines), "count": len(statement.lines)},
        "by_consultant_ore": by_consultant(statement.lines),
    }
    return PayFiles({f"{statement.stem}.json": json_bytes(document)})


PAY_FORMATS: Mapping[str, PayWriter] = {"csv": pay_csv, "xlsx": pay_workbook, "json": pay_json}
"""What writes a month's pay, by the format's name; what stands for a payroll system is a profile instead."""


def _heads() -> tuple[str, ...]:
    who = _("Date"), _("Consultant"), _("Payroll number"), _("For")
    return (*who, _("Hours"), _("Rate"), _("Amount"), _("Id"), _("Corrects"))


def _cells(line: PayLine, statement: PayStatement) -> tuple[str, ...]:
    """The line in words; only texts are made harmless, as an amount may begin with a minus."""
    who, number, text, id_, corrects = map(harmless, _texts(line, statement))
    hours = format_kroner(_hundredths(line)) if line.minutes else ""
    amounts = hours, format_kroner(line.rate), format_kroner(line.amount)
    return danish_date(line.day), who, number, text, *amounts, id_, corrects


def _values(line: PayLine, statement: PayStatement) -> tuple[Cell, ...]:
    """The same with real dates and numbers."""
    who, number, text, id_, corrects = _texts(line, statement)
    hours = kroner(_hundredths(line)) if line.minutes else None
    return line.day, who, number, text, hours, kroner(line.rate), kroner(line.amount), id_, corrects


def _texts(line: PayLine, statement: PayStatement) -> tuple[str, ...]:
    """What of a line is neither a date nor an amount."""
    who = name_of(statement.names.consultants, line.consultant), statement.numbers.get(line.consultant, "")
    return *who, pay_text(line, statement.names), line.id, line.corrects or ""


def _hundredths(line: PayLine) -> int:
    return line.minutes * 100 // 60


def _summary(book: Book, title: str, statement: PayStatement) -> None:
    sheet = book.sheet(_("Summary"), (30, 16, 18), f"&L{statement.batch}")
    sheet.row([title], TITLE)
    sheet.row([_("Batch"), statement.batch])
    sheet.row()
    sheet.heads((_("Consultant"), _("Payroll number"), _("Amount (DKK)")), (2,))
    for consultant, amount in by_consultant(statement.lines).items():
        name = name_of(statement.names.consultants, consultant)
        sheet.row([name, statement.numbers.get(consultant, ""), kroner(amount)])
    sheet.row([_("Total"), None, kroner(sum(line.amount for line in statement.lines))], SUM)


def _object(line: PayLine, statement: PayStatement) -> dict[str, Json]:
    return {
        "id": line.id,
        "date": line.day.isoformat(),
        "consultant": line.consultant,
        "consultant_name": name_of(statement.names.consultants, line.consultant),
        "payroll_number": statement.numbers.get(line.consultant),
        "duty": line.duty or None,
        "duty_kind": line.duty_kind,
        "role": line.role or None,
        "day_class": line.day_class or None,
        "minutes": line.minutes or None,
        "rate_ore": line.rate,
        "amount_ore": line.amount,
        "kind": line.kind,
        "corrects": line.corrects,
        "callout": line.callout,
        "pay_card": line.card.isoformat(),
        "roster": line.roster,
    }
