"""What if: a period planned with the inputs as they are and with changes, side by side; nothing is kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from threading import Event

from rostering.answers.what_if import Break, Comparison, Side
from rostering.audit.judgement import judge
from rostering.audit.shortages import shortages_of
from rostering.rosters.history import current_compensating_days, current_duties, published_on
from rostering.rosters.version import Version
from rostering.rules.roster import Roster
from rostering.rules.spacing import blocks_of
from rostering.services.cases.case import Case, case_of
from rostering.services.cases.disagreement import agreed_plan
from rostering.services.cases.readiness import readiness_of
from rostering.services.cases.versions import roster_from, version_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.questions.changes import Alteration
from rostering.services.questions.overlay import altered
from rostering.services.rosters.basis import LONGEST, LOOK_AHEAD_WEEKS, TooLong
from rostering.solver.model.budget import Budget, Progress, SearchLimits, Watch, fair_share
from rostering.solver.plan.task import Task
from rostering.spans import Period

__all__ = ["Alteration", "what_if"]


def what_if(
    url: str,
    period: Period,
    changes: Sequence[Alteration],
    limits: SearchLimits,
    watch: Watch,
    stop: Event | None = None,
    found: Callable[[str, Roster], None] = lambda _side, _roster: None,
) -> Comparison:
    """Plan a period twice within the same limits, without changes and with them.

    Once `stop` is set, a side is the best roster so far, and one that has not begun the greedy start. `found` is told
    of each better roster of a side, `before` or `after`. Where the call as a whole has a limit, the sides share it.

    Raises TooLong, NothingToChange, FaultyInput with all that is wrong with the changes, Infeasible.
    """
    if len(period) > LONGEST:
        raise TooLong(period)
    with existing_store(url).reading() as reading:
        now_in_force = case_of(reading, period, look_ahead=LOOK_AHEAD_WEEKS)
        made = altered(now_in_force.inputs, period, changes)
        changed = case_of(reading, period, made.inputs, LOOK_AHEAD_WEEKS, now_in_force.publications)

    def budget(side: str, waiting: int) -> Budget:
        return Budget(fair_share(limits, waiting), _named(watch, side), stop)

    return Comparison(
        period,
        made.texts,
        before=_planned(now_in_force, budget("before", 2), partial(found, "before")),
        after=_planned(changed, budget("after", 1), partial(found, "after")),
        published=_published(now_in_force),
    )


def _planned(case: Case, budget: Budget, found: Callable[[Roster], None]) -> Side:
    made, judgement = agreed_plan(Task(case.problem, case.rules, longer=case.longer), budget, found)
    version = version_of(case, made.roster, judgement, now(), budget.limits.seed, None, made.stages, made.interrupted)
    return replace(_side(case, made.roster, version), searched=made.searched)


def _published(case: Case) -> Side | None:
    """What is published, judged by the inputs as they are; None where a date of the period is not published."""
    period, publications = case.problem.period, case.publications
    holders = published_on(publications)
    if not all(day in holders for day in period):
        return None
    offs = current_compensating_days(publications, period)
    roster = roster_from(case.problem, current_duties(publications, period), offs)
    return _side(case, roster, version_of(case, roster, judge(roster, case.rules), now(), 0))


def _side(case: Case, roster: Roster, version: Version) -> Side:
    readiness, unbillable = readiness_of(version, case.inputs, case.tariff)
    return Side(version, _first_break(roster, version), readiness, unbillable)


def _first_break(roster: Roster, version: Version) -> Break | None:
    empty = {one.seat for one in version.empty}
    days = [seat.day for seat in roster.problem.seats if seat.id in empty]
    if not days:
        return None
    day = min(days)
    seats = [seat for seat in roster.problem.seats if seat.day == day and seat.id in empty]
    return Break(day, tuple(seat.id for seat in seats), shortages_of(roster.within(_run(roster, day))))


def _run(roster: Roster, day: date) -> Period:
    """The days in a row that a date's empty seats belong to, as what is missing shows over all of them."""
    blocks = blocks_of(roster.problem.seats)
    runs = [blocks[s.team, s.day] for s in roster.problem.seats if s.day == day and s.id not in roster.holders]
    return Period(min(first for _, first, _ in runs), max(last for _, _, last in runs))


def _named(watch: Watch, side: str) -> Watch:
    """Tell of progress which side it is on."""

    def told(progress: Progress) -> None:
        watch(replace(progress, stage=f"{side}: {progress.stage}"))

    return told
