"""A sequential start: one person after another gets the cheapest line beside those that the others have already."""

import numpy as np
from numpy.typing import NDArray

from line_search.columns import Columns
from line_search.lines import OFF, Line
from rostering.solver.model.budget import Budget


def linewise(columns: Columns, budget: Budget) -> list[Line] | None:
    """Lines for a start; None where somebody has no lawful line, or the budget is over before everybody has one."""
    lines: list[Line | None] = [None] * len(columns.lines.people)
    for person in range(len(lines)):
        lines[person] = _cheapest(columns, person, lines, budget)
    return None if None in lines else [line for line in lines if line is not None]


def _cheapest(columns: Columns, person: int, lines: list[Line | None], budget: Budget) -> Line | None:
    if budget.over:
        return None
    others = [line if n != person and line else (OFF,) * columns.lines.days for n, line in enumerate(lines)]
    costs = columns.lines.costs + _margins(columns, others)
    line = columns.cheapest(person, costs)
    while line is not None and (broken := columns.broken(person, line)):
        if budget.over:
            return None
        columns.tighten(person, broken)
        line = columns.cheapest(person, costs)
    return line


def _margins(columns: Columns, lines: list[Line]) -> NDArray[np.float64]:
    """What the rows charge for one more of each choice."""
    shape = columns.lines.costs.shape
    rows, places, weights = columns.lines.matrix
    sums = columns.lines.sums(lines)
    steps: dict[tuple[int, int], float] = {}
    for row, weight in sorted({(int(r), int(w)) for r, w in zip(rows, weights, strict=True)}):
        steps[row, weight] = columns.charge(row, sums[row] + weight) - columns.charge(row, sums[row])
    margins = [steps[int(row), int(weight)] for row, weight in zip(rows, weights, strict=True)]
    charged = np.bincount(places, weights=margins, minlength=columns.lines.costs.size)
    return charged.reshape(shape).astype(np.float64)
