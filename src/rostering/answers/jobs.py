"""Jobs as use cases answer with them: one with what came of it, and what a new plan would begin with."""

from dataclasses import dataclass
from datetime import date

from rostering.domain.jobs import Job
from rostering.rosters.version import Version
from rostering.spans import Period


@dataclass(frozen=True)
class JobShown:
    """A job, and what came of it."""

    job: Job
    made: Version | None
    """The draft, once there is one."""
    ahead: tuple[Job, ...] = ()
    """Those that have to end before it can begin."""
    is_deserted: bool = False
    """Whether it waits for a worker, and none gives a sign of life."""


@dataclass(frozen=True)
class JobsShown:
    """A page of jobs, the newest first."""

    jobs: tuple[Job, ...]
    older: int | None
    """The number before which the next page goes on; None where there is none."""


@dataclass(frozen=True)
class PlanOffer:
    """What somebody who wants to plan begins with."""

    mark: str
    """What a form about it is made from."""
    today: date
    period: Period
    """The first quarter of which something is still to be published."""
    periods: tuple[Period, ...]
    """Quarters from the one of today on."""
    drafts: tuple[tuple[int, Period], ...]
    """Drafts that may count as if they were published: their numbers and dates, the newest first."""
    going_on: tuple[Job, ...]
    """Plans that are queued or running."""
