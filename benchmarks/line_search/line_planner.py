"""The search for lines: dives and neighbourhoods (Shaw 1998) find them; pools, CP-SAT and branching prove them best.

Two processes do so side by side, and tell each other the best lines and the bound.
"""

import math
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

from line_search.branching import Proof, branch, up
from line_search.columns import Bools, Columns, Domain, Relaxation
from line_search.diving import PACES, Pace, dive
from line_search.enumeration import pool_within
from line_search.lines import Line, LineProblem
from line_search.reduced_costs import ClosingAnswer, GapClosing
from line_search.sequential_start import linewise
from line_search.strong_branching import choose
from rostering.solver.model.budget import Budget

_QUICK = 5.0
"""Seconds: where the first relaxation takes longer, branches are not worth their time."""

_NEAR = 0.01
"""A gap up to this share of the penalty is closed by questions, a wider one by branching."""

_SPELL = 3.0
"""Seconds of branching at a time."""

_PATIENCE, _LESS_PATIENCE = 0.55, 0.3
"""The share of the time left that a question may take: the first one, and later ones."""

_POOL, _SMALL_POOL = 28_000_000, 2_000
"""Days of all lines in a pool at most; with fewer lines than the second number, totals are not asked for one by one."""

_STRIDE = 1_000_000
"""The furthest above the bound that is asked for."""

_MOMENT = 1.0
"""Seconds for a question about a neighbourhood."""


