"""Lexicographic (preemptive) goal programming (Charnes and Cooper 1961), stage by stage on one board.

Each stage minimises what its rules charge, and is settled before the next: no later one may pay more for it.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rostering.audit.judgement import is_lawful, penalty_of
from rostering.demand.cuts import only
from rostering.demand.problem import Problem
from rostering.domain.findings import StageResult
from rostering.errors import Refused
from rostering.language import said
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage
from rostering.solver.model.board import CpBoard, OutOfTime
from rostering.solver.model.budget import Budget
from rostering.solver.model.feasibility import board_of, contradiction
from rostering.solver.model.narrowed import Narrowed
from rostering.solver.model.search import Hearer, Outcome, Values, search
from rostering.solver.plan.stage_orders import PROVING, SHARES, name_of
from rostering.solver.plan.surplus_days_off import tidied
from rostering.solver.plan.task import Task

LOOK_AHEAD = "look_ahead"
"""The name of the step that keeps the dates after the period coverable."""


Found = Callable[[Roster], None]
"""Is told of each lawful roster that is better than those before, while the planning goes on."""

_PAUSE = 0.1
"""Seconds at least between two rosters that are told of in the middle of a search."""

_REST = 10
"""So many times as long as telling takes, in which the search waits, nothing more is told of."""


def unheard(_: Roster) -> None:
    """Hear of nothing."""


@dataclass(frozen=True)
class Plan:
    """The best roster found, and how far each stage came."""

    roster: Roster
    stages: tuple[StageResult, ...]
    interrupted: bool
    searched: bool
    """Whether any search came to a result; else the roster is the greedy start, unless that needs no search."""
    whole: Roster
    """The roster with the weeks after its period, as far as the plan looked ahead."""


class Infeasible(Refused):
    """Rules that forbid contradict each other whatever is planned, the empty roster included.

    Which ones is found out when the message is read, as that takes a while.
    """

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        super().__init__()
        self._problem, self._rules = problem, rules

    def __str__(self) -> str:
        return self._sentence

    @cached_property
    def _sentence(self) -> str:
        found = contradiction(self._problem, self._rules)
        nothing, names = (
            said("no roster satisfies all forbidding rules, not even an empty one"),
            ", ".join(found.people),
        )
        if names:
            nothing = said(
                "no roster satisfies all forbidding rules, not even an empty one (it concerns {names})", names=names
            )
        if found.blamed:
            blamed = ", ".join(found.blamed)
            return f"{nothing}; " + said("it is possible without any one of: {rules}", rules=blamed)
        together = ", ".join(found.together)
        return f"{nothing}; " + said("these rules contradict each other, and so do others: {rules}", rules=together)


class NothingFound(Refused):
    """Time ran out before a roster was found that breaks no forbidding rule."""

    def __init__(self) -> None:
        super().__init__(said("no lawful roster was found in the time given, and not even an empty one is lawful"))


class Miscounted(AssertionError):
    """A rule's check and what it told the solver differ: a fault of the program, never of its input."""

    def __init__(self, roster: Roster, stage: str, solved: int, checked: int) -> None:
        self.roster = roster
        super().__init__(f"the solver's penalty of {stage} is {solved}, the audit's is {checked}")


@dataclass(frozen=True)
class Step:
    """One stage to settle: its rules as they look on the dates of a problem."""

    name: str
    rules: Sequence[Rule]
    problem: Problem
    share: float

    def penalty(self, roster: Roster) -> int:
        """What the step's rules charge for a roster."""
        return penalty_of(roster.seen_in(self.problem), self.rules)


def steps_of(task: Task) -> list[Step]:
    """The stages of a task, with the look ahead after coverage."""
    steps, last = list[Step](), task.problem.period.last
    for group in task.order:
        share = SHARES[group[0]]
        steps.append(Step(name_of(group), task.penalised(group), task.problem, share))
        if task.longer and group == (Stage.COVERAGE,):
            ahead = only(task.longer, lambda seat: seat.day > last)
            steps.append(Step(LOOK_AHEAD, task.penalised(group), ahead, share))
    return steps


