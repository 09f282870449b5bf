"""How a firm's rostering is, in figures: what is under way, what waits, and what an ops lead is woken for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rostering.domain.jobs import JobState
from rostering.domain.rounds import RoundRun
from rostering.domain.waiting import Backlog


@dataclass(frozen=True)
class WorkStanding:
    """The work of one kind, such as plans."""

    kind: str
    states: Mapping[JobState, int]
    """How many stand where."""
    queued: float | None = None
    """Seconds that the oldest has waited to be begun; None where none waits."""
    stalled: int = 0
    """How many are running without a sign of life."""
    times: tuple[float, ...] | None = None
    """Seconds that each took which has ended; None where this is not kept."""


@dataclass(frozen=True)
class PlanGap:
    """How good the newest plan is known to be."""

    penalty: int
    """Of its stages together."""
    bound: int
    """The least that is known to be possible."""
    made: datetime

    @property
    def share(self) -> float:
        """What part of the penalty may be too much: 0 where it is proven best."""
        return 0.0 if self.penalty <= 0 else max(0, self.penalty - self.bound) / self.penalty


@dataclass(frozen=True)
class FiguresAhead:
    """What is promised and published, as it stands from an instant on."""

    empty: Mapping[int, int]
    """Within so many days from now: seats of published dates that nobody holds, and that are not over."""
    published_days: int
    """Dates in a row, from today on, of which a roster is published."""
    links: int
    """Links to feeds that are good."""
    unfetched: Mapping[int, int]
    """For so many days: how many of them nobody fetched."""
    open_months: Mapping[str, int]
    """Months that have ended, have published duties, and are not closed, by kind of money."""
    open_for: Mapping[str, int]
    """Days since the first of them ended; 0 where there is none."""


@dataclass(frozen=True)
class Health:
    """How it all is at an instant."""

    at: datetime
    work: tuple[WorkStanding, ...]
    outboxes: Mapping[str, Backlog]
    pagers: Mapping[str, datetime | None]
    """Since when each pager cannot be told who is on; None where it can."""
    gap: PlanGap | None
    """None while nothing was planned."""
    ahead: FiguresAhead | None
    """None while there are no inputs."""
    rounds: tuple[RoundRun, ...] = ()
    """The last run of each piece of regular work that was ever begun."""
