"""What stands in the way of closing a month: all of it at once."""

from collections.abc import Iterator
from dataclasses import replace

from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Place, Unbillable, place_of
from rostering.billing.lines.discrepancies import (
    PUBLISH,
    booked_duties,
    heads_asked,
    heads_there,
    lacking_heads,
    misplaced_parts,
)
from rostering.billing.lines.ledger import MonthLedger
from rostering.domain.booked import Line
from rostering.domain.hindrances import Hindrance, HindranceKind
from rostering.domain.seats import Seat
from rostering.language import _
from rostering.spans import Period, stretches


def hindrances(books: Books, month: Period) -> tuple[Hindrance, ...]:
    """All of it in the order of what finance looks at: dates without a roster, seats, prices."""
    found: dict[str, Hindrance] = {}
    for one in (*unpublished_days(books, month), *_seats(books, month), *_prices(books, month)):
        found.setdefault(one.text, one)
    return tuple(found.values())


def unpublished_days(books: MonthLedger[Line], month: Period) -> Iterator[Hindrance]:
    """The dates of a month that no published roster has."""
    for run in stretches(day for day in month if day not in books.rosters):
        told = _("no roster is published for {days}", days=run.first if len(run) == 1 else run)
        yield Hindrance(HindranceKind.UNPUBLISHED, told, run)


def _seats(books: Books, month: Period) -> Iterator[Hindrance]:
    """Booked seats that nobody fills, that no roster has, or that nothing asks for any more."""
    for duty in booked_duties(books, month):
        if duty.consultant is None:
            yield _vacant(books, duty.seat)
    run = books.run_before(month)
    since = Period(run.first if run else month.first, month.last)
    missing = heads_asked(books, since) - heads_there(books, since)
    for one in lacking_heads(books, since):
        yield _about(books, HindranceKind.LACKING, one.place, one.text, missing[one.place])
    for one in misplaced_parts(books, since):
        yield _about(books, HindranceKind.OTHER_PART, one.place, one.text)
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
        place = booking, day, role
        yield _about(books, HindranceKind.UNASKED, place, f"{told}: {_(PUBLISH)}", heads)


def _vacant(books: Books, seat: Seat) -> Hindrance:
    told = _(
        "nobody fills seat {seat} of booking {booking} on {day} (roster {roster})",
        seat=seat.id,
        booking=seat.booking,
        day=seat.day,
        roster=books.rosters[seat.day],
    )
    return replace(_about(books, HindranceKind.VACANT, place_of(seat), told, 1), seat=seat.id)


def _about(books: Books, kind: HindranceKind, place: Place, told: str, heads: int = 0) -> Hindrance:
    booking, day, role = place
    return Hindrance(kind, told, Period(day, day), booking, role, heads, roster=books.rosters.get(day))


def _prices(books: Books, month: Period) -> tuple[Hindrance, ...]:
    try:
        books.lines(month)
    except Unbillable as unbillable:
        return unpriced(unbillable)
    return ()


def unpriced(unbillable: Unbillable) -> tuple[Hindrance, ...]:
    """Why lines have no price, each with its booking and date, where it is about one."""
    found = ((reason, unbillable.places.get(reason)) for reason in unbillable.reasons)
    return tuple(
        Hindrance(HindranceKind.UNPRICED, reason, place and Period(place[1], place[1]), place[0] if place else "")
        for reason, place in found
    )
