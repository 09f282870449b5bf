"""What a status report to a customer says, and the reports that were made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from rostering.answers.callouts import Response
from rostering.answers.dues import OwedView
from rostering.domain.callouts import Callout
from rostering.domain.inputs import Seller
from rostering.domain.response_times import AllowanceUse, KeptResponse
from rostering.domain.service_reports import KeptReport, ReportFile, ReportState
from rostering.domain.tickets import PATCHES, TicketCount
from rostering.spans import Period, Span


class WindowState(StrEnum):
    """What became of hours that were promised."""

    KEPT = "kept"
    SHORT = "short"
    """Somebody was there, and some seat was empty."""
    BROKEN = "broken"
    """Nobody was there."""
    COMING = "coming"
    """It is not over."""


@dataclass(frozen=True)
class PromisedSeat:
    """One place in hours that were promised."""

    role: str
    held: bool
    name: str = ""
    """Who held it, where the agreement says that the customer is told."""


@dataclass(frozen=True)
class PromisedWindow:
    """Hours that the customer was promised somebody, and who was there."""

    day: date
    span: Span
    kind: str
    name: str
    seats: tuple[PromisedSeat, ...]
    published: bool
    """Whether a roster is published for its date."""
    over: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles that nobody held."""
        return tuple(dict.fromkeys(seat.role for seat in self.seats if not seat.held))

    @property
    def staffed(self) -> bool:
        """Whether each seat is held."""
        return not self.missing

    @property
    def state(self) -> WindowState:
        """What became of it."""
        if not self.over:
            return WindowState.COMING
        if self.staffed:
            return WindowState.KEPT
        return WindowState.SHORT if any(seat.held for seat in self.seats) else WindowState.BROKEN


@dataclass(frozen=True)
class WeekOfWindows:
    """How much of what a week promised was kept."""

    monday: date
    promised: int
    kept: int


@dataclass(frozen=True)
class StatusReport:
    """All that one report says; names are those of its day."""

    number: int
    replaces: KeptReport | None
    customer: str
    name: str
    firm: str
    seller: Seller
    zone: ZoneInfo
    language: str
    period: Period
    packages: tuple[str, ...]
    """By name, in the order in which the customer had them."""
    made: date
    note: str
    windows: tuple[PromisedWindow, ...]
    responses: tuple[Response, ...]
    """Call-outs for which a time of response was promised, by when the call was."""
    callouts: tuple[Callout, ...]
    used: tuple[AllowanceUse, ...]
    tickets: tuple[TicketCount, ...]
    """Empty where no ticket of the customer was ever read."""
    owed: tuple[OwedView, ...]
    coming: tuple[PromisedWindow, ...]
    ahead: Period
    """The dates that are looked ahead at."""
    owed_next: tuple[OwedView, ...]

    @property
    def over(self) -> bool:
        """Whether all of the period was over when it was made."""
        return self.made > self.period.last

    @property
    def past(self) -> tuple[PromisedWindow, ...]:
        """The windows that are over."""
        return tuple(one for one in self.windows if one.over)

    @property
    def kept(self) -> int:
        """How many windows were kept."""
        return sum(one.state is WindowState.KEPT for one in self.windows)

    @property
    def not_kept(self) -> tuple[PromisedWindow, ...]:
        """The windows in which somebody was missing."""
        return tuple(one for one in self.past if one.state is not WindowState.KEPT)

    @property
    def weeks(self) -> tuple[WeekOfWindows, ...]:
        """The windows that are over by week; weeks without any between others are there."""
        if not self.past:
            return ()
        mondays = [one.day - timedelta(days=one.day.weekday()) for one in self.past]
        number = (max(mondays) - min(mondays)).days // 7 + 1
        return tuple(self._week(min(mondays) + timedelta(weeks=each)) for each in range(number))

    def _week(self, monday: date) -> WeekOfWindows:
        inside = [one for one in self.past if 0 <= (one.day - monday).days < 7]
        return WeekOfWindows(monday, len(inside), sum(one.state is WindowState.KEPT for one in inside))

    @property
    def judged(self) -> tuple[Response, ...]:
        """The responses that were in time or late."""
        return tuple(each for each in self.responses if each.first.kept in (KeptResponse.KEPT, KeptResponse.BROKEN))

    @property
    def in_time(self) -> int:
        """How many first responses were in time."""
        return sum(each.first.kept is KeptResponse.KEPT for each in self.judged)

    @property
    def priorities(self) -> Mapping[str, int]:
        """How many call-outs there were, by priority."""
        found = sorted(each.call.priority for each in self.callouts)
        return {priority: found.count(priority) for priority in dict.fromkeys(found)}

    @property
    def unpromised(self) -> tuple[Callout, ...]:
        """The call-outs for which no time of response was promised."""
        measured = {each.callout.number for each in self.responses}
        return tuple(each for each in self.callouts if each.number not in measured)

    @property
    def requests(self) -> tuple[TicketCount, ...]:
        """The tickets that are no patches, by kind."""
        return tuple(each for each in self.tickets if each.kind not in PATCHES)

    @property
    def patches(self) -> tuple[TicketCount, ...]:
        """Security patches assessed and applied."""
        return tuple(each for each in self.tickets if each.kind in PATCHES)


@dataclass(frozen=True)
class ReportView:
    """A report that was made, as it stands today."""

    report: KeptReport
    state: ReportState
    replaced_by: int | None = None
    """The number of the one that was sent in its place."""
    addresses: tuple[str, ...] = ()
    """Where it would go, by the customer's agreement."""
    mark: str = ""
    """What a form about it carries."""
    changed: bool = False
    """Whether what is known by now would make another report of it."""
    zone: ZoneInfo = field(default=ZoneInfo("UTC"))


@dataclass(frozen=True)
class ReportList:
    """The reports that were made, the newest first."""

    views: tuple[ReportView, ...]
    customers: tuple[tuple[str, str], ...]
    """Ids and names of those to whom a report can be made today."""
    zone: ZoneInfo


@dataclass(frozen=True)
class ReportMade:
    """A draft as it was made, or as it stands already with the same content."""

    view: ReportView
    files: tuple[ReportFile, ...]
    is_new: bool
    without_pdf: str = ""
    """Why there is no PDF, where there is none."""


@dataclass(frozen=True)
class DraftsMade:
    """The drafts of the reports that have fallen due, and for whom none could be made, with why."""

    made: tuple[ReportMade, ...]
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReportSent:
    """A report in the outbox, and what it settled."""

    view: ReportView
    settled: tuple[str, ...]
    """The keys of what fell due and is done by it."""
    at: datetime


@dataclass(frozen=True)
class TicketsRead:
    """What came of reading a file of tickets."""

    new: int
    changed: int
    known: int
    ignored: int
    """Rows of kinds that the profile leaves out."""
