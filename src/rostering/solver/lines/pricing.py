"""Pricing: the cheapest line of everybody under prices of the ties, and the Lagrangian bound of these prices.

Prices are whole parts of a penalty, so the bound (Geoffrion 1974) is reckoned exactly, whatever found the prices.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rostering.solver.lines.blocks import Blocks
from rostering.solver.lines.compiling import TooWide, diagram_of
from rostering.solver.lines.diagram import Diagram
from rostering.solver.lines.joining import joined
from rostering.solver.lines.rows import FAR, Row
from rostering.solver.model.board import OutOfTime
from rostering.solver.model.budget import Budget

GRAIN = 10_000
"""Parts of a penalty in which prices are reckoned."""

_FEW_DAYS = 24
"""Rows over more days are told to a diagram that is compiled without them."""

_COMPILING, _TOO_WIDE = 1e-6, 0.2
"""The effort of compiling, by the value of a node, and where that is given up."""

_JOINING = 1e-7
"""The effort of joining with a row, by the value of a node."""

Prices = Sequence[int]
"""For each tie what a unit of it is worth, in parts."""


@dataclass(frozen=True)
class Line:
    """What one person does over the period."""

    who: str
    values: Mapping[int, int]
    """The variables that are not 0."""
    cost: int
    weights: Mapping[int, int] = field(hash=False, compare=False)
    """What the line adds to each tie."""

    @property
    def key(self) -> tuple[str, int, frozenset[tuple[int, int]]]:
        """Lines with one key are alike to all others."""
        return self.who, self.cost, frozenset(self.weights.items())


@dataclass(frozen=True)
class Priced:
    """The bound of some prices in parts of a penalty, and a cheapest line of each person."""

    bound: int
    lines: Sequence[Line]


@dataclass(frozen=True)
class Scope:
    """The lines that are still open, and the choices that are decided: what is chosen, and what is not."""

    diagrams: Mapping[str, Diagram]
    decided: Mapping[int, bool]

    @property
    def size(self) -> int:
        """What a round of pricing takes, in values of nodes."""
        return sum(diagram.effort for diagram in self.diagrams.values())

    def has(self, line: Line) -> bool:
        """Whether a line is open."""
        return self.diagrams[line.who].has(line.values)

    def deciding(self, decided: Mapping[int, bool]) -> "Scope | None":
        """The scope with more choices decided; None where that leaves somebody without a line."""
        diagrams = dict[str, Diagram]()
        for who, diagram in self.diagrams.items():
            left = diagram.deciding(decided)
            if left is None:
                return None
            diagrams[who] = left
        return Scope(diagrams, {**self.decided, **decided})


class Pricing:
    """Everybody's lines as diagrams, and the ties between them. Raises NoLine, OutOfTime."""

    def __init__(self, blocks: Blocks, widest: int, budget: Budget) -> None:
        self.blocks = blocks
        self.diagrams = {who: _diagram(blocks, who, widest, budget) for who in sorted(blocks.blocks)}
        self.ties = tuple(blocks.ties)
        self._terms: dict[int, list[tuple[int, int]]] = {}
        for number, row in enumerate(self.ties):
            for variable, weight in row.terms.items():
                self._terms.setdefault(variable, []).append((number, weight))
        priced = self._terms.keys() | blocks.cost.keys()
        self._priced = {who: [v for v in blocks.blocks[who].order if v in priced] for who in self.diagrams}
        self.choices = {who: [v for v in blocks.blocks[who].order if v in blocks.choices] for who in self.diagrams}
        self.seats = {who: [v for v in held if v in blocks.seats] for who, held in self.choices.items()}

    def rounded(self, duals: Sequence[float]) -> list[int]:
        """Prices in whole parts, of the sign that each tie allows."""
        prices = [round(dual * GRAIN) for dual in duals]
        for number, row in enumerate(self.ties):
            if row.least <= -FAR:
                prices[number] = min(0, prices[number])
            if row.most >= FAR:
                prices[number] = max(0, prices[number])
        return prices

    @property
    def whole(self) -> Scope:
        """All lines of everybody."""
        return Scope(self.diagrams, {})

    def priced(self, prices: Prices, scope: Scope) -> Priced:
        """The bound of some prices where some lines are open, and a cheapest one of each person."""
        found = [diagram.cheapest(self.costs(who, prices)) for who, diagram in scope.diagrams.items()]
        lines = [self.line(who, values) for who, (_, values) in zip(scope.diagrams, found, strict=True)]
        return Priced(self._certain(prices) + sum(least for least, _ in found), lines)

    def within(self, prices: Prices, scope: Scope, most: int) -> Scope | None:
        """The scope without what no roster of at most so many parts of a penalty has, by the bound of some prices.

        None where that leaves nothing.
        """
        diagrams, bound = dict[str, Diagram](), self.priced(prices, scope).bound
        for who, diagram in scope.diagrams.items():
            cost = self.costs(who, prices)
            left = diagram.within(cost, most - bound + diagram.cheapest(cost)[0])
            if left is None:
                return None
            diagrams[who] = left
        return Scope(diagrams, scope.decided)

    def line(self, who: str, values: Mapping[int, int]) -> Line:
        """A line of given values."""
        weights: dict[int, int] = {}
        for variable, value in values.items():
            for number, weight in self._terms.get(variable, ()):
                weights[number] = weights.get(number, 0) + weight * value
        cost = sum(self.blocks.cost.get(variable, 0) * value for variable, value in values.items())
        return Line(who, values, cost, {number: weight for number, weight in weights.items() if weight})

    def shared(self) -> Iterator[tuple[int, int, Sequence[tuple[int, int]]]]:
        """What is nobody's in particular: the variable, what a unit costs, and what it adds to each tie."""
        for variable in self.blocks.shared:
            yield variable, self.blocks.cost.get(variable, 0), self._terms.get(variable, ())

    def costs(self, who: str, prices: Prices) -> dict[int, int]:
        """What a unit of each variable of a person costs, less what it gains at some prices."""
        return {v: self._reduced(v, prices) for v in self._priced[who]}

    def _reduced(self, variable: int, prices: Prices) -> int:
        gain = sum(prices[number] * weight for number, weight in self._terms.get(variable, ()))
        return GRAIN * self.blocks.cost.get(variable, 0) - gain

    def _certain(self, prices: Prices) -> int:
        """What is reckoned without anybody's line: limits at their prices, and what is nobody's at its best."""
        total = GRAIN * self.blocks.constant
        for price, row in zip(prices, self.ties, strict=True):
            total += price * (row.least if price > 0 else row.most) if price else 0
        bounds = self.blocks.bounds
        return total + sum(bounds.ends(v, self._reduced(v, prices))[0] for v in self.blocks.shared)


