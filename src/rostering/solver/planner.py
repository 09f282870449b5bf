"""The planner: hard rules first, then the priced ones stage by stage, each stage settled before the next."""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rostering.demand.problem import Problem
from rostering.domain.findings import StageResult
from rostering.domain.seats import Seat
from rostering.errors import Refused
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage
from rostering.solver.board import CpBoard
from rostering.solver.search import Limits, Outcome, Watch, search


@dataclass(frozen=True)
class Plan:
    """The best roster found, and how far each stage came."""

    roster: Roster
    stages: tuple[StageResult, ...]
    interrupted: bool


class NoRoster(Refused):
    """Rules that forbid contradict each other whatever is planned, the empty roster included."""

    def __init__(self, names: Sequence[str]) -> None:
        blame = f"it is possible without any one of: {', '.join(names)}" if names else "several rules contradict"
        super().__init__(f"No roster can satisfy all forbidding rules, not even an empty one; {blame}")


def plan(problem: Problem, rules: Sequence[Rule], limits: Limits, watch: Watch = lambda _: None) -> Plan:
    """Find the best roster within limits. Raises NoRoster."""
    board = CpBoard(problem, _Fit(problem, rules))
    for rule in rules:
        if rule.price is None:
            rule.apply(board)
    return _Staircase(board, rules, limits, watch).climb()


class _Fit:
    """Who may hold which seat, as far as the forbidding rules can say of each seat alone."""

    def __init__(self, problem: Problem, rules: Iterable[Rule]) -> None:
        self._problem = problem
        self._forbidding = [rule for rule in rules if rule.price is None]

    def __call__(self, seat: Seat, consultant: str) -> bool:
        return not any(rule.rules_out(self._problem, seat, consultant) for rule in self._forbidding)


class _Staircase:
    """One board on its way through the stages, with the best roster so far."""

    def __init__(self, board: CpBoard, rules: Sequence[Rule], limits: Limits, watch: Watch) -> None:
        self._board, self._rules, self._watch = board, rules, watch
        self._limits = limits
        self._roster = Roster(board.problem, {})
        self._interrupted = False

    def climb(self) -> Plan:
        """Go through the stages; one that finds nothing in time leaves the roster as it was."""
        stages = [self._settle(stage) for stage in Stage]
        return Plan(tidied(self._roster, self._rules), tuple(stages), self._interrupted)

    def _settle(self, stage: Stage) -> StageResult:
        rules = [rule for rule in self._rules if rule.stage == stage and rule.price is not None]
        began = time.monotonic()
        outcome = None if self._interrupted else self._improve(rules, stage)
        price = sum(breach.price or 0 for rule in rules for breach in rule.check(self._roster))
        bound = max(0, math.ceil(outcome.solver.best_objective_bound - 1e-6)) if outcome else 0
        seconds = time.monotonic() - began
        self._limits = replace(self._limits, seconds=max(0.0, self._limits.seconds - seconds))
        return StageResult(stage.name.lower(), price, min(bound, price), price <= bound, round(seconds, 3))

    def _improve(self, rules: Sequence[Rule], stage: Stage) -> Outcome:
        for rule in rules:
            rule.apply(self._board)
        price = self._board.price_of(rules)
        self._board.model.minimize(price)
        share = _SHARES[stage]
        limits = replace(self._limits, seconds=self._limits.seconds * share, effort=self._limits.effort * share)
        outcome = search(self._board.model, limits, stage.name.lower(), self._watch)
        self._limits = replace(self._limits, effort=max(0.0, self._limits.effort - outcome.effort))
        self._interrupted = outcome.interrupted
        if outcome.impossible:
            raise NoRoster(_blamed(self._board.problem, self._rules))
        if outcome.found:
            self._roster = self._board.roster(outcome.solver.boolean_value)
            self._board.hint(outcome.solver.value)
            self._board.model.add(price <= round(outcome.solver.objective_value))
        return outcome


_SHARES = {Stage.COVERAGE: 0.4, Stage.LARGEST_UNFAIRNESS: 0.4, Stage.UNFAIRNESS: 0.5, Stage.PREFERENCES: 1.0}
"""What each stage may take of the time and effort that are left when it begins."""


def tidied(roster: Roster, rules: Sequence[Rule]) -> Roster:
    """The roster without the compensating days that nothing needs, which a search cut short may leave behind."""
    for day_off in sorted(roster.days_off):
        leaner = replace(roster, days_off=roster.days_off - {day_off})
        if _weight(leaner, rules) <= _weight(roster, rules):
            roster = leaner
    return roster


def _weight(roster: Roster, rules: Sequence[Rule]) -> tuple[int, int]:
    """Units of forbidden breach, and the price of the others."""
    breaches = [breach for rule in rules for breach in rule.check(roster)]
    return sum(b.amount for b in breaches if b.price is None), sum(b.price for b in breaches if b.price is not None)


def _blamed(problem: Problem, rules: Sequence[Rule]) -> list[str]:
    """The forbidding rules without which, one at a time, some roster would be possible."""
    forbidding = [rule for rule in rules if rule.price is None]
    return [
        rule.name for rule in forbidding if _possible(problem, [other for other in forbidding if other is not rule])
    ]


def _possible(problem: Problem, rules: Sequence[Rule]) -> bool:
    board = CpBoard(problem, _Fit(problem, rules))
    for rule in rules:
        rule.apply(board)
    return search(board.model, Limits(seconds=10), "contradiction", lambda _: None).found
