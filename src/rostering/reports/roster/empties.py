"""The seats that a published roster leaves empty, in one line and as JSON."""

from collections.abc import Sequence

from rostering.domain.seats import Duty
from rostering.reports.look.shapes import Shape
from rostering.reports.look.wording import day_text, listing
from rostering.rosters.version import Directory
from rostering.words import counted

_MOST = 20


def empty_shape(duties: Sequence[Duty]) -> list[Shape]:
    """The seats, each with its date and role."""
    return [{"seat": duty.seat.id, "date": duty.seat.day.isoformat(), "role": duty.seat.role} for duty in duties]


def empty_line(duties: Sequence[Duty], directory: Directory) -> str:
    """How many there are, and on which dates, as far as they fit a line."""
    told = (
        f"{day_text(duty.seat.day)} {duty.seat.day.year} {directory.roles.get(duty.seat.role, duty.seat.role)}"
        for duty in duties
    )
    return f"{counted(len(duties), 'seat')} {'is' if len(duties) == 1 else 'are'} empty: {listing(told, _MOST)}."
