"""Strong branching (Applegate et al. 1995) over a pool: one line for everybody, split where both halves become dearest.

No labels run: the lines that would make a relaxation cheaper are looked up in the pool. What becomes too dear for the
penalty in question leaves it, so that it shrinks quickly from branch to branch.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from line_search.columns import Columns, Domain, Taken
from line_search.enumeration import Places, Pool
from line_search.lines import OFF, Line, LineProblem
from line_search.master import FREE, Range
from line_search.reduced_costs import ClosingAnswer
from rostering.solver.model.budget import Budget

Floats = NDArray[np.float64]

_LOOKS = 6
"""Splits that are tried before one is chosen."""

_OTHER_HALF = 0.2
"""What the dearer half's rise counts beside that of the cheaper one."""

_DAYS, _CHOICES = 0.9, 0.8
"""What being undecided about work on a day, and about a choice of it, counts beside that about a row."""

_WHOLE = 1e-4

_NEAR = 3
"""Lines dearer than a person's cheapest by more than this are not taken into the relaxation."""

_PIECE = 7
"""Days: lines of a pool have many pieces of this length in common."""

_TOO_DEAR = 1e-3
"""Penalties are whole: a bound above the penalty in question by this much is above it."""

_EXACT = 1e-6


@dataclass(frozen=True)
class _Node:
    """A branch: the lines that are left, the limits of rows, and what its relaxation came to."""

    bound: float
    left: Places
    limits: dict[int, Range]
    taken: Taken


_Half = tuple[Places, dict[int, Range]]


def choose(lines: LineProblem, pool: Pool, penalty: int, budget: Budget) -> ClosingAnswer:
    """Lines out of a pool that cost no more than a penalty, or the proof that there are none, within a budget."""
    tree = _Tree(lines, pool, penalty, budget)
    root = tree.node(np.arange(len(pool.owners)), {})
    stack = [root] if root else []
    while stack and not budget.over:
        node = stack.pop()
        if (found := tree.whole(node)) is not None:
            return ClosingAnswer(found, impossible=False)
        if (halves := tree.split(node)) is None:
            return ClosingAnswer(None, impossible=False)
        stack += sorted(halves, key=lambda half: -half.bound)
    return ClosingAnswer(None, impossible=not stack)


class _Pooled(Columns):
    """Columns that come out of a pool."""

    def __init__(self, lines: LineProblem, pool: Pool) -> None:
        super().__init__(lines)
        self.pool = pool
        self._taken_in: list[int] = []
        self._pieces, self._made_of = _pieces(lines, pool)
        self.enter(np.arange(len(pool.owners)), {})

    def enter(self, left: Places, limits: dict[int, Range]) -> None:
        """Go to a branch of the tree, which has a line for everybody."""
        self._limit(limits)
        self.domain = Domain(self.root.open, limits)
        self._left, self._left_made_of = left, self._made_of[left]
        self._many = self.pool.many(left)
        self._starts = np.cumsum(self._many) - self._many
        opened = np.zeros(len(self.pool.owners), dtype=bool)
        opened[left] = True
        self.master.keep([bool(one) for one in opened[self._taken_in]])

    def penalty(self, duals: Floats, each: int = 3) -> tuple[float, int]:
        """As with labels, but looked up."""
        costs = self._reduced_costs(duals)
        least, new = np.minimum.reduceat(costs, self._starts), 0
        for person, ours in enumerate(np.split(costs, self._starts[1:])):
            few = np.argpartition(ours, each)[:each] if len(ours) > each else np.arange(len(ours))
            near = few[ours[few] <= least[person] + _NEAR]
            new += sum(self._take_in(int(number)) for number in self._left[self._starts[person] + near])
        return self.rows_bound(duals) + float(least.sum()), new

    def _reduced_costs(self, duals: Floats) -> Floats:
        """Of the lines that are left."""
        grid = np.pad(self.reduced(duals), ((0, 0), (0, 0), (0, 1)))
        pieces = grid.ravel()[self._pieces].sum(axis=1)
        costs: Floats = pieces[self._left_made_of].sum(axis=1)
        return costs

    def _take_in(self, number: int) -> bool:
        if self.add(int(self.pool.owners[number]), self.pool.line(number)):
            self._taken_in.append(number)
            return True
        return False

    def worthy(self, duals: Floats, gap: float) -> Places:
        """Of the lines that are left those that are dearer than the owner's cheapest by the gap at most."""
        costs = self._reduced_costs(duals)
        least = np.minimum.reduceat(costs, self._starts)
        worthy: Places = self._left[costs <= np.repeat(least, self._many) + gap + _EXACT]
        return worthy


