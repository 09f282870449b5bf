"""Coverage as pages show it: windows with their title, hours and seats."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from rostering.answers.coverage import CoverageAt, CoveredWindow
from rostering.domain.radar import Clash
from rostering.domain.seats import Duty
from rostering.language import _, formats
from rostering.reports.look.days import part_text, title
from rostering.reports.outside.radar import REASONS
from rostering.web.frame.looks import RoleLook, role_looks


@dataclass(frozen=True)
class SeatView:
    """One seat: its role, and who holds it; None: nobody."""

    look: RoleLook
    consultant: str | None
    name: str


@dataclass(frozen=True)
class WindowView:
    """Hours that were promised, as they are shown."""

    title: str
    kind: str
    hours: str
    until: str
    day: date
    customers: tuple[str, ...]
    seats: tuple[SeatView, ...]
    published: bool
    over: bool
    running: bool

    @property
    def empty(self) -> int:
        """How many seats nobody holds."""
        return sum(seat.consultant is None for seat in self.seats)


@dataclass(frozen=True)
class CoverageView:
    """Coverage with everything in words."""

    found: CoverageAt
    zone: ZoneInfo
    looks: dict[str, RoleLook]
    named: bool = True
    """Whether names are told; a customer is told roles alone."""

    @property
    def now(self) -> list[WindowView]:
        """What runs."""
        return self.windows(self.found.now)

    @property
    def following(self) -> list[WindowView]:
        """What comes next."""
        return self.windows(self.found.following)

    @property
    def gaps(self) -> list[WindowView]:
        """What somebody has to see to."""
        return self.windows(self.found.gaps)

    def windows(self, windows: Iterable[CoveredWindow]) -> list[WindowView]:
        """Windows as they are shown."""
        return [self._view(window) for window in windows]

    def clash(self, clash: Clash) -> str:
        """A duty that its holder cannot serve, in a sentence."""
        names = self.found.directory
        days = formats.listed(formats.short_day(duty.seat.day) for duty in clash.since(self.found.today))
        who = names.consultants.get(clash.consultant, clash.consultant)
        return _("{name} {reason}: {days}", name=who, reason=_(REASONS[clash.reason]), days=days)

    def _view(self, window: CoveredWindow) -> WindowView:
        seat, names, at = window.seat, self.found.directory, self.found.at
        start, end = seat.span.start, seat.span.end
        return WindowView(
            title=self._title(window),
            kind=seat.kind,
            hours=f"{formats.clock(start, self.zone)}–{formats.clock(end, self.zone)}",
            until=formats.clock(end, self.zone),
            day=seat.day,
            customers=tuple(names.customers.get(customer, customer) for customer in window.customers),
            seats=tuple(self._seat(duty) for duty in window.duties),
            published=window.published,
            over=end <= at,
            running=window.runs(at),
        )

    def _title(self, window: CoveredWindow) -> str:
        names = self.found.directory
        return title(window.seat, names) if self.named or not window.seat.booking else part_text(window.seat, names)

    def _seat(self, duty: Duty) -> SeatView:
        who = duty.consultant
        name = self.found.directory.consultants.get(who, who) if who and self.named else ""
        return SeatView(self.looks[duty.seat.role], who, name)


def view_of(found: CoverageAt, named: bool = True) -> CoverageView:
    """Coverage as it is shown."""
    names = found.directory
    roles = {duty.seat.role for day in found.days for window in day.windows for duty in window.duties}
    roles |= {duty.seat.role for window in (*found.now, *found.following) for duty in window.duties}
    known = dict(names.roles) | {role: role for role in sorted(roles - names.roles.keys())}
    return CoverageView(found, names.zone, role_looks(known), named)
