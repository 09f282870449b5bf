"""The budget of a search: how long and how hard it may still go on, whom it tells, and whether it is to stop."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class SearchLimits:
    """How long and how hard somebody wants to have searched; a budget is begun with them when the work begins.

    `seconds` is wall time and never exact twice; `effort` is CP-SAT's deterministic time: with the same seed and
    effort, and wall time to spare, the same problem gives the same roster on any machine.
    """

    seconds: float = 120.0
    effort: float = 20.0
    seed: int = 1
    workers: int = 4
    hasty: bool = False
    """Whether a search first tries the model as it is: to simplify a small one takes longer than to solve it."""


@dataclass(frozen=True)
class Progress:
    """How far a stage has come; None while nothing is found."""

    stage: str
    penalty: float | None
    bound: float | None
    seconds_left: float
    parts: tuple[int, int] | None = None
    """How many independent parts are done, of how many, where there are several."""


Watch = Callable[[Progress], None]
"""Is told of progress; it cannot steer the work."""


def unwatched(_: Progress) -> None:
    """Watch nothing."""


_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


@contextmanager
def whole_call(seconds: float) -> Iterator[None]:
    """Let all budgets that are begun meanwhile end within so many seconds from now, however many there are."""
    token = _ends.set(min(_ends.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _ends.reset(token)


def call_seconds() -> float:
    """What is left of the call's time; without end where it has no limit as a whole."""
    return max(0.0, _ends.get() - time.monotonic())


def fair_share(limits: SearchLimits, waiting: int = 1) -> SearchLimits:
    """Limits within a fair share of what is left of the call's time, where so many searches still want some."""
    return replace(limits, seconds=min(limits.seconds, call_seconds() / waiting))


class Budget:
    """What is left of some limits: the clock runs from the beginning, and effort is counted as it is spent.

    Work asks `stopped` again and again, and then ends with the best it has. Whoever holds the budget may stop it, from
    any thread; what was made from it stops with it. So does the flag `stop` of somebody who has no budget yet.
    """

    def __init__(self, limits: SearchLimits, watch: Watch = unwatched, stop: threading.Event | None = None) -> None:
        self.limits, self.watch = limits, watch
        self._ends = _ends.get()
        self._deadline = min(time.monotonic() + limits.seconds, self._ends)
        self._effort = limits.effort
        self._spending = threading.Lock()
        self._stop = threading.Event()
        self._stops = (self._stop, stop) if stop else (self._stop,)

    @property
    def seconds(self) -> float:
        """The time that is left."""
        return max(0.0, self._deadline - time.monotonic())

    @property
    def effort(self) -> float:
        """The effort that is left."""
        return self._effort

    @property
    def spent(self) -> float:
        """The effort that has been spent."""
        return self.limits.effort - self._effort

    @property
    def stopped(self) -> bool:
        """Whether the work is to end with the best it has."""
        return any(flag.is_set() for flag in self._stops)

    @property
    def ended(self) -> bool:
        """Whether it is stopped or its time is over."""
        return self.stopped or not self.seconds

    @property
    def over(self) -> bool:
        """Whether nothing more may be begun."""
        return self._effort <= 0 or self.ended

    def spend(self, effort: float) -> None:
        """Count effort as spent."""
        with self._spending:
            self._effort = max(0.0, self._effort - effort)

    def stop(self) -> None:
        """Let the work end with the best it has."""
        self._stop.set()

    def tell(self, stage: str, penalty: float | None = None, bound: float | None = None) -> None:
        """Tell the watch how far a stage has come."""
        self.watch(Progress(stage, penalty, bound, self.seconds))

    def share(self, seconds: float | None = None, effort: float | None = None, watch: Watch | None = None) -> "Budget":
        """A budget of some of what is left, at most all of it; what it spends is spent here when that is said here."""
        wanted = replace(
            self.limits,
            seconds=self.seconds if seconds is None else min(seconds, self.seconds),
            effort=self.effort if effort is None else min(effort, self.effort),
        )
        return self._made(wanted, watch or self.watch)

    def beside(self, seconds: float, effort: float) -> "Budget":
        """A budget with effort of its own, within the time that is left; it stops with this one."""
        return self._made(replace(self.limits, seconds=min(seconds, self.seconds), effort=effort), self.watch)

    def afterwards(self, least: float) -> "Budget":
        """A budget for what comes after a search: the time that is left, or `least` seconds if that is more."""
        return self._made(replace(self.limits, seconds=max(self.seconds, least)), unwatched)

    def anew(self, limits: SearchLimits) -> "Budget":
        """A budget of other limits, unwatched, which has nothing in common with this one but that it ends with it."""
        return self._made(replace(limits, seconds=min(limits.seconds, self.seconds)), unwatched)

    def _made(self, limits: SearchLimits, watch: Watch) -> "Budget":
        made = Budget(limits, watch)
        made._stops = (made._stop, *self._stops)
        # Threads know of no call that they belong to.
        made._ends = min(made._ends, self._ends)
        made._deadline = min(made._deadline, made._ends)
        return made
