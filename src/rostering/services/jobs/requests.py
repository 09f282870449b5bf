"""What asking for a job of either kind has in common: that none of its dates is worked on already, and its limits."""

from datetime import date

from rostering.domain.jobs import Job
from rostering.domain.users import Actor
from rostering.services.clock import now
from rostering.solver.model.budget import SearchLimits
from rostering.spans import Period
from rostering.store import Reading


def going_on(reading: Reading, kind: str, period: Period) -> Job | None:
    """The job of a kind that is queued or running and has some of the dates, if any."""
    jobs = (job for job in reading.jobs.going_on() if job.kind == kind)
    return next((job for job in jobs if job.period.overlaps(period)), None)


def job_of(actor: Actor, kind: str, period: Period, input_hash: str, limits: SearchLimits, since: date) -> Job:
    """The job that somebody asks for, not numbered yet."""
    return Job(
        number=0,
        asked_by=actor.name,
        period=period,
        created=now(),
        input_hash=input_hash,
        seed=limits.seed,
        effort=limits.effort,
        seconds=limits.seconds,
        workers=limits.workers,
        since=since,
        kind=kind,
    )
