"""What is promised around an instant, and who keeps the promise: windows with their holders, gaps included."""

from dataclasses import dataclass
from datetime import date, datetime

from rostering.domain.catalogue import DayKind
from rostering.domain.links import Link
from rostering.domain.radar import Clash
from rostering.domain.seats import Day, Duty, Seat
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class CoveredWindow:
    """Hours that were promised, or are published, with who holds their seats."""

    duties: tuple[Duty, ...]
    """One for each seat, without a consultant where nobody holds it."""
    published: bool
    """Whether a roster is published for its date."""

    @property
    def seat(self) -> Seat:
        """The first seat, which speaks for what all have in common."""
        return self.duties[0].seat

    @property
    def empty(self) -> tuple[Duty, ...]:
        """The seats that nobody holds."""
        return tuple(duty for duty in self.duties if duty.consultant is None)

    @property
    def customers(self) -> tuple[str, ...]:
        """Whom it serves, by id."""
        return tuple(sorted({customer for duty in self.duties for customer in duty.seat.customers}))

    def runs(self, at: datetime) -> bool:
        """Whether the instant lies in its hours."""
        return self.seat.span.start <= at < self.seat.span.end


@dataclass(frozen=True)
class CoveredDay:
    """A date with its windows; without any nothing was promised."""

    day: Day
    windows: tuple[CoveredWindow, ...]

    @property
    def is_special(self) -> bool:
        """Whether it is more than a business day."""
        return self.day.kind is not DayKind.BUSINESS_DAY


@dataclass(frozen=True)
class CoverageAt:
    """Who is on at an instant, who comes next, and the dates around it."""

    at: datetime
    """In the firm's zone."""
    now: tuple[CoveredWindow, ...]
    following: tuple[CoveredWindow, ...]
    """Those that begin first after the instant."""
    period: Period
    days: tuple[CoveredDay, ...]
    """The dates of the period."""
    directory: Directory
    clashes: tuple[Clash, ...] = ()
    """Published duties from today on that their holders cannot serve; for those alone who repair rosters."""

    @property
    def today(self) -> date:
        """The date of the instant."""
        return self.at.date()

    @property
    def gaps(self) -> tuple[CoveredWindow, ...]:
        """The windows of the period that are not over and have a seat that nobody holds."""
        windows = (window for day in self.days for window in day.windows)
        return tuple(one for one in windows if one.empty and one.seat.span.end > self.at)


@dataclass(frozen=True)
class CustomerCoverage:
    """What one customer sees behind their link; without the coverage once the link has ended."""

    link: Link
    name: str
    coverage: CoverageAt | None
