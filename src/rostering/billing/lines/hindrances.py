"""What stands in the way of closing a month: all of it at once."""

from collections.abc import Iterator

from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.discrepancies import (
    PUBLISH,
    booked_duties,
    heads_asked,
    heads_there,
    lacking_heads,
    misplaced_parts,
)
from rostering.language import _
from rostering.spans import Period, stretches


def hindrances(books: Books, month: Period) -> tuple[str, ...]:
    """Sentences in the order of what finance looks at: dates without a roster, seats, prices."""
    return tuple(dict.fromkeys((*_unpublished_days(books, month), *_seats(books, month), *_prices(books, month))))


def _unpublished_days(books: Books, month: Period) -> Iterator[str]:
    missing = stretches(day for day in month if day not in books.rosters)
    return (_("no roster is published for {days}", days=run.first if len(run) == 1 else run) for run in missing)


def _seats(books: Books, month: Period) -> Iterator[str]:
    """Booked seats that nobody fills, that no roster has, or that nothing asks for any more."""
    for duty in booked_duties(books, month):
        if duty.consultant is None:
            yield _(
                "nobody fills seat {seat} of booking {booking} on {day} (roster {roster})",
                seat=duty.seat.id,
                booking=duty.seat.booking,
                day=duty.seat.day,
                roster=books.rosters[duty.seat.day],
            )
    run = books.run_before(month)
    since = Period(run.first if run else month.first, month.last)
    yield from (each.text for each in (*lacking_heads(books, since), *misplaced_parts(books, since)))
    surplus = heads_there(books, month) - heads_asked(books, month)
    for (booking, day, role), heads in sorted(surplus.items()):
        told = _(
            "roster {roster} has {heads} x {role} on {day} that booking {booking} does not ask for",
            roster=books.rosters[day],
            heads=heads,
            role=role,
            day=day,
            booking=booking,
        )
        yield f"{told}: {_(PUBLISH)}"


def _prices(books: Books, month: Period) -> tuple[str, ...]:
    try:
        books.lines(month)
    except Unbillable as unbillable:
        return unbillable.reasons
    return ()
