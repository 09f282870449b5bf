"""The search for lines: a bound from the relaxation, lines from diving, proof by branching, else neighbourhoods."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rostering.solver.branching import branch, up
from rostering.solver.columns import Columns, Domain
from rostering.solver.dive import dive
from rostering.solver.lines import Line, Lines


@dataclass(frozen=True)
class Found:
    """The best lines found, their price, and a bound on the price of all."""

    lines: list[Line] | None
    price: int | None
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing is cheaper."""
        return self.price is not None and self.bound >= self.price


class LineSearch:
    """One search, with the best lines so far."""

    def __init__(self, lines: Lines, end: float, seed: int, watch: Callable[[Found], None] = lambda _: None) -> None:
        self._lines, self._end = lines, end
        self._draw = random.Random(seed)
        self._watch = watch
        self._best: list[Line] | None = None
        self._price: int | None = None
        self._bound = -(10**9)
        self._pool: dict[int, dict[Line, None]] = {}

    def run(self) -> Found:
        columns = Columns(self._lines)
        root = columns.domain
        relaxation = columns.relax(self._end)
        self._raise(up(relaxation.bound))
        self._take(dive(columns, root, self._end))
        while not self._done():
            self._improve(columns)
        return self._found()

    def _done(self) -> bool:
        return time.monotonic() >= self._end or self._found().proven

    def _found(self) -> Found:
        return Found(self._best, self._price, self._bound)

    def _raise(self, bound: int) -> None:
        self._bound = max(self._bound, bound)
        self._watch(self._found())

    def _take(self, lines: list[Line] | None) -> bool:
        if lines is None or (self._price is not None and self._lines.price(lines) >= self._price):
            return False
        self._best, self._price = lines, self._lines.price(lines)
        self._watch(self._found())
        return True

    def _improve(self, columns: Columns) -> None:
        """Free some people, all others keeping their lines, and look for better ones."""
        raise NotImplementedError
