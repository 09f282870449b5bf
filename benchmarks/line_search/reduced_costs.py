"""Destructive improvement (Klein and Scholl 1999): may the penalty be its bound? Where not, that rises, until it may.

Reduced cost fixing: the relaxation's duals close most choices beforehand, those whose cheapest lines are too dear for
the penalty in question (path-reduced costs: Irnich et al. 2010). What is left is asked of CP-SAT.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from line_search.lines import OFF, Line, LineProblem
from rostering.rules.rule import Rule
from rostering.solver.model.board import CpBoard
from rostering.solver.model.budget import Budget
from rostering.solver.model.search import run

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class ClosingAnswer:
    """Lines at the penalty in question, or the proof that there are none; neither where the budget was over first."""

    lines: list[Line] | None
    impossible: bool


class GapClosing:
    """Questions about one problem, on CP-SAT."""

    def __init__(self, board: CpBoard, rules: Iterable[Rule], lines: LineProblem) -> None:
        self._model, self._lines = board.model, lines
        for rule in rules:
            rule.apply(board)
        self._penalty = board.penalty_of(rules)
        people, seats = lines.people, board.problem.seat
        self._holds = {
            place: board.variable(board.holds(seats[seat], people[place[0]])) for place, seat in lines.seats.items()
        }

    def ask(self, open_: Bools, penalty: int, budget: Budget, seed: int) -> ClosingAnswer:
        """Look for lines of choices [person, day, choice] that are open, which cost no more than a penalty."""
        model = self._model.clone()
        for (person, day, choice), literal in self._holds.items():
            if not open_[person, day, choice]:
                model.add(literal == 0)
        for person, day in np.argwhere(~open_[:, :, -1]):
            model.add_bool_or(
                [self._holds[int(person), int(day), int(c)] for c in np.nonzero(open_[person, day, :-1])[0]]
            )
        model.add(self._penalty <= penalty)
        model.minimize(self._penalty)
        outcome = run(model, _solver(budget.seconds, seed), budget, "closing")
        if outcome.found:
            return ClosingAnswer(self._read(outcome.solver.boolean_value), impossible=False)
        return ClosingAnswer(None, impossible=outcome.impossible)

    def _read(self, true: Callable[[cp_model.LiteralT], bool]) -> list[Line]:
        lines = [[OFF] * self._lines.days for _ in self._lines.people]
        for (person, day, choice), literal in self._holds.items():
            if true(literal):
                lines[person][day] = choice
        return [tuple(line) for line in lines]


def _solver(seconds: float, seed: int) -> cp_model.CpSolver:
    """One worker on the whole relaxation: it proves where portfolios of two do not."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False
    return solver
