"""Forecasts: bookings times rate card, without a plan, with what cancelled bookings and packages cost."""

from collections import Counter
from collections.abc import Iterator

from rostering.billing.lines.books import Books
from rostering.billing.lines.cancellations import cancellations_of
from rostering.billing.lines.charges import Place, Unbillable, place_of
from rostering.billing.lines.prices import Unpriced
from rostering.domain.charges import Charge, ChargeKind, Want
from rostering.domain.forecasts import ForecastLine
from rostering.rosters.history import current_duties
from rostering.spans import Period


def forecast_of(books: Books, period: Period) -> tuple[ForecastLine, ...]:
    """What a period's dates will cost by bookings, agreements and prices as they are; by date and customer.

    Each head of a booking counts, as it does in its price, whether one person will hold two of them or not.
    """
    lines = (*_booked(books, period), *_cancelled(books, period), *map(_line_of, books.fees.lines(period)))
    return tuple(sorted(lines, key=lambda line: line.order))


def _booked(books: Books, period: Period) -> Iterator[ForecastLine]:
    there = _heads_there(books, period)
    held = {booking.id for booking in books.bookings if not booking.cancelled}
    for want, heads in books.orders(period).items():
        place = want.booking, want.day, want.role
        for _ in range(heads if want.booking in held else 0):
            yield _head(books, want, staffed=there[place] > 0)
            there[place] -= 1


def _heads_there(books: Books, period: Period) -> Counter[Place]:
    duties = current_duties(books.publications, period)
    return Counter(place_of(duty.seat) for duty in duties if duty.consultant and duty.seat.booking)


def _head(books: Books, want: Want, staffed: bool) -> ForecastLine:
    try:
        return _line(want, ChargeKind.CHARGE, books.tariff.price(want).unit, staffed)
    except Unpriced as unpriced:
        return _line(want, ChargeKind.CHARGE, None, staffed, str(unpriced))


def _cancelled(books: Books, period: Period) -> Iterator[ForecastLine]:
    cancelled = [one for one in books.bookings if one.cancelled and one.cancelled_on]
    for want, heads in books.orders(period).items():
        try:
            yield from map(_line_of, cancellations_of(cancelled, {want: heads}, books.terms, books.tariff))
        except Unbillable as unbillable:
            told = "; ".join(unbillable.reasons)
            yield from [_line(want, ChargeKind.CANCELLATION, None, None, told)] * heads


def _line(want: Want, kind: ChargeKind, amount: int | None, staffed: bool | None, reason: str = "") -> ForecastLine:
    return ForecastLine(want.day, want.customer, want.booking, want.role, want.day_class, kind, amount, staffed, reason)


def _line_of(line: Charge) -> ForecastLine:
    """A cancelled seat or a fee, as it would be billed."""
    return ForecastLine(
        day=line.day,
        customer=line.customer,
        booking=line.booking,
        role=line.role,
        day_class=line.day_class,
        kind=line.kind,
        amount=line.amount,
        package=line.package,
        paid=line.paid,
    )
