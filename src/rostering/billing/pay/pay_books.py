"""The ledger of pay: what consultants are paid in any month, closed or open, and what is in the way of closing one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.hindrances import unpriced, unpublished_days
from rostering.billing.lines.ledger import MonthLedger, together
from rostering.billing.pay.pay_lines import Wage, callouts_of, standby_of
from rostering.domain.callouts import Callout, that_count
from rostering.domain.charges import first_of_month, in_order
from rostering.domain.hindrances import Hindrance, HindranceKind
from rostering.domain.pay import PayCard, PayLine
from rostering.language import _
from rostering.spans import Period


@dataclass(frozen=True, kw_only=True)
class PayBooks(MonthLedger[PayLine]):
    """The ledger of pay: call-outs, and the amounts of today and of each closed month."""

    callouts: tuple[Callout, ...]
    cards: tuple[PayCard, ...]
    kept: Mapping[date, tuple[PayCard, ...]]
    """With which months were closed, by their first dates."""
    zone: ZoneInfo

    def due(self, period: Period) -> tuple[PayLine, ...]:
        """What a period's dates pay by the rosters published and call-outs as they are. Raises Unbillable."""
        wage = Wage(self.cards_on, self.zone)
        standby = partial(standby_of, self.publications, wage, period)
        return in_order(together(standby, partial(callouts_of, self.callouts, wage, period)))

    def cards_on(self, day: date) -> tuple[PayCard, ...]:
        """The amounts that a date is paid by: those with which its month was closed, else those of today."""
        return self.kept.get(first_of_month(day), self.cards)


def pay_hindrances(books: PayBooks, month: Period) -> tuple[Hindrance, ...]:
    """Dates without a roster, call-outs that go on, and duties without an amount."""
    return (*unpublished_days(books, month), *_running(books, month), *_unpriced(books, month))


def _running(books: PayBooks, month: Period) -> Iterator[Hindrance]:
    for callout in that_count(books.callouts):
        day = callout.call.called.astimezone(books.zone).date()
        if callout.is_running and day in month:
            told = _("call-out {number} of {day} has not ended", number=callout.number, day=day)
            yield Hindrance(HindranceKind.RUNNING, told, Period(day, day))


def _unpriced(books: PayBooks, month: Period) -> tuple[Hindrance, ...]:
    try:
        books.lines(month)
    except Unbillable as unbillable:
        return unpriced(unbillable)
    return ()
