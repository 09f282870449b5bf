"""Diving (Sadykov et al. 2019): choices are fixed where the relaxation points, the surest first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from line_search.columns import Columns, Domain, Taken
from line_search.lines import Line
from rostering.solver.model.budget import Budget


@dataclass(frozen=True)
class Pace:
    """How fast a dive goes: what share of the open days is fixed at once, what counts as sure, rounds in between."""

    share: float = 0.2
    sure: float = 0.9
    rounds: int = 6
    each: int = 3


PACES = (Pace(), Pace(share=0.1), Pace(share=0.05, sure=0.95, rounds=10))
"""From quick to careful; none is best for all problems."""

_HURRY = Pace(share=0.5, sure=0.7, rounds=2)
"""When half of the time that was left is over."""

_LEAST = 0.45
"""A choice of which less is taken is not fixed as long as there are others."""


def dive(
    columns: Columns, domain: Domain, budget: Budget, cutoff: float = np.inf, pace: Pace = PACES[0]
) -> list[Line] | None:
    """Lines for everybody; None where the branch turns out dearer than the cutoff or empty, or the budget is over."""
    everybody = range(len(columns.lines.people))
    unhurried = budget.share(seconds=budget.seconds / 2)
    while not budget.over:
        columns.restrict(domain)
        lines = [line for person in everybody if (line := columns.fixed(person)) is not None]
        if len(lines) == len(everybody):
            lawful = all(columns.is_lawful(person, line) for person, line in enumerate(lines))
            return lines if lawful else None
        if unhurried.over:
            pace = _HURRY
        relaxation = columns.relax(budget, cutoff, steady=0.0, rounds=pace.rounds, each=pace.each)
        if relaxation.bound >= cutoff or not relaxation.taken:
            return None
        _tighten(columns, relaxation.taken)
        domain = _narrowed(columns, domain, relaxation.taken, pace)
    return None


def _tighten(columns: Columns, taken: Taken) -> None:
    """See to it that lines that break a resource are not found again."""
    for _, person, line in taken:
        if columns.fixed(person) is None and (broken := columns.broken(person, line)):
            columns.tighten(person, broken)


def _narrowed(columns: Columns, domain: Domain, taken: Taken, pace: Pace) -> Domain:
    """The domain with the surest choices fixed."""
    grid = np.where(domain.open & (domain.open.sum(axis=2) > 1)[:, :, None], columns.grid(taken), -1.0)
    opened = domain.open.copy()
    for person, day in _chosen(grid.max(axis=2), pace):
        choice = grid[person, day].argmax()
        opened[person, day] = False
        opened[person, day, choice] = True
    return replace(domain, open=opened)


def _chosen(taken: NDArray[np.float64], pace: Pace) -> Iterator[tuple[int, int]]:
    """The days to fix: all that are sure, of the others at most one of each person; always one."""
    room = int((taken >= 0).sum() * pace.share)
    order = np.argsort(-taken, axis=None, kind="stable")
    seen: set[int] = set()
    for rank, place in enumerate(order):
        person, day = divmod(int(place), taken.shape[1])
        value = taken[person, day]
        if value < _LEAST and rank:
            return
        if value < pace.sure:
            if rank and (rank >= room or person in seen):
                continue
            seen.add(person)
        yield person, day
