"""Leave and wishes of one consultant: the calendar of a month, what was put in, and what an entry would clash with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rostering.domain.parties import Booking, Consultant, Leave, LeaveKind
from rostering.domain.seats import Day, Duty
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class LeaveDay:
    """A date of the calendar."""

    day: Day
    kinds: tuple[LeaveKind, ...]
    """What the consultant has put in."""
    duties: tuple[Duty, ...]
    """Theirs that touch the date, as published."""
    is_day_off: bool
    """Whether it is a compensating day."""


@dataclass(frozen=True)
class OwnLeave:
    """A month of one consultant, and all that they have put in from today on."""

    who: Consultant
    today: date
    last: date
    """The last date that can be put in."""
    month: Period
    days: tuple[LeaveDay, ...]
    entries: tuple[Leave, ...]
    clashes: tuple[Duty, ...]
    """Published duties to come that fall on their leave."""
    directory: Directory
    version: str
    """What a form that changes it is to carry."""


@dataclass(frozen=True)
class Away:
    """Somebody with a role of the consultant's who is away; why is nobody's business."""

    name: str
    period: Period


@dataclass(frozen=True)
class OrderedSeats:
    """What a customer has booked on dates of an entry, as far as it asks for roles of the consultant's."""

    booking: Booking
    period: Period
    roles: Mapping[str, int]


@dataclass(frozen=True)
class LeaveCheck:
    """An entry that has not been stored yet, and what it clashes with."""

    who: Consultant
    kind: LeaveKind
    periods: tuple[Period, ...]
    """The dates, without a gap in each."""
    instead_of: Leave | None
    """The entry that it takes the place of."""
    known: tuple[Period, ...]
    """Dates among these that were put in before, alike."""
    duties: tuple[Duty, ...]
    """Published ones of the consultant on these dates."""
    away: tuple[Away, ...]
    ordered: tuple[OrderedSeats, ...]
    directory: Directory
    version: str
    """What the form that stores it is to carry."""
    seen: str
    """What it clashed with when it was shown."""

    @property
    def days(self) -> int:
        """How many dates it has."""
        return sum(len(period) for period in self.periods)
