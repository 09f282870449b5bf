"""Charges: one whole day's price for each booking, consultant and local date of published readiness."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from rostering.billing.lines.prices import Tariff, Unpriced
from rostering.domain.charges import Charge, ChargeKind, Price, Want, first_of_month, in_order
from rostering.domain.inputs import RateCard
from rostering.domain.parties import Booking
from rostering.domain.seats import Duty, Seat
from rostering.errors import Refused
from rostering.language import _
from rostering.rosters.history import current_duties, published_on
from rostering.rosters.version import Publication
from rostering.spans import Period

Orders = Mapping[Want, int]
"""Head counts by what bookings ask for, cancelled or not."""
Place = tuple[str, date, str]
"""A booking, a date and a role."""


class Unbillable(Refused):
    """Some readiness cannot be billed, or not be paid; `reasons` says all that is in the way, sorted.

    `advice` says what to do, if any; `lines` are those that could be billed, `places` the booking and the date of each
    reason that is about one.
    """

    def __init__(
        self,
        reasons: Iterable[str],
        advice: str = "",
        lines: Iterable[Any] = (),
        places: Mapping[str, tuple[str, date]] | None = None,
    ) -> None:
        self.reasons = tuple(sorted(set(reasons)))
        self.advice = advice
        self.lines: tuple[Any, ...] = tuple(lines)
        self.places = places or {}
        super().__init__("\n".join(filter(None, [*self.reasons, advice])))


def charges_of(
    publications: Iterable[Publication],
    bookings: Iterable[Booking],
    prices: Tariff | Iterable[RateCard],
    period: Period,
    orders: Orders | None = None,
) -> tuple[Charge, ...]:
    """The charges of the booked duties published for a period, by date, booking, consultant. Raises Unbillable.

    Cancelled bookings cost nothing, and neither do heads above those of `orders`, which a roster is trusted with where
    there are none. Someone with two seats of a booking on one date is charged once, at the higher price.
    """
    publications = tuple(publications)
    tariff = prices if isinstance(prices, Tariff) else Tariff(prices)
    records = {booking.id: booking for booking in bookings}
    rosters = {day: publication.version.number for day, publication in published_on(publications).items()}
    charges: list[Charge] = []
    reasons: dict[str, tuple[str, date]] = {}
    duties = current_duties(publications, period)
    for duty, booking_id, consultant in _booked(duties if orders is None else asked_for(duties, orders, records)):
        booking = records.get(booking_id)
        if booking is None:
            told = _(
                "roster {roster} has duties for booking {booking}, which is not known",
                roster=rosters[duty.seat.day],
                booking=booking_id,
            )
            reasons.setdefault(told, (booking_id, duty.seat.day))
        elif not booking.cancelled:
            try:
                charges.append(_charge(duty, booking, consultant, tariff, rosters[duty.seat.day]))
            except Unpriced as unpriced:
                told = _("{why}: booking {booking} cannot be billed", why=unpriced, booking=booking_id)
                reasons.setdefault(told, (booking_id, duty.seat.day))
    if reasons:
        raise Unbillable(reasons, lines=_one_per_day(charges), places=reasons)
    return _one_per_day(charges)


def asked_for(duties: Iterable[Duty], orders: Orders, known: Collection[str]) -> Iterator[Duty]:
    """The duties that somebody holds, of known bookings no more than they ask for; of a role its first seats stay."""
    left = Counter[Place]()
    for want, heads in orders.items():
        left[want.booking, want.day, want.role] += heads
    for duty in sorted(duties, key=lambda duty: duty.seat.id):
        if duty.consultant is None:
            continue
        place = place_of(duty.seat)
        if duty.seat.booking not in known or left[place] > 0:
            yield duty
        left[place] -= 1


def place_of(seat: Seat) -> Place:
    """What a seat is of."""
    return seat.booking or "", seat.day, seat.role


def charge_id(booking: str, day: date, consultant: str) -> str:
    """What the first line of a consultant-day is called."""
    return f"{booking}:{day.isoformat()}:{consultant}"


def _booked(duties: Iterable[Duty]) -> Iterator[tuple[Duty, str, str]]:
    """The duties that somebody holds for a booking, with the booking and the holder."""
    for duty in duties:
        if duty.seat.booking is not None and duty.consultant is not None:
            yield duty, duty.seat.booking, duty.consultant


def _charge(duty: Duty, booking: Booking, consultant: str, tariff: Tariff, roster: int) -> Charge:
    seat = duty.seat
    want = Want(booking.id, booking.customer, seat.day, seat.role, seat.day_class or "")
    price = tariff.price(want)
    return line_of(charge_id(booking.id, seat.day, consultant), want, price, consultant=consultant, roster=roster)


def line_of(
    line_id: str,
    want: Want,
    price: Price,
    *,
    consultant: str = "",
    roster: int | None = None,
    kind: ChargeKind = ChargeKind.CHARGE,
) -> Charge:
    """One unit of what is wanted, at its price, billed in the month of its date."""
    return Charge(
        id=line_id,
        month=first_of_month(want.day),
        day=want.day,
        customer=want.customer,
        booking=want.booking,
        consultant=consultant,
        role=want.role,
        day_class=want.day_class,
        list_price=price.listed,
        discount=price.discount,
        unit_price=price.unit,
        amount=price.unit,
        card=price.card,
        rule=price.rule,
        roster=roster,
        kind=kind,
    )


def _one_per_day(charges: Iterable[Charge]) -> tuple[Charge, ...]:
    """One charge for each booking, date and consultant: the dearest."""
    dearest: Mapping[str, Charge] = {
        charge.id: charge for charge in sorted(charges, key=lambda charge: (charge.amount, charge.role))
    }
    return in_order(dearest.values())
