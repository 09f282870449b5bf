"""Planning: a period is solved, audited by another way, and saved as a draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Event

from rostering.answers.explanations import Reasons
from rostering.answers.rosters import Kept
from rostering.domain.seats import Pin
from rostering.rosters.version import Status, Version
from rostering.rules.roster import Roster
from rostering.services.cases.disagreement import agreed_plan
from rostering.services.opening import existing_store
from rostering.services.rosters.basis import LOOK_AHEAD_WEEKS, Basis, Overtaken, TooLong, basis_of
from rostering.services.rosters.explaining import reasons_for
from rostering.services.rosters.pinning import (
    idle_pins,
    parse_pin,
    refuse_pins_that_cannot_hold,
    refuse_strange_pins,
    refuse_unkept,
)
from rostering.solver.model.budget import Budget, Progress, SearchLimits, Watch, whole_call
from rostering.solver.plan.planner import Plan
from rostering.solver.plan.stages import unheard
from rostering.spans import Period
from rostering.store import Store, Transaction

__all__ = [
    "Follower",
    "Overtaken",
    "Progress",
    "SearchLimits",
    "TooLong",
    "Watch",
    "limits_of",
    "make_plan",
    "parse_pin",
    "whole_call",
]


@dataclass(frozen=True)
class Follower:
    """Who follows a plan from its basis to its end; each is called once it is so far."""

    begun: Callable[[Basis], None] = lambda _: None
    found: Callable[[Roster], None] = unheard
    """A lawful roster of the basis's task that is better than those before."""
    saved: Callable[[Transaction, Version], None] = lambda _tx, _version: None
    """In the transaction that saves the draft: whatever it raises, no draft is saved."""


def limits_of(
    seconds: float | None = None, effort: float | None = None, seed: int | None = None, workers: int | None = None
) -> SearchLimits:
    """The limits that are asked for, others by default; more time than that brings more effort with it."""
    return limits_asked(SearchLimits(), seconds, effort, seed, workers)


def limits_asked(
    usual: SearchLimits,
    seconds: float | None = None,
    effort: float | None = None,
    seed: int | None = None,
    workers: int | None = None,
) -> SearchLimits:
    """The usual limits with what is asked for; more time than usual brings more effort with it."""
    time = usual.seconds if seconds is None else seconds
    return replace(
        usual,
        seconds=time,
        effort=usual.effort * max(1.0, time / usual.seconds) if effort is None else effort,
        seed=usual.seed if seed is None else seed,
        workers=usual.workers if workers is None else workers,
    )


def make_plan(
    url: str,
    period: Period,
    limits: SearchLimits,
    watch: Watch,
    by: str,
    look_ahead: int = LOOK_AHEAD_WEEKS,
    stop: Event | None = None,
    start: date | None = None,
    after: int | None = None,
    pins: Sequence[Pin] = (),
    follower: Follower = Follower(),
) -> Kept:
    """Solve a period, audit the roster and save it as a draft.

    What is published of dates before the start, today by default, stays as it is. Balances and duties of the draft
    `after` count as if it were published. `pins` hold beside those of the data folder. The weeks after the period that
    nothing is published for, `look_ahead` at most, are kept coverable. Once `stop` is set, the best roster so far is
    saved. Raises TooLong, NothingLeft, NotBefore, Discarded, UnknownId, BadPin, FaultyInput, Unkept, Infeasible,
    Overtaken, Disagreement.
    """
    store = existing_store(url)
    with store.reading() as reading:
        basis = basis_of(reading, period, start, after, pins, look_ahead)
    follower.begun(basis)
    refuse_strange_pins(pins, basis.kept, basis.case.problem, basis.over.days)
    version, searched = _planned(basis, Budget(limits, watch, stop), follower)
    standing = tuple(sorted({each.version.number for each in basis.published.values()}))
    saved = _saved(store, basis, version, by, follower)
    idle = idle_pins(basis.kept, basis.case.problem)
    return Kept(saved, Status.DRAFT, searched, standing, basis.over.last, basis.waiting, idle)


def _planned(basis: Basis, budget: Budget, follower: Follower) -> tuple[Version, bool]:
    """Nobody waits for the solver: no transaction is open meanwhile."""
    task, case = basis.task, basis.case
    refuse_pins_that_cannot_hold(case.inputs.pins, basis.pins, task.problem, task.rules)
    made, judgement = agreed_plan(task, budget, follower.found)
    refuse_unkept(made.roster, task.rules)
    grace = budget.afterwards(_AT_LEAST)
    reasons = _reasons(basis, made, budget, grace)
    version = basis.version(
        made.roster, judgement, budget.limits.seed, made.stages, made.interrupted, reasons, lambda: not grace.seconds
    )
    return version, made.searched


def _reasons(basis: Basis, made: Plan, budget: Budget, grace: Budget) -> Reasons:
    """Why seats stay empty; nobody who stops a plan waits for that."""
    if made.interrupted:
        return Reasons(())
    left = budget.anew(SearchLimits(seconds=budget.limits.seconds))
    return reasons_for(made.roster, basis.case.rules, left, made.stages[0].proven, grace)


_AT_LEAST = 3.0
"""Seconds that looking into empty seats may take however late it is."""


def _saved(store: Store, basis: Basis, version: Version, by: str, follower: Follower) -> Version:
    with store.transaction() as tx:
        basis.refuse_overtaken(tx)
        saved = tx.add_version(version)
        tx.log(by, "plan", str(version.period), None, f"roster {saved.number}", at=version.created)
        follower.saved(tx, saved)
        return saved
