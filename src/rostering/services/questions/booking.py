"""Booking what was quoted: it is added to the inputs, if these and the rosters are still those of the quote."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rostering.answers.quotes import Quote
from rostering.domain.parties import Booking
from rostering.errors import Conflict
from rostering.folder.orders import BOOKINGS
from rostering.language import _
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.questions.overlay import with_booking
from rostering.services.questions.quotes import Call, quote
from rostering.store import Reading


class AlreadyBooked(Conflict):
    """An id that another booking has."""

    def __init__(self, booking: Booking) -> None:
        super().__init__(
            _(
                "there is a booking {id} already, of {customer} for {period}",
                id=booking.id,
                customer=booking.customer,
                period=booking.period,
            )
        )


class ChangedSinceQuoted(Conflict):
    """Inputs or rosters that were changed while the quote was worked out."""

    def __init__(self, id_: str) -> None:
        super().__init__(
            _("inputs or rosters changed while {id} was quoted; nothing was booked: quote it again", id=id_)
        )


def book(url: str, call: Call, id_: str, by: str, number: int | None = None, today: date | None = None) -> Quote:
    """Quote a booking and, if it can be staffed, add it to the inputs under an id.

    Raises as `quote` does, AlreadyBooked, ChangedSinceQuoted.
    """
    call = replace(call, id=id_)
    store = existing_store(url)
    with store.reading() as reading:
        _refuse_known(reading.inputs().bookings, id_)
        seen = _standing(reading)
    found = quote(url, call, number, today)
    if not found.possible:
        return found
    with store.transaction() as tx:
        inputs = tx.inputs()
        _refuse_known(inputs.bookings, id_)
        if _standing(tx) != seen:
            raise ChangedSinceQuoted(id_)
        changed, booking = with_booking(inputs, _("the booking"), call.cells)
        tx.replace_inputs(replace(changed, bookings=BOOKINGS.ordered(changed.bookings)))
        tx.log(by, "book", f"booking {id_}", None, found.row, at=now())
        return replace(found, booking=booking, booked=True)


def _refuse_known(bookings: Iterable[Booking], id_: str) -> None:
    if known := next((booking for booking in bookings if booking.id == id_), None):
        raise AlreadyBooked(known)


def _standing(reading: Reading) -> tuple[object, ...]:
    """What a quote rests on: the inputs, the rosters there are, and which of them is published."""
    published = [publication.number for publication in reading.publications()]
    return reading.records(), reading.version_numbers(), published
