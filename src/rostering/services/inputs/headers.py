"""The header of the firm's own `bookings.csv`, kept in the log by imports and exports: rows to paste fit it."""

from rostering.domain.inputs import Inputs
from rostering.folder.headers import Header
from rostering.folder.orders import BOOKINGS
from rostering.services.clock import now
from rostering.store import Reading, Transaction

_ACTION = "read header"


def bookings_header(reading: Reading, inputs: Inputs) -> Header:
    """The header as the firm's file has it; where that is not known, as an export writes it."""
    known = _known(reading)
    return Header.read(BOOKINGS, known) if known else Header.rebuilt(BOOKINGS, inputs.bookings)


def keep_header(tx: Transaction, by: str, header: Header, inputs: Inputs) -> None:
    """Keep the header that a folder has, unless it is known, or is what an export writes anyway."""
    known = _known(tx)
    if str(header) != (known or str(Header.rebuilt(BOOKINGS, inputs.bookings))):
        tx.log(by, _ACTION, BOOKINGS.file, known, str(header), at=now())


def forget_header(tx: Transaction, inputs: Inputs) -> None:
    """After an export the firm's file is as that has written it."""
    if known := _known(tx):
        written = str(Header.rebuilt(BOOKINGS, inputs.bookings))
        if written != known:
            tx.log("export", _ACTION, BOOKINGS.file, known, written, at=now())


def _known(reading: Reading) -> str | None:
    entry = reading.last_logged(_ACTION, BOOKINGS.file)
    return entry.after if entry else None
