"""Lines: a roster seen person by person, each with one choice or none a day, tied together by rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Line = tuple[int, ...]
"""For each day the number of the choice, or -1 for a day off."""

OFF = -1


@dataclass(frozen=True)
class Counter:
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
    """What is lawful for a line, its counters apart: people with equal shapes are priced together."""

    days: int
    choices: int
    most_work: int
    least_work: int
    least_rest: int
    forbidden: frozenset[tuple[int, int, int]]
    """Day, choice, and the choice that may not follow on the next day."""


@dataclass(frozen=True)
class Row:
    """A sum over several people's choices, kept within bounds or at a price for each unit outside of them."""

    terms: tuple[tuple[int, int], ...]
    """Place in the flat grid of person, day and choice; weight."""
    least: int | None = None
    most: int | None = None
    least_price: int | None = None
    most_price: int | None = None

    def shifted(self, terms: tuple[tuple[int, int], ...], taken: int) -> "Row":
        """The row over other terms, where `taken` of it is certain."""
        least = None if self.least is None else self.least - taken
        most = None if self.most is None else self.most - taken
        return Row(terms, least, most, self.least_price, self.most_price)


@dataclass(frozen=True)
class Lines:
    """A whole problem: what each person's choices cost, what is lawful for them, and the rows over all."""

    people: tuple[str, ...]
    shapes: tuple[Shape, ...]
    counters: tuple[tuple[Counter, ...], ...]
    """By person."""
    costs: Numbers
    """[person, day, choice]."""
    allowed: NDArray[np.bool_]
    """Likewise."""
    constant: int
    rows: tuple[Row, ...]
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

    def part(self, people: Sequence[int], lines: Sequence[Line]) -> "Lines":
        """The problem of some people while all others keep their lines."""
        rest = [n for n in range(len(self.people)) if n not in set(people)]
        width = self.days * self.choices
        number = {person: index for index, person in enumerate(people)}
        kept = [lines[n] if n in rest else (OFF,) * self.days for n in range(len(self.people))]
        rows = []
        for row, taken in zip(self.rows, self.sums(kept), strict=True):
            terms = tuple((number[p // width] * width + p % width, w) for p, w in row.terms if p // width in number)
            rows.append(row.shifted(terms, taken))
        return Lines(
            people=tuple(self.people[n] for n in people),
            shapes=tuple(self.shapes[n] for n in people),
            counters=tuple(self.counters[n] for n in people),
            costs=self.costs[list(people)],
            allowed=self.allowed[list(people)],
            constant=self.constant + sum(self.line_cost(n, lines[n]) for n in rest),
            rows=tuple(rows),
            seats={},
        )

    def price(self, lines: Sequence[Line]) -> int:
        """What everybody's lines cost together; rows that forbid are not looked at."""
        total = self.constant + sum(self.line_cost(person, line) for person, line in enumerate(lines))
        sums = self.sums(lines)
        for row, value in zip(self.rows, sums, strict=True):
            total += (row.least_price or 0) * max(0, (row.least if row.least is not None else value) - value)
            total += (row.most_price or 0) * max(0, value - (row.most if row.most is not None else value))
        return total

    def sums(self, lines: Sequence[Line]) -> list[int]:
        """What each row adds up to."""
        taken = np.zeros(self.costs.size, dtype=np.int64)
        for person, line in enumerate(lines):
            taken[self.places(person, line)] = 1
        rows, places, weights = self.matrix
        values = np.bincount(rows, weights=weights * taken[places], minlength=len(self.rows))
        return [int(value) for value in values]
