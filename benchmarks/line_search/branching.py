"""Branch and price (Barnhart et al. 1998): the relaxation is split where undecided, until no branch can be cheaper."""

import heapq
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from numpy.typing import NDArray

from line_search.columns import Columns, Domain, Taken
from line_search.lines import Line
from line_search.master import FREE, Range
from rostering.solver.model.budget import Budget

Floats = NDArray[np.float64]

_WHOLE = 1e-4


@dataclass(frozen=True)
class Proof:
    """How far a search has come: lines that have just been found, and a bound on the penalty of any."""

    lines: list[Line] | None
    bound: float


def branch(columns: Columns, domain: Domain, cutoff: Callable[[], float], budget: Budget) -> Iterator[Proof]:
    """Look for lines cheaper than the cutoff, the most promising branch first, and tell after every one."""
    order, queue = count(1), [(-math.inf, 0, domain)]
    while queue and up(queue[0][0]) < cutoff() and not budget.over:
        bound, _, here = heapq.heappop(queue)
        columns.restrict(here)
        relaxation = columns.relax(budget, cutoff() - 1 + 1e-3, steady=0.4)
        lines: list[Line] | None = None
        parts: list[Domain] = []
        if relaxation.bound < cutoff() - 1 + 1e-3:
            lines, parts = _split(columns, here, relaxation.taken) if relaxation.settled else (None, [here])
        for part in parts:
            heapq.heappush(queue, (max(bound, relaxation.bound), next(order), part))
        yield Proof(lines, queue[0][0] if queue else math.inf)


def up(bound: float) -> float:
    """The least whole penalty that a bound allows."""
    return math.ceil(bound - 1e-3) if math.isfinite(bound) else bound


def _split(columns: Columns, domain: Domain, taken: Taken) -> tuple[list[Line] | None, list[Domain]]:
    """Whole lines where the shares are whole, else two domains that have no lines in common."""
    grid = columns.grid(taken)
    return (
        _by_row(columns, domain, grid)
        or _by_cell(domain, grid[:, :, :-1].sum(axis=2), work=True)
        or _by_cell(domain, grid, work=False)
        or _by_resource(columns, domain, taken)
    )


_Split = tuple[list[Line] | None, list[Domain]]


def _by_row(columns: Columns, domain: Domain, grid: Floats) -> _Split | None:
    """A row that adds up to no whole number: at most so many, or at least one more."""
    flat = grid[:, :, :-1].ravel()
    best, chosen, cut = 0.0, -1, 0
    for number, row in enumerate(columns.lines.rows):
        value = sum(weight * float(flat[place]) for place, weight in row.terms)
        off = abs(value - round(value))
        short = row.least is not None and value < row.least
        penalty = columns.master.penalty_under(number) if short else columns.master.penalty_over(number)
        score = off * (min(penalty, 100.0) if short else 10.0)
        if off > 0.05 and score > best:
            best, chosen, cut = score, number, math.floor(value)
    if chosen < 0:
        return None
    low, high = domain.limits.get(chosen, FREE)
    halves: list[Range] = [(low, float(cut)), (float(cut + 1), high)]
    return None, [replace(domain, limits=domain.limits | {chosen: half}) for half in halves]


def _by_cell(domain: Domain, grid: Floats, work: bool) -> _Split | None:
    """A choice of a person, or whether they work on a day: closed, or the only one open."""
    off = np.abs(grid - np.rint(grid))
    if off.max() < _WHOLE:
        return None
    place = np.unravel_index(off.argmax(), off.shape)
    without, only = domain.open.copy(), domain.open.copy()
    if work:
        person, day = (int(number) for number in place)
        without[person, day, :-1] = False
        only[person, day, -1] = False
    else:
        without[place] = False
        only[place[:2]] = False
        only[place] = domain.open[place]
    return None, [replace(domain, open=without), replace(domain, open=only)]


def _by_resource(columns: Columns, domain: Domain, taken: Taken) -> _Split:
    """Whole lines; where one breaks a resource that is no part of labels yet, it is, and the branch is done again."""
    lines: list[Line] = [()] * len(columns.lines.people)
    again = False
    for _, person, line in sorted(taken):
        lines[person] = line
        if broken := columns.broken(person, line):
            columns.tighten(person, broken)
            again = True
    return (None, [domain]) if again else (lines, [])
