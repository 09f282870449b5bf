"""The plain contestant: one CP-SAT model as it comes to mind, default parameters, the levels one after the other."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, permutations

from ortools.sat.python import cp_model

from race_task import ANYONE, FORBIDDEN, Account, Pair, Spread, Task
from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage, that_cost
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.model.feasibility import board_of

STAGES = (Stage.COVERAGE, Stage.LARGEST_UNFAIRNESS, Stage.UNFAIRNESS, Stage.PREFERENCES)
"""Those of a fresh plan: the levels of a quarter."""


@dataclass(frozen=True)
class Result:
    """Who holds which seat, None where nothing was found; a bound a level."""

    holders: Mapping[int, int] | None
    bounds: tuple[int | None, ...]
    seconds: float


def plain(task: Task, seconds: float, workers: int) -> Result:
    """Solve a task."""
    began, model, found = time.monotonic(), _Model(task), Found()
    costs = [cp_model.LinearExpr.sum(costs) for costs in model.costs]
    bounds = levels(model.cp, costs, found, seconds, workers)
    bounds[-1] = None if bounds[-1] is None else bounds[-1] + task.certain
    holders = None
    if found.solver:
        holders = {seat: who for (seat, who), held in model.holds.items() if found.solver.boolean_value(held)}
    return Result(holders, tuple(bounds), time.monotonic() - began)


def plain_board(problem: Problem, rules: Sequence[Rule], seconds: float, workers: int) -> tuple[Roster | None, Result]:
    """Solve a problem under all rules as they stand on the product's board; the result is without holders."""
    began, board, found = time.monotonic(), board_of(problem, rules, Budget(SearchLimits(seconds=3600))), Found()
    penalised = [[rule for rule in that_cost(rules) if rule.stage == stage] for stage in STAGES]
    for rule in chain.from_iterable(penalised):
        rule.apply(board)
    bounds = levels(board.model, [board.penalty_of(each) for each in penalised], found, seconds, workers)
    roster = board.roster(found.solver.boolean_value) if found.solver else None
    return roster, Result(None, tuple(bounds), time.monotonic() - began)


class Found:
    """The solver that found the last roster, if any has."""

    solver: cp_model.CpSolver | None = None


def levels(
    cp: cp_model.CpModel, costs: Sequence[cp_model.LinearExprT], found: Found, seconds: float, workers: int
) -> list[int | None]:
    """Minimise one cost after the other by default parameters, each kept on the next; returns a bound of each."""
    end, bounds = time.monotonic() + seconds, list[int | None]()
    for cost in costs:
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.0, end - time.monotonic()) / (len(costs) - len(bounds))
        solver.parameters.num_workers = workers
        cp.minimize(cost)
        status = solver.solve(cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return bounds + [None] * (len(costs) - len(bounds))
        found.solver = solver
        bounds.append(round(solver.best_objective_bound))
        cp.add(cost <= round(solver.objective_value))
        cp.clear_hints()  # type: ignore[no-untyped-call]
        for number in range(len(cp.proto.variables)):
            variable = cp.get_int_var_from_proto_index(number)
            cp.add_hint(variable, solver.value(variable))
    return bounds


class _Model:
    """A yes or no for each seat and person, and a variable for each thing that costs."""

    def __init__(self, task: Task) -> None:
        self.cp = cp_model.CpModel()
        self.costs: list[list[cp_model.LinearExprT]] = [[] for _ in range(task.levels)]
        self.holds = {(seat, who): self.cp.new_bool_var("") for seat, able in enumerate(task.able) for who in able}
        self._task = task
        for seat, able in enumerate(task.able):
            self._staff([self.holds[seat, who] for who in able])
        for key, penalty in task.singles.items():
            self.costs[-1].append(penalty * self.holds[key])
        for pair in task.pairs:
            self._pair(pair)
        for triple in task.triples:
            for who in range(task.people):
                self._never([self.holds.get((seat, who)) for seat in triple])
        for level in range(task.levels):
            self._peak([account for account in task.accounts if account.level == level and not account.squared])
        for account in task.accounts:
            if account.squared:
                self._square(account)
        for spread in task.spreads:
            self._spread(spread)

    def _staff(self, able: list[cp_model.IntVar]) -> None:
        level, penalty = self._task.empty
        if level == FORBIDDEN:
            self.cp.add_exactly_one(able)
        else:
            nobody = self.cp.new_bool_var("")
            self.cp.add_exactly_one([*able, nobody])
            self.costs[level].append(penalty * nobody)

    def _never(self, held: list[cp_model.IntVar | None], unless: cp_model.IntVar | None = None) -> None:
        literals = [each.negated() for each in held if each is not None]
        if len(literals) == len(held):
            self.cp.add_bool_or([*literals, unless] if unless is not None else literals)

    def _pair(self, pair: Pair) -> None:
        """Everybody shares one variable where the penalty is anyone's."""
        one, other = pair.seats
        if ANYONE in pair.penalties:
            penalties = dict.fromkeys(range(self._task.people), pair.penalties[ANYONE])
            both = self.cp.new_bool_var("") if pair.level != FORBIDDEN else None
            if both is not None:
                self.costs[pair.level].append(pair.penalties[ANYONE] * both)
            for who in penalties:
                self._never([self.holds.get((one, who)), self.holds.get((other, who))], both)
            return
        for who, penalty in pair.penalties.items():
            held = [self.holds[one, who], self.holds[other, who]]
            if pair.level == FORBIDDEN:
                self._never([*held])
            else:
                both = self.cp.new_bool_var("")
                self.cp.add_multiplication_equality(both, held)
                self.costs[pair.level].append(penalty * both)

    def _excess(self, account: Account) -> cp_model.IntVar:
        points = [
            many * self.holds[seat, account.person]
            for seat, many in account.points.items()
            if (seat, account.person) in self.holds
        ]
        most = sum(account.points.values()) + abs(account.offset)
        excess = self.cp.new_int_var(0, most, "")
        for sign in (1, -1):
            self.cp.add(excess >= sign * (sum(points) + account.offset) - account.tolerance)
        return excess

    def _peak(self, accounts: list[Account]) -> None:
        if accounts:
            peak = self.cp.new_int_var(0, 10**6, "")
            self.cp.add_max_equality(peak, [self._excess(account) for account in accounts])
            self.costs[accounts[0].level].append(peak)

    def _square(self, account: Account) -> None:
        excess, square = self._excess(account), self.cp.new_int_var(0, 10**9, "")
        self.cp.add_multiplication_equality(square, [excess, excess])
        self.costs[account.level].append(square)

    def _spread(self, spread: Spread) -> None:
        """A variable for the count of each person, and each two of them compared."""
        counts = [self.cp.new_int_var(0, len(spread.seats), "") for _ in spread.shares]
        for who, count in enumerate(counts):
            self.cp.add(count == sum(self.holds[seat, who] for seat in spread.seats if (seat, who) in self.holds))
        widest = self.cp.new_int_var(0, max(spread.shares) * len(spread.seats), "")
        for (one, share), (other, others) in permutations(zip(counts, spread.shares, strict=True), 2):
            self.cp.add(others * one - share * other <= spread.unit * widest)
        self.costs[spread.level].append(widest)