def _diagram(blocks: Blocks, who: str, widest: int, budget: Budget) -> Diagram:
    """All lines of a person: rows over many days join those over few, or become ties where that would be too wide."""
    block = blocks.blocks[who]
    rows = sorted(block.rows, key=lambda row: (blocks.days(row), len(row.terms)))
    few = sum(blocks.days(row) <= _FEW_DAYS for row in rows)
    diagram, few = _compiled(blocks, who, rows, few, widest, budget)
    for row in rows[few:]:
        try:
            diagram = joined(diagram, row, widest, lambda: budget.ended)
            budget.spend(_JOINING * diagram.size)
        except TooWide:
            budget.spend(_JOINING * widest)
            blocks.lift(who, row)
    return diagram


def _compiled(
    blocks: Blocks, who: str, rows: Sequence[Row], few: int, widest: int, budget: Budget
) -> tuple[Diagram, int]:
    """A diagram of the first rows, and of how many: so many, or fewer where that would be too wide."""
    order, priced = blocks.blocks[who].order, blocks.priced | {v for row in rows[few:] for v in row.terms}
    while not budget.over:
        try:
            diagram = diagram_of(order, rows[:few], blocks.bounds, widest, priced, lambda: budget.ended)
        except TooWide:
            budget.spend(_TOO_WIDE)
            few -= 1
            priced |= rows[few].terms.keys()
        else:
            budget.spend(_COMPILING * diagram.size)
            return diagram, few
    raise OutOfTime
