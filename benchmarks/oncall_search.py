"""The search for on-call rosters: from the least penalty that head counts allow upwards, duties per person first."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from oncall_rules import UNIT, Apart, Balance, Fixed
from rostering.audit.judgement import judge
from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_cost
from rostering.solver.model.board import CpBoard
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.model.feasibility import board_of

_EFFORT = 2.0
"""CP-SAT's deterministic time of the first attempts; those that settle nothing are given twice as much later."""

_HOPEFUL = ("fj", "fj_lin")
"""Strategies that can only find a roster: left out where there is most likely none, so that others can prove it."""


@dataclass(frozen=True)
class Answer:
    """`bound` is the least penalty still possible; `possible` is False where it is proven that there is no roster."""

    roster: Roster | None
    bound: int
    possible: bool = True


@dataclass(frozen=True)
class Quota:
    """The least breach of a balance that head counts alone allow, and duties by person that keep it, if known."""

    rule: Balance
    least: int
    duties: Mapping[str, int] | None

    @property
    def penalty(self) -> int:
        """What it costs."""
        return (self.rule.penalty or 0) * self.least


def solve(problem: Problem, rules: Sequence[Rule], seconds: float, workers: int) -> Answer:
    """Find the best roster in so many seconds."""
    return _Climb(problem, rules, time.monotonic() + seconds, workers).answer()


