"""Top-down compilation of decision diagrams: a node is what the rows have come to so far, where that still matters."""

from collections.abc import Callable, Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from rostering.solver.lines.diagram import NONE, Diagram, Layer, reduced
from rostering.solver.lines.rows import FAR, Bounds, Row
from rostering.solver.model.board import OutOfTime

States = NDArray[np.int32]

_HELD = np.int32(2**30)
"""What a row has come to once it holds whatever follows."""


class TooWide(Exception):
    """A layer has more nodes than there may be."""


class NoLine(Exception):
    """No line keeps to all rows."""


def never() -> bool:
    """Whether to give up: no."""
    return False


def diagram_of(
    order: Sequence[int],
    rows: Sequence[Row],
    bounds: Bounds,
    widest: int,
    priced: Set[int],
    ended: Callable[[], bool] = never,
) -> Diagram:
    """All values of some variables that keep to rows. Raises TooWide, NoLine, and OutOfTime when it has `ended`."""
    compiling = _Compiling(order, rows, bounds)
    layers = []
    for variable in order:
        if ended():
            raise OutOfTime
        layers.append(compiling.layer(variable))
        if compiling.width > widest:
            raise TooWide
    return reduced(layers, {}, priced)


class _Compiling:
    """The nodes of the newest layer: a line for each node, a column for each row that is begun and not ended."""

    def __init__(self, order: Sequence[int], rows: Sequence[Row], bounds: Bounds) -> None:
        place = {variable: number for number, variable in enumerate(order)}
        self._rows, self._bounds = rows, bounds
        self._ahead = [bounds.reach(row) for row in rows]
        self._first = [min((place[variable] for variable in row.terms), default=0) for row in rows]
        self._last = [max((place[variable] for variable in row.terms), default=0) for row in rows]
        self._of: dict[int, list[tuple[int, int]]] = {variable: [] for variable in order}
        for number, row in enumerate(rows):
            for variable, weight in row.terms.items():
                self._of[variable].append((number, weight))
        draw = np.random.default_rng(1)
        self._keys = draw.integers(-(2**62), 2**62, (len(rows), 2))
        self._place = 0
        self._columns: list[int] = []
        self._states: States = np.zeros((1, 0), np.int32)
        self._hashes = np.zeros((1, 2), np.int64)

    @property
    def width(self) -> int:
        """How many nodes the newest layer has."""
        return len(self._states)

    def layer(self, variable: int) -> Layer:
        """Let a variable have its values: the layer of it, and its children as the newest nodes. Raises NoLine."""
        touched = self._begin(variable)
        values = range(self._bounds.low[variable], self._bounds.high[variable] + 1)
        ways = [self._with(value, touched) for value in values]
        parents = np.concatenate([np.flatnonzero(possible) for possible, _ in ways])
        if not len(parents):
            raise NoLine
        changed = {
            number: np.concatenate([states[number][possible] for possible, states in ways]) for number in touched
        }
        following = np.full((len(ways), self.width), NONE, np.int64)
        places = self._join(parents, changed)
        ends = np.cumsum([int(possible.sum()) for possible, _ in ways])[:-1]
        for number, ((possible, _), part) in enumerate(zip(ways, np.split(places, ends), strict=True)):
            following[number, possible] = part
        self._place += 1
        return Layer(variable, values, following)

    def _begin(self, variable: int) -> dict[int, int]:
        """Open the rows that begin with a variable; the weights of it in all its rows, and what is ahead of these."""
        new = [number for number, _ in self._of[variable] if self._first[number] == self._place]
        self._states = np.concatenate([self._states, np.zeros((self.width, len(new)), np.int32)], axis=1)
        self._columns += new
        for number, weight in self._of[variable]:
            (least, most), (low, high) = self._ahead[number], self._bounds.ends(variable, weight)
            self._ahead[number] = least - low, most - high
        return dict(self._of[variable])

    def _with(self, value: int, touched: Mapping[int, int]) -> tuple[NDArray[np.bool_], dict[int, States]]:
        """Which nodes may have a value, and what the rows of its variable come to with it."""
        possible = np.ones(self.width, np.bool_)
        states: dict[int, States] = {}
        for number, weight in touched.items():
            row, (low, high) = self._rows[number], self._ahead[number]
            before = self._states[:, self._columns.index(number)]
            now = before + np.int32(weight * value)
            held = before == _HELD
            possible &= held | ((now >= row.least - high) & (now <= row.most - low))
            safe = held | ((now >= row.least - low) & (now <= row.most - high))
            states[number] = np.where(safe, _HELD, now)
        return possible, states

    def _join(self, parents: NDArray[np.int64], changed: Mapping[int, States]) -> NDArray[np.int64]:
        """Let children of parents that have come to the same be one node; which node each child is.

        That two are the same is told by two keys of 64 bits, which follow what changes.
        """
        hashes = self._hashes[parents]
        for number, states in changed.items():
            before = self._states[parents, self._columns.index(number)]
            ended = self._last[number] == self._place
            hashes += ((0 if ended else states.astype(np.int64)) - before)[:, None] * self._keys[number]
        _, first, places = np.unique(hashes[:, 0], return_index=True, return_inverse=True)
        if not np.array_equal(hashes[first, 1][places], hashes[:, 1]):
            raise AssertionError("two different nodes have one key")
        kept = [place for place, number in enumerate(self._columns) if self._last[number] > self._place]
        columns = [self._columns[place] for place in kept]
        states = self._states[parents[first]][:, kept]
        for number in changed.keys() & set(columns):
            states[:, columns.index(number)] = changed[number][first]
        self._states, self._columns, self._hashes = states, columns, hashes[first]
        return places


def fits(rows: Sequence[Row]) -> bool:
    """Whether sums are small enough for the reckoning here."""
    return all(sum(map(abs, row.terms.values())) < _HELD and _small(row) for row in rows)


def _small(row: Row) -> bool:
    return all(abs(limit) < _HELD or abs(limit) >= FAR for limit in (row.least, row.most))
