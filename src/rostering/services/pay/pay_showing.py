"""Pay shown: of a period, of everybody or of one."""

from rostering.answers.pay import ShownPay
from rostering.billing.lines.charges import Unbillable
from rostering.billing.pay.pay_books import PayBooks
from rostering.domain.charges import MonthState, in_order
from rostering.domain.pay import PayLine
from rostering.domain.rights import Action, may
from rostering.domain.users import Actor
from rostering.errors import BadCall, hinted
from rostering.folder.notes import nearest
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.charges.statements import names_of
from rostering.services.opening import existing_store
from rostering.services.pay.pay_ground import pay_books_of, pay_states
from rostering.spans import Period


class NobodyPaid(BadCall):
    """A consultant who is not there."""


def show_pay(url: str, actor: Actor, period: Period, who: str | None = None) -> ShownPay:
    """What standby and call-outs pay: closed months as they were closed, open ones as they stand; `who` sees their own.

    Raises Forbidden, NoInputs, NoPay, NobodyPaid.
    """
    if who is None or not may(actor, Action.LOOK_OWN, who):
        require(actor, Action.LOOK_PAY)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        books = pay_books_of(reading, inputs)
        states = pay_states(reading, period)
        later = tuple((line, pay_states(reading, line.period)[line.month]) for line in books.later(period))
        names = names_of(inputs, books.publications)
        closings = reading.pay.closings()
    if MonthState.OPEN not in states.values():
        for month in sorted(states):
            names = closings[month].names.with_names_of(names)
    if who is not None and who not in names.consultants:
        raise NobodyPaid(hinted(_("there is no consultant '{id}'", id=who), nearest(who, names.consultants)))
    lines, unpriced = lines_of(books, period)
    mine = tuple(line for line in lines if who in {None, line.consultant})
    after = tuple((line, state) for line, state in later if who in {None, line.consultant})
    return ShownPay(period, mine, names, states, after, unpriced)


def lines_of(books: PayBooks, period: Period) -> tuple[tuple[PayLine, ...], tuple[str, ...]]:
    """The lines of a period that have an amount, and why others have none."""
    try:
        return books.lines_in(period), ()
    except Unbillable as unbillable:
        return in_order(unbillable.lines), unbillable.reasons
