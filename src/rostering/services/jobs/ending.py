"""Ending a job from outside, where its process cannot: the best roster that it has found is kept as a draft."""

from rostering.audit.judgement import judge
from rostering.domain.jobs import Job, JobState
from rostering.errors import Conflict, RosteringError
from rostering.rosters.version import Version
from rostering.rules.roster import Roster
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.rosters.basis import Basis, Overtaken, basis_of
from rostering.store import Reading, Store, Transaction


class EndedElsewhere(Conflict):
    """A job that somebody else has ended, or that rests on something else by now: nothing is saved for it."""


def end_job(url: str, number: int, state: JobState, told: str | None = None, keep: bool = True) -> bool:
    """End a running job, and keep the best roster it has found unless that is not wanted; whether it was running.

    Raises NoStore, StorageFailed.
    """
    store = existing_store(url)
    with store.reading() as reading:
        job = reading.jobs.by_number(number)
        kept = _kept(reading, job) if job and keep else None
    if job and kept and _is_saved(store, job, *kept, state, told):
        return True
    with store.transaction() as tx:
        return tx.jobs.finish(number, state, now(), told=told)


def _kept(reading: Reading, job: Job) -> tuple[Basis, Version] | None:
    """The best roster as a version, judged anew; None where there is none, or it is of other inputs than today's."""
    best = reading.jobs.best(job.number)
    if best is None or job.state is not JobState.RUNNING:
        return None
    try:
        basis = basis_of(reading, job.period, job.since, job.after)
        roster = Roster(basis.task.problem, best.holders, best.days_off)
    except RosteringError:
        return None
    if basis.case.problem.input_hash != job.input_hash or not _is_sound(roster, basis):
        return None
    return basis, basis.version(roster, judge(roster, basis.task.rules), job.seed, interrupted=True)


def _is_sound(roster: Roster, basis: Basis) -> bool:
    """Whether it is as a plan has to be: lawful, and with its pinned seats filled."""
    pinned = {pin.seat for pin in roster.problem.pins if pin.seat in roster.problem.seat}
    return not judge(roster, basis.task.rules).hard and pinned <= roster.holders.keys()


def _is_saved(store: Store, job: Job, basis: Basis, version: Version, state: JobState, told: str | None) -> bool:
    """Save the draft and end the job with it, or do neither."""
    try:
        with store.transaction() as tx:
            basis.refuse_overtaken(tx)
            saved = tx.add_version(version)
            tx.log(job.asked_by, "plan", str(version.period), None, f"roster {saved.number}", at=version.created)
            _finish(tx, job, state, saved.number, told)
    except (EndedElsewhere, Overtaken):
        return False
    return True


def _finish(tx: Transaction, job: Job, state: JobState, roster: int, told: str | None) -> None:
    if not tx.jobs.finish(job.number, state, now(), job.input_hash, roster, told):
        raise EndedElsewhere