class StagedSearch:
    """One board on its way through the stages of a task, with the best roster so far, which is the start at first.

    Where a task looks ahead, the forbidding rules hold both with and without the weeks after the period, and these are
    kept coverable; all other stages see the period alone.
    """

    def __init__(self, task: Task, budget: Budget, start: Roster, found: Found = unheard) -> None:
        self._task, self._budget, self._found = task, budget, found
        self._searched = False
        self._take(start)

    @cached_property
    def _board(self) -> CpBoard:
        """The board, made when a stage needs a search."""
        task = self._task
        board = board_of(task.widest, task.rules, self._budget)
        if task.longer:
            for rule in task.forbidding:
                rule.apply(Narrowed(board, task.problem))
        return board

    def climb(self) -> Plan:
        """Go through the stages; one that finds nothing better in time leaves the roster as it was."""
        settled = [self._settle(step) for step in steps_of(self._task)]
        whole = tidied(self._roster, self._task.rules, self._task.problem)
        roster = whole.seen_in(self._task.problem)
        if not is_lawful(roster, self._task.forbidding):
            raise NothingFound
        results = tuple(self._result(*one, whole) for one in settled)
        proven = all(result.proven for result in results)
        return Plan(roster, results, self._budget.stopped and not proven, self._searched or proven, whole)

    def _settle(self, step: Step) -> tuple[Step, int, float]:
        """Search in one stage, unless it is to stop; returns its bound and the seconds it took."""
        began = time.monotonic()
        bound = 0 if self._budget.stopped else self._improve(step)
        return step, bound, time.monotonic() - began

    def _result(self, step: Step, bound: int, seconds: float, roster: Roster) -> StageResult:
        """How a stage looks from the end: a later one may have found a cheaper roster by the way."""
        penalty = step.penalty(roster)
        return StageResult(step.name, penalty, min(bound, penalty), penalty <= bound, round(seconds, 3))

    def _improve(self, step: Step) -> int:
        """Search for a lower penalty of the stage, let no later stage pay more, and return the bound."""
        if self._lawful and (self._task.is_large or not self._budget.seconds):
            return 0
        try:
            return self._searched_bound(step)
        except OutOfTime:
            return 0

    def _searched_bound(self, step: Step) -> int:
        self._board.costs = {}
        view = self._board if step.problem is self._board.problem else Narrowed(self._board, step.problem)
        for rule in step.rules:
            rule.apply(view)
        penalty, bound = self._board.penalty_of(step.rules), 0
        if step.penalty(self._roster) > 0 or not self._lawful:
            self._board.model.minimize(penalty)
            outcome = search(self._board.model, self._share(step), step.name, self._hearer(step))
            self._budget.spend(outcome.effort)
            self._keep(outcome, step)
            bound = outcome.bound
        if self._lawful:
            self._board.model.add(penalty <= step.penalty(self._roster))
        return bound

    def _keep(self, outcome: Outcome, step: Step) -> None:
        """Take the roster of a search unless the one at hand is lawful and no dearer."""
        if outcome.impossible:
            raise Infeasible(self._board.problem, self._task.rules)
        if not outcome.found:
            return
        self._searched = True
        found = self._board.roster(outcome.solver.boolean_value)
        solved, checked = round(outcome.solver.objective_value), step.penalty(found)
        if checked > solved or (checked < solved and outcome.proven):
            raise Miscounted(found.seen_in(step.problem), step.name, solved, checked)
        if checked < step.penalty(self._roster) or not self._lawful:
            self._take(found)

    def _hearer(self, step: Step) -> Hearer | None:
        """Who tells of solutions in the middle of a step's search, if anybody listens: those better than at hand."""
        if self._found is unheard:
            return None
        quiet, most = 0.0, step.penalty(self._roster) if self._lawful else math.inf

        def hear(values: Values) -> None:
            nonlocal quiet
            if (began := time.monotonic()) < quiet:
                return
            roster = self._board.roster(values)
            if step.penalty(roster) < most:
                self._found(roster.seen_in(self._task.problem))
            ended = time.monotonic()
            quiet = ended + max(_PAUSE, _REST * (ended - began))

        return hear

    def _share(self, step: Step) -> Budget:
        """What a stage may take of what is left."""
        time_share = PROVING if Stage.PREFERENCES.name.lower() in step.name else step.share
        return self._budget.share(self._budget.seconds * time_share, self._budget.effort * step.share)

    def _take(self, roster: Roster) -> None:
        """Make a roster the best so far, and note whether it is lawful, which is asked at every stage."""
        self._roster, law = roster, self._task.forbidding
        self._lawful = is_lawful(roster, law) and (
            not self._task.longer or is_lawful(roster.seen_in(self._task.problem), law)
        )
        if self._lawful:
            self._found(roster.seen_in(self._task.problem))
