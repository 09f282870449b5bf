"""Charges and months, open and closed, on the terminal and as JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from rich.table import Table
from rich.text import Text

from rostering.answers.charges import Closed, ShownCharges
from rostering.domain.charges import Charge, MonthState, corrections_in
from rostering.domain.totals import total_of
from rostering.language import _, counted
from rostering.language.formats import dkk
from rostering.language.labels import label
from rostering.money import format_dkk, format_percent
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape, period_shape
from rostering.spans import Period


def charges_table(charges: ShownCharges) -> Table:
    """Charge lines with a total, in kroner excluding VAT."""
    lines, names = charges.lines, charges.directory
    money = _("Unit price"), _("Amount")
    columns = (_("Date"), _("Customer"), _("Booking"), _("Consultant"), _("Day class"), *money, _("Kind"))
    table = grid(_("Charges, DKK excluding VAT"), *columns, numbers=money)
    table.show_footer = True
    for line in lines:
        table.add_row(*(cell(text) for text in _cells(line, names.consultants, names.customers)))
    table.columns[0].footer = _("Total")
    table.columns[1].footer = counted(len(lines), "line")
    table.columns[6].footer = Text(format_dkk(total_of(lines)), style="bold")
    return table


def later_table(charges: ShownCharges) -> Table:
    """What later months correct, each line with the month that bills it and where that one stands."""
    columns = (_("Billed in"), _("Date"), _("Customer"), _("Booking"), _("Consultant"), _("Amount"), _("Kind"))
    table = grid(_("Corrected later, DKK excluding VAT"), *columns, numbers=(_("Amount"),))
    names = charges.directory
    for line, state in charges.later:
        day, customer, booking, consultant, _class, _price, amount, kind = _cells(
            line, names.consultants, names.customers
        )
        month = f"{line.month:%Y-%m} ({_(state.value)})"
        table.add_row(*(cell(text) for text in (month, day, customer, booking, consultant, amount, kind)))
    return table


def unpriced_texts(charges: ShownCharges) -> tuple[str, ...]:
    """What is not among the lines, as it has no price."""
    if not charges.unpriced:
        return ()
    return (_("Not all charges have a price, and those are not among the lines:"), *charges.unpriced)


def states_text(states: Mapping[date, MonthState]) -> str:
    """Where months stand, such as `2026-07 to 2026-11 closed, 2026-12 open`."""
    runs = [(state, [f"{month:%Y-%m}" for month, _ in run]) for state, run in groupby(sorted(states.items()), _state)]
    return ", ".join(f"{_run_text(run)} {_(state.value)}" for state, run in runs)


def _run_text(run: Sequence[str]) -> str:
    return run[0] if len(run) == 1 else _("{first} to {last}", first=run[0], last=run[-1])


def charges_shape(charges: ShownCharges) -> Shape:
    """Charge lines, what they add up to and where the months stand; and what later months correct of them."""
    later = [charge_shape(line, state) for line, state in charges.later]
    shape = _shape(charges.period, charges.lines, charges.states)
    tickets = {"tickets_above": list(charges.tickets)} if charges.tickets else {}
    return {**shape, "unpriced": list(charges.unpriced), "later": later, **tickets}


def _shape(period: Period, lines: Sequence[Charge], states: Mapping[date, MonthState]) -> Shape:
    """Charge lines and what they add up to, in all and by customer."""
    customers = sorted({line.customer for line in lines})
    by_customer = {one: _total([line for line in lines if line.customer == one]) for one in customers}
    return {
        "period": period_shape(period),
        "months": [{"month": f"{month:%Y-%m}", "state": state.value} for month, state in sorted(states.items())],
        "lines": [charge_shape(line, states.get(line.month)) for line in lines],
        "totals": {**_total(lines), "by_customer": by_customer},
    }


def charge_shape(line: Charge, state: MonthState | None = None) -> Shape:
    """A line of charges, and where its month stands if that is known."""
    return {
        "id": line.id,
        "month": f"{line.month:%Y-%m}",
        "state": state and state.value,
        "date": line.day.isoformat(),
        "customer": line.customer,
        "booking": line.booking or None,
        "consultant": line.consultant or None,
        "role": line.role or None,
        "day_class": line.day_class or None,
        "list_price_ore": line.list_price,
        "discount": format_percent(line.discount) if line.discount else None,
        "unit_price_ore": line.unit_price,
        "amount_ore": line.amount,
        "kind": line.kind.value,
        "corrects": line.corrects,
        "rate_card": line.card.isoformat(),
        "rate": line.rule,
        "roster": line.roster,
        **_fee_shape(line),
    }


def fee_text(package: str, paid: Period | None) -> str:
    """A fee in short, where other lines have their booking."""
    return f"{package} {paid.first} - {paid.last}" if paid else package


def _fee_shape(line: Charge) -> Shape:
    """What a fee is for and which dates it pays for; nothing of other lines."""
    if not line.package:
        return {}
    paid = {"paid_from": line.paid_from, "paid_to": line.paid_to}
    return {"package": line.package, **{name: day and day.isoformat() for name, day in paid.items()}}


def closed_shape(closed: Closed) -> Shape:
    """A month that was closed; `files` are those of an export, and so none."""
    month, batch, lines = closed.month, closed.batch, closed.lines
    shape = _shape(month, lines, {month.first: MonthState.CLOSED})
    by_customer = {customer: sums["amount_ore"] for customer, sums in shape["totals"]["by_customer"].items()}
    sums = {"rows": len(lines), "control_sum_ore": total_of(lines)}
    name = f"{month.first:%Y-%m}"
    return {
        "month": name,
        "state": MonthState.CLOSED.value,
        "batch": batch,
        "closed_at": closed.at.isoformat(),
        "lines": shape["lines"],
        "total_ore": sums["control_sum_ore"],
        "totals": shape["totals"],
        "corrections": len(corrections_in(lines)),
        "files": [],
        "manifest": {"month": name, "batch": batch, **sums, "control_sums_by_customer_ore": by_customer},
        "reasons": [],
    }


def refused_shape(month: Period, reasons: Sequence[str]) -> Shape:
    """A month that was not closed, and all that is in the way."""
    return {"month": f"{month.first:%Y-%m}", "state": MonthState.OPEN.value, "reasons": list(reasons)}


def closed_text(closed: Closed) -> str:
    """That a month was closed, with its sums."""
    corrections = len(corrections_in(closed.lines))
    told = counted(len(closed.lines), "line")
    if corrections:
        told += ", " + _("{corrections} among them", corrections=counted(corrections, "correction"))
    total, name = dkk(total_of(closed.lines)), f"{closed.month.first:%Y-%m}"
    return _(
        "Closed {month}: {lines}, {total}; batch {batch}.", month=name, lines=told, total=total, batch=closed.batch
    )


def _state(standing: tuple[date, MonthState]) -> MonthState:
    return standing[1]


def _cells(line: Charge, consultants: Mapping[str, str], customers: Mapping[str, str]) -> tuple[str, ...]:
    return (
        line.day.isoformat(),
        customers.get(line.customer, line.customer),
        line.booking or fee_text(line.package, line.paid),
        consultants.get(line.consultant, line.consultant),
        label(line.day_class),
        format_dkk(line.unit_price),
        format_dkk(line.amount),
        _("{kind} of {line}", kind=_(line.kind.value), line=line.corrects) if line.corrects else _(line.kind.value),
    )


def _total(lines: Sequence[Charge]) -> Shape:
    return {"amount_ore": total_of(lines), "count": len(lines)}