def _pieces(lines: LineProblem, pool: Pool) -> tuple[Places, Places]:
    """The pieces that lines are made of, as places in a grid of person, day and choice; the pieces of each line."""
    days, wide = lines.days, lines.choices + 1
    numbers = pool.choices.astype(np.int64) % wide
    pieces, made_of, known = [], [], 0
    for first in range(0, days, _PIECE):
        span = np.arange(first, min(days, first + _PIECE))
        codes = pool.owners.copy()
        for day in span:
            codes = codes * wide + numbers[:, day]
        _, examples, which = np.unique(codes, return_index=True, return_inverse=True)
        cells = (pool.owners[examples, None] * days + span) * wide + numbers[examples][:, span]
        nothing = np.full((len(cells), _PIECE - len(span)), wide - 1)
        pieces.append(np.concatenate([cells, nothing], axis=1))
        made_of.append(known + which)
        known += len(cells)
    return np.concatenate(pieces), np.column_stack(made_of)


class _Tree:
    """Makes branches."""

    def __init__(self, lines: LineProblem, pool: Pool, penalty: int, budget: Budget) -> None:
        self._lines, self._pool, self._penalty, self._budget = lines, pool, penalty, budget
        self._columns = _Pooled(lines, pool)

    def node(self, left: Places, limits: dict[int, Range]) -> _Node | None:
        """A branch after its relaxation; None where it is too dear, or somebody has no line."""
        if not self._pool.many(left).all():
            return None
        columns, cutoff = self._columns, self._penalty + _TOO_DEAR
        columns.enter(left, limits)
        relaxation = columns.relax(self._budget, cutoff, steady=0.3)
        if relaxation.bound >= cutoff:
            return None
        worthy = columns.worthy(relaxation.duals, self._penalty - relaxation.bound)
        return _Node(relaxation.bound, worthy, limits, relaxation.taken)

    def whole(self, node: _Node) -> list[Line] | None:
        """The lines taken, if they are whole and lawful and cheap enough."""
        lines = {person: line for share, person, line in node.taken if share > 1 - _WHOLE}
        if len(lines) < len(self._lines.people):
            return None
        found = [line for _, line in sorted(lines.items())]
        return found if self._lines.lawful(found) and self._lines.penalty(found) <= self._penalty else None

    def split(self, node: _Node) -> list[_Node] | None:
        """The halves of the split whose cheaper half is dearest; None where nothing is undecided."""
        best: tuple[float, list[_Node]] | None = None
        for halves in self._splits(node):
            made = [half for parts in halves if (half := self.node(*parts))]
            if len(made) < len(halves):
                return made
            rises = sorted(half.bound - node.bound for half in made)
            score = rises[0] + _OTHER_HALF * rises[1]
            if best is None or score > best[0]:
                best = score, made
        return best[1] if best else None

    def _splits(self, node: _Node) -> Iterator[tuple[_Half, _Half]]:
        """The splits that are worth a look, the most undecided first."""
        grid, lines = self._columns.grid(node.taken), self._lines
        rows, places, weights = lines.matrix
        sums = np.bincount(rows, weights * grid[:, :, :-1].ravel()[places], minlength=len(lines.rows))
        works = grid[:, :, :-1].sum(axis=2, keepdims=True)
        cells = np.concatenate([_DAYS * _off(works), _CHOICES * _off(grid[:, :, :-1])], axis=2)
        scores = np.concatenate([_off(sums), cells.ravel()])
        for place in np.argsort(-scores, kind="stable")[:_LOOKS]:
            if scores[place] < _WHOLE:
                return
            if place < len(sums):
                yield _by_row(node, int(place), math.floor(sums[place]))
            else:
                person, day, which = np.unravel_index(int(place) - len(sums), cells.shape)
                yield self._by_cell(node, int(person), int(day), int(which))

    def _by_cell(self, node: _Node, person: int, day: int, which: int) -> tuple[_Half, _Half]:
        """Whether a person works on a day; from 1 on, whether they have a choice on it."""
        mine, then = self._pool.owners[node.left] == person, self._pool.choices[node.left, day]
        has = then == which - 1 if which else then != OFF
        return (node.left[~(mine & has)], node.limits), (node.left[~(mine & ~has)], node.limits)


def _by_row(node: _Node, row: int, cut: int) -> tuple[_Half, _Half]:
    """At most so many, or at least one more."""
    low, high = node.limits.get(row, FREE)
    below, above = {row: (low, float(cut))}, {row: (float(cut + 1), high)}
    return (node.left, node.limits | below), (node.left, node.limits | above)


def _off(values: NDArray[Any]) -> Floats:
    """How far values are from whole ones."""
    off: Floats = np.abs(values - np.rint(values))
    return off
