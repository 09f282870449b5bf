"""What stands in the way of closing a month: all of it at once."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.domain.seats import Seat
from rostering.rosters.history import current_duties
from rostering.spans import Period, stretches

_Place = tuple[str, date, str]
"""A booking, a date and a role."""
_PUBLISH = "plan and publish the day again, or mend the booking"


def hindrances(books: Books, month: Period) -> tuple[str, ...]:
    """Sentences in the order of what finance looks at: dates without a roster, seats, prices."""
    return tuple(dict.fromkeys((*_unpublished_days(books, month), *_seats(books, month), *_prices(books, month))))


def _unpublished_days(books: Books, month: Period) -> Iterator[str]:
    missing = stretches(day for day in month if day not in books.rosters)
    return (f"no roster is published for {run.first if len(run) == 1 else run}" for run in missing)


def _seats(books: Books, month: Period) -> Iterator[str]:
    """Booked seats that nobody fills, that no roster has, or that nothing asks for any more."""
    billed = {booking.id for booking in books.bookings if not booking.cancelled}
    duties = [duty for duty in current_duties(books.publications, month) if duty.seat.booking in billed]
    for duty in duties:
        if duty.consultant is None:
            where = f"booking {duty.seat.booking} on {duty.seat.day} (roster {books.rosters[duty.seat.day]})"
            yield f"nobody fills seat {duty.seat.id} of {where}"
    asked, there = _heads_asked(books, month, billed), Counter(_place(duty.seat) for duty in duties)
    for (booking, day, role), heads in sorted((asked - there).items()):
        if day in books.rosters:
            yield f"roster {books.rosters[day]} lacks {heads} x {role} of booking {booking} on {day}: {_PUBLISH}"
    for (booking, day, role), heads in sorted((there - asked).items()):
        told = f"roster {books.rosters[day]} has {heads} x {role} on {day} that booking {booking} does not ask for"
        yield f"{told}: {_PUBLISH}"


def _heads_asked(books: Books, month: Period, billed: Collection[str]) -> Counter[_Place]:
    asked: Counter[_Place] = Counter()
    for want, heads in books.orders(month).items():
        if want.booking in billed:
            asked[want.booking, want.day, want.role] += heads
    return asked


def _place(seat: Seat) -> _Place:
    return seat.booking or "", seat.day, seat.role


def _prices(books: Books, month: Period) -> tuple[str, ...]:
    try:
        books.lines(month)
    except Unbillable as unbillable:
        return unbillable.reasons
    return ()
