"""The search for lines: a bound from the relaxation, lines from diving, then neighbourhoods and proof side by side."""

import math
import multiprocessing
import random
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from rostering.solver.branching import branch, up
from rostering.solver.columns import Columns, Domain
from rostering.solver.dive import PACES, Pace, dive
from rostering.solver.lines import Line, Lines
from rostering.solver.linewise import linewise
from rostering.solver.search import Limits

_FEW_SECONDS = 4.0
"""A relaxation that takes longer is not branched on: neighbourhoods gain more."""


@dataclass(frozen=True)
class Found:
    """The best lines found, their price, and a bound on the price of any."""

    lines: list[Line] | None
    price: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether nothing is cheaper."""
        return self.bound >= self.price

    def better(self, other: "Found") -> "Found":
        """What both know together."""
        cheaper = other if other.price < self.price else self
        return Found(cheaper.lines, cheaper.price, max(self.bound, other.bound))


NOTHING = Found(None, math.inf, -math.inf)


def search_lines(lines: Lines, limits: Limits) -> Found:
    """The best lines within limits; from two workers on, one process proves while another one searches."""
    end = time.monotonic() + limits.seconds
    if limits.workers < 2:
        return _Worker(lines, end, limits.seed, None).run(proves=True)
    here, there = multiprocessing.Pipe()
    prover = multiprocessing.Process(target=_prove, args=(lines, end, limits.seed + 1, there), daemon=True)
    prover.start()
    try:
        return _Worker(lines, end, limits.seed, here).run(proves=False)
    finally:
        prover.terminate()
        prover.join()


def _prove(lines: Lines, end: float, seed: int, pipe: Connection) -> None:
    _Worker(lines, end, seed, pipe).run(proves=True)


class _Worker:
    """One of the processes, with the best that all of them know."""

    def __init__(self, lines: Lines, end: float, seed: int, pipe: Connection | None) -> None:
        self._lines, self._end, self._pipe = lines, end, pipe
        self._draw = random.Random(seed)  # noqa: S311 - a search, no secret
        self._columns = Columns(lines)
        self._known = NOTHING
        self._size = 6.0

    def run(self, proves: bool) -> Found:
        """Search until time is over or the best lines are proven."""
        self._offer(linewise(self._columns, self._end))
        for person, line in enumerate(self._known.lines or ()):
            self._columns.add(person, line)
        began = time.monotonic()
        relaxation = self._columns.relax(self._end)
        quick = time.monotonic() - began < _FEW_SECONDS
        self._learn(Found(None, math.inf, up(relaxation.bound)))
        paces = PACES[::-1] if proves else PACES
        for pace in paces:
            if not self._done():
                self._dive(pace)
        if proves and quick and not self._done():
            self._branch()
        while not self._done():
            self._improve()
        return self._known

    def _dive(self, pace: Pace) -> None:
        lines = dive(self._columns, self._columns.root, self._end, self._known.price, pace)
        self._offer(lines)

    def _offer(self, lines: list[Line] | None) -> None:
        if lines is not None and self._lines.lawful(lines):
            self._learn(Found(lines, self._lines.price(lines), -math.inf))

    def _learn(self, found: Found) -> None:
        """Keep what is new, and pass it on."""
        better = self._known.better(found)
        if better != self._known:
            self._known = better
            if self._pipe:
                self._pipe.send(found)

    def _listen(self) -> None:
        while self._pipe and self._pipe.poll():
            self._known = self._known.better(self._pipe.recv())

    def _done(self) -> bool:
        self._listen()
        return time.monotonic() >= self._end or self._known.proven

    def _branch(self) -> None:
        for proof in branch(self._columns, self._columns.root, self._cutoff, self._end):
            self._offer(proof.lines)
            self._learn(Found(None, math.inf, min(up(proof.bound), self._known.price)))
            if self._done():
                return

    def _cutoff(self) -> float:
        self._listen()
        return self._known.price

    def _improve(self) -> None:
        """Open a neighbourhood of the best lines, and dive again."""
        if self._known.lines is None:
            self._dive(self._draw.choice(PACES))
            return
        domain = self._neighbourhood(self._known.lines)
        self._columns.restrict(domain)
        for person, line in enumerate(self._known.lines):
            self._columns.add(person, line)
        least = self._columns.relax(self._end, self._known.price - 1 + 1e-3).bound
        if least > self._known.price - 1:
            self._size *= 1.1
            return
        self._size = max(3.0, self._size * 0.97)
        self._offer(dive(self._columns, domain, self._end, self._known.price, self._draw.choice(PACES)))

    def _neighbourhood(self, lines: list[Line]) -> Domain:
        """Some people for all days, or more people for some weeks."""
        days, people = self._lines.days, range(len(lines))
        span = self._draw.choice([days, days, 14, 7])
        first = self._draw.randrange(1 - span // 2, days - span // 2) if span < days else 0
        many = min(len(people), math.ceil(self._size * days / span))
        chosen = self._draw.sample(people, many)
        opened = self._columns.root.open.copy()
        for person, line in enumerate(lines):
            for day, choice in enumerate(line):
                if person not in chosen or not first <= day < first + span:
                    opened[person, day] = False
                    opened[person, day, choice] = True
        return Domain(opened)
