"""Charges: one whole day's price for each booking, consultant and local date of published readiness."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rostering.billing.prices import Unpriced, price_of
from rostering.domain.inputs import RateCard
from rostering.domain.parties import Booking
from rostering.domain.seats import Duty
from rostering.errors import Refused
from rostering.money import Ore
from rostering.rosters.history import current_duties, published_on
from rostering.rosters.version import Publication
from rostering.spans import Period


@dataclass(frozen=True)
class Charge:
    """A priced consultant-day; both amounts are in oere, excluding VAT."""

    id: str
    """The same for the same booking, date and consultant, such as `B7:2026-11-27:anna`."""
    day: date
    """The date on which the duty starts; a night belongs to it whole."""
    customer: str
    booking: str
    consultant: str
    role: str
    day_class: str
    unit_price: Ore
    amount: Ore
    roster: int
    """The number of the published roster it rests on."""
    kind: str = "charge"
    corrects: str | None = None
    """The id of the charge that this one corrects."""


class Unbillable(Refused):
    """Some published readiness cannot be billed; `reasons` says all that is in the way, sorted."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(sorted(set(reasons)))
        super().__init__("\n".join(self.reasons))


def charges_of(
    publications: Iterable[Publication], bookings: Iterable[Booking], rate_cards: Iterable[RateCard], period: Period
) -> tuple[Charge, ...]:
    """The charges of the booked duties published for a period, by date, booking, consultant. Raises Unbillable.

    Cancelled bookings cost nothing. Someone with two seats of a booking on one date is charged once, at the higher
    price.
    """
    publications, rate_cards = tuple(publications), tuple(rate_cards)
    records = {booking.id: booking for booking in bookings}
    rosters = {day: publication.version.number for day, publication in published_on(publications).items()}
    charges, reasons = [], []
    for duty, booking_id, consultant in _booked(current_duties(publications, period)):
        booking = records.get(booking_id)
        if booking is None:
            reasons.append(f"roster {rosters[duty.seat.day]} has duties for booking {booking_id}, which is not known")
        elif not booking.cancelled:
            try:
                charges.append(_charge(duty, booking, consultant, rate_cards, rosters[duty.seat.day]))
            except Unpriced as unpriced:
                reasons.append(f"{unpriced}: booking {booking_id} cannot be billed")
    if reasons:
        raise Unbillable(reasons)
    return _one_per_day(charges)


def total_of(charges: Iterable[Charge]) -> Ore:
    """The sum of the amounts."""
    return sum(charge.amount for charge in charges)


def total_by_customer(charges: Iterable[Charge]) -> dict[str, Ore]:
    """The sum for each customer, sorted by customer."""
    return _sums((charge.customer, charge.amount) for charge in charges)


def total_by_consultant(charges: Iterable[Charge]) -> dict[str, Ore]:
    """The sum for each consultant, sorted by consultant."""
    return _sums((charge.consultant, charge.amount) for charge in charges)


def _booked(duties: Iterable[Duty]) -> Iterator[tuple[Duty, str, str]]:
    """The duties that somebody holds for a booking, with the booking and the holder."""
    for duty in duties:
        if duty.seat.booking is not None and duty.consultant is not None:
            yield duty, duty.seat.booking, duty.consultant


def _charge(duty: Duty, booking: Booking, consultant: str, rate_cards: Sequence[RateCard], roster: int) -> Charge:
    seat = duty.seat
    price = price_of(rate_cards, seat.day, seat.day_class, seat.role, booking.customer)
    return Charge(
        id=f"{booking.id}:{seat.day.isoformat()}:{consultant}",
        day=seat.day,
        customer=booking.customer,
        booking=booking.id,
        consultant=consultant,
        role=seat.role,
        day_class=seat.day_class or "",
        unit_price=price,
        amount=price,
        roster=roster,
    )


def _one_per_day(charges: Iterable[Charge]) -> tuple[Charge, ...]:
    """One charge for each booking, date and consultant: the dearest."""
    dearest = {charge.id: charge for charge in sorted(charges, key=lambda charge: (charge.amount, charge.role))}
    return tuple(sorted(dearest.values(), key=lambda charge: (charge.day, charge.booking, charge.consultant)))


def _sums(amounts: Iterable[tuple[str, Ore]]) -> dict[str, Ore]:
    sums: dict[str, Ore] = {}
    for key, amount in amounts:
        sums[key] = sums.get(key, 0) + amount
    return dict(sorted(sums.items()))
