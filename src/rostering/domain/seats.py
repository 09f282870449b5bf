"""What must be staffed and who staffs it: days, windows, seats and duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rostering.domain.catalogue import DayKind, Presence
from rostering.spans import Span


@dataclass(frozen=True)
class Day:
    """A date as the calendar sees it."""

    day: date
    kind: DayKind
    name: str
    occasion: str | None = None
    """The big occasion it belongs to, such as Easter or Christmas."""
    day_class: str | None = None
    """The rate cards' class of a special day, weekends included; None lets the weekday and the booked part decide."""


@dataclass(frozen=True)
class Window:
    """Hours on one local date that a team or a booking must be staffed."""

    day: Day
    span: Span
    kind: str
    name: str
    team: str
    """The pooled team's id, or the booking's."""
    entitled: Mapping[str, tuple[tuple[str, ...], ...]]
    """By role, one entry per seat: the customers that the seat serves."""
    booking: str | None
    presence: Presence
    shared: bool
    day_class: str | None
    response: str
    pool: str | None = None
    """The pooled team whose people staff it; None: anybody."""

    @property
    def roles(self) -> dict[str, int]:
        """Head count by role."""
        return {role: len(seats) for role, seats in self.entitled.items()}

    @property
    def customers(self) -> tuple[str, ...]:
        """Everybody the window serves, sorted."""
        return tuple(sorted({c for seats in self.entitled.values() for served in seats for c in served}))


@dataclass(frozen=True)
class Seat:
    """One place to fill. Its id is permanent: team or booking, date, role and number."""

    id: str
    day: date
    span: Span
    kind: str
    name: str
    """The window's name for people, such as the holiday's."""
    role: str
    number: int
    team: str
    """The pooled team's id, or the booking's."""
    customers: tuple[str, ...]
    booking: str | None
    presence: Presence
    shared: bool
    points: int
    """What the seat earns in the fairness ledger."""
    day_class: str | None
    """The rate cards' class, of booked seats only."""
    occasion: str | None
    response: str
    pool: str | None = None
    """The pooled team whose people fill it; None: anybody."""


@dataclass(frozen=True)
class Duty:
    """A seat with the consultant who fills it, or None."""

    seat: Seat
    consultant: str | None


@dataclass(frozen=True, order=True)
class Pin:
    """A seat that is meant for one consultant, whatever else is planned."""

    seat: str
    consultant: str


def seat_id(team: str, day: date, role: str, number: int) -> str:
    """The permanent id of a seat, such as `preparedness:2026-12-25:pim:1`."""
    return f"{team}:{day.isoformat()}:{role}:{number}"
