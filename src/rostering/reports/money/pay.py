"""What consultants are paid, on the terminal."""

from rich.table import Table
from rich.text import Text

from rostering.answers.pay import ClosedPay, Margins, PayVerified, ShownPay
from rostering.domain.charges import corrections_in
from rostering.domain.pay import HOUR, PayKind, PayLine
from rostering.language import _, counted, marked
from rostering.language.formats import dkk
from rostering.language.labels import label
from rostering.money import format_dkk
from rostering.reports.look.grid import cell, grid
from rostering.rosters.version import Directory

KINDS = {PayKind.STANDBY: marked("standby"), PayKind.CALLOUT: marked("call-out"), PayKind.CREDIT: marked("credit")}
"""What a line is, in a word."""


def pay_table(pay: ShownPay) -> Table:
    """Lines of pay with a total, in kroner."""
    money = _("Hours"), _("Rate"), _("Amount")
    table = grid(_("Pay, DKK"), _("Date"), _("Consultant"), _("For"), *money, _("Kind"), numbers=money)
    table.show_footer = True
    for line in pay.lines:
        table.add_row(*(cell(text) for text in _cells(line, pay.directory)))
    table.columns[0].footer = _("Total")
    table.columns[1].footer = counted(len(pay.lines), "line")
    table.columns[5].footer = Text(format_dkk(pay.total), style="bold")
    return table


def pay_sums_table(pay: ShownPay) -> Table:
    """The sum for each consultant."""
    table = grid(_("By consultant, DKK"), _("Consultant"), _("Amount"), numbers=(_("Amount"),))
    for consultant, amount in pay.by_consultant.items():
        table.add_row(cell(pay.directory.consultants.get(consultant, consultant)), cell(format_dkk(amount)))
    return table


def later_pay_table(pay: ShownPay) -> Table:
    """What later months correct, each line with the month that pays it and where that one stands."""
    columns = _("Paid in"), _("Date"), _("Consultant"), _("For"), _("Amount"), _("Kind")
    table = grid(_("Corrected later, DKK"), *columns, numbers=(_("Amount"),))
    for line, state in pay.later:
        day, who, what, _hours, _rate, amount, kind = _cells(line, pay.directory)
        month = f"{line.month:%Y-%m} ({_(state.value)})"
        table.add_row(*(cell(text) for text in (month, day, who, what, amount, kind)))
    return table


def unpaid_texts(pay: ShownPay) -> tuple[str, ...]:
    """What is not among the lines, as it has no amount."""
    if not pay.unpriced:
        return ()
    return (_("Not all duties have an amount, and those are not among the lines:"), *pay.unpriced)


def closed_pay_text(closed: ClosedPay) -> str:
    """That a month of pay was closed, with its sums."""
    told, corrections = counted(len(closed.lines), "line"), len(corrections_in(closed.lines))
    if corrections:
        told += ", " + _("{corrections} among them", corrections=counted(corrections, "correction"))
    total, name = dkk(sum(line.amount for line in closed.lines)), f"{closed.month.first:%Y-%m}"
    return _(
        "Closed the pay of {month}: {lines}, {total}; batch {batch}.",
        month=name,
        lines=told,
        total=total,
        batch=closed.batch,
    )


def verified_pay_text(found: PayVerified) -> str:
    """That all agrees, or each difference on a line of its own."""
    if found.agrees:
        return _(
            "{period}: duties, call-outs and pay agree; {lines} closed, {exports} kept.",
            period=found.period,
            lines=counted(found.lines, "line"),
            exports=counted(found.exports, "export"),
        )
    return "\n".join(f"{one.about}: {one.text}{_amounts(one.expected, one.found)}" for one in found.differences)


def margins_table(found: Margins) -> Table:
    """What each customer was charged, what was paid for serving them, and what is left."""
    money = _("Charged"), _("Paid"), _("Left")
    title = _("Margin of {month}, DKK excluding VAT", month=f"{found.month.first:%Y-%m}")
    table = grid(title, _("Customer"), *money, numbers=money)
    table.show_footer = True
    for one in found.customers:
        amounts = (cell(format_dkk(ore)) for ore in (one.charged, one.paid, one.left))
        table.add_row(cell(one.name), *amounts)
    for column, text in enumerate((_("Total"), *map(format_dkk, (found.charged, found.paid, found.left)))):
        table.columns[column].footer = Text(text, style="bold")
    return table


def for_text(line: PayLine, names: Directory) -> str:
    """What a line is for, in short."""
    kind = label(line.duty_kind)
    if line.day_class not in {"", line.duty_kind}:
        kind += f" ({label(line.day_class).lower()})"
    return ", ".join(filter(None, (kind, names.roles.get(line.role, line.role))))


def hours_text(line: PayLine) -> str:
    """The hours that are paid, `1:30`; nothing of what is paid by the day."""
    return f"{line.minutes // HOUR}:{line.minutes % HOUR:02d}" if line.minutes else ""


def kind_text(line: PayLine) -> str:
    """What a line is, and what it corrects."""
    word = _(KINDS[line.kind])
    return _("{kind} of {line}", kind=word, line=line.corrects) if line.corrects else word


def _cells(line: PayLine, names: Directory) -> tuple[str, ...]:
    return (
        line.day.isoformat(),
        names.consultants.get(line.consultant, line.consultant),
        for_text(line, names),
        hours_text(line),
        format_dkk(line.rate),
        format_dkk(line.amount),
        kind_text(line),
    )


def _amounts(expected: int | None, found: int | None) -> str:
    if expected is None or found is None:
        return ""
    return ": " + _(
        "DKK {expected} expected, DKK {found} found", expected=format_dkk(expected), found=format_dkk(found)
    )
