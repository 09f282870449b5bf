"""Ending a job from outside, where its process cannot: the best that it has found is kept, each way as a draft."""

from collections.abc import Callable

from rostering.audit.judgement import judge
from rostering.domain.jobs import REPAIR, Job, JobState
from rostering.errors import Conflict, RosteringError
from rostering.rosters.version import Version
from rostering.rules.roster import Roster
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.rosters.basis import Basis, Overtaken, basis_of
from rostering.services.rosters.replanning import Absence, repair_ground
from rostering.store import Reading, Store, Transaction


class EndedElsewhere(Conflict):
    """A job that somebody else has ended, or that rests on something else by now: nothing is saved for it."""


def end_job(
    url: str, number: int, state: JobState, told: str | None = None, keep: bool = True, holder: str | None = None
) -> bool:
    """End a running job, and keep the best roster it has found unless that is not wanted; whether it was running.

    Where a holder is named, only if the job is still theirs. Raises NoStore, StorageFailed.
    """
    store = existing_store(url)
    with store.reading() as reading:
        job = reading.jobs.by_number(number)
        kept = _kept(reading, job) if job and keep else None
    if job and kept and _is_saved(store, job, kept, state, told, holder):
        return True
    with store.transaction() as tx:
        return tx.jobs.finish(number, state, now(), told=told, holder=holder)


def absences_of(job: Job) -> list[Absence]:
    """Who is away, as the repair takes it."""
    return [Absence(one.consultant, one.period.first, one.period.last) for one in job.absences]


Kept = Callable[[Transaction], Version]
"""Saves what a job has found, and answers with the draft, or with the first one."""


def _kept(reading: Reading, job: Job) -> Kept | None:
    """What a running job has found, judged anew; None where there is nothing, or it is of other inputs than today's."""
    if job.state is not JobState.RUNNING:
        return None
    return _kept_ways(reading, job) if job.kind == REPAIR else _kept_plan(reading, job)


def _kept_ways(reading: Reading, job: Job) -> Kept | None:
    """The ways that a repair has found."""
    ways = reading.jobs.ways(job.number)
    if not ways or job.mends is None:
        return None
    try:
        ground = repair_ground(reading, job.mends, absences_of(job), job.since)
    except RosteringError:
        return None
    if ground.input_hash != job.input_hash:  # looked at first: whoever has a duty in a way may have gone
        return None
    options = [ground.draft(way.aim, way.best.holders, way.best.days_off, job.seed) for way in ways]
    if not all(map(ground.is_no_worse, options)):
        return None
    return lambda tx: ground.save(tx, options, job.asked_by)[0].version


def _kept_plan(reading: Reading, job: Job) -> Kept | None:
    """The best roster of a plan."""
    best = reading.jobs.best(job.number)
    if best is None:
        return None
    try:
        basis = basis_of(reading, job.period, job.since, job.after)
        roster = Roster(basis.task.problem, best.holders, best.days_off)
    except RosteringError:
        return None
    if basis.case.problem.input_hash != job.input_hash or not _is_sound(roster, basis):
        return None
    version = basis.version(roster, judge(roster, basis.task.rules), job.seed, interrupted=True)

    def save(tx: Transaction) -> Version:
        basis.refuse_overtaken(tx)
        saved = tx.add_version(version)
        tx.log(job.asked_by, "plan", str(version.period), None, f"roster {saved.number}", at=version.created)
        return saved

    return save


def _is_sound(roster: Roster, basis: Basis) -> bool:
    """Whether it is as a plan has to be: lawful, and with its pinned seats filled."""
    pinned = {pin.seat for pin in roster.problem.pins if pin.seat in roster.problem.seat}
    return not judge(roster, basis.task.rules).hard and pinned <= roster.holders.keys()


def _is_saved(store: Store, job: Job, kept: Kept, state: JobState, told: str | None, holder: str | None) -> bool:
    """Save what was found and end the job with it, or do neither."""
    try:
        with store.transaction() as tx:
            _finish(tx, job, state, kept(tx).number, told, holder)
    except (EndedElsewhere, Overtaken):
        return False
    return True


def _finish(tx: Transaction, job: Job, state: JobState, roster: int, told: str | None, holder: str | None) -> None:
    if not tx.jobs.finish(job.number, state, now(), job.input_hash, roster, told, holder):
        raise EndedElsewhere
