"""Diving (Sadykov et al. 2019): seats are decided where the relaxation points, the surest first, until all are."""

from collections.abc import Iterator, Mapping

from rostering.solver.lines.generation import Generation, Relaxed
from rostering.solver.lines.pricing import Scope

_ROUNDS = 12
"""Rounds of pricing after each decision: a dive needs good prices, not the best."""

_ENOUGH = 0.3
"""How near bound and cost of shares come before a dive decides."""

_SURE, WHOLE = 0.95, 0.9999
_MISSES = 12
"""After so many decisions that led nowhere a dive is given up."""

PACES = (2, 4, 1)
"""How many seats that are not sure are decided at once: each pace comes to other lines."""


def dive(generation: Generation, scope: Scope, relaxed: Relaxed, below: int, pace: int) -> bool:
    """Decide all seats; whether that ended with whole lines that cost less than `below`.

    Either way lines have come that go together well.
    """
    prices = generation.prices
    generation.prices = relaxed.prices
    try:
        return _dive(generation, scope, below, pace)
    finally:
        generation.prices = prices


def _dive(generation: Generation, scope: Scope, below: int, pace: int) -> bool:
    misses = 0
    while True:
        shares = {variable: share for variable, share in held(generation).items() if variable not in scope.decided}
        if not any(share < WHOLE for share in shares.values()):
            return True
        for decided in _decisions(generation, shares, pace):
            deeper = _deeper(generation, scope, decided, below)
            misses += deeper is None
            if deeper or misses > _MISSES or generation.budget.over:
                break
        if deeper is None:
            return False
        scope = deeper


def _decisions(generation: Generation, shares: Mapping[int, float], pace: int) -> Iterator[dict[int, bool]]:
    """What may be decided: all that is sure and some more, or else the surest of these alone, or that it is not so."""
    unsure = sorted((v for v, share in shares.items() if share < _SURE), key=lambda v: (-shares[v], v))
    sure = [variable for variable in shares if shares[variable] >= _SURE]
    for chosen in [*sure, *unsure[:pace]], unsure[:1]:
        decided: dict[int, bool] = {}
        for variable in chosen:
            if variable not in decided:
                decided |= {other: other == variable for other in rivals(generation, variable)}
        yield decided
    yield dict.fromkeys(unsure[:1], False)


def _deeper(generation: Generation, scope: Scope, decided: Mapping[int, bool], below: int) -> Scope | None:
    """The scope with more decided, its relaxation at hand; None where that is too dear or nobody can do it."""
    deeper = scope.deciding(decided)
    relaxed = generation.relax(deeper, _ROUNDS, _ENOUGH, below) if deeper else None
    if relaxed is None or relaxed.least >= below or relaxed.cost > below + generation.master.missing / 2:
        return None
    generation.solve()
    generation.prices = relaxed.prices
    return deeper


def held(generation: Generation) -> dict[int, float]:
    """Of each seat and person the share of lines that hold it."""
    held: dict[int, float] = {}
    for line, share in generation.master.shares():
        for variable in line.values:
            if variable in generation.pricing.blocks.seats:
                held[variable] = held.get(variable, 0.0) + share
    return held


def rivals(generation: Generation, variable: int) -> Iterator[int]:
    """All choices of who holds the seat of one of them."""
    seat = generation.pricing.blocks.seats[variable]
    for held in generation.pricing.seats.values():
        yield from (other for other in held if generation.pricing.blocks.seats[other] == seat)
