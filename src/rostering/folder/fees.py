"""`[[fees]]` in `rates.toml`: what packages cost by the month, the quarter or the year."""

from collections import defaultdict
from functools import partial

from rostering.domain.fees import Every, Fee, Paid
from rostering.folder.amounts import kroner
from rostering.folder.cells import choice
from rostering.folder.dated import overlaps, until
from rostering.folder.notes import Misread
from rostering.folder.tables import TomlTable, as_text, day, text
from rostering.language import _
from rostering.money import Ore, format_kroner

MOST: Ore = 1_000_000_000
"""What no package costs: ten million kroner is a slip of the finger."""
_Placed = list[tuple[TomlTable, Fee]]


def read_fees(table: TomlTable) -> tuple[Fee, ...]:
    """Read the fees; a package has one at a time for everybody, and one for each customer with a price of its own."""
    found = [(item, item.sound(_fee)) for item in table.tables("fees")]
    fees = [(item, fee) for item, fee in found if fee]
    for alike in _alike(fees):
        for (later, fee), (earlier, other) in overlaps(alike):
            message = _(
                "starts {first}, when {path} is in force until {until}",
                first=fee.first,
                path=earlier.path,
                until=until(other),
            )
            later.fault(message, _("end the earlier fee the day before the later one starts"))
    return tuple(sorted((fee for _, fee in fees), key=lambda fee: (fee.package, fee.customer or "", fee.first)))


def _alike(fees: _Placed) -> list[_Placed]:
    """The fees of the same package and customer."""
    alike: dict[object, _Placed] = defaultdict(list)
    for item, fee in fees:
        alike[fee.package, fee.customer].append((item, fee))
    return list(alike.values())


def _fee(table: TomlTable) -> Fee:
    fee = Fee(
        package=table.required("package", text, names="package"),
        amount=table.required("amount", _amount),
        every=table.required("every", as_text(partial(choice, kinds=Every))),
        paid=table.required("in", as_text(partial(choice, kinds=Paid))),
        first=table.required("from", day),
        last=table.optional("to", day, None),
        customer=table.optional("customer", text, None, names="customer"),
    )
    table.notes.order(table.place(), fee.first, fee.last)
    return fee


def _amount(value: object) -> Ore:
    amount = kroner(value)
    if not 0 < amount <= MOST:
        told = _("{amount} is not from 0,01 to {most}", amount=format_kroner(amount), most=format_kroner(MOST))
        raise Misread(told, _("leave out what costs nothing"))
    return amount
