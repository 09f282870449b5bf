"""Diving: line after line is fixed where the relaxation points, until everybody has one."""

import time
from dataclasses import replace

import numpy as np

from rostering.solver.columns import Columns, Domain
from rostering.solver.lines import OFF, Line

_NEARLY_WHOLE = 0.95
_ROUNDS = 6


def dive(columns: Columns, domain: Domain, end: float, cutoff: float = np.inf) -> list[Line] | None:
    """Lines for everybody; None where the branch turns out dearer than the cutoff, empty, or time is over."""
    everybody = range(len(columns.lines.people))
    while time.monotonic() < end:
        columns.restrict(domain)
        lines = [columns.fixed(person) for person in everybody]
        whole = [line for line in lines if line is not None]
        if len(whole) == len(lines):
            return whole
        relaxation = columns.relax(end, cutoff, steady=0.0, rounds=_ROUNDS)
        if relaxation.bound >= cutoff or relaxation.shares is None:
            return None
        domain = _narrowed(columns, domain, relaxation.shares.taken)
    return None


def _narrowed(columns: Columns, domain: Domain, taken: tuple[tuple[float, int], ...]) -> Domain:
    """The domain with the lines fixed of which most is taken; lines that break a counter are not found again."""
    ranked = sorted(((share, *columns.master.columns[number]) for share, number in taken), reverse=True)
    lawful = []
    for share, person, line in ranked:
        if columns.fixed(person) is None:
            if broken := columns.broken(person, line):
                columns.tighten(person, broken)
            else:
                lawful.append((share, person, line))
    sure = [item for item in lawful if item[0] > _NEARLY_WHOLE]
    for _, person, line in sure or lawful[:1]:
        domain = with_line(columns, domain, person, line)
    return domain


def with_line(columns: Columns, domain: Domain, person: int, line: Line) -> Domain:
    """The domain in which a person has no other line."""
    opened = domain.open.copy()
    opened[person] = False
    opened[person, np.arange(len(line)), [columns.lines.choices if c == OFF else c for c in line]] = True
    return replace(domain, open=opened)
