"""`[[fees]]` in `rates.toml`: what packages cost by the month, the quarter or the year."""

from functools import partial

from rostering.domain.fees import Every, Fee, Paid
from rostering.folder.amounts import price
from rostering.folder.cells import choice
from rostering.folder.dated import one_at_a_time
from rostering.folder.tables import TomlTable, as_text, day, text
from rostering.language import _
from rostering.money import Ore

MOST: Ore = 1_000_000_000
"""What no package costs: ten million kroner is a slip of the finger."""


def read_fees(table: TomlTable) -> tuple[Fee, ...]:
    """Read the fees; a package has one at a time for everybody, and one for each customer with a price of its own."""
    found = [(item, item.sound(_fee)) for item in table.tables("fees")]
    fees = [(item, fee) for item, fee in found if fee]
    hint = _("end the earlier fee the day before the later one starts")
    one_at_a_time(fees, hint, lambda fee: (fee.package, fee.customer))
    return tuple(sorted((fee for _, fee in fees), key=lambda fee: (fee.package, fee.customer or "", fee.first)))


def _fee(table: TomlTable) -> Fee:
    fee = Fee(
        package=table.required("package", text, names="package"),
        amount=table.required("amount", partial(price, most=MOST)),
        every=table.required("every", as_text(partial(choice, kinds=Every))),
        paid=table.required("in", as_text(partial(choice, kinds=Paid))),
        first=table.required("from", day),
        last=table.optional("to", day, None),
        customer=table.optional("customer", text, None, names="customer"),
    )
    table.notes.order(table.place(), fee.first, fee.last)
    return fee
