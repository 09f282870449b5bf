"""Planning: a period is solved, audited by another way, and saved as a draft."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Event

from rostering.answers.explanations import Reasons
from rostering.answers.rosters import Kept
from rostering.audit.judgement import judge
from rostering.domain.seats import Pin
from rostering.errors import BadCall, Conflict
from rostering.language import _
from rostering.rosters.history import published_on
from rostering.rosters.version import Publication, Status, Version
from rostering.services.cases.case import Case, case_of, is_overtaken, with_pins
from rostering.services.cases.disagreement import agreed_plan
from rostering.services.cases.served import Served, served
from rostering.services.cases.versions import version_of
from rostering.services.clock import now, today_in
from rostering.services.opening import existing_store
from rostering.services.rosters.drafts import draft_after, draft_before
from rostering.services.rosters.explaining import reasons_for
from rostering.services.rosters.pinning import (
    idle_pins,
    parse_pin,
    refuse_pins_that_cannot_hold,
    refuse_strange_pins,
    refuse_unkept,
)
from rostering.solver.model.budget import Budget, Progress, SearchLimits, Watch
from rostering.solver.plan.planner import Plan
from rostering.solver.plan.task import Task
from rostering.spans import Period
from rostering.store import Store

__all__ = ["Progress", "SearchLimits", "Watch", "limits_of", "make_plan", "parse_pin"]

LONGEST = 400
"""Days that one plan may cover."""

LOOK_AHEAD_WEEKS = 4
"""How far a plan looks beyond its period."""


class TooLong(BadCall):
    """A period that is too long to be planned at once."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _(
                "{period} has {days} days, and a plan covers at most {longest}: plan it in parts",
                period=period,
                days=len(period),
                longest=LONGEST,
            )
        )


class Overtaken(Conflict):
    """The inputs, or what is published, changed while the plan was made."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _("what the plan of {period} rests on was changed while it was made: try again", period=period)
        )


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
) -> Kept:
    """Solve a period, audit the roster and save it as a draft.

    What is published of dates before the start, today by default, stays as it is. Balances and duties of the draft
    `after` count as if it were published. `pins` hold beside those of the data folder. The weeks after the period that
    nothing is published for, `look_ahead` at most, are kept coverable. Once `stop` is set, the best roster so far is
    saved. Raises TooLong, NothingLeft, NotBefore, Discarded, UnknownId, BadPin, FaultyInput, Unkept, Infeasible,
    Overtaken, Disagreement.
    """
    if len(period) > LONGEST:
        raise TooLong(period)
    store = existing_store(url)
    with store.reading() as reading:
        draft = draft_after(reading, after, period)
        kept = reading.inputs()
        case = case_of(reading, period, with_pins(kept, pins), look_ahead=look_ahead, after=draft, today=start)
        waiting = draft_before(reading, case)
    over = served(case, start or today_in(case.problem.zone))
    refuse_strange_pins(pins, kept, case.problem, over.days)
    version, searched = _planned(case, over, pins, Budget(limits, watch, stop))
    standing = tuple(sorted({each.version.number for day, each in _published(case).items()}))
    saved = _saved(store, case, over, version, by)
    return Kept(saved, Status.DRAFT, searched, standing, over.last, waiting, idle_pins(kept, case.problem))


def _published(case: Case) -> dict[date, Publication]:
    return {day: each for day, each in published_on(case.publications).items() if day in case.problem.period}


def _planned(case: Case, over: Served, pins: Sequence[Pin], budget: Budget) -> tuple[Version, bool]:
    """Nobody waits for the solver: no transaction is open meanwhile."""
    task = Task(over.cut(case.problem), over.rules(case.rules), longer=case.longer and over.cut(case.longer))
    refuse_pins_that_cannot_hold(case.inputs.pins, pins, task.problem, task.rules)
    made, judgement = agreed_plan(task, budget)
    refuse_unkept(made.roster, task.rules)
    whole = over.joined(made.roster, case.problem)
    version = version_of(
        case,
        whole,
        judge(whole, case.rules) if over.days else judgement,
        now(),
        budget.limits.seed,
        stages=made.stages,
        interrupted=made.interrupted,
        reasons=_reasons(case, made, budget),
    )
    return replace(over.kept_in(version), pins=tuple(pins)), made.searched


def _reasons(case: Case, made: Plan, budget: Budget) -> Reasons:
    """Why seats stay empty; nobody who stops a plan waits for that."""
    if made.interrupted:
        return Reasons(())
    asking = budget.anew(SearchLimits(seconds=budget.limits.seconds))
    return reasons_for(made.roster, case.rules, asking, fewest=made.stages[0].proven)


def _saved(store: Store, case: Case, over: Served, version: Version, by: str) -> Version:
    with store.transaction() as tx:
        if is_overtaken(tx, case, with_pins(tx.inputs(), version.pins)) or over.is_overtaken(tx):
            raise Overtaken(version.period)
        saved = tx.add_version(version)
        tx.log(by, "plan", str(version.period), None, f"roster {saved.number}", at=version.created)
        return saved
