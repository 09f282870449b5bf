"""Branch and price (Barnhart et al. 1998), on what reduced costs leave of the diagrams once a good roster is known."""

from collections.abc import Callable
from dataclasses import dataclass

from rostering.solver.lines.diving import WHOLE, held, rivals
from rostering.solver.lines.generation import PRICING, Generation, Relaxed
from rostering.solver.lines.pricing import GRAIN, Scope

_ROUNDS = 60

_NODE = 15
"""A node takes as long as so many rounds of pricing, besides those that it has."""

Found = Callable[[int], int]
"""Looks for a roster among the lines at hand that costs less than so much; what the cheapest known one costs then."""


@dataclass(frozen=True)
class _Node:
    scope: Scope
    bound: int


def branch(generation: Generation, scope: Scope, bound: int, below: int, found: Found) -> int:
    """Split what is open until it is too dear; what no roster of the scope can be cheaper than, at most `below`."""
    open_ = [_Node(scope, bound)]
    while open_ and not generation.budget.over:
        node = open_.pop()
        if node.bound >= below:
            continue
        generation.budget.spend(_NODE * PRICING * node.scope.size)
        relaxed = generation.relax(node.scope, _ROUNDS, 0.0, below)
        if relaxed is None:
            open_.append(node)
            break
        if relaxed.least >= below:
            continue
        split = _split(generation, node.scope, relaxed, below)
        if split is None:
            below = min(below, found(below))
            open_.append(_Node(node.scope, relaxed.least))
            if relaxed.least < below:
                break
        else:
            open_ += split
    return min([below, *(node.bound for node in open_)])


def _split(generation: Generation, scope: Scope, relaxed: Relaxed, below: int) -> list[_Node] | None:
    """The scope without and with somebody in the seat that is least decided; None where all are."""
    generation.solve()
    shares = {variable: share for variable, share in held(generation).items() if variable not in scope.decided}
    unsure = {variable: share for variable, share in shares.items() if 1 - WHOLE < share < WHOLE}
    if not unsure:
        return None
    prices = generation.pricing.rounded(relaxed.prices)
    left = generation.pricing.within(prices, scope, GRAIN * (below - 1))
    if left is None:
        return []
    variable = min(unsure, key=lambda v: (abs(unsure[v] - 0.5), v))
    without = left.deciding({variable: False})
    taken = left.deciding({other: other == variable for other in rivals(generation, variable)})
    return [_Node(way, relaxed.least) for way in (without, taken) if way]
