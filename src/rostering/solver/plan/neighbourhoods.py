"""Polishing: large neighbourhood search (Shaw 1998); some weeks are planned anew while all else stays, by turns.

What a whole period cannot prove in its time, a few weeks of it can. An excerpt judges a change as the whole does, so
better there is better.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from rostering.audit.judgement import is_lawful, penalty_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Stage
from rostering.solver.model.budget import Budget
from rostering.solver.plan.stage_orders import name_of
from rostering.solver.plan.stages import Found, Plan, StagedSearch, unheard
from rostering.solver.plan.task import Task
from rostering.spans import DAY, WEEK, Period

_WIDTHS = (5, 3, 8)
"""Weeks of a stretch, by turns: each width sees other handovers."""

_PIECE = 1.5
"""The effort that one stretch may take."""


def polished(task: Task, made: Plan, budget: Budget, found: Found = unheard) -> Plan:
    """The plan with what could be made better within a budget, until no stretch of any width can be."""
    polisher = _Polisher(task, made.whole, budget, found)
    polisher.polish()
    roster = polisher.best.seen_in(task.problem)
    penalties = {name_of(group): penalty_of(roster, task.penalised(group)) for group in task.order}
    stages = [replace(one, penalty=penalties.get(one.name, one.penalty)) for one in made.stages]
    proven = [replace(one, proven=one.penalty <= one.bound, bound=min(one.bound, one.penalty)) for one in stages]
    searched = made.searched or polisher.best is not made.whole
    return replace(
        made, roster=roster, whole=polisher.best, stages=tuple(proven), interrupted=budget.stopped, searched=searched
    )


def covered(task: Task, start: Roster, budget: Budget) -> Roster:
    """A start with fewer empty seats, where planning the weeks around one anew fills it."""
    spend = budget.share(seconds=budget.seconds / 4, effort=_TO_COVER)
    polisher = _Polisher(replace(task, order=((Stage.COVERAGE,),)), start, spend)
    tried: dict[Period, Roster] = {}
    for seat in task.problem.seats:
        if seat.id not in polisher.best.holders:
            near = _near(task.problem.period, seat.day, min(2 * WEEK, task.most_days // 2 * DAY))
            if tried.get(near) is not polisher.best:
                tried[near] = polisher.best
                polisher.replan(near)
    return polisher.best


_TO_COVER = 4.0
"""The effort that filling the seats of a start may take in all."""


def _near(period: Period, day: date, reach: timedelta) -> Period:
    return Period(max(period.first, day - reach), min(period.last, day + reach))


class _Polisher:
    """The best roster so far, and what may still be spent on it."""

    def __init__(self, task: Task, start: Roster, budget: Budget, found: Found = unheard) -> None:
        self._task, self._budget, self._found = task, budget, found
        self.best = start

    def polish(self) -> None:
        """Go through stretches of each width by turns until none of them helps."""
        idle, turn = 0, 0
        while idle < len(_WIDTHS) and not self._budget.over:
            width = _WIDTHS[turn % len(_WIDTHS)]
            days = min(7 * width, self._task.most_days)
            better = [self.replan(stretch) for stretch in _stretches(self._task.problem.period, days, turn)]
            idle, turn = (0 if any(better) else idle + 1), turn + 1

    def replan(self, stretch: Period) -> bool:
        """Plan some dates anew; whether that made the roster better."""
        if self._budget.over:
            return False
        task, outer = self._task, self.best.within(stretch)
        before = self.best.seen_in(task.problem).within(stretch)
        piece = self._budget.share(effort=_PIECE, watch=lambda _: self._budget.tell("polishing"))
        made = StagedSearch(task.of(before.problem, outer.problem), piece, outer).climb()
        self._budget.spend(piece.spent)
        self._budget.spend(_OVERHEAD)
        merged = self.best.merged(made.roster)
        better = self._key(made.roster) < self._key(before) and self._is_lawful(merged)
        if better:
            self.best = merged
            self._found(merged.seen_in(task.problem))
        return better

    def _is_lawful(self, roster: Roster) -> bool:
        return is_lawful(roster.seen_in(self._task.problem), self._task.forbidding)

    def _key(self, roster: Roster) -> tuple[int, ...]:
        return tuple(penalty_of(roster, self._task.penalised(group)) for group in self._task.order)


_OVERHEAD = 0.1
"""Effort counted for each stretch besides its search, so that there is an end to it."""


def _stretches(period: Period, width: int, turn: int) -> Iterator[Period]:
    """The period in stretches of so many days, shifted by half of one every other turn."""
    shift = width // 2 * (turn // len(_WIDTHS) % 2)
    for first in range(-shift, len(period), width):
        start, end = max(0, first), min(len(period), first + width)
        yield Period(period.first + start * DAY, period.first + (end - 1) * DAY)
