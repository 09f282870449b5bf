"""Jobs as JSON: what was asked for, how far it has come, and what came of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rostering.domain.jobs import Job, JobProgress, StageProgress
from rostering.reports.look.shapes import Shape, period_shape


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
