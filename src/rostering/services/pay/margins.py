"""Margins: what customers were charged in a month, and what those were paid who served them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rostering.answers.pay import Margin, Margins
from rostering.billing.lines.charges import Unbillable
from rostering.billing.pay.shares import shares_of
from rostering.domain.charges import Charge, in_order
from rostering.domain.pay import PayLine
from rostering.domain.rights import Action
from rostering.domain.totals import total_by_customer
from rostering.domain.users import Actor
from rostering.money import Ore
from rostering.services.access.rights import require
from rostering.services.charges.books import books_of
from rostering.services.charges.statements import names_of
from rostering.services.month_ends.month_closing import check_month
from rostering.services.opening import existing_store
from rostering.services.pay.pay_ground import pay_books_of
from rostering.services.pay.pay_showing import lines_of
from rostering.spans import Period


def margins(url: str, actor: Actor, month: Period) -> Margins:
    """What is left of what each customer was charged in a month. Raises Forbidden, NoPayMonth, NoInputs, NoPay."""
    require(actor, Action.LOOK_MARGIN)
    check_month(month, of_pay=True)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        books, pay_books = books_of(reading, inputs), pay_books_of(reading, inputs)
    try:
        charges: tuple[Charge, ...] = books.lines(month)
        reasons: tuple[str, ...] = ()
    except Unbillable as unbillable:
        charges, reasons = in_order(unbillable.lines), unbillable.reasons
    lines, unpaid = lines_of(pay_books, month)
    names = names_of(inputs, books.publications).customers
    return Margins(month, tuple(_margins(charges, lines, names)), (*reasons, *unpaid))


def _margins(charges: Iterable[Charge], lines: Iterable[PayLine], names: Mapping[str, str]) -> list[Margin]:
    charged, paid = total_by_customer(charges), defaultdict[str, Ore](int)
    for line in lines:
        for customer, share in shares_of(line).items():
            paid[customer] += share
    found = [Margin(one, names.get(one, one), charged.get(one, 0), paid.get(one, 0)) for one in {*charged, *paid}]
    return sorted(found, key=lambda one: (one.name.casefold(), one.customer))
