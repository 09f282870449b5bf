"""Lines (Dantzig and Wolfe 1960): a roster seen person by person, each with one choice or none a day, tied by rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Line = tuple[int, ...]
"""For each day the number of the choice, or -1 for a day off."""

OFF = -1


@dataclass(frozen=True)
class Resource:
    """What one person's line may weigh in all.

    `weights` are by day and choice; `pairs` weigh days of two that belong together, counted once where one of them or
    both are worked, by the first of the two.
    """

    weights: tuple[tuple[int, int, int], ...]
    pairs: tuple[tuple[int, int, int], ...]
    """First day, days (1 or 2), weight."""
    least: int | None
    most: int | None

    def weight(self, line: Line) -> int:
        """What a line weighs."""
        plain = sum(weight for day, choice, weight in self.weights if line[day] == choice)
        return plain + sum(weight for day, days, weight in self.pairs if any(c != OFF for c in line[day : day + days]))

    def allows(self, line: Line) -> bool:
        """Whether a line weighs neither too little nor too much."""
        weight = self.weight(line)
        return (self.least is None or self.least <= weight) and (self.most is None or weight <= self.most)


@dataclass(frozen=True)
class Shape:
    """What is lawful for a line, its resources apart: people with equal shapes are priced together."""

    days: int
    choices: int
    most_work: int
    least_work: int
    least_rest: int
    forbidden: frozenset[tuple[int, int, int]]
    """Day, choice, and the choice that may not follow on the next day."""

    def allows(self, line: Line) -> bool:
        """Whether no row of days is too long, none but the first and last too short, and no choice follows wrongly."""
        rows = [(works, len(list(days))) for works, days in groupby(choice != OFF for choice in line)]
        inner = all(length >= (self.least_work if works else self.least_rest) for works, length in rows[1:-1])
        short_enough = all(length <= self.most_work for works, length in rows if works)
        return (
            inner
            and short_enough
            and not any((day, *line[day : day + 2]) in self.forbidden for day in range(len(line)))
        )


@dataclass(frozen=True)
class CouplingRow:
    """A sum over several people's choices, kept within bounds or at a penalty for each unit outside of them."""

    terms: tuple[tuple[int, int], ...]
    """Place in the flat grid of person, day and choice; weight."""
    least: int | None = None
    most: int | None = None
    least_penalty: int | None = None
    most_penalty: int | None = None

    def penalty(self, value: int) -> int:
        """What it costs to add up to a value, where that is not forbidden."""
        below = max(0, self.least - value) if self.least is not None else 0
        above = max(0, value - self.most) if self.most is not None else 0
        return (self.least_penalty or 0) * below + (self.most_penalty or 0) * above

    def forbids(self, value: int) -> bool:
        """Whether it may not add up to a value."""
        below = self.least is not None and self.least_penalty is None and value < self.least
        return below or (self.most is not None and self.most_penalty is None and value > self.most)


@dataclass(frozen=True)
class LineProblem:
    """A whole problem: what each person's choices cost, what is lawful for them, and the rows over all."""

    people: tuple[str, ...]
    shapes: tuple[Shape, ...]
    resources: tuple[tuple[Resource, ...], ...]
    """By person."""
    costs: Numbers
    """[person, day, choice]."""
    allowed: NDArray[np.bool_]
    """Likewise."""
    constant: int
    rows: tuple[CouplingRow, ...]
    seats: Mapping[tuple[int, int, int], str]
    """The seat that a person's choice on a day stands for."""

    @property
    def days(self) -> int:
        """The length of every line."""
        return int(self.costs.shape[1])

    @property
    def choices(self) -> int:
        """How many choices there are on a day, beside a day off."""
        return int(self.costs.shape[2])

    @cached_property
    def matrix(self) -> tuple[Numbers, Numbers, Numbers]:
        """The rows' terms as row numbers, places in the flat grid, and weights."""
        terms = [(row, place, weight) for row, r in enumerate(self.rows) for place, weight in r.terms]
        rows, places, weights = np.array(terms, dtype=np.int64).reshape(-1, 3).T
        return rows, places, weights

    def line_cost(self, person: int, line: Line) -> int:
        """What a person's line costs by itself."""
        return int(sum(self.costs[person, day, choice] for day, choice in enumerate(line) if choice != OFF))

    def places(self, person: int, line: Line) -> list[int]:
        """Where a line stands in the flat grid."""
        start, width = person * self.days * self.choices, self.choices
        return [start + day * width + choice for day, choice in enumerate(line) if choice != OFF]

    def penalty(self, lines: Sequence[Line]) -> int:
        """What everybody's lines cost together; rows that forbid are not looked at."""
        alone = sum(self.line_cost(person, line) for person, line in enumerate(lines))
        together = sum(row.penalty(value) for row, value in zip(self.rows, self.sums(lines), strict=True))
        return self.constant + alone + together

    def sums(self, lines: Sequence[Line]) -> list[int]:
        """What each row adds up to."""
        taken = np.zeros(self.costs.size, dtype=np.int64)
        for person, line in enumerate(lines):
            taken[self.places(person, line)] = 1
        rows, places, weights = self.matrix
        values = np.bincount(rows, weights=weights * taken[places], minlength=len(self.rows))
        return [int(value) for value in values]

    def lawful(self, lines: Sequence[Line]) -> bool:
        """Whether everybody's lines keep to their resources, and all together to the rows that forbid."""
        counted = all(
            resource.allows(line)
            for line, resources in zip(lines, self.resources, strict=True)
            for resource in resources
        )
        return counted and not any(row.forbids(value) for row, value in zip(self.rows, self.sums(lines), strict=True))
