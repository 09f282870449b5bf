"""Booking what was quoted: it is added to the inputs, if these and the rosters are still those of the quote."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rostering.answers.quotes import Quote
from rostering.domain.parties import Booking
from rostering.errors import Conflict, Refused
from rostering.folder.orders import BOOKINGS
from rostering.language import _
from rostering.services.access.freshness import changed_since, mark_of
from rostering.services.clock import now
from rostering.services.inputs.headers import bookings_header
from rostering.services.opening import existing_store
from rostering.services.questions.overlay import with_booking
from rostering.services.questions.quotes import QuoteCall, cells_of, quote
from rostering.store import Reading, Transaction


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


class NotPossible(Refused):
    """A booking that was quoted with a no."""

    def __init__(self) -> None:
        super().__init__(_("it cannot be staffed, so it is not booked from here"))


class ChangedSinceQuoted(Conflict):
    """Inputs or rosters that were changed while the quote was worked out."""

    def __init__(self, id_: str) -> None:
        super().__init__(
            _("inputs or rosters changed while {id} was quoted; nothing was booked: quote it again", id=id_)
        )


def book(url: str, call: QuoteCall, id_: str, by: str, number: int | None = None, today: date | None = None) -> Quote:
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
        _refuse_known(tx.inputs().bookings, id_)
        if _standing(tx) != seen:
            raise ChangedSinceQuoted(id_)
        return replace(found, booking=_added(tx, call, found.row, by), booked=True)


def book_quoted(url: str, call: QuoteCall, id_: str, by: str, found: Quote, seen: str) -> Booking:
    """Add a booking under an id that was quoted before, if nothing that its quote rests on has changed since.

    `seen` is the mark of then. Raises FaultyInput, AlreadyBooked, NotPossible, Stale.
    """
    call = replace(call, id=id_)
    if not found.possible:
        raise NotPossible
    with existing_store(url).transaction() as tx:
        _refuse_known(tx.inputs().bookings, id_)
        number, _dash, digest = seen.partition("-")
        if standing_mark(tx).partition("-")[2] != digest:
            raise changed_since(tx, number)
        row = bookings_header(tx, tx.inputs()).row(cells_of(found.booking, call))
        return _added(tx, call, row, by)


def standing_mark(reading: Reading) -> str:
    """What a form that books is made from: all that its quote rests on, and the newest entry of the log."""
    return f"{mark_of(reading)}-{hashlib.sha256(repr(_standing(reading)).encode()).hexdigest()[:16]}"


def _added(tx: Transaction, call: QuoteCall, row: str, by: str) -> Booking:
    """Add the booking to the inputs, as an import would."""
    changed, booking = with_booking(tx.inputs(), _("the booking"), call.cells)
    tx.replace_inputs(replace(changed, bookings=BOOKINGS.ordered(changed.bookings)))
    tx.log(by, "book", f"booking {call.id}", None, row, at=now())
    return booking


def _refuse_known(bookings: Iterable[Booking], id_: str) -> None:
    if known := next((booking for booking in bookings if booking.id == id_), None):
        raise AlreadyBooked(known)


def _standing(reading: Reading) -> tuple[object, ...]:
    """What a quote rests on: the inputs, the rosters there are, and which of them is published."""
    published = [publication.number for publication in reading.publications()]
    return reading.records(), reading.version_numbers(), published
