"""Repairs as they are asked for on a page: whom one may ask about, how far it is, and the ways that it found."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rostering.answers.board_pages import RostersCompared
from rostering.answers.drafting import beyond
from rostering.domain.findings import JudgedBreach
from rostering.domain.jobs import Job
from rostering.domain.seats import Duty
from rostering.rosters.version import Directory, Status
from rostering.spans import Period


@dataclass(frozen=True)
class OnDuty:
    """Somebody who may fall ill: their name, and their duties ahead."""

    consultant: str
    name: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class LaterStart:
    """A duty that its holder may begin later, after rest from a call-out, instead of being replaced."""

    name: str
    duty: Duty
    start: datetime


@dataclass(frozen=True)
class MendingOffer:
    """What somebody who wants a roster mended begins with."""

    roster: int
    status: Status
    period: Period
    """The dates that would be mended."""
    today: date
    """The first date that may change."""
    people: tuple[OnDuty, ...]
    rosters: tuple[tuple[int, Status, Period], ...]
    """What else may be mended."""
    mark: str
    zone: ZoneInfo
    later: tuple[LaterStart, ...] = ()
    """By start; what may be done without a repair."""


@dataclass(frozen=True)
class WayShown:
    """One way to mend a roster, against the roster as it was."""

    roster: int
    aim: str
    status: Status
    compared: RostersCompared

    @property
    def takers(self) -> dict[str, int]:
        """Who gets how many duties that were not theirs, most first."""
        counts: dict[str, int] = {}
        for change in self.compared.changes:
            if change.after and change.after.consultant:
                counts[change.after.consultant] = counts.get(change.after.consultant, 0) + 1
        return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))

    @property
    def penalty_change(self) -> int:
        """What all rules cost more."""
        return sum(self.compared.penalty_changes.values())

    @property
    def added(self) -> tuple[JudgedBreach, ...]:
        """What is broken and was not, with the same absences."""
        return beyond(self.compared.after.version.breaches, self.compared.before.version.breaches)


@dataclass(frozen=True)
class MendingShown:
    """A repair, and the ways that it found."""

    job: Job
    ways: tuple[WayShown, ...]
    directory: Directory
    """Names, also of those who are away."""
    mark: str
    chosen: int | None = None
    """The way that is published, or was."""
    is_deserted: bool = False
    """Whether it waits for a worker, and none gives a sign of life."""

    @property
    def open_ways(self) -> tuple[WayShown, ...]:
        """The ways that may still be chosen."""
        return tuple(way for way in self.ways if way.status is Status.DRAFT)
