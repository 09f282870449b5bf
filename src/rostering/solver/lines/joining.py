"""A decision diagram with one more row: the product of its nodes and of what the row has come to.

Far cheaper than to compile the row with all others: what is ahead of a node is known exactly, and nodes are reduced.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rostering.solver.lines.compiling import NoLine, TooWide, never
from rostering.solver.lines.diagram import NONE, Costs, Diagram, Layer, Nodes, reduced
from rostering.solver.lines.rows import Row
from rostering.solver.model.board import OutOfTime

_SPAN = 2**32
_HELD = 2**31 - 1
"""What the row has come to once it holds whatever follows; all sums are smaller."""


def joined(diagram: Diagram, row: Row, widest: int, ended: Callable[[], bool] = never) -> Diagram:
    """The lines of a diagram that keep to a row, too. Raises TooWide, NoLine, and OutOfTime when it has `ended`."""
    certain = sum(row.terms.get(variable, 0) * value for variable, value in diagram.fixed.items())
    joining = _Joining(diagram, Row(row.terms, row.least - certain, row.most - certain))
    layers = []
    for place in range(len(diagram.layers)):
        if ended():
            raise OutOfTime
        layers.append(joining.layer(place))
        if joining.width > widest:
            raise TooWide
    return reduced(layers, diagram.fixed)


@dataclass(frozen=True)
class _Way:
    """For each node of the newest layer whether it may have a value, and the node and the sum that follow."""

    possible: Nodes
    nodes: Nodes
    sums: Nodes

    @property
    def keys(self) -> Nodes:
        """One number for the node and the sum of each that may have the value."""
        return (self.nodes * _SPAN + self.sums + _SPAN // 2)[self.possible]


class _Joining:
    """The nodes of the newest layer: a node of the diagram, and what the row has come to there."""

    def __init__(self, diagram: Diagram, row: Row) -> None:
        self._diagram, self._row = diagram, row
        self._least = diagram.distances(row.terms)
        self._most = [-most for most in diagram.distances({v: -weight for v, weight in row.terms.items()})]
        start = np.zeros(1, np.int64)
        possible, self._sums = self._judged(start, self._least[0], self._most[0])
        if not possible.all():
            raise NoLine
        self._nodes = start

    @property
    def width(self) -> int:
        """How many nodes the newest layer has."""
        return len(self._nodes)

    def layer(self, place: int) -> Layer:
        """Let the variable of a layer have its values, with its children as the newest nodes. Raises NoLine."""
        layer = self._diagram.layers[place]
        weight = self._row.terms.get(layer.variable, 0)
        ways = [self._way(place, number, weight * value) for number, value in enumerate(layer.values)]
        keys, places = np.unique(np.concatenate([way.keys for way in ways]), return_inverse=True)
        if not len(keys):
            raise NoLine
        following = np.full((len(ways), self.width), NONE, np.int64)
        ends = np.cumsum([len(way.keys) for way in ways])[:-1]
        for row, way, part in zip(following, ways, np.split(places, ends), strict=True):
            row[way.possible] = part
        self._nodes, self._sums = keys // _SPAN, keys % _SPAN - _SPAN // 2
        return Layer(layer.variable, layer.values, following)

    def _way(self, place: int, number: int, gain: int) -> _Way:
        nodes = self._diagram.layers[place].following[number][self._nodes]
        sums = np.where(self._sums == _HELD, _HELD, self._sums + gain)
        least, most = (np.append(ahead[place + 1], 0).take(nodes) for ahead in (self._least, self._most))
        possible, sums = self._judged(sums, least, most)
        return _Way(possible & (nodes != NONE), nodes, sums)

    def _judged(self, sums: Nodes, least: Costs, most: Costs) -> tuple[Nodes, Nodes]:
        """Whether the row can still hold, and the sums, where it may still break."""
        held = sums == _HELD
        possible = held | ((sums + least <= self._row.most) & (sums + most >= self._row.least))
        safe = held | ((sums + least >= self._row.least) & (sums + most <= self._row.most))
        return possible, np.where(safe, _HELD, sums)
