"""One search: CP-SAT in a thread of its own, watched and stopped from outside."""

import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model


@dataclass(frozen=True)
class Limits:
    """How long and how hard to search.

    `seconds` is wall time and never exact twice; `effort` is CP-SAT's deterministic time: with the same seed and
    effort, and wall time to spare, the same problem gives the same roster on any machine.
    """

    seconds: float = 120.0
    effort: float = 20.0
    seed: int = 1
    workers: int = 4
    hasty: bool = False
    """Whether a search first tries the model as it is: to simplify a small one takes longer than to solve it."""


_HASTE = 0.1
"""The effort of a hasty try, some times what the repair of a few duties takes."""

_STRATEGIES = ("core", "quick_restart")
"""Cores prove, and give the first rosters that CP-SAT's neighbourhoods beside them make better.

CP-SAT leaves the core out where an objective has a single term; a search that then ends with nothing goes on with the
other strategy.
"""

_WASTED = ("fs_random", "fs_random_no_lp", "fs_random_quick_restart", "fs_random_quick_restart_no_lp", "fj", "fj_lin")
"""Strategies that look for a first solution, where the core has one as soon: left out (`benchmarks/README.md`)."""


@dataclass(frozen=True)
class Progress:
    """How far a stage has come; None while nothing is found."""

    stage: str
    price: float | None
    bound: float | None
    seconds_left: float
    parts: tuple[int, int] | None = None
    """How many independent parts are done, of how many, where there are several."""


Watch = Callable[[Progress], None]


@dataclass(frozen=True)
class Outcome:
    """How one search ended. `solver` answers for the values of a solution where there is one."""

    status: cp_model.CpSolverStatus
    solver: cp_model.CpSolver
    effort: float
    interrupted: bool

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    @property
    def proven(self) -> bool:
        """Whether no better one exists."""
        return self.status == cp_model.OPTIMAL

    @property
    def bound(self) -> int:
        """The least price that is still possible; prices are never below 0."""
        bound = self.solver.best_objective_bound
        return max(0, math.ceil(bound - 1e-6)) if math.isfinite(bound) else 0

    @property
    def impossible(self) -> bool:
        """Whether it is proven that there is none."""
        return self.status == cp_model.INFEASIBLE


def search(model: cp_model.CpModel, limits: Limits, stage: str, watch: Watch) -> Outcome:
    """Minimise a model within limits; an interrupt (Ctrl-C) ends the search and keeps the best found."""
    end = time.monotonic() + limits.seconds
    if limits.hasty:
        outcome = _attempt(model, _hasty_solver(limits, end), stage, watch, end)
        if outcome.proven or outcome.impossible or outcome.interrupted:
            return outcome
    for strategy in _STRATEGIES:
        outcome = _attempt(model, _solver(limits, strategy, end), stage, watch, end)
        if outcome.status != cp_model.UNKNOWN or outcome.interrupted:
            break
    return outcome


def _attempt(model: cp_model.CpModel, solver: cp_model.CpSolver, stage: str, watch: Watch, end: float) -> Outcome:
    seen = _Seen(solver)
    threading.Thread(target=seen.solve, args=(model,), daemon=True).start()
    interrupted, running = False, True
    while running:
        try:
            # Not a join: one that is interrupted takes the thread for ended while it runs (bpo-45274).
            running = not seen.ended.wait(0.1)
            watch(Progress(stage, seen.price, seen.bound, max(0.0, end - time.monotonic())))
        except KeyboardInterrupt:
            interrupted = True
        if interrupted:
            seen.stop()
    if seen.error:
        raise seen.error
    return Outcome(seen.status, solver, solver.response_proto.deterministic_time, interrupted)


class _Seen(cp_model.CpSolverSolutionCallback):
    """What the search has shown so far; written by its threads, read by the watcher."""

    def __init__(self, solver: cp_model.CpSolver) -> None:
        super().__init__()
        self.price: float | None = None
        self.bound: float | None = None
        self.status = cp_model.UNKNOWN
        self.error: Exception | None = None
        self.ended = threading.Event()
        self._solver = solver
        solver.best_bound_callback = self._improve_bound

    def solve(self, model: cp_model.CpModel) -> None:
        try:
            self.status = self._solver.solve(model, self)
            self.bound = self._solver.best_objective_bound
        except Exception as error:  # noqa: BLE001 - handed to the thread that waits
            self.error = error
        finally:
            self.ended.set()

    def stop(self) -> None:
        """End the search, unless it has not begun yet: then it is to be asked again."""
        with suppress(RuntimeError):
            self._solver.stop_search()

    def on_solution_callback(self) -> None:
        """Note the price of a new solution."""
        self.price = self.objective_value

    def _improve_bound(self, bound: float) -> None:
        self.bound = bound


def _solver(limits: Limits, strategy: str, end: float) -> cp_model.CpSolver:
    """A solver whose path depends on model, seed and effort alone: strategies take turns and meet at fixed points."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.max_time_in_seconds = max(0.0, end - time.monotonic())
    parameters.max_deterministic_time = limits.effort
    parameters.random_seed = limits.seed
    parameters.num_workers = limits.workers
    parameters.interleave_search = True
    parameters.interleave_batch_size = 16
    parameters.subsolvers.append(strategy)
    parameters.ignore_subsolvers.extend(_WASTED)
    parameters.catch_sigint_signal = False
    return solver


def _hasty_solver(limits: Limits, end: float) -> cp_model.CpSolver:
    """A solver that begins at once."""
    solver = _solver(replace(limits, effort=min(_HASTE, limits.effort)), _STRATEGIES[0], end)
    solver.parameters.cp_model_presolve = False
    return solver