class _Climb:
    """The best roster so far, the bound below it, and the models in which the two are brought together.

    Whether there is a roster at a given penalty is answered much sooner than what the least penalty is, as nearly all
    choices are then decided before the search; and the least penalty is close to what head counts say.
    """

    def __init__(self, problem: Problem, rules: Sequence[Rule], end: float, workers: int) -> None:
        self._rules, self._end, self._workers, self._effort = rules, end, workers, _EFFORT
        self._board = board_of(problem, rules, Budget(SearchLimits(seconds=3600)))
        balances = [rule for rule in rules if isinstance(rule, Balance)]
        penalised = [rule for rule in that_cost(rules) if rule not in balances]
        self._quotas = [quota_of(self._board, rule, self._left) for rule in balances]
        self._low, self._high = certain(problem, rules) + sum(quota.penalty for quota in self._quotas), math.inf
        self._roster: Roster | None = None
        self._possible: bool | None = None
        self._refuted = 0
        for rule in penalised:
            rule.apply(self._board)
        self._within_quotas = self._quota_model()
        for rule in balances:
            rule.apply(self._board)
        self._penalties = self._board.penalty_of(penalised), self._board.penalty_of([*penalised, *balances])

    def answer(self) -> Answer:
        """Ask for a roster at the bound, and raise it where there is none; optimise where that is hard to say."""
        while self._low < self._high and self._left() and self._possible is not False:
            if not self._ask_within_quotas() and not self._ask(self._aim()):
                self._optimise()
                if self._low < self._high < math.inf:
                    self._ask((self._low + int(self._high)) // 2)
                self._effort *= 2
        return Answer(self._roster, int(min(self._low, self._high)), self._possible is not False)

    def _aim(self) -> int:
        """The bound; after some refutations in a row more, ever further, as one breach may cost much."""
        ahead = 2**self._refuted // 8
        return self._low + int(min(ahead, (self._high - self._low) / 2))

    def _optimise(self) -> None:
        """Look for better rosters and a higher bound at any penalty."""
        model = self._board.model.clone()
        model.add(self._penalties[1] >= self._low)
        model.minimize(self._penalties[1])
        status, bound = self._attempt(model, effort=2 * self._effort)
        if status == cp_model.INFEASIBLE:
            self._possible = False
        elif math.isfinite(bound):
            self._low = max(self._low, math.ceil(bound - 1e-6))

    def _ask_within_quotas(self) -> bool:
        """Look for a roster at the bound that keeps the quotas, where balances are decided; whether there is one."""
        model, own = self._within_quotas.clone(), self._low - sum(quota.penalty for quota in self._quotas)
        model.add(self._penalties[0] <= own)
        status, _ = self._attempt(model, self._effort)
        return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    def _ask(self, penalty: int | None) -> bool:
        """Look for a roster within a penalty, or any; whether that is settled."""
        model = self._board.model.clone()
        if penalty is not None:
            model.add(self._penalties[1] <= penalty)
        status, _ = self._attempt(model, self._effort, without=_HOPEFUL if penalty == self._low else ())
        if status != cp_model.INFEASIBLE:
            return status != cp_model.UNKNOWN
        if penalty is None:
            self._possible = False
            return True
        self._low = max(self._low, penalty + 1)
        self._refuted += 1
        return self._possible is not None or self._ask(None)

    def _attempt(
        self, model: cp_model.CpModel, effort: float, without: Sequence[str] = ()
    ) -> tuple[cp_model.CpSolverStatus, float]:
        """Search, keep what is found, and return how it ended and the bound.

        Symmetry, probing and further rounds of presolve cost more than they save, as models are asked once.
        """
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.max_time_in_seconds = self._left()
        parameters.max_deterministic_time = effort
        parameters.num_workers = self._workers
        parameters.max_presolve_iterations = 1
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.ignore_subsolvers.extend(without)
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._keep(self._board.roster(solver.boolean_value))
        return status, solver.best_objective_bound

    def _keep(self, roster: Roster) -> None:
        """Take a roster if it is the best so far, at the audit's penalty."""
        self._possible, self._refuted = True, 0
        penalty = judge(roster, self._rules).penalty
        if penalty < self._high:
            self._roster, self._high = roster, penalty

    def _left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def _quota_model(self) -> cp_model.CpModel:
        model = self._board.model.clone()
        for quota in self._quotas:
            seats = [seat for seat in self._board.problem.seats if seat.kind == quota.rule.kind]
            for who, duties in (quota.duties or {}).items():
                held = [self._board.variable(self._board.holds(seat, who)) for seat in seats]
                model.add(cp_model.LinearExpr.sum(held) == duties)
        return model


def certain(problem: Problem, rules: Sequence[Rule]) -> int:
    """What the fixed duties cost whatever else is planned."""
    fixed = {seat: people[0] for rule in rules if isinstance(rule, Fixed) for seat, people in rule.duties.items()}
    return judge(Roster(problem, fixed), [rule for rule in rules if isinstance(rule, Apart)]).penalty


def quota_of(board: CpBoard, rule: Balance, left: Callable[[], float]) -> Quota:
    """Raise the breach until head counts can be split so among the people, or that cannot be told at once."""
    for least in range(UNIT * len(board.problem.seats)):
        model, duties = _split(board, rule, least)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = left()
        solver.parameters.max_deterministic_time = _EFFORT / 4
        solver.parameters.num_workers = 1
        solver.parameters.cp_model_presolve = False
        status = solver.solve(model)
        if status == cp_model.OPTIMAL:
            return Quota(rule, least, {who: solver.value(count) for who, count in duties.items()})
        if status != cp_model.INFEASIBLE:
            return Quota(rule, least, None)
    return Quota(rule, 0, None)


def _split(board: CpBoard, rule: Balance, least: int) -> tuple[cp_model.CpModel, Mapping[str, cp_model.IntVar]]:
    """Duties by person between those that nobody else can have and those that the person can."""
    model = cp_model.CpModel()
    able = [board.candidates(seat) for seat in board.problem.seats if seat.kind == rule.kind]
    duties = {who: model.new_int_var(able.count([who]), sum(who in each for each in able), "") for who in rule.loads}
    model.add(cp_model.LinearExpr.sum(list(duties.values())) == len(able))
    for one, other in combinations(rule.loads, 2):
        gap = rule.loads[other] * duties[one] - rule.loads[one] * duties[other]
        model.add_linear_constraint(gap, -UNIT * least, UNIT * least)
    for who, load in rule.loads.items():
        model.add_hint(duties[who], round(len(able) * load / max(1, sum(rule.loads.values()))))
    return model, duties
