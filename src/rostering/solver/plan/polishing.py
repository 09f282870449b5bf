"""Polishing: some weeks of a roster are planned anew while all else stays, one stretch after the other.

What a whole period cannot prove in its time, a few weeks of it can; large neighbourhood search with dates for
neighbourhoods (Shaw 1998). An excerpt judges a change as the whole does, so better there is better.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage
from rostering.solver.model.narrowed import narrowed
from rostering.solver.model.search import Limits, Progress, Watch
from rostering.solver.plan.orders import Order, name_of
from rostering.solver.plan.staircase import Plan, Staircase
from rostering.spans import DAY, WEEK, Period

_WIDTHS = (5, 3, 8)
"""Weeks of a stretch, by turns: each width sees other handovers."""

_PIECE = 1.5
"""The effort that one stretch may take."""


def polished(
    problem: Problem,
    longer: Problem | None,
    rules: Sequence[Rule],
    made: Plan,
    order: Order,
    limits: Limits,
    watch: Watch,
) -> Plan:
    """The plan with what could be made better within limits, until no stretch of any width can be."""
    polisher = _Polisher(problem, longer, rules, order, limits, watch)
    try:
        whole = polisher.polish(made.whole)
    except KeyboardInterrupt:
        whole, made = polisher.best, replace(made, interrupted=True)
    roster = narrowed(whole, problem)
    prices = {name_of(group): polisher.price(roster, group) for group in order}
    stages = [replace(one, price=price) for one in made.stages for price in [prices.get(one.name, one.price)]]
    proven = [replace(one, proven=one.price <= one.bound, bound=min(one.bound, one.price)) for one in stages]
    return replace(made, roster=roster, whole=whole, stages=tuple(proven))


def covered(
    problem: Problem, longer: Problem | None, rules: Sequence[Rule], start: Roster, limits: Limits, watch: Watch
) -> Roster:
    """A start with fewer empty seats, where planning the weeks around one anew fills it."""
    spend = replace(limits, effort=min(limits.effort, _TO_COVER), seconds=limits.seconds / 4)
    polisher = _Polisher(problem, longer, rules, ((Stage.COVERAGE,),), spend, watch)
    polisher.best = start
    with suppress(KeyboardInterrupt):  # the stages hear of it by themselves
        for seat in problem.seats:
            if seat.id not in polisher.best.holders:
                polisher.replan(_near(problem.period, seat.day))
    return polisher.best


_TO_COVER = 4.0
"""The effort that filling the seats of a start may take in all."""


def _near(period: Period, day: date) -> Period:
    return Period(max(period.first, day - 2 * WEEK), min(period.last, day + 2 * WEEK))


class _Polisher:
    """The best roster so far, and what may still be spent on it."""

    def __init__(
        self,
        problem: Problem,
        longer: Problem | None,
        rules: Sequence[Rule],
        order: Order,
        limits: Limits,
        watch: Watch,
    ) -> None:
        self._problem, self._longer, self._rules, self._order, self._watch = problem, longer, rules, order, watch
        self._limits, self._end = limits, time.monotonic() + limits.seconds
        self.best: Roster

    def polish(self, whole: Roster) -> Roster:
        """Go through stretches of each width by turns until none of them helps."""
        self.best, idle, turn = whole, 0, 0
        while idle < len(_WIDTHS) and self._may_go_on():
            width = _WIDTHS[turn % len(_WIDTHS)]
            better = [self.replan(stretch) for stretch in _stretches(self._problem.period, width, turn)]
            idle, turn = (0 if any(better) else idle + 1), turn + 1
        return self.best

    def price(self, roster: Roster, group: Sequence[object]) -> int:
        """What a group of stages costs."""
        rules = [rule for rule in self._rules if rule.stage in group]
        return sum(breach.price or 0 for rule in rules for breach in rule.check(roster))

    def replan(self, stretch: Period) -> bool:
        """Plan some dates anew; whether that made the roster better."""
        if not self._may_go_on():
            return False
        before = narrowed(self.best, self._problem).within(stretch)
        outer = self.best.within(stretch)
        limits = replace(self._limits, effort=min(_PIECE, self._limits.effort), seconds=self._end - time.monotonic())
        stairs = Staircase(
            before.problem, outer.problem if self._longer else None, self._rules, limits, self._tell, outer
        )
        made = stairs.climb(self._order)
        self._limits = replace(self._limits, effort=self._limits.effort - made.spent - _OVERHEAD)
        if made.interrupted:
            raise KeyboardInterrupt
        merged = self.best.merged(made.roster)
        better = self._key(made.roster) < self._key(before) and self._is_lawful(merged)
        if better:
            self.best = merged
        return better

    def _is_lawful(self, roster: Roster) -> bool:
        seen = narrowed(roster, self._problem)
        return not any(next(rule.check(seen), None) for rule in self._rules if rule.price is None)

    def _key(self, roster: Roster) -> tuple[int, ...]:
        return tuple(self.price(roster, group) for group in self._order)

    def _may_go_on(self) -> bool:
        return self._limits.effort > 0 and time.monotonic() < self._end

    def _tell(self, _: Progress) -> None:
        seconds = max(0.0, self._end - time.monotonic())
        self._watch(Progress("polishing", None, None, seconds))


_OVERHEAD = 0.1
"""Effort counted for each stretch besides its search, so that there is an end to it."""


def _stretches(period: Period, weeks: int, turn: int) -> Iterator[Period]:
    """The period in stretches of so many weeks, shifted by half of one every other turn."""
    width = 7 * weeks
    shift = width // 2 * (turn // len(_WIDTHS) % 2)
    for first in range(-shift, len(period), width):
        start, end = max(0, first), min(len(period), first + width)
        yield Period(period.first + start * DAY, period.first + (end - 1) * DAY)
