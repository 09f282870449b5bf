"""The seats that a published roster leaves empty, in one line and as JSON."""

from collections.abc import Sequence

from rostering.domain.seats import Duty
from rostering.language import n_
from rostering.language.formats import long_day
from rostering.reports.look.shapes import Shape
from rostering.reports.look.wording import listing
from rostering.rosters.version import Directory

_MOST = 20


def empty_shape(duties: Sequence[Duty]) -> list[Shape]:
    """The seats, each with its date and role."""
    return [{"seat": duty.seat.id, "date": duty.seat.day.isoformat(), "role": duty.seat.role} for duty in duties]


def empty_line(duties: Sequence[Duty], directory: Directory) -> str:
    """How many there are, and on which dates, as far as they fit a line."""
    told = (f"{long_day(duty.seat.day)} {directory.roles.get(duty.seat.role, duty.seat.role)}" for duty in duties)
    seats, number = listing(told, _MOST), len(duties)
    return n_("{number} seat is empty: {seats}.", "{number} seats are empty: {seats}.", number, seats=seats)
