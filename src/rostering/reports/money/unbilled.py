"""What is closed and not billed yet, on the terminal and as JSON."""

from collections.abc import Sequence

from rich.table import Table

from rostering.domain.charges import Billed, Unbilled
from rostering.language import _
from rostering.language.formats import dkk
from rostering.money import format_dkk
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape


def unbilled_report(owed: Sequence[Unbilled]) -> Table | str:
    """A row for each customer and month, or that nothing is left."""
    if not owed:
        return _("All that is closed was exported or billed by hand.")
    amount = _("Amount")
    table = grid(_("Closed and not billed, DKK excluding VAT"), _("Month"), _("Customer"), amount, numbers=(amount,))
    for one in owed:
        table.add_row(*(cell(text) for text in (f"{one.month:%Y-%m}", one.name, format_dkk(one.amount))))
    return table


def unbilled_shape(owed: Sequence[Unbilled]) -> list[Shape]:
    """What is left, by month and customer."""
    return [{"month": f"{one.month:%Y-%m}", "customer": one.customer, "amount_ore": one.amount} for one in owed]


def billed_text(billed: Billed) -> str:
    """That a customer was marked as billed."""
    return _(
        "{month} of {customer} is marked as billed by hand: {amount}.",
        month=f"{billed.month:%Y-%m}",
        customer=billed.customer,
        amount=dkk(billed.amount),
    )


def billed_shape(billed: Billed) -> Shape:
    """What was marked as billed."""
    return {
        "month": f"{billed.month:%Y-%m}",
        "customer": billed.customer,
        "amount_ore": billed.amount,
        "note": billed.note,
        "by": billed.by,
        "at": billed.at.isoformat(),
    }
