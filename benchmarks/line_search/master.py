"""The restricted master problem: which share of which line everybody takes, as a linear program on GLOP."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped] # has no types

from line_search.lines import CouplingRow, Line, LineProblem

Floats = NDArray[np.float64]
Range = tuple[float, float]
"""The least and the most that a row may add up to."""

FREE: Range = (-np.inf, np.inf)

_WARM = "use_preprocessing:false use_scaling:false"
"""So that GLOP starts where it ended before; eight times faster on programs of 30 people and 42 days."""


_NOTHING = 1e-7
"""Solution up to this are noise."""


@dataclass(frozen=True)
class Solution:
    """What a solution costs, and each row's dual."""

    value: float
    duals: Floats


class Master:
    """The rows of all lines, and columns that come one by one; `missing` is what it costs to have no line."""

    def __init__(self, lines: LineProblem, rows: Sequence[CouplingRow], penalty: float) -> None:
        self._lines, self.rows = lines, rows
        self._penalty = penalty
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SetSolverSpecificParametersAsString(_WARM)
        self._infinity = self._solver.infinity()
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self._rows = [self._solver.Constraint(-self._infinity, self._infinity) for _ in rows]
        self._people = [self._solver.Constraint(1.0, 1.0) for _ in lines.people]
        for row in self._people:
            self._slack(row, 1.0, 100 * penalty)
        self._under = [self._slack(row, 1.0, self.penalty_under(n)) for n, row in enumerate(self._rows)]
        self._over = [self._slack(row, -1.0, self.penalty_over(n)) for n, row in enumerate(self._rows)]
        self._terms: dict[int, list[tuple[int, int]]] = {}
        for number, row in enumerate(rows):
            for place, weight in row.terms:
                self._terms.setdefault(place, []).append((number, weight))
        self.columns: list[tuple[int, Line]] = []
        self._known: set[tuple[int, Line]] = set()
        self._variables: list[pywraplp.Variable] = []
        self._open: list[bool] = []
        self._cells = np.zeros((0, lines.days), dtype=np.int64)
        for number in range(len(rows)):
            self.limit(number, FREE)

    def _slack(self, row: pywraplp.Constraint, weight: float, penalty: float) -> pywraplp.Variable:
        variable = self._solver.NumVar(0.0, self._infinity, "")
        row.SetCoefficient(variable, weight)
        self._objective.SetCoefficient(variable, penalty)
        return variable

    def penalty_under(self, row: int) -> float:
        """What a unit below a row's least costs; a lot where the row forbids it."""
        penalty = self.rows[row].least_penalty
        return self._penalty if penalty is None else float(penalty)

    def penalty_over(self, row: int) -> float:
        """What a unit above a row's most costs; a lot where the row forbids it."""
        penalty = self.rows[row].most_penalty
        return self._penalty if penalty is None else float(penalty)

    def box(self, row: int, limits: Range) -> tuple[float, float, float, float, float, float]:
        """Least and most of a row within limits, of what it has below its own least and of what above its most."""
        wanted = self.rows[row]
        least = -np.inf if wanted.least is None else float(wanted.least)
        most = np.inf if wanted.most is None else float(wanted.most)
        low, high = limits
        under = (max(0.0, least - high), max(0.0, least - low))
        over = (max(0.0, low - most), max(0.0, high - most))
        if low > least:
            least = min(low, most)
        if high < most:
            most = max(high, least) if high >= least or wanted.least is None else least
        return least, most, *under, *over

    def limit(self, row: int, limits: Range) -> None:
        """Keep what a row adds up to within limits."""
        least, most, under, most_under, over, most_over = (self._finite(value) for value in self.box(row, limits))
        self._rows[row].SetBounds(least, most)
        self._under[row].SetBounds(under, most_under)
        self._over[row].SetBounds(over, most_over)

    def _finite(self, value: float) -> float:
        return float(np.clip(value, -self._infinity, self._infinity))

    def add(self, person: int, line: Line) -> bool:
        """Take in a column; False if it is known."""
        if (person, line) in self._known:
            return False
        variable = self._solver.NumVar(0.0, self._infinity, "")
        self._objective.SetCoefficient(variable, float(self._lines.line_cost(person, line)))
        self._people[person].SetCoefficient(variable, 1.0)
        weights: dict[int, int] = {}
        for place in self._lines.places(person, line):
            for row, weight in self._terms.get(place, ()):
                weights[row] = weights.get(row, 0) + weight
        for row, weight in weights.items():
            self._rows[row].SetCoefficient(variable, float(weight))
        self._known.add((person, line))
        self.columns.append((person, line))
        self._variables.append(variable)
        self._open.append(True)
        return True

    def keep(self, usable: Sequence[bool]) -> None:
        """Let only some columns be taken."""
        for number, (now, then) in enumerate(zip(usable, self._open, strict=True)):
            if now != then:
                self._variables[number].SetUb(self._infinity if now else 0.0)
                self._open[number] = bool(now)

    def solve(self) -> Solution | None:
        """The cheapest shares; None where GLOP gives up."""
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        duals = np.array([row.dual_value() for row in self._rows])
        return Solution(self._objective.Value() + self._lines.constant, duals)

    def taken(self) -> list[tuple[float, int, Line]]:
        """Of the solution last found: the share of each line, and whose it is."""
        pairs = zip(self._variables, self._open, self.columns, strict=True)
        values = ((variable.solution_value(), column) for variable, usable, column in pairs if usable)
        return [(value, *column) for value, column in values if value > _NOTHING]
