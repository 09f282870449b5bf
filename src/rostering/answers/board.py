"""The board: a period as a matrix of people and days, with who holds what, who is away, and what nobody holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from rostering.domain.seats import Seat
from rostering.rosters.version import Directory, Status
from rostering.spans import Period, stretches


class Turn(StrEnum):
    """How a duty of a draft differs from what is published."""

    ADDED = "added"
    """Nobody holds the published seat, or there is none."""
    MOVED = "moved"
    """Another holds the published seat, or at other hours."""
    REMOVED = "removed"
    """Held as published, and no more."""


class AwayKind(StrEnum):
    """Why somebody is not to be had on a date, or would like to be."""

    LEAVE = "leave"
    AWAY = "away"
    """Whoever looks may not know why."""
    NOT_EMPLOYED = "not_employed"
    """Not with the firm yet, or no more."""
    RATHER_NOT = "rather_not"
    WOULD_LIKE = "would_like"
    DAY_OFF = "day_off"
    """A compensating day."""

    @property
    def is_absence(self) -> bool:
        """Whether the person is not there, whatever they would like."""
        return self in {AwayKind.LEAVE, AwayKind.AWAY, AwayKind.NOT_EMPLOYED}


@dataclass(frozen=True)
class BoardDay:
    """A date, and which roster is shown of it."""

    day: date
    kind: str
    """As the calendar has it: `weekend`, `public_holiday`, `holiday_period`, `business_day`."""
    name: str
    """The name of a holiday, a holiday period or a special day; empty on any other."""
    roster: int | None
    """None: no roster has the date."""
    is_today: bool = False


@dataclass(frozen=True)
class BoardDuty:
    """A seat on the board, with whoever holds it."""

    seat: Seat
    consultant: str | None
    roster: int | None
    """The roster that has the seat; None: the seat is asked for on a date that no roster has."""
    is_new: bool = False
    """It is asked for, but was not when the roster was made."""
    is_broken: bool = False
    """A breach of something forbidden is about it."""
    turn: Turn | None = None
    was: str | None = None
    """Who holds it as published, where that is another."""


@dataclass(frozen=True)
class BoardCell:
    """What somebody has on a date."""

    duties: tuple[BoardDuty, ...] = ()
    gone: tuple[BoardDuty, ...] = ()
    """What they hold as published, and do not hold here."""
    away: AwayKind | None = None

    @property
    def is_clash(self) -> bool:
        """Whether somebody has a duty who is away."""
        return bool(self.duties) and self.away is not None and self.away.is_absence


@dataclass(frozen=True)
class BoardRow:
    """Somebody's line of the matrix."""

    consultant: str
    name: str
    roles: tuple[str, ...]
    cells: Mapping[date, BoardCell]
    is_me: bool = False

    @cached_property
    def duties(self) -> tuple[BoardDuty, ...]:
        """All duties of the line, by time."""
        return tuple(duty for day in sorted(self.cells) for duty in self.cells[day].duties)


@dataclass(frozen=True)
class Cover:
    """How one role is covered on a date."""

    filled: int = 0
    empty: tuple[BoardDuty, ...] = ()
    """The seats that a roster leaves empty, and those that it does not know yet."""
    unplanned: int = 0
    """Seats on a date that no roster has."""

    @property
    def share(self) -> str:
        """How many seats somebody holds, of all: `1/2`."""
        return f"{self.filled}/{self.filled + len(self.empty) + self.unplanned}"


@dataclass(frozen=True)
class BoardPart:
    """What is shown on some dates in a row: a roster, or that there is none."""

    period: Period
    roster: int | None
    status: Status | None
    created: datetime | None = None
    published: datetime | None = None
    by: str = ""
    is_asked: bool = False
    """It is shown because it was asked for by its number."""


@dataclass(frozen=True)
class Told:
    """A sentence about what is wrong, and the roster that it is kept with."""

    text: str
    roster: int


@dataclass(frozen=True)
class Choice:
    """Something that the board can be narrowed to."""

    id: str
    name: str


@dataclass(frozen=True)
class RosterChoice:
    """A roster of which some date is on the board."""

    number: int
    status: Status
    period: Period
    created: datetime


@dataclass(frozen=True)
class Narrowing:
    """To what the board is narrowed; None: not by this."""

    role: str | None = None
    team: str | None = None
    customer: str | None = None

    @property
    def is_any(self) -> bool:
        """Whether it is narrowed at all."""
        return any((self.role, self.team, self.customer))


@dataclass(frozen=True)
class BoardShown:
    """A period as it stands, or as a roster has it."""

    period: Period
    days: tuple[BoardDay, ...]
    parts: tuple[BoardPart, ...]
    rows: tuple[BoardRow, ...]
    """Whoever looks first, if they are a consultant; then by role and name."""
    cover: Mapping[str, Mapping[date, Cover]]
    """By role, in the catalogue's order, of the dates on which it is asked for."""
    empty: tuple[BoardDuty, ...]
    """Empty seats on dates of a roster, by time."""
    unplanned: tuple[BoardDuty, ...]
    """Seats on dates that no roster has, by time."""
    broken: tuple[Told, ...]
    """Breaches of what is forbidden."""
    directory: Directory
    narrowing: Narrowing
    teams: tuple[Choice, ...]
    customers: tuple[Choice, ...]
    rosters: tuple[RosterChoice, ...]
    """The newest first; those thrown away are left out."""
    asked: int | None = None
    """The roster that was asked for."""
    compared: bool = False
    """Whether what is shown differs from what is published, and its changes are marked."""
    shows_wishes: bool = field(default=False)
    """Whether wishes and the kinds of leave are shown of everybody."""
    mark: str = ""
    """What a form that changes a roster of it is made from, for those who may."""

    @property
    def draft(self) -> int | None:
        """The one draft that is shown."""
        numbers = {each.roster for each in self.parts if each.status is Status.DRAFT}
        return next(iter(numbers)) if len(numbers) == 1 else None

    @property
    def clashes(self) -> tuple[tuple[BoardRow, BoardDuty], ...]:
        """Duties of those who are away."""
        return tuple(
            (row, duty)
            for row in self.rows
            for day in sorted(row.cells)
            if row.cells[day].is_clash
            for duty in row.cells[day].duties
        )

    @property
    def duties(self) -> tuple[BoardDuty, ...]:
        """All seats of the period, held or not, by time."""
        held = (duty for row in self.rows for duty in row.duties)
        return tuple(sorted((*held, *self.empty, *self.unplanned), key=by_time))

    @property
    def turned(self) -> int:
        """How many seats differ from what is published."""
        seats = {duty.seat.id for row in self.rows for duty in row.duties if duty.turn}
        seats |= {duty.seat.id for row in self.rows for cell in row.cells.values() for duty in cell.gone}
        return len(seats)

    @property
    def unplanned_periods(self) -> tuple[Period, ...]:
        """The dates in a row on which something is asked for and no roster is there."""
        return stretches({duty.seat.day for duty in self.unplanned})


def by_time(duty: BoardDuty) -> tuple[object, ...]:
    """In order of time, bookings after the pooled teams."""
    seat = duty.seat
    return seat.day, seat.span.start, seat.span.end, seat.booking is not None, seat.team, seat.role, seat.number
