"""What consultants must be paid, reckoned a second time and by another route than lines: in fractions, by person.

It shares nothing with lines and corrections but the values that they take, so that a fault in one of the two shows when
they are compared.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from rostering.billing.pay.pay_books import PayBooks
from rostering.domain.callouts import Call, CalloutAct
from rostering.domain.charges import Mismatch
from rostering.domain.pay import PayCard, PayLine, Per
from rostering.domain.seats import Duty, Seat
from rostering.language import _
from rostering.money import Ore
from rostering.spans import Period

Person = tuple[date, str]
"""A date and a consultant."""
_HOUR = 3600
_DAY_KINDS = ("public_holiday", "weekend", "holiday_period", "business_day")


def pay_differences(books: PayBooks, lines: Iterable[PayLine], period: Period) -> tuple[Mismatch, ...]:
    """What the lines of a period's dates come to otherwise than they must, by date and consultant."""
    found: dict[Person, Ore] = {}
    for line in lines:
        found[line.day, line.consultant] = found.get((line.day, line.consultant), 0) + line.amount
    wanted = reckon_pay(books, period)
    return tuple(
        Mismatch(
            f"{day} {consultant}",
            _("pay does not come to what was published and noted"),
            wanted.get((day, consultant), 0),
            found.get((day, consultant), 0),
        )
        for day, consultant in sorted({*wanted, *found})
        if wanted.get((day, consultant), 0) != found.get((day, consultant), 0)
    )


def reckon_pay(books: PayBooks, period: Period) -> dict[Person, Ore]:
    """What each consultant must be paid for each date; what has no amount comes to nothing."""
    sums: dict[Person, Ore] = {}
    for day in period:
        cards = books.kept.get(day.replace(day=1), books.cards)
        card = next((one for one in cards if one.first <= day <= (one.last or date.max)), None)
        for consultant, amount in _of_day(books, day, card) if card else ():
            sums[day, consultant] = sums.get((day, consultant), 0) + amount
    return {key: amount for key, amount in sums.items() if amount}


def _of_day(books: PayBooks, day: date, card: PayCard) -> Iterator[tuple[str, Ore]]:
    best: dict[tuple[str, str], Ore] = {}
    for duty in _duties_on(books, day):
        if duty.consultant:
            key = duty.seat.team, duty.consultant
            best[key] = max(best.get(key, 0), _standby(card, duty.seat))
    yield from ((consultant, amount) for (_team, consultant), amount in best.items())
    for callout in books.callouts:
        call = callout.entries[-1].call
        if callout.entries[-1].act is not CalloutAct.WITHDRAWN and call.called.astimezone(books.zone).date() == day:
            yield call.consultant, _callout(card, call)


def _duties_on(books: PayBooks, day: date) -> list[Duty]:
    """The date's duties in the last publication that has it."""
    having = [one for one in books.publications if one.version.period.first <= day <= one.version.period.last]
    last = max(having, key=lambda one: one.number, default=None)
    return [duty for duty in last.version.duties if duty.seat.day == day] if last else []


def _standby(card: PayCard, seat: Seat) -> Ore:
    day_class = seat.day_class or (seat.kind if seat.kind in _DAY_KINDS else "")
    best, found = -1, None
    for rate in card.standby:
        asked = ((rate.kind, seat.kind, 4), (rate.day_class, day_class, 2), (rate.role, seat.role, 1))
        if all(wanted is None or wanted == value for wanted, value, _ in asked):
            points = sum(weight for wanted, _, weight in asked if wanted is not None)
            best, found = (points, rate) if points > best else (best, found)
    if found is None:
        return 0
    seconds = int((seat.span.end - seat.span.start).total_seconds()) if found.per is Per.HOUR else _HOUR
    return _rounded(found.amount * Fraction(seconds, _HOUR))


def _callout(card: PayCard, call: Call) -> Ore:
    fitting = sorted((rate for rate in card.callouts if rate.kind in (None, call.kind)), key=lambda one: not one.kind)
    if call.ended is None or not fitting:
        return 0
    rate, unit = fitting[0], fitting[0].begun.minutes
    worked = int((call.ended - call.called).total_seconds()) // 60
    begun = max(1, -(-worked // unit)) * unit
    return _rounded(rate.amount * Fraction(max(begun, rate.minimum), 60))


def _rounded(amount: Fraction) -> Ore:
    """To the nearest, half an oere up."""
    return (2 * amount + 1) // 2
