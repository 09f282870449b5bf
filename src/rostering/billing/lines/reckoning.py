"""What a period must cost, reckoned a second time and by another route than charges: duty by duty, in Decimal.

It shares nothing with prices, charges and corrections but the values that they take, so that a fault in one of the
two shows when they are compared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from rostering.billing.lines.callout_charges import CalloutBook
from rostering.billing.lines.callout_reckoning import reckon_callouts
from rostering.billing.lines.charges import Orders
from rostering.billing.lines.fee_reckoning import Kept, reckon_fees
from rostering.domain.charges import Term, Want
from rostering.domain.fees import Fee
from rostering.domain.inputs import RateCard
from rostering.domain.parties import Agreement, Booking
from rostering.domain.seats import Duty, Seat
from rostering.language import _
from rostering.money import Ore
from rostering.rosters.version import Publication
from rostering.spans import Period

Key = tuple[date, str, str, str]
"""A date, a booking, its customer, and a consultant; none for what cancelling costs, and for fees no booking either."""
_ONE = Decimal(1)


@dataclass(frozen=True)
class Reckoning:
    """What was reckoned: oere by key, and what could not be."""

    amounts: dict[Key, Ore]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """All that a reckoning rests on."""

    publications: tuple[Publication, ...]
    bookings: tuple[Booking, ...]
    cards: tuple[RateCard, ...]
    frozen: Mapping[Want, Ore]
    terms: tuple[Term, ...]
    orders: Orders
    agreements: tuple[Agreement, ...] = ()
    fees: tuple[Fee, ...] = ()
    kept: Kept = ()
    """The fees that months were closed with, as fee books have them."""
    callouts: CalloutBook = field(default_factory=CalloutBook)


def reckon(evidence: Evidence, period: Period) -> Reckoning:
    """What each consultant-day of a period must come to."""
    amounts: dict[Key, Ore] = {}
    faults: list[str] = []
    for key, prices in _priced(evidence, period):
        if prices:
            amounts[key] = max(amounts.get(key, 0), *prices)
        else:
            faults.append(
                _("{booking} on {day}: no price for {consultant}", booking=key[1], day=key[0], consultant=key[3])
            )
    for key, price in _cancelled(evidence):
        amounts[key] = amounts.get(key, 0) + price
    owed = reckon_fees(evidence.agreements, evidence.fees, evidence.kept, period)
    amounts |= {(day, "", customer, ""): ore for (day, customer), ore in owed.items()}
    for (day, customer, consultant), ore in reckon_callouts(evidence.callouts, period).items():
        amounts[day, "", customer, consultant] = amounts.get((day, "", customer, consultant), 0) + ore
    return Reckoning(amounts, tuple(dict.fromkeys(faults)))


def _priced(evidence: Evidence, period: Period) -> Iterator[tuple[Key, list[Ore]]]:
    """Every filled seat that a booking asks for and that is not cancelled, with its price if there is one."""
    held = {booking.id: booking for booking in evidence.bookings if not booking.cancelled}
    heads: Counter[tuple[str, date, str]] = Counter()
    for want, number in evidence.orders.items():
        heads[want.booking, want.day, want.role] += number
    for day in period:
        filled = [duty for duty in _duties_on(day, evidence.publications) if duty.consultant]
        for duty in filled:
            booking = held.get(duty.seat.booking or "")
            before = sum(_is_alike(other.seat, duty.seat) and other.seat.id < duty.seat.id for other in filled)
            if booking and duty.consultant and before < heads[booking.id, day, duty.seat.role]:
                customer, seat = booking.customer, duty.seat
                price = _price(evidence, Want(booking.id, customer, day, seat.role, seat.day_class or ""))
                yield (day, booking.id, customer, duty.consultant), [] if price is None else [price]


def _is_alike(one: Seat, other: Seat) -> bool:
    return (one.booking, one.day, one.role) == (other.booking, other.day, other.role)


def _duties_on(day: date, publications: Iterable[Publication]) -> list[Duty]:
    """The date's duties in the last publication that has it."""
    having = [one for one in publications if one.version.period.first <= day <= one.version.period.last]
    if not having:
        return []
    last = max(having, key=lambda one: one.number)
    return [duty for duty in last.version.duties if duty.seat.day == day]


def _cancelled(evidence: Evidence) -> Iterator[tuple[Key, Ore]]:
    bookings = {booking.id: booking for booking in evidence.bookings}
    for want, heads in evidence.orders.items():
        booking = bookings[want.booking]
        if booking.cancelled and booking.cancelled_on:
            percent = _percent(evidence.terms, (want.day - booking.cancelled_on).days)
            price = _price(evidence, want)
            if percent and price is not None:
                yield (want.day, want.booking, want.customer, ""), heads * _rounded((price * percent).scaleb(-4))


def _percent(terms: Iterable[Term], notice: int) -> Decimal:
    """Walks the terms from the longest notice to the shortest: each that was not kept replaces the one before."""
    percent = Decimal(0)
    for term in sorted(terms, key=lambda term: -term.days_before):
        if term.days_before >= notice:
            percent = Decimal(term.percent)
    return percent


def _price(evidence: Evidence, want: Want) -> Ore | None:
    if want in evidence.frozen:
        return evidence.frozen[want]
    cards = [card for card in evidence.cards if card.first <= want.day <= (card.last or date.max)]
    return _card_price(cards[0], want.customer, want.role, want.day_class) if len(cards) == 1 else None


def _card_price(card: RateCard, customer: str, role: str, day_class: str) -> Ore | None:
    rates = [(_points(rate.customer, customer, rate.role, role), rate) for rate in card.rates]
    best = max(
        ((points, rate.price) for points, rate in rates if points >= 0 and rate.day_class == day_class), default=None
    )
    if best is None:
        return None
    price = _rounded(best[1] * (_ONE - _discount(card, customer, role, day_class).scaleb(-4)))
    return price if card.band[0] <= price <= card.band[1] else None


def _discount(card: RateCard, customer: str, role: str, day_class: str) -> Decimal:
    best, percent = -1, 0
    for off in card.discounts:
        points = _points(off.customer, customer, off.role, role)
        if points >= 0 and off.day_class in {None, day_class} and (points, off.day_class is not None) > (best, False):
            best, percent = points, off.percent
    return Decimal(percent)


def _points(wanted_customer: str | None, customer: str, wanted_role: str | None, role: str) -> int:
    """How closely a rule fits: 2 for the customer, 1 for the role; -1 when it is another one's."""
    if wanted_customer not in {None, customer} or wanted_role not in {None, role}:
        return -1
    return 2 * (wanted_customer is not None) + (wanted_role is not None)


def _rounded(amount: Decimal) -> Ore:
    return int(amount.quantize(_ONE, ROUND_HALF_UP))
