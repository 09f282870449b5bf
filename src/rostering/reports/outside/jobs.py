"""Jobs as JSON: what was asked for, how far it has come, and what came of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rostering.answers.mending import MendingShown, WayShown
from rostering.domain.jobs import Job, JobProgress, StageProgress
from rostering.reports.look.shapes import Shape, change_shape, period_shape


def job_shape(job: Job, zone: ZoneInfo) -> Shape:
    """A job."""
    return {
        "job": job.number,
        "kind": job.kind,
        "state": job.state.value,
        "stopping": job.is_stopping,
        "asked_by": job.asked_by,
        "period": period_shape(job.period),
        "since": job.since and job.since.isoformat(),
        "after": job.after,
        "seed": job.seed,
        "effort": job.effort,
        "time_limit": job.seconds,
        "created": _instant(job.created, zone),
        "started": _instant(job.started, zone),
        "finished": _instant(job.finished, zone),
        "progress": _progress(job.progress),
        "roster": job.roster,
        "told": job.told,
        "mends": job.mends,
    }


def repair_shape(found: MendingShown, zone: ZoneInfo) -> Shape:
    """A repair, and the ways that it found."""
    return {"job": job_shape(found.job, zone), "ways": [_way(way) for way in found.ways], "chosen": found.chosen}


def _way(way: WayShown) -> Shape:
    changes = way.compared.changes
    return {
        "roster": way.roster,
        "aim": way.aim,
        "status": way.status.value,
        "changes": [change_shape(change) for change in changes],
        "counts": changes.counts,
        "penalty_change": way.penalty_change,
    }


def _progress(progress: JobProgress) -> Shape:
    return {
        "seconds": progress.seconds,
        "seconds_left": progress.seconds_left,
        "empty": progress.empty,
        "penalty": progress.penalty,
        "stages": [_stage(stage) for stage in progress.stages],
    }


def _stage(stage: StageProgress) -> Shape:
    return {"name": stage.name, "began": stage.began, "penalty": stage.penalty, "bound": stage.bound}


def _instant(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None
