"""Jobs: work that goes on in a process of its own, a plan or a repair; how far it has come, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rostering.domain.parties import Leave
from rostering.spans import Period

PLAN, REPAIR = "plan", "repair"
"""The kinds of jobs."""


class JobState(StrEnum):
    """Where a job stands; it goes forward only, but for one whose process is gone, which may begin anew."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self not in OPEN


OPEN = (JobState.QUEUED, JobState.RUNNING)
"""The states in which something is still to come."""


Point = tuple[float, int | None, int | None]
"""Seconds after a job began, and the penalty and the bound of a stage then, as far as they were known."""


@dataclass(frozen=True)
class StageProgress:
    """How far one stage has come: the penalty found and the least that is possible, as far as each is known."""

    name: str
    began: float
    """Seconds after the job began."""
    penalty: int | None = None
    bound: int | None = None
    points: tuple[Point, ...] = ()
    """The way here."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing better is possible."""
        return self.penalty is not None and self.bound is not None and self.penalty <= self.bound


@dataclass(frozen=True)
class WayOnTheWay:
    """One of the ways to mend a roster that a repair has found, in figures."""

    aim: str
    changes: int
    """How many duties change hands."""
    empty: int
    penalty: int


@dataclass(frozen=True)
class JobProgress:
    """How far a plan or a repair has come; the stages of a repair are those of the way that it looks for now."""

    seconds: float = 0.0
    """How long it has been going on."""
    seconds_left: float | None = None
    """How much longer it may go on at most."""
    stages: tuple[StageProgress, ...] = ()
    """In the order in which they began; the last is going on."""
    parts: tuple[int, int] | None = None
    """How many independent parts are done, of how many, where there are several."""
    empty: int | None = None
    """Empty seats of the best roster so far; None while there is none."""
    penalty: int | None = None
    """Its penalty."""
    ways: tuple[WayOnTheWay, ...] = ()
    """The ways that a repair has found so far."""

    @property
    def stage(self) -> StageProgress | None:
        """The stage that is going on."""
        return self.stages[-1] if self.stages else None


@dataclass(frozen=True)
class BestSoFar:
    """The best roster that a plan has found so far, of the dates that it plans."""

    holders: Mapping[str, str]
    """By seat; empty ones are left out."""
    days_off: frozenset[tuple[str, date]] = frozenset()


@dataclass(frozen=True)
class WaySoFar:
    """A way to mend a roster that a repair has found so far: what it was chosen for, and the whole roster."""

    aim: str
    best: BestSoFar


@dataclass(frozen=True)
class Job:
    """A plan, or a repair, that somebody asked for."""

    number: int
    """0 until the store has numbered it."""
    asked_by: str
    period: Period
    created: datetime
    input_hash: str
    """What it rests on, as the problem's hash has it."""
    seed: int
    effort: float
    seconds: float
    """How long it may search."""
    workers: int
    since: date | None = None
    """Published dates before this one stay; None: those that are over when it begins."""
    after: int | None = None
    """The draft that counts as if it were published."""
    kind: str = PLAN
    mends: int | None = None
    """The roster that a repair mends."""
    absences: tuple[Leave, ...] = ()
    """Who a repair is told will not be there."""
    state: JobState = JobState.QUEUED
    started: datetime | None = None
    heartbeat: datetime | None = None
    """When it last gave a sign of life."""
    finished: datetime | None = None
    stop_asked: datetime | None = None
    """When somebody asked it to stop."""
    stop_asked_by: str | None = None
    """Who that was; None: the service itself."""
    progress: JobProgress = JobProgress()
    roster: int | None = None
    """The draft that came of it; of a repair the first one."""
    told: str | None = None
    """What is to be said of how it ended, in a sentence to keep."""
    holder: str | None = None
    """The process that runs it, and alone may go on with it."""
    tries: int = 0
    """How often it was begun."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state.is_over

    @property
    def is_stopping(self) -> bool:
        """Whether it has been asked to stop and has yet to."""
        return self.stop_asked is not None and not self.is_over