@dataclass(frozen=True)
class FoundLines:
    """The best lines found, their penalty, and a bound on the penalty of any; an infinite bound: there are none."""

    lines: list[Line] | None
    penalty: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether nothing is cheaper."""
        return self.bound >= self.penalty

    def better(self, other: "FoundLines") -> "FoundLines":
        """What both know together."""
        cheaper = other if other.penalty < self.penalty else self
        return FoundLines(cheaper.lines, cheaper.penalty, max(self.bound, other.bound))


_NOTHING = FoundLines(None, math.inf, -math.inf)


def search_lines(lines: LineProblem, budget: Budget, closing: Callable[[], GapClosing]) -> FoundLines:
    """The best lines within a budget. `closing` is made where it is needed; with two workers, in a second process."""
    seed = budget.limits.seed
    if budget.limits.workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return _Worker(lines, budget, seed, closing).run(searches=True)
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    prover = context.Process(target=_prove, args=(lines, budget, seed, closing, there), daemon=True)
    prover.start()
    try:
        return _Worker(lines, budget, seed, None, here).run(searches=True)
    finally:
        prover.terminate()
        prover.join()


def _prove(lines: LineProblem, budget: Budget, seed: int, closing: Callable[[], GapClosing], pipe: Connection) -> None:
    _Worker(lines, budget, seed + 1, closing, pipe).run(searches=False)


class _Worker:
    """One of the processes, with the best that all of them know."""

    def __init__(
        self,
        lines: LineProblem,
        budget: Budget,
        seed: int,
        closing: Callable[[], GapClosing] | None,
        pipe: Connection | None = None,
    ) -> None:
        self._lines, self._budget, self._pipe, self._closing = lines, budget, pipe, closing
        self._seed, self._draw = seed, random.Random(seed)
        self._columns = Columns(lines)
        self._known = _NOTHING
        self._current: list[Line] = []
        self._size = 6.0
        self._stride = 0
        self._patience = _PATIENCE
        self._worth_of = math.nan
        self._open = self._columns.root.open

    def run(self, searches: bool) -> FoundLines:
        """Search until the budget is over or the best lines are proven."""
        self._offer(linewise(self._columns, self._budget))
        for person, line in enumerate(self._known.lines or ()):
            self._columns.add(person, line)
        began = time.monotonic()
        relaxation = self._relaxation = self._columns.relax(self._budget)
        quick = time.monotonic() - began < _QUICK
        self._raise(relaxation.bound)
        if searches:
            for pace in PACES:
                self._dive(pace)
        if self._closing and not self._done():
            self._prove(quick)
        while not self._done():
            self._improve()
        return self._known

    def _done(self) -> bool:
        self._listen()
        return self._budget.over or self._known.proven

    def _listen(self) -> None:
        try:
            while self._pipe and self._pipe.poll():
                self._known = self._known.better(self._pipe.recv())
        except EOFError:
            self._pipe = None

    def _learn(self, found: FoundLines) -> None:
        """Keep what is new, and pass it on."""
        self._listen()
        better = self._known.better(found)
        if (better.penalty, better.bound) != (self._known.penalty, self._known.bound):
            self._known = better
            if self._pipe:
                self._pipe.send(found)

    def _offer(self, lines: list[Line] | None) -> None:
        if lines is not None and self._lines.lawful(lines):
            self._learn(FoundLines(lines, self._lines.penalty(lines), -math.inf))

    def _raise(self, bound: float) -> None:
        self._learn(FoundLines(None, math.inf, up(bound)))

    def _dive(self, pace: Pace) -> None:
        if not self._done():
            self._offer(dive(self._columns, self._columns.root, self._budget, self._known.penalty, pace))

    def _prove(self, quick: bool) -> None:
        """Raise the bound until it meets the penalty; where questions are not answered in time, ask about less."""
        self._relaxation = self._tightened()
        while not self._done() and self._choose():
            pass
        closing = self._closing() if self._closing and not self._done() else None
        nodes = branch(self._columns, self._columns.root, self._cutoff, self._budget)
        answered = True
        while closing and not self._done():
            near = self._known.penalty - self._known.bound <= _NEAR * abs(self._known.penalty)
            if answered and (near or not quick):
                answered = self._ask(closing)
            elif near and quick:
                self._ask_nearby(closing)
            elif quick:
                self._branch(nodes)
            else:
                return

    def _tightened(self) -> Relaxation:
        """The relaxation after all resources that it breaks have gone into the labels."""
        columns = self._columns
        columns.restrict(columns.root)
        relaxation = columns.relax(self._budget)
        while not self._done():
            broken = {(person, columns.broken(person, line)) for _, person, line in relaxation.taken}
            if not any(resources for _, resources in broken):
                break
            for person, resources in broken:
                columns.tighten(person, resources)
            columns.restrict(columns.root)
            relaxation = columns.relax(self._budget)
            self._raise(relaxation.bound)
        return relaxation

    def _choose(self) -> bool:
        """Ask for lines at the bound, or not far above it, out of a pool; False where it is too large or too hard."""
        if not math.isfinite(self._known.bound):
            return False
        share = self._budget.share(seconds=_LESS_PATIENCE * self._budget.seconds)
        for penalty in sorted({self._penalty_above(self._stride), self._penalty_above(0)}, reverse=True):
            most = _POOL // self._lines.days
            if (pool := pool_within(self._columns, self._relaxation, penalty, most, share)) is not None:
                answer = choose(self._lines, pool, penalty, share)
                self._heed(answer, penalty)
                small = answer.impossible and len(pool.owners) < _SMALL_POOL
                self._stride = min(2 * self._stride + 1, _STRIDE) if small else 0
                return answer.impossible or answer.lines is not None
        return False

    def _penalty_above(self, stride: int) -> int:
        """A penalty to ask for, so much above the bound, if that is cheaper than what is known."""
        return int(min(self._known.bound + stride, max(self._known.bound, self._known.penalty - 1)))

    def _heed(self, answer: ClosingAnswer, penalty: int) -> None:
        """What an answer to the question for a penalty says."""
        self._offer(answer.lines)
        if answer.impossible:
            self._raise(penalty + 1)

    def _ask(self, closing: GapClosing) -> bool:
        """Ask for lines at the bound; False where the answer would take too much of the time that is left."""
        penalty = int(self._known.bound)
        share, self._patience = self._budget.share(seconds=self._patience * self._budget.seconds), _LESS_PATIENCE
        worth = self._columns.worth(self._relaxation, penalty - self._relaxation.bound)
        answer = closing.ask(worth, penalty, share, self._seed)
        self._heed(answer, penalty)
        return answer.impossible

    def _ask_nearby(self, closing: GapClosing) -> None:
        """Ask for cheaper lines in a neighbourhood of the best."""
        if self._known.lines is None:
            return self._dive(self._draw.choice(PACES))
        domain = self._neighbourhood(self._known.lines)
        share, seed = self._budget.share(seconds=_MOMENT), self._draw.randrange(10**6)
        answer = closing.ask(domain.open, int(self._known.penalty) - 1, share, seed)
        self._offer(answer.lines)
        self._size = self._size * 1.1 if answer.impossible else max(3.0, self._size * 0.95)
        return None

    def _branch(self, nodes: Iterator[Proof]) -> None:
        spell = self._budget.share(seconds=_SPELL)
        for proof in nodes:
            self._offer(proof.lines)
            self._raise(min(proof.bound, self._known.penalty))
            if self._done() or spell.over:
                return

    def _cutoff(self) -> float:
        self._listen()
        return self._known.penalty

    def _improve(self) -> None:
        """Open a neighbourhood of the best lines, and dive again."""
        if self._known.lines is None:
            self._dive(self._draw.choice(PACES))
            return
        if not self._current or self._lines.penalty(self._current) > self._known.penalty:
            self._current = self._known.lines
        domain = self._neighbourhood(self._current)
        for person, line in enumerate(self._current):
            self._columns.add(person, line)
        self._columns.restrict(domain)
        least = self._columns.relax(self._budget, self._known.penalty - 1 + 1e-3).bound
        if least > self._known.penalty - 1:
            self._size *= 1.1
        else:
            self._size = max(3.0, self._size * 0.97)
            found = dive(self._columns, domain, self._budget, self._known.penalty + 1e-3, self._draw.choice(PACES))
            self._offer(found)
            if found and self._lines.lawful(found) and self._lines.penalty(found) <= self._known.penalty:
                self._current = found

    def _neighbourhood(self, lines: list[Line]) -> Domain:
        """Some people for all days, or more people for some weeks."""
        days, people = self._lines.days, range(len(lines))
        span = self._draw.choice([days, days, 14, 7])
        first = self._draw.randrange(1 - span // 2, days - span // 2) if span < days else 0
        many = min(len(people), math.ceil(self._size * days / span))
        chosen = self._draw.sample(people, many)
        opened = self._worth()
        for person, line in enumerate(lines):
            for day, choice in enumerate(line):
                if person not in chosen or not first <= day < first + span:
                    opened[person, day] = False
                opened[person, day, choice] = True
        return Domain(opened)

    def _worth(self) -> Bools:
        """The choices that cheaper lines can have."""
        penalty, relaxation = self._known.penalty, self._relaxation
        if penalty != self._worth_of:
            self._worth_of, self._open = penalty, self._columns.worth(relaxation, penalty - 1 - relaxation.bound)
        return self._open.copy()
