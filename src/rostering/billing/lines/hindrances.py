"""What stands in the way of closing a month: all of it at once."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.domain.seats import Seat
from rostering.language import _, marked
from rostering.rosters.history import current_duties
from rostering.spans import Period, stretches

_Place = tuple[str, date, str]
"""A booking, a date and a role."""
_PUBLISH = marked("plan and publish the day again, or mend the booking")


def hindrances(books: Books, month: Period) -> tuple[str, ...]:
    """Sentences in the order of what finance looks at: dates without a roster, seats, prices."""
    return tuple(dict.fromkeys((*_unpublished_days(books, month), *_seats(books, month), *_prices(books, month))))


def _unpublished_days(books: Books, month: Period) -> Iterator[str]:
    missing = stretches(day for day in month if day not in books.rosters)
    return (_("no roster is published for {days}", days=run.first if len(run) == 1 else run) for run in missing)


def _seats(books: Books, month: Period) -> Iterator[str]:
    """Booked seats that nobody fills, that no roster has, or that nothing asks for any more."""
    billed = {booking.id for booking in books.bookings if not booking.cancelled}
    duties = [duty for duty in current_duties(books.publications, month) if duty.seat.booking in billed]
    for duty in duties:
        if duty.consultant is None:
            yield _(
                "nobody fills seat {seat} of booking {booking} on {day} (roster {roster})",
                seat=duty.seat.id,
                booking=duty.seat.booking,
                day=duty.seat.day,
                roster=books.rosters[duty.seat.day],
            )
    asked, there = _heads_asked(books, month, billed), Counter(_place(duty.seat) for duty in duties)
    for (booking, day, role), heads in sorted((asked - there).items()):
        if day in books.rosters:
            yield _(
                "roster {roster} lacks {heads} x {role} of booking {booking} on {day}: {publish}",
                roster=books.rosters[day],
                heads=heads,
                role=role,
                booking=booking,
                day=day,
                publish=_(_PUBLISH),
            )
    for (booking, day, role), heads in sorted((there - asked).items()):
        told = _(
            "roster {roster} has {heads} x {role} on {day} that booking {booking} does not ask for",
            roster=books.rosters[day],
            heads=heads,
            role=role,
            day=day,
            booking=booking,
        )
        yield f"{told}: {_(_PUBLISH)}"


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
