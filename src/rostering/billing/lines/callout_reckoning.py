"""What call-outs must cost, reckoned a second time and by another route than lines: call by call, in fractions."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from rostering.billing.lines.callout_charges import CalloutBook
from rostering.domain.callout_fees import CalloutFee
from rostering.domain.callouts import CalloutAct
from rostering.money import Ore
from rostering.spans import Period

Whose = tuple[date, str, str]
"""A date, a customer and the consultant who was called."""


def reckon_callouts(book: CalloutBook, period: Period) -> dict[Whose, Ore]:
    """What each customer owes for each date's call-outs by each consultant."""
    sums: dict[Whose, Ore] = {}
    for key, amount in _owed(book, period):
        sums[key] = sums.get(key, 0) + amount
    return sums


def _owed(book: CalloutBook, period: Period) -> Iterator[tuple[Whose, Ore]]:
    for callout in book.callouts:
        entry = callout.entries[-1]
        call, day = entry.call, entry.call.called.astimezone(book.zone).date()
        if entry.act is CalloutAct.WITHDRAWN or day not in period or call.ended is None:
            continue
        fee = _fee(book, day, call.customer, "")
        if fee and fee.begun:
            worked = int((call.ended - call.called).total_seconds()) // 60
            begun = max(1, -(-worked // fee.begun.minutes)) * fee.begun.minutes
            owed = fee.amount * Fraction(max(begun, fee.minimum), 60)
            yield (day, call.customer, call.consultant), _rounded(owed)
    for callout, allowance in book.above(period):
        call, day = callout.call, callout.call.called.astimezone(book.zone).date()
        fee = _fee(book, day, call.customer, allowance.id) if day in period else None
        if fee:
            yield (day, call.customer, call.consultant), fee.amount


def _fee(book: CalloutBook, day: date, customer: str, allowance: str) -> CalloutFee | None:
    """The customer's own price before that of everybody."""
    fees = book.kept.get(day.replace(day=1), book.fees)
    alike = [one for one in fees if one.allowance == allowance and _holds(one, day)]
    return _of(alike, customer) or _of(alike, None)


def _of(fees: Iterable[CalloutFee], customer: str | None) -> CalloutFee | None:
    return next((one for one in fees if one.customer == customer), None)


def _holds(fee: CalloutFee, day: date) -> bool:
    return fee.first <= day <= (fee.last or date.max)


def _rounded(amount: Fraction) -> Ore:
    """To the nearest, half an oere up."""
    return (2 * amount + 1) // 2
