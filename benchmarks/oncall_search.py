"""The search for on-call rosters: how many duties each person gets first, then which, from the least price upwards."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from oncall_rules import UNIT, Apart, Balance, Fixed
from ortools.sat.python import cp_model

from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.board import CpBoard

_QUOTA_EFFORT = 1.0
_STEP_EFFORT = 2.0
_STEPS = 0.3
"""What part of the time the steps may take before all prices are searched at once."""


@dataclass(frozen=True)
class Answer:
    """`bound` is the least price still possible; no roster and a bound of None: there is no roster."""

    roster: Roster | None
    bound: int | None


@dataclass(frozen=True)
class Quota:
    """The least breach of a balance that head counts alone allow, and duties by person that meet it, if known."""

    rule: Balance
    least: int
    duties: Mapping[str, int] | None


def solve(board: CpBoard, rules: Sequence[Rule], seconds: float, workers: int) -> Answer:
    """Find the best roster on a board on which all rules are applied."""
    return _Search(board, rules, time.monotonic() + seconds, workers).climb()


class _Search:
    def __init__(self, board: CpBoard, rules: Sequence[Rule], end: float, workers: int) -> None:
        self._board, self._rules, self._end, self._workers = board, rules, end, workers
        self._began = time.monotonic()
        self._price = board.price_of([rule for rule in rules if rule.price is not None])
        self._quotas = [quota_of(board, rule, self._left) for rule in rules if isinstance(rule, Balance)]
        self._bound = certain(board, rules) + sum((quota.rule.price or 0) * quota.least for quota in self._quotas)

    def climb(self) -> Answer:
        """Ask for a roster at the least price that is possible, and a step higher where there is none."""
        for quota in self._quotas:
            self._board.model.add(self._board.price_of([quota.rule]) >= (quota.rule.price or 0) * quota.least)
        while self._left() > 0:
            for quotas in (self._quotas, ()):
                model = self._board.model.clone()
                model.add(self._price <= self._bound)
                for quota in quotas:
                    self._keep(model, quota)
                solver = self._solver(_STEP_EFFORT)
                status = solver.solve(model)
                print(self._bound, bool(quotas), status, time.monotonic()-self._began, solver.response_proto.deterministic_time)
                if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                    return Answer(self._board.roster(solver.boolean_value), self._bound)
            if status == cp_model.INFEASIBLE:
                self._bound += 1
            else: break
        return self._descend()

    def _descend(self):
        model = self._board.model
        model.add(self._price >= self._bound)
        model.minimize(self._price)
        solver = self._solver(1e9)
        status = solver.solve(model)
        print(self._bound, 'descend', status, time.monotonic()-self._began)
        if status == cp_model.INFEASIBLE: return Answer(None,None)
        bound=max(self._bound,round(solver.best_objective_bound))
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(self._board.roster(solver.boolean_value), bound)
        return Answer(None,bound)

    def _left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def _keep(self, model, quota):
        for who,n in (quota.duties or {}).items():
            model.add(sum(self._board.variable(self._board.holds(s,who)) for s in self._board.problem.seats if s.kind==quota.rule.kind)==n)

    def _solver(self, effort):
        solver = cp_model.CpSolver()
        p = solver.parameters
        p.max_time_in_seconds=self._left()
        p.max_deterministic_time=effort
        p.num_workers=self._workers
        p.symmetry_level=0; p.cp_model_probing_level=0; p.max_presolve_iterations=1
        return solver


def certain(board: CpBoard, rules: Sequence[Rule]) -> int:
    """What the fixed duties cost whatever else is planned."""
    fixed = {seat: people[0] for rule in rules if isinstance(rule, Fixed) for seat, people in rule.duties.items()}
    roster = Roster(board.problem, fixed)
    return sum(breach.price or 0 for rule in rules if isinstance(rule, Apart) for breach in rule.check(roster))


def quota_of(board: CpBoard, rule: Balance, left: Callable[[], float]) -> Quota:
    seats = [seat for seat in board.problem.seats if seat.kind == rule.kind]
    able = {who: sum(who in board.candidates(seat) for seat in seats) for who in rule.loads}
    sure = {who: sum([who] == board.candidates(seat) for seat in seats) for who in rule.loads}
    share = len(seats) / max(1, sum(rule.loads.values()))
    for least in range(UNIT * len(seats)):
        model = cp_model.CpModel()
        duties = {who: model.new_int_var(sure[who], able[who], "") for who in rule.loads}
        for who, v in duties.items(): model.add_hint(v, round(rule.loads[who]*share))
        model.add(sum(duties.values()) == len(seats))
        for one, other in combinations(rule.loads, 2):
            model.add_linear_constraint(rule.loads[other]*duties[one]-rule.loads[one]*duties[other], -UNIT*least, UNIT*least)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.cp_model_presolve = False
        solver.parameters.max_deterministic_time = 1.0
        solver.parameters.max_time_in_seconds = left()
        status = solver.solve(model)
        if status == cp_model.OPTIMAL: return Quota(rule, least, {who: solver.value(v) for who, v in duties.items()})
        if status != cp_model.INFEASIBLE: return Quota(rule, least, None)
