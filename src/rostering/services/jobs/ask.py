"""Asking for a plan, and for its end; a second plan of the same dates is told of the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from rostering.domain.jobs import PLAN, Job, JobState
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import BadCall, Conflict, Empty, Fault, FaultyInput
from rostering.language import _
from rostering.rosters.conflicts import Discarded
from rostering.services.access.freshness import check_mark
from rostering.services.access.rights import require
from rostering.services.cases.served import NothingLeft
from rostering.services.clock import now, today_in
from rostering.services.jobs.looking import ABOUT_JOBS, known_job
from rostering.services.jobs.putting_back import defer_job
from rostering.services.jobs.queue import Queue
from rostering.services.jobs.requests import going_on, job_of
from rostering.services.opening import existing_store
from rostering.services.rosters.basis import Basis, basis_of
from rostering.services.rosters.drafts import NotBefore
from rostering.solver.model.budget import SearchLimits
from rostering.spans import Period
from rostering.store import Reading, Transaction, UnknownRoster

EFFORTS = {"quick": 5.0, "usual": 20.0, "thorough": 100.0}
"""How thorough a plan may be asked to be, and the effort that is; on any machine it is the same."""
LONGEST_SEARCH = 4 * 3600
"""Seconds that a plan may search at most."""


class AlreadyPlanned(Conflict):
    """Another plan of some of the same dates is queued or running."""

    def __init__(self, job: Job) -> None:
        self.number = job.number
        named = {"period": job.period, "name": job.asked_by, "number": job.number}
        super().__init__(
            _("{period} is being planned already, as {name} asked: it is job {number}", **named)
            if job.state is JobState.RUNNING
            else _("{period} waits to be planned already, as {name} asked: it is job {number}", **named)
        )


class JobOver(Conflict):
    """A job that cannot be stopped, as it has ended."""

    def __init__(self, job: Job) -> None:
        super().__init__(_("job {number} has ended already", number=job.number))


def limits_for(thoroughness: str, seconds: float) -> SearchLimits:
    """The limits of a plan that is to be so thorough, within some seconds; it may be done earlier."""
    return SearchLimits(seconds=min(seconds, LONGEST_SEARCH), effort=EFFORTS[thoroughness])


def ask_for_plan(
    url: str,
    actor: Actor,
    queue: Queue,
    period: Period,
    limits: SearchLimits,
    since: date | None = None,
    after: int | None = None,
    mark: str | None = None,
) -> Job:
    """Let a period be planned, by somebody else; the draft is saved in the name of whoever asked.

    Published dates before `since`, today by default, stay; the draft `after` counts as if it were published. `mark` is
    what a form was made from. Faults name the argument that is wrong. Raises Forbidden, NoStore, NoInputs, FaultyInput,
    Stale, AlreadyPlanned.
    """
    require(actor, Action.PLAN)
    store = existing_store(url)
    with store.reading() as reading, _faults(period):
        basis = _basis(reading, period, since, after)
    with store.transaction() as tx:
        _refuse_second(tx, period)
        if mark is not None:
            check_mark(tx, mark, ABOUT_JOBS)
        job = tx.jobs.add(_job(actor, basis, limits, since, after))
        defer_job(tx, job)
        _log(tx, actor, "request plan", job)
    queue.put(job.number)
    return job


def stop_plan(url: str, actor: Actor, queue: Queue, number: int) -> Job:
    """Let a plan end with the best roster that it has; one that has not begun never does. To ask twice is no harm.

    Raises Forbidden, NoStore, UnknownJob, JobOver.
    """
    require(actor, Action.PLAN)
    with existing_store(url).transaction() as tx:
        job = known_job(tx, number)
        if job.is_over:
            raise JobOver(job)
        at = now()
        if tx.jobs.withdraw(number, at, actor.name) or tx.jobs.ask_to_stop(number, at, actor.name):
            _log(tx, actor, "stop plan", job)
        job = known_job(tx, number)
    queue.cancel(number)
    return job


def _basis(reading: Reading, period: Period, since: date | None, after: int | None) -> Basis:
    """What the plan would rest on, as far as that can be wrong. Raises what is."""
    basis = basis_of(reading, period, since, after)
    basis.over.cut(basis.case.problem)
    return basis


@contextmanager
def _faults(period: Period) -> Iterator[None]:
    """Tell what is wrong with an argument as a fault whose place is its name."""
    try:
        yield
    except NothingLeft as error:
        said = _("all of {period} is over and published: from when on may it change?", period=period)
        raise FaultyInput([Fault("since", said)]) from error
    except (NotBefore, Discarded, UnknownRoster) as error:
        raise FaultyInput([Fault("after", str(error))]) from error
    except Empty:
        raise
    except BadCall as error:
        raise FaultyInput([Fault("period", str(error))]) from error


def _refuse_second(tx: Transaction, period: Period) -> None:
    if first := going_on(tx, PLAN, period):
        raise AlreadyPlanned(first)


def _job(actor: Actor, basis: Basis, limits: SearchLimits, since: date | None, after: int | None) -> Job:
    """The job; the date before which all stays is settled now, though it may have to wait until tomorrow."""
    problem = basis.case.problem
    asked = job_of(actor, PLAN, problem.period, problem.input_hash, limits, since or today_in(problem.zone))
    return replace(asked, after=after)


def _log(tx: Transaction, actor: Actor, action: str, job: Job) -> None:
    tx.log(actor.name, action, f"{ABOUT_JOBS}{job.number}: {job.period}", at=now())
