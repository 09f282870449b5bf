"""Charges as a workbook for people: a summary with totals, and a sheet of lines with real dates and numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from babel.dates import format_date

from rostering.billing.files.sheets import SUM, TITLE, Book, Cell, Percent, SheetWriter
from rostering.billing.invoices.wording import line_text
from rostering.billing.lines.statement import Statement
from rostering.billing.text.labels import WorkbookLabels, class_name, labels_in
from rostering.billing.text.values import kroner, name_of, units_of
from rostering.domain.charges import Charge
from rostering.domain.totals import total_by_consultant, total_by_customer, total_by_package, total_of
from rostering.money import Ore

_SUMMARY_WIDTHS = (18, 40, 10, 18)
_SUMMARY_NUMBERS = (2, 3)
_LINE_WIDTHS = (11, 28, 10, 22, 12, 16, 7, 13, 14, 13, 28, 28, 10, 15, 9, 11, 26, 48)
_FEE_WIDTHS = (14, 11, 11)
_LINE_NUMBERS = (6, 7, 8, 12, 13, 14)
_PRINTED = 11
"""Columns on paper: all up to the id, by which the rest is found."""


def charges_workbook(statement: Statement) -> bytes:
    """The workbook of a month, in the firm's language; the same statement is always the same bytes."""
    labels, names = labels_in(statement.names.language), statement.names
    month = format_date(statement.month.first, "MMMM y", locale=labels.locale)
    title = f"{names.organisation}: {labels.title}, {month}"
    # What made the file and when must not show in it: an open month is given the hour at which it began.
    created = statement.closed_at or datetime.combine(statement.month.first, time(), UTC)
    book = Book(title, names.organisation, created)
    foot = f"&L{statement.batch}&R{labels.page}"
    _summary(book.sheet(labels.summary, _SUMMARY_WIDTHS, foot), title, statement, labels)
    fees = any(line.package for line in statement.lines)
    rows = ([*_cells(line, statement, labels), *(_fee_cells(line) if fees else ())] for line in statement.lines)
    widths = (*_LINE_WIDTHS, *(_FEE_WIDTHS if fees else ()))
    lines = book.sheet(labels.lines, widths, foot, landscape=True)
    lines.table((*labels.columns, *(labels.fee_columns if fees else ())), _LINE_NUMBERS, rows, _PRINTED)
    return book.body()


def _summary(sheet: SheetWriter, title: str, statement: Statement, labels: WorkbookLabels) -> None:
    lines, names = statement.lines, statement.names
    sheet.row([title], TITLE)
    sheet.row([labels.state, _state(statement, labels)])
    sheet.row([labels.batch, statement.batch])
    sheet.row()
    by_customer = Counter(line.customer for line in lines)
    _totals(sheet, (labels.customer, *labels.sums), total_by_customer(lines), by_customer, names.customers)
    ready = [line for line in lines if not line.package]
    by_consultant = Counter(line.consultant for line in ready)
    people = {**names.consultants, "": labels.nobody}
    _totals(sheet, (labels.consultant, *labels.sums), total_by_consultant(ready), by_consultant, people)
    fees = [line for line in lines if line.package]
    if fees:
        by_package = Counter(line.package for line in fees)
        _totals(sheet, (labels.package, *labels.sums), total_by_package(fees), by_package, statement.packages)
    sheet.row([labels.total, None, len(lines), kroner(total_of(lines))], SUM)


def _state(statement: Statement, labels: WorkbookLabels) -> str:
    """Whether the month is closed, and since which local date."""
    said = labels.states[statement.state]
    if statement.closed_at is None:
        return said
    day = statement.closed_at.astimezone(statement.names.zone).date()
    return f"{said} {format_date(day, labels.day, locale=labels.locale)}"


def _totals(
    sheet: SheetWriter,
    heads: Sequence[str],
    sums: Mapping[str, Ore],
    counts: Mapping[str, int],
    names: Mapping[str, str],
) -> None:
    """A table of totals, and an empty row after it."""
    sheet.heads(heads, _SUMMARY_NUMBERS)
    for key, amount in sums.items():
        sheet.row([key, name_of(names, key), counts[key], kroner(amount)])
    sheet.row()


def _cells(line: Charge, statement: Statement, labels: WorkbookLabels) -> Sequence[Cell]:
    names = statement.names
    return (
        line.day,
        name_of(names.customers, line.customer),
        line.booking,
        name_of(names.consultants, line.consultant),
        name_of(names.roles, line.role),
        class_name(names.language, line.day_class),
        units_of(line),
        kroner(line.unit_price),
        kroner(line.amount),
        labels.kinds[line.kind],
        line.id,
        line.corrects,
        line.roster,
        kroner(line.list_price),
        Percent(line.discount) if line.discount else None,
        line.card,
        line.rule,
        line_text(line, [line.day], statement),
    )


def _fee_cells(line: Charge) -> Sequence[Cell]:
    return line.package, line.paid_from, line.paid_to
