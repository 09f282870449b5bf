"""Looking at jobs: one of them, the newest, what is going on, and what a new plan would be about."""

from collections.abc import Iterable
from datetime import date, timedelta

from rostering.answers.jobs import JobShown, JobsShown, PlanOffer
from rostering.domain.jobs import PLAN, Job
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.rosters.outlines import Outline
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.clock import now, today_in
from rostering.services.jobs.requests import going_on
from rostering.services.opening import existing_store
from rostering.spans import DAY, WEEK, Period, quarter_of
from rostering.store import NoInputs, Reading

ABOUT_JOBS = "job "
"""How `what` begins in entries of the log about jobs."""
_SHOWN = 50
"""Jobs in a list."""
_QUARTERS = 5
"""Quarters that are offered, this one included."""
_DRAFTS = 8
_DESERTED = timedelta(minutes=1)
_BEYOND = 2**31
"""A number that no database counts to."""
_NEAR = 26 * WEEK
"""How long before today a draft may have ended that is still worth planning after."""


class UnknownJob(Unknown):
    """A number that no job has."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no job {number}", number=number))


def job_of(url: str, actor: Actor, number: int) -> JobShown:
    """A job with what came of it. Raises Forbidden, NoStore, UnknownJob."""
    require(actor, Action.PLAN)
    with existing_store(url).reading() as reading:
        job = known_job(reading, number)
        made = None if job.roster is None else reading.version(job.roster)
        ahead = tuple(one for one in reading.jobs.going_on() if one.number < number and one.kind == job.kind)
        deserted = not job.is_over and is_deserted(reading)
    return JobShown(job, made, ahead if not job.is_over and job.started is None else (), deserted)


def progress_of(url: str, actor: Actor, number: int) -> Job:
    """A job alone, as it is asked for again and again. Raises Forbidden, NoStore, UnknownJob."""
    require(actor, Action.PLAN)
    with existing_store(url).reading() as reading:
        return known_job(reading, number)


def newest_jobs(url: str, actor: Actor, before: int | None = None, most: int = _SHOWN) -> JobsShown:
    """The newest jobs, or the newest of smaller numbers than one, the last first. Raises Forbidden, NoStore."""
    require(actor, Action.PLAN)
    with existing_store(url).reading() as reading:
        found = reading.jobs.newest(most + 1, before)
    return JobsShown(found[:most], found[most - 1].number if len(found) > most else None)


def running_plan(url: str, period: Period) -> Job | None:
    """The plan that is going on for dates of a period, or waits to; for whoever looks at these dates."""
    with existing_store(url).reading() as reading:
        return going_on(reading, PLAN, period)


def plan_offer(url: str, actor: Actor) -> PlanOffer:
    """What somebody who wants to plan begins with. Raises Forbidden, NoStore, NoInputs."""
    require(actor, Action.PLAN)
    with existing_store(url).reading() as reading:
        organisation = reading.organisation()
        if organisation is None:
            raise NoInputs
        today = today_in(organisation.zone)
        outlines = reading.outlines()
        drafts = [each for each in reversed(outlines) if each.publication is None and not each.discarded]
        near = [each for each in drafts if each.period.last >= today - _NEAR]
        held = [each.period for each in outlines if each.publication is not None]
        periods = _quarters(today)
        wanted = next((period for period in periods if _is_open(period, today, held)), periods[0])
        mark = mark_of(reading, ABOUT_JOBS)
        return PlanOffer(mark, today, wanted, periods, _told_of(near), plans_in(reading))


def plans_in(reading: Reading) -> tuple[Job, ...]:
    """The plans that are queued or running."""
    return tuple(job for job in reading.jobs.going_on() if job.kind == PLAN)


def is_deserted(reading: Reading) -> bool:
    """Whether jobs are left to workers, and none has given a sign of life for a minute."""
    if not reading.queue.is_there:
        return False
    sign = reading.queue.last_sign()
    return sign is None or now() - sign > _DESERTED


def known_job(reading: Reading, number: int) -> Job:
    """The job of a number. Raises UnknownJob."""
    job = reading.jobs.by_number(number) if number < _BEYOND else None
    if job is None:
        raise UnknownJob(number)
    return job


def _told_of(drafts: Iterable[Outline]) -> tuple[tuple[int, Period], ...]:
    return tuple((draft.number, draft.period) for draft in drafts)[:_DRAFTS]


def _quarters(today: date) -> tuple[Period, ...]:
    found = [quarter_of(today)]
    while len(found) < _QUARTERS:
        found.append(quarter_of(found[-1].last + DAY))
    return tuple(found)


def _is_open(period: Period, today: date, held: Iterable[Period]) -> bool:
    """Whether some date of a period to come is not published."""
    published = tuple(held)
    return any(not any(day in each for each in published) for day in period if day >= today)
