"""Decision diagrams (Bergman, Cire, van Hoeve and Hooker 2016): all of a person's lines as paths, priced at once.

Layer by layer, a node has for each value of the layer's variable a node of the next layer, or none. The cheapest line
is a shortest path, whatever the costs of values, reckoned in whole numbers.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Nodes = NDArray[np.int64]
Costs = NDArray[np.int64]

NONE = -1
"""No node: a value that leads to no line."""

UNREACHED = 2**60

_LAYER = 1000
"""A layer takes as long as so many values of its nodes, and these besides."""


@dataclass(frozen=True)
class Layer:
    """One variable: its values, and for each of them the node that follows each node."""

    variable: int
    values: Sequence[int]
    following: Nodes


class Diagram:
    """All lines of a person, or those that are still open."""

    def __init__(self, layers: Sequence[Layer], fixed: Mapping[int, int] | None = None) -> None:
        self.layers = layers
        self.fixed = fixed or {}
        """The values that variables without a layer have in all lines, but for those that do not matter."""
        self.size = sum(layer.following.size for layer in layers)
        self.effort = self.size + _LAYER * len(layers)

    def distances(self, cost: Mapping[int, int]) -> list[Costs]:
        """For each layer, what each of its nodes costs at least from there to the end."""
        after = np.zeros(1, np.int64)
        found = [after]
        for layer in reversed(self.layers):
            ahead = np.append(after, UNREACHED).take(layer.following)
            unit = cost.get(layer.variable, 0)
            for number, value in enumerate(layer.values if unit else ()):
                if value:
                    ahead[number] += unit * value
            after = np.minimum(*ahead) if len(ahead) == 2 else ahead.min(axis=0)
            found.append(after)
        return found[::-1]

    def has(self, line: Mapping[int, int]) -> bool:
        """Whether there is a line of some values."""
        if any(line.get(variable, 0) != value for variable, value in self.fixed.items()):
            return False
        node = 0
        for layer in self.layers:
            value = line.get(layer.variable, 0)
            node = int(layer.following[layer.values.index(value), node]) if value in layer.values else NONE
            if node == NONE:
                return False
        return True

    def deciding(self, decided: Mapping[int, bool]) -> "Diagram | None":
        """The lines in which some variables are true or false as decided; None where there is none."""
        if any(bool(self.fixed[v]) != held for v, held in decided.items() if v in self.fixed):
            return None
        touched = [layer.variable in decided for layer in self.layers]
        if not any(touched):
            return self
        pairs = zip(self.layers, touched, strict=True)
        return self._left([_decided(layer, decided[layer.variable]) if now else layer for layer, now in pairs])

    def within(self, cost: Mapping[int, int], most: int) -> "Diagram | None":
        """The lines that are paths of ways each of which is part of a line that costs no more than `most`."""
        distances, before = self.distances(cost), np.zeros(1, np.int64)
        most -= sum(cost.get(variable, 0) * value for variable, value in self.fixed.items())
        layers = list[Layer]()
        for layer, after in zip(self.layers, distances[1:], strict=True):
            reached, beyond = np.full(len(after) + 1, UNREACHED, np.int64), np.append(after, UNREACHED)
            following = layer.following.copy()
            for number, value in enumerate(layer.values):
                way = before + cost.get(layer.variable, 0) * value
                np.minimum.at(reached, following[number], way)
                following[number, way + beyond.take(following[number]) > most] = NONE
            layers.append(Layer(layer.variable, layer.values, following))
            before = reached[:-1]
        return self._left(layers)

    def _left(self, layers: Sequence[Layer]) -> "Diagram | None":
        if not layers:
            return self
        pruned = _pruned(layers)
        return contracted(pruned, self.fixed) if pruned else None

    def cheapest(self, cost: Mapping[int, int]) -> tuple[int, dict[int, int]]:
        """The least cost of a line, and the values of one that has it, but for those that are 0."""
        distances = self.distances(cost)
        node, line = 0, {variable: value for variable, value in self.fixed.items() if value}
        for layer, after in zip(self.layers, distances[1:], strict=True):
            ways = [(number, int(layer.following[number, node])) for number in range(len(layer.values))]
            unit = cost.get(layer.variable, 0)
            number, node = min(
                (way for way in ways if way[1] != NONE),
                key=lambda way: int(after[way[1]]) + unit * layer.values[way[0]],
            )
            if layer.values[number]:
                line[layer.variable] = layer.values[number]
        certain = sum(cost.get(variable, 0) * value for variable, value in line.items() if variable in self.fixed)
        return certain + int(distances[0][0]), line


def _decided(layer: Layer, held: bool) -> Layer:
    following = layer.following.copy()
    for number, value in enumerate(layer.values):
        if bool(value) != held:
            following[number] = NONE
    return Layer(layer.variable, layer.values, following)


def _pruned(layers: Sequence[Layer]) -> list[Layer]:
    """The layers without ways that come to no end and nodes that no path comes to; empty where there is no path."""
    alive, ending = np.ones(1, np.bool_), list[Layer]()
    for layer in reversed(layers):
        following = np.where(np.append(alive, False).take(layer.following), layer.following, NONE)
        alive = (following != NONE).any(axis=0)
        ending.append(Layer(layer.variable, layer.values, following))
    return _reachable(ending[::-1], np.zeros(1, np.int64)) if alive.any() else []


def reduced(layers: Sequence[Layer], fixed: Mapping[int, int], priced: Set[int] | None = None) -> Diagram:
    """The lines of some layers with as few nodes as possible: dead ends go, and nodes that go on alike are one.

    Of variables that are not priced only that they have some value matters.
    """
    return contracted(_reduced(layers), fixed, priced)


def contracted(layers: Sequence[Layer], fixed: Mapping[int, int], priced: Set[int] | None = None) -> Diagram:
    """The diagram without layers that leave no choice, or none that matters."""
    kept, found = list[Layer](), dict(fixed)
    onward: Nodes | None = None
    for layer in reversed(layers):
        following = layer.following if onward is None else onward.take(layer.following)
        used = [number for number, row in enumerate(layer.following) if (row != NONE).any()]
        if len(used) == 1:
            found[layer.variable] = layer.values[used[0]]
            onward = np.append(following[used[0]], NONE)
        elif priced is not None and layer.variable not in priced and _leads_one_way(following):
            onward = np.append(following.max(axis=0), NONE)
        else:
            kept.append(Layer(layer.variable, layer.values, following))
            onward = None
    return Diagram(kept[::-1], found)


def _leads_one_way(following: Nodes) -> bool:
    """Whether each node is followed by one node at most."""
    most = following.max(axis=0)
    return bool(((following == NONE) | (following == most)).all())


def _reduced(layers: Sequence[Layer]) -> list[Layer]:
    kept, same = list[Layer](), np.zeros(1, np.int64)
    for layer in reversed(layers):
        following = np.append(same, NONE)[layer.following]
        alive = (following != NONE).any(axis=0)
        nodes, places = _distinct(following[:, alive])
        same = np.full(following.shape[1], NONE, np.int64)
        same[alive] = places
        kept.append(Layer(layer.variable, layer.values, nodes))
    return _reachable(kept[::-1], same[:1])


def _reachable(layers: Sequence[Layer], first: Nodes) -> list[Layer]:
    """The layers without nodes that no path from the first comes to."""
    kept, nodes = list[Layer](), first
    for layer in layers:
        following = layer.following[:, nodes]
        reached = np.zeros(int(following.max(initial=0)) + 2, np.bool_)
        reached[following.ravel()] = True
        reached[NONE] = False
        nodes = np.flatnonzero(reached)
        places = np.full(len(reached), NONE, np.int64)
        places[nodes] = np.arange(len(nodes))
        kept.append(Layer(layer.variable, layer.values, places[following]))
    return kept


def _distinct(following: Nodes) -> tuple[Nodes, Nodes]:
    """The columns that differ, and which of them each column is."""
    base, keys = int(following.max(initial=0)) + 2, np.zeros(following.shape[1], np.int64)
    for row in following:
        keys = keys * base + row + 1
        if len(following) > 2:
            keys = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    _, first, places = np.unique(keys, return_index=True, return_inverse=True)
    return following[:, first], places.astype(np.int64)
