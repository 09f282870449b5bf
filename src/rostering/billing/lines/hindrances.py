"""What stands in the way of closing a month: all of it at once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Place, Unbillable, place_of
from rostering.billing.lines.corrections import standing_lines
from rostering.domain.hindrances import Hindrance, HindranceKind
from rostering.domain.seats import Duty, Seat
from rostering.language import _, marked
from rostering.rosters.history import current_duties
from rostering.spans import Period, stretches

_PUBLISH = marked("plan and publish the day again, or mend the booking")


def hindrances(books: Books, month: Period) -> tuple[Hindrance, ...]:
    """All of it in the order of what finance looks at: dates without a roster, seats, prices."""
    found: dict[str, Hindrance] = {}
    for one in (*_unpublished_days(books, month), *_seats(books, month), *_prices(books, month)):
        found.setdefault(one.text, one)
    return tuple(found.values())


def lacking_heads(books: Books, period: Period) -> Iterator[tuple[Place, str]]:
    """What bookings ask for on published dates and no roster has, with a sentence about it."""
    asked, there = _heads_asked(books, period), _heads_there(books, period)
    for place, heads in sorted((asked - there).items()):
        booking, day, role = place
        if day in books.rosters:
            yield (
                place,
                _(
                    "roster {roster} lacks {heads} x {role} of booking {booking} on {day}: {publish}",
                    roster=books.rosters[day],
                    heads=heads,
                    role=role,
                    booking=booking,
                    day=day,
                    publish=_(_PUBLISH),
                ),
            )


def misplaced_parts(books: Books, period: Period) -> Iterator[tuple[Place, str]]:
    """What rosters have in another part of the day than the booking asks for, with a sentence about each date."""
    asked = _heads_asked(books, period)
    held = [duty.seat for duty in _booked_duties(books, period) if duty.consultant and asked[place_of(duty.seat)]]
    for seat in {(seat.booking, seat.day): seat for seat in reversed(held)}.values():
        if parts := books.other_part(seat):
            told = _(
                "roster {roster} has {there} on {day} for booking {booking}, which asks for {asked}",
                roster=books.rosters[seat.day],
                there=parts[0].name,
                day=seat.day,
                booking=seat.booking,
                asked=parts[1].name,
            )
            yield place_of(seat), f"{told}: {_(_PUBLISH)}"


def unasked_lines(books: Books, period: Period) -> Iterator[tuple[Place, int]]:
    """How many closed lines stand for what a booking, though not cancelled, asks for no more."""
    asked = _heads_asked(books, period)
    billed = {booking.id for booking in books.bookings if not booking.cancelled}
    closed = [line for line in books.closed if line.day in period and line.booking in billed]
    standing = Counter((line.booking, line.day, line.role) for line in standing_lines(closed) if line.consultant)
    yield from sorted((standing - asked).items())


def _unpublished_days(books: Books, month: Period) -> Iterator[Hindrance]:
    for run in stretches(day for day in month if day not in books.rosters):
        told = _("no roster is published for {days}", days=run.first if len(run) == 1 else run)
        yield Hindrance(HindranceKind.UNPUBLISHED, told, run)


def _seats(books: Books, month: Period) -> Iterator[Hindrance]:
    """Booked seats that nobody fills, that no roster has, or that nothing asks for any more."""
    for duty in _booked_duties(books, month):
        if duty.consultant is None:
            yield _vacant(books, duty.seat)
    run = books.run_before(month)
    since = Period(run.first if run else month.first, month.last)
    missing = _heads_asked(books, since) - _heads_there(books, since)
    for place, told in lacking_heads(books, since):
        yield _about(books, HindranceKind.LACKING, place, told, missing[place])
    for place, told in misplaced_parts(books, since):
        yield _about(books, HindranceKind.OTHER_PART, place, told)
    surplus = _heads_there(books, month) - _heads_asked(books, month)
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
        yield _about(books, HindranceKind.UNASKED, place, f"{told}: {_(_PUBLISH)}", heads)


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


def _booked_duties(books: Books, period: Period) -> list[Duty]:
    billed = {booking.id for booking in books.bookings if not booking.cancelled}
    return [duty for duty in current_duties(books.publications, period) if duty.seat.booking in billed]


def _heads_there(books: Books, period: Period) -> Counter[Place]:
    return Counter(place_of(duty.seat) for duty in _booked_duties(books, period))


def _heads_asked(books: Books, period: Period) -> Counter[Place]:
    asked: Counter[Place] = Counter()
    billed = {booking.id for booking in books.bookings if not booking.cancelled}
    for want, heads in books.orders(period).items():
        if want.booking in billed:
            asked[want.booking, want.day, want.role] += heads
    return asked


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
