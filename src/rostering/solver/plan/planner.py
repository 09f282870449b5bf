"""The planner: the best roster of a problem, its parts side by side, each stage by stage and then polished."""

import os
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from rostering.demand.problem import Problem
from rostering.domain.findings import StageResult
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage
from rostering.solver.model.search import Limits, Progress, Watch
from rostering.solver.plan.greedy import greedy_roster
from rostering.solver.plan.orders import FAIREST, FEWEST_CHANGES, FRESH, Order, name_of
from rostering.solver.plan.parts import parts_of
from rostering.solver.plan.polishing import covered, polished
from rostering.solver.plan.staircase import Disagreement, NoRoster, NothingFound, Plan, Staircase

__all__ = [
    "FAIREST",
    "FEWEST_CHANGES",
    "FRESH",
    "Disagreement",
    "NoRoster",
    "NothingFound",
    "Order",
    "Plan",
    "plan",
]


def plan(
    problem: Problem,
    rules: Sequence[Rule],
    limits: Limits,
    watch: Watch = lambda _: None,
    order: Order = FRESH,
    longer: Problem | None = None,
) -> Plan:
    """Find the best roster within limits; independent parts side by side, each with all of the effort.

    `longer` is the same problem with some weeks after its period, which are kept coverable, unless no lawful roster
    has them. Raises NoRoster, NothingFound, Disagreement.
    """
    end = time.monotonic() + limits.seconds
    try:
        return _in_parts(problem, longer, rules, limits, watch, order)
    except NoRoster:
        if longer is None:
            raise
    left = replace(limits, seconds=max(0.0, end - time.monotonic()))
    return _in_parts(problem, None, rules, left, watch, order)


def _in_parts(
    problem: Problem, longer: Problem | None, rules: Sequence[Rule], limits: Limits, watch: Watch, order: Order
) -> Plan:
    parts = parts_of(longer or problem, rules)
    if len(parts) == 1:
        return _planned(problem, longer, rules, limits, watch, order)
    pairs = [(part.of(problem), longer and part.of(longer)) for part in parts]
    return _joined(problem, _SideBySide(pairs, rules, limits, watch, order).run())


def _planned(
    problem: Problem, longer: Problem | None, rules: Sequence[Rule], limits: Limits, watch: Watch, order: Order
) -> Plan:
    """The stages of one part, and what can be polished where they are not proven."""
    end = time.monotonic() + limits.seconds
    start = greedy_roster(longer or problem, rules, problem)
    if len(problem.period) > _SHORT and any(seat.id not in start.holders for seat in problem.seats):
        start = covered(problem, longer, rules, start, limits, watch)
    left = replace(limits, seconds=max(0.0, end - time.monotonic()))
    made = Staircase(problem, longer, rules, left, watch, start).climb(order)
    if made.interrupted or all(stage.proven for stage in made.stages):
        return made
    left = replace(limits, seconds=max(0.0, end - time.monotonic()), effort=max(0.0, limits.effort - made.spent))
    return polished(problem, longer, rules, made, order, left, watch)


_SHORT = 58
"""Days up to which a plan is hardly longer than what is planned anew around an empty seat."""


class _SideBySide:
    """The parts of a plan, as many at once as there are processors."""

    def __init__(
        self,
        pairs: Sequence[tuple[Problem, Problem | None]],
        rules: Sequence[Rule],
        limits: Limits,
        watch: Watch,
        order: Order,
    ) -> None:
        self._pairs, self._rules, self._limits, self._watch, self._order = pairs, rules, limits, watch, order
        self._end = time.monotonic() + limits.seconds
        self._at_once = min(len(pairs), os.cpu_count() or 1)
        self._begun = self._done = 0
        self._telling = threading.Lock()
        self._stopped = threading.Event()

    def run(self) -> list[Plan]:
        """Plan each part; an interrupt ends all of them and keeps the best found."""
        with ThreadPoolExecutor(self._at_once) as pool:
            futures = [pool.submit(partial(self._plan, *pair)) for pair in self._pairs]
            try:
                return [future.result() for future in futures]
            except BaseException:
                self._stopped.set()
                raise

    def _plan(self, problem: Problem, longer: Problem | None) -> Plan:
        limits = replace(self._limits, seconds=self._seconds())
        made = _planned(problem, longer, self._rules, limits, self._tell, self._order)
        self._done += 1
        return made

    def _seconds(self) -> float:
        """A fair share of the time that is left for the parts that have not begun."""
        with self._telling:
            waiting = len(self._pairs) - self._begun
            self._begun += 1
        rounds = -(-waiting // self._at_once)
        return max(0.0, self._end - time.monotonic()) / rounds

    def _tell(self, progress: Progress) -> None:
        """Pass on how far all parts have come; whoever is interrupted interrupts all."""
        with self._telling:
            if self._stopped.is_set():
                raise KeyboardInterrupt
            try:
                self._watch(replace(progress, parts=(self._done, len(self._pairs))))
            except KeyboardInterrupt:
                self._stopped.set()
                raise


def _joined(problem: Problem, plans: Sequence[Plan]) -> Plan:
    """The parts' rosters as one, and their stages together."""
    holders = {seat: who for one in plans for seat, who in one.roster.holders.items()}
    days_off = frozenset(off for one in plans for off in one.roster.days_off)
    roster = Roster(problem, holders, days_off)
    return Plan(
        roster,
        tuple(_stage(results) for results in zip(*(one.stages for one in plans), strict=True)),
        any(one.interrupted for one in plans),
        all(one.searched for one in plans),
        roster,
        max(one.spent for one in plans),
    )


def _stage(results: Sequence[StageResult]) -> StageResult:
    """Prices add up, but for the largest deviation: of several it is the largest."""
    together = max if results[0].name == name_of((Stage.LARGEST_UNFAIRNESS,)) else sum
    price, bound = together(result.price for result in results), together(result.bound for result in results)
    seconds = round(sum(result.seconds for result in results), 3)
    return StageResult(results[0].name, price, bound, price <= bound, seconds)
