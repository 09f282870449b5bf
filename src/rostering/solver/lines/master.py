"""The restricted master problem (Dantzig and Wolfe 1960): which share of which line everybody takes, on GLOP."""

from collections.abc import Iterable, Iterator, Mapping

from ortools.linear_solver import pywraplp  # type: ignore[import-untyped] # has no types

from rostering.solver.lines.pricing import Line, Pricing
from rostering.solver.lines.rows import FAR, Row

_WARM = "use_preprocessing:false use_scaling:false"
"""So that GLOP starts where it ended before."""

_MISSING, _DEARER = 1000.0, 10
"""What a unit costs at least by which a tie is not kept, and so many times what the dearest variable costs."""

_LACKING = 50
"""Somebody without a line is so many times as dear."""

_NOTHING = 1e-6
"""Shares up to this are noise."""


class Master:
    """The ties, everybody's one line, and lines that come one by one."""

    def __init__(self, pricing: Pricing) -> None:
        self._program = pywraplp.Solver.CreateSolver("GLOP")
        self._program.SetSolverSpecificParametersAsString(_WARM)
        self._infinity = self._program.infinity()
        self._objective = self._program.Objective()
        self._objective.SetMinimization()
        self._constant, self._choices = pricing.blocks.constant, pricing.choices
        self.missing = max([_MISSING, *(_DEARER * abs(cost) for cost in pricing.blocks.cost.values())])
        """What a unit costs by which a tie is not kept."""
        self._ties = [self._tie(row) for row in pricing.ties]
        self._people = {who: self._person() for who in pricing.diagrams}
        bounds = pricing.blocks.bounds
        for variable, cost, weights in pricing.shared():
            self._variable(cost, dict(weights), bounds.low[variable], bounds.high[variable])
        self._known: dict[tuple[str, int, frozenset[tuple[int, int]]], pywraplp.Variable] = {}
        self.lines: list[Line] = []
        self._shares: list[pywraplp.Variable] = []

    def _tie(self, row: Row) -> pywraplp.Constraint:
        """A tie that may be broken at a price."""
        low = float(row.least) if row.least > -FAR else -self._infinity
        high = float(row.most) if row.most < FAR else self._infinity
        tie = self._program.Constraint(low, high)
        for weight in [1.0] * (row.least > -FAR) + [-1.0] * (row.most < FAR):
            self._slack(tie, weight, self.missing)
        return tie

    def _person(self) -> pywraplp.Constraint:
        """That somebody has one line, which may be lacking at a price: of few lines none may fit what is decided."""
        person = self._program.Constraint(1.0, 1.0)
        self._slack(person, 1.0, _LACKING * self.missing)
        return person

    def _slack(self, constraint: pywraplp.Constraint, weight: float, cost: float) -> None:
        slack = self._program.NumVar(0.0, self._infinity, "")
        constraint.SetCoefficient(slack, weight)
        self._objective.SetCoefficient(slack, cost)

    def _variable(self, cost: int, weights: Mapping[int, int], low: float, high: float) -> pywraplp.Variable:
        variable = self._program.NumVar(low, high, "")
        self._objective.SetCoefficient(variable, float(cost))
        for number, weight in weights.items():
            self._ties[number].SetCoefficient(variable, float(weight))
        return variable

    def add(self, lines: Iterable[Line]) -> int:
        """Take in lines; how many of them are new."""
        new = [line for line in {line.key: line for line in lines}.values() if line.key not in self._known]
        for line in new:
            share = self._variable(line.cost, line.weights, 0.0, self._infinity)
            self._people[line.who].SetCoefficient(share, 1.0)
            self._known[line.key] = share
            self.lines.append(line)
            self._shares.append(share)
        return len(new)

    def allow(self, decided: Mapping[int, bool]) -> None:
        """Let only lines be taken that keep to what is decided."""
        mine = {who: [(v, decided[v]) for v in open_ if v in decided] for who, open_ in self._choices.items()}
        for line, share in zip(self.lines, self._shares, strict=True):
            fits = all((variable in line.values) == held for variable, held in mine[line.who])
            share.SetUb(self._infinity if fits else 0.0)

    def solve(self) -> tuple[float, list[float]] | None:
        """The least cost of shares and the price of each tie; None where GLOP gives up."""
        if self._program.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return self._objective.Value() + self._constant, [tie.dual_value() for tie in self._ties]

    @property
    def steps(self) -> int:
        """How many steps of the simplex method the last solution took."""
        return int(self._program.iterations())

    def shares(self) -> Iterator[tuple[Line, float]]:
        """The lines of the solution last found, and the share of each."""
        for line, variable in zip(self.lines, self._shares, strict=True):
            if (share := variable.solution_value()) > _NOTHING:
                yield line, share
