"""Jobs whose process is gone: put back for another to begin them anew, or ended once that was tried too often."""

from collections.abc import Collection

from rostering.domain.jobs import REPAIR, Job, JobState
from rostering.language import said
from rostering.services.clock import now
from rostering.services.jobs.ending import end_job
from rostering.services.opening import existing_store
from rostering.store import Transaction

TRIES = 3
"""How often a job is begun that is cut off."""
JOB_TASK, ROUND_TASK = "rostering.job", "rostering.round"
"""What the queue calls a wish to look at a job, or at a piece of regular work."""
SOONER = 1
"""The priority of repairs, for which somebody waits."""


def defer_job(tx: Transaction, job: Job) -> None:
    """Let workers know of a job, if there are any, once the transaction is kept."""
    tx.queue.defer(job.kind, JOB_TASK, str(job.number), SOONER if job.kind == REPAIR else 0)


def put_job_back(url: str, job: Job, again: bool = False) -> bool:
    """Let a running job begin anew, as it was last seen; whether that is settled. Raises StorageFailed.

    One that was begun too often has failed, and one that was asked to stop has stopped: both keep the best they have.
    `again`: it was given back by whoever had it, which does not count.
    """
    if job.is_stopping:
        return end_job(url, job.number, JobState.CANCELLED, job.told, holder=job.holder)
    if not again and job.tries >= TRIES:
        cut_off = said("it was cut off again and again")
        return end_job(url, job.number, JobState.FAILED, cut_off, holder=job.holder)
    with existing_store(url).transaction() as tx:
        is_back = tx.jobs.put_back(job.number, job.holder, again=again)
        if is_back:
            defer_job(tx, job)
    return is_back


def put_left_back(url: str, job: Job) -> bool:
    """The same for a job whose holder is silent, if nothing was heard of it since it was seen."""
    if job.is_stopping or job.tries >= TRIES:
        return put_job_back(url, job)
    with existing_store(url).transaction() as tx:
        is_back = tx.jobs.put_back(job.number, job.holder, heartbeat=job.heartbeat)
        if is_back:
            defer_job(tx, job)
    return is_back


def unknown_jobs(url: str) -> frozenset[int]:
    """The jobs that wait and that no queue knows; none where there is no queue. Raises NoStore, StorageFailed."""
    with existing_store(url).reading() as reading:
        if not reading.queue.is_there:
            return frozenset()
        known = reading.queue.waiting()
        queued = [job.number for job in reading.jobs.going_on() if job.state is JobState.QUEUED]
    return frozenset(number for number in queued if f"{JOB_TASK} {number}" not in known)


def defer_again(url: str, numbers: Collection[int]) -> int:
    """Let the queue know of jobs that wait; how many these were. Raises NoStore, StorageFailed."""
    if not numbers:
        return 0
    with existing_store(url).transaction() as tx:
        waiting = [job for job in tx.jobs.going_on() if job.number in numbers and job.state is JobState.QUEUED]
        for job in waiting:
            defer_job(tx, job)
    return len(waiting)


def claim_job(url: str, number: int, holder: str) -> bool:
    """Whether a job is ours from now on. Raises NoStore, StorageFailed."""
    with existing_store(url).transaction() as tx:
        return tx.jobs.claim(number, now(), holder)
