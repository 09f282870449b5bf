"""What the log, and a trace, say of a job that is over: how it ended and how long it took, and nobody's name."""

import logging
from datetime import datetime

from rostering.domain.jobs import Job, JobState
from rostering.traces.spans import past

_log = logging.getLogger(__name__)


def log_end(job: Job | None) -> None:
    """Log that a job is over, if it is."""
    if job is None or not job.is_over:
        return
    about: dict[str, str | int] = {"job": job.number, "kind": job.kind, "period": str(job.period)}
    about["state"] = job.state.value
    roster = {} if job.roster is None else {"roster": job.roster}
    took = {"waited": _seconds(job.created, job.started), "seconds": _seconds(job.started, job.finished)}
    _log.info("job", extra={**about, **roster, **took})
    if job.started and job.finished:
        past(job.kind, job.started, job.finished, job.state is JobState.FAILED, **about, **roster)


def _seconds(begun: datetime | None, ended: datetime | None) -> float | None:
    return (ended - begun).total_seconds() if begun and ended else None
