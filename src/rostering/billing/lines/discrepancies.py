"""What bookings ask for and rosters or closed lines have otherwise: heads, dates and parts of the day."""

from collections import Counter
from collections.abc import Iterator

from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Place, place_of
from rostering.billing.lines.corrections import standing_lines
from rostering.domain.radar import ClashReason, Discrepancy
from rostering.domain.seats import Duty
from rostering.language import _, counted, marked
from rostering.rosters.history import current_duties
from rostering.spans import Period

PUBLISH = marked("plan and publish the day again, or mend the booking")
"""What mends a roster that has something else than is asked for."""


def discrepancies(books: Books) -> Iterator[Discrepancy]:
    """Those in closed months, unless a closed line has set it right; month by month."""
    for first in sorted(books.months):
        yield from discrepancies_in(books, Period.parse(f"{first:%Y-%m}"))


def discrepancies_in(books: Books, month: Period) -> Iterator[Discrepancy]:
    """Those in a month, none where it is open."""
    if month.first in books.months:
        yield from _unasked_lines(books, month)
        yield from lacking_heads(books, month)
        yield from misplaced_parts(books, month)


def lacking_heads(books: Books, period: Period) -> Iterator[Discrepancy]:
    """What bookings ask for on published dates and no roster has."""
    for place, heads in sorted((heads_asked(books, period) - heads_there(books, period)).items()):
        booking, day, role = place
        if day in books.rosters:
            told = _(
                "roster {roster} lacks {heads} x {role} of booking {booking} on {day}: {publish}",
                roster=books.rosters[day],
                heads=heads,
                role=role,
                booking=booking,
                day=day,
                publish=_(PUBLISH),
            )
            yield _discrepancy(books, place, ClashReason.NOT_IN_ROSTER, told)


def misplaced_parts(books: Books, period: Period) -> Iterator[Discrepancy]:
    """What rosters have in another part of the day than the booking asks for, once for each date."""
    asked = heads_asked(books, period)
    held = [duty.seat for duty in booked_duties(books, period) if duty.consultant and asked[place_of(duty.seat)]]
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
            yield _discrepancy(books, place_of(seat), ClashReason.OTHER_PART, f"{told}: {_(PUBLISH)}")


def heads_there(books: Books, period: Period) -> Counter[Place]:
    """The seats that rosters have for bookings, filled or not."""
    return Counter(place_of(duty.seat) for duty in booked_duties(books, period))


def heads_asked(books: Books, period: Period) -> Counter[Place]:
    """The heads that bookings ask for."""
    asked: Counter[Place] = Counter()
    billed = _billed(books)
    for want, heads in books.orders(period).items():
        if want.booking in billed:
            asked[want.booking, want.day, want.role] += heads
    return asked


def booked_duties(books: Books, period: Period) -> list[Duty]:
    """The published duties of bookings that are not cancelled."""
    billed = _billed(books)
    return [duty for duty in current_duties(books.publications, period) if duty.seat.booking in billed]


def _unasked_lines(books: Books, month: Period) -> Iterator[Discrepancy]:
    """Closed lines that stand for what a booking, though not cancelled, asks for no more."""
    billed = _billed(books)
    closed = [line for line in books.closed if line.day in month and line.booking in billed]
    standing = Counter((line.booking, line.day, line.role) for line in standing_lines(closed) if line.consultant)
    for place, lines in sorted((standing - heads_asked(books, month)).items()):
        told = _(
            "{about}: {lines} for which the booking asks no more; what is taken back stands in {month}",
            about=":".join(map(str, place)),
            lines=counted(lines, "closed line"),
            month=f"{books.home_of(month).first:%Y-%m}",
        )
        yield _discrepancy(books, place, ClashReason.BILLED, told)


def _discrepancy(books: Books, place: Place, reason: ClashReason, text: str) -> Discrepancy:
    booking, day, role = place
    return Discrepancy(booking, day, role, books.rosters[day], reason, text)


def _billed(books: Books) -> set[str]:
    return {booking.id for booking in books.bookings if not booking.cancelled}
