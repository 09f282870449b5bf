"""The planner: parts side by side, each in lexicographic stages, then polished by large neighbourhood search."""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from rostering.audit.judgement import penalty_of
from rostering.demand.problem import Problem
from rostering.domain.findings import StageResult
from rostering.rules.roster import Roster
from rostering.rules.rule import Stage
from rostering.solver.model.budget import Budget, Progress
from rostering.solver.plan.greedy import greedy_roster
from rostering.solver.plan.independent_parts import parts_of
from rostering.solver.plan.neighbourhoods import covered, polished
from rostering.solver.plan.open_gaps import told_gaps
from rostering.solver.plan.stage_orders import FAIREST, FEWEST_CHANGES, FRESH, Order, name_of
from rostering.solver.plan.stages import Found, Infeasible, Miscounted, NothingFound, Plan, StagedSearch, unheard
from rostering.solver.plan.task import Task
from rostering.solver.plan.with_lines import with_lines

__all__ = [
    "FAIREST",
    "FEWEST_CHANGES",
    "FRESH",
    "Found",
    "Infeasible",
    "Miscounted",
    "NothingFound",
    "Order",
    "Plan",
    "Task",
    "plan",
]


def plan(task: Task, budget: Budget, found: Found = unheard) -> Plan:
    """Find the best roster within a budget; independent parts side by side, each with all of the effort.

    The weeks that the task looks ahead to are given up where no lawful roster has them. `found` is told of each better
    roster by the way. Raises Infeasible, NothingFound, Miscounted.
    """
    try:
        return told_gaps(task, _in_parts(task, budget.share(), found))
    except Infeasible:
        if task.longer is None:
            raise
    return told_gaps(task, _in_parts(replace(task, longer=None), budget, found))


def _in_parts(task: Task, budget: Budget, found: Found) -> Plan:
    parts = parts_of(task.widest, task.rules)
    if len(parts) == 1:
        return _planned(task, budget, found)
    tasks = [task.of(part.of(task.problem), part.of(task.widest)) for part in parts]
    return _joined(task.problem, _SideBySide(tasks, budget, _Pieces(task.problem, found)).run())


def _planned(task: Task, budget: Budget, found: Found) -> Plan:
    """The stages of one part, and what can be polished where they are not proven."""
    start = greedy_roster(task, budget)
    first = task.order[0]
    budget.tell(name_of(first), penalty_of(start.seen_in(task.problem), task.penalised(first)), 0)
    is_long = task.is_large or len(task.problem.period) > _SHORT
    if is_long and any(seat.id not in start.holders for seat in task.problem.seats):
        start = covered(task, start, budget)
    made = StagedSearch(task, budget, start, found).climb()
    if _ended(made):
        return made
    made = with_lines(task, made, budget, found)
    return made if _ended(made) else polished(task, made, budget, found)


def _ended(made: Plan) -> bool:
    return made.interrupted or all(stage.proven for stage in made.stages)


_SHORT = 58
"""Days up to which a plan is hardly longer than what is planned anew around an empty seat."""


class _Pieces:
    """The best roster of each part so far, which together are one of the whole; what has none yet stays empty."""

    def __init__(self, problem: Problem, found: Found) -> None:
        self._whole, self._found = Roster(problem, {}), found
        self._lock = threading.Lock()

    def part(self) -> Found:
        """Who is told of one part's rosters."""
        return unheard if self._found is unheard else self._put

    def _put(self, roster: Roster) -> None:
        with self._lock:
            self._whole = _replaced(self._whole, roster)
            self._found(self._whole)


class _SideBySide:
    """The parts of a plan, as many at once as there are processors."""

    def __init__(self, tasks: Sequence[Task], budget: Budget, pieces: _Pieces) -> None:
        self._tasks, self._outer, self._pieces = tasks, budget, pieces
        self._budget = budget.share()
        self._at_once = min(len(tasks), os.cpu_count() or 1)
        self._begun = self._done = 0
        self._lock = threading.Lock()

    def run(self) -> list[Plan]:
        """Plan each part; where one of them fails, the others stop too."""
        with ThreadPoolExecutor(self._at_once) as pool:
            futures = [pool.submit(self._plan, task) for task in self._tasks]
            try:
                return [future.result() for future in futures]
            except BaseException:
                self._budget.stop()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _plan(self, task: Task) -> Plan:
        made = _planned(task, self._budget.share(seconds=self._seconds(), watch=self._tell), self._pieces.part())
        with self._lock:
            self._done += 1
        return made

    def _seconds(self) -> float:
        """A fair share of the time that is left for the parts that have not begun."""
        with self._lock:
            waiting = len(self._tasks) - self._begun
            self._begun += 1
        rounds = -(-waiting // self._at_once)
        return self._budget.seconds / rounds

    def _tell(self, progress: Progress) -> None:
        """Pass on how far all parts have come, from one of them at a time."""
        with self._lock:
            self._outer.watch(replace(progress, parts=(self._done, len(self._tasks))))


def _replaced(whole: Roster, part: Roster) -> Roster:
    """The roster with the seats and the people of a part as the part has them."""
    holders = {seat: who for seat, who in whole.holders.items() if seat not in part.problem.seat}
    days_off = frozenset(off for off in whole.days_off if off[0] not in part.problem.consultant)
    return replace(whole, holders=holders | dict(part.holders), days_off=days_off | part.days_off)


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
    )


def _stage(results: Sequence[StageResult]) -> StageResult:
    """Penalties add up, but for the largest deviation: of several it is the largest."""
    together = max if results[0].name == name_of((Stage.LARGEST_UNFAIRNESS,)) else sum
    penalty, bound = together(result.penalty for result in results), together(result.bound for result in results)
    seconds = round(sum(result.seconds for result in results), 3)
    return StageResult(results[0].name, penalty, bound, penalty <= bound, seconds)
