"""One search by CP-SAT (Perron, Didier and Gay 2023), in a thread of its own, watched and stopped from outside."""

import math
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from ortools.sat.python import cp_model

from rostering.solver.model.budget import Budget

_MOMENT = 0.1
"""Seconds between two looks at a search."""

_HASTE = 0.1
"""The effort of a hasty try, some times what the repair of a few duties takes."""

_STRATEGIES = ("core", "quick_restart")
"""Cores prove, and give the first rosters that CP-SAT's neighbourhoods beside them make better.

CP-SAT leaves the core out where an objective has a single term; a search that then ends with nothing goes on with the
other strategy.
"""

_WASTED = ("fs_random", "fs_random_no_lp", "fs_random_quick_restart", "fs_random_quick_restart_no_lp", "fj", "fj_lin")
"""Strategies that look for a first solution, where the core has one as soon: left out (`benchmarks/README.md`)."""


Values = Callable[[cp_model.LiteralT], bool]
"""Whether a literal is true in a solution."""

Hearer = Callable[[Values], None]
"""Is told of each solution while the search goes on, in a thread of the search."""


@dataclass(frozen=True)
class Outcome:
    """How one search ended. `solver` answers for the values of a solution where there is one."""

    status: cp_model.CpSolverStatus
    solver: cp_model.CpSolver
    effort: float

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
        """The least penalty that is still possible; penalties are never below 0."""
        bound = self.solver.best_objective_bound
        return max(0, math.ceil(bound - 1e-6)) if math.isfinite(bound) else 0

    @property
    def impossible(self) -> bool:
        """Whether it is proven that there is none."""
        return self.status == cp_model.INFEASIBLE


def search(model: cp_model.CpModel, budget: Budget, stage: str, hearer: Hearer | None = None) -> Outcome:
    """Minimise a model within a budget; where that is stopped, the search ends and keeps the best found."""
    if budget.limits.hasty:
        outcome = run(model, _hasty_solver(budget), budget, stage, hearer)
        if outcome.proven or outcome.impossible or budget.stopped:
            return outcome
    for strategy in _STRATEGIES:
        outcome = run(model, _solver(budget, strategy), budget, stage, hearer)
        if outcome.status != cp_model.UNKNOWN or budget.stopped:
            break
    return outcome


def run(
    model: cp_model.CpModel, solver: cp_model.CpSolver, budget: Budget, stage: str, hearer: Hearer | None = None
) -> Outcome:
    """Let a solver run to its own limits, or until the budget is stopped; tell of it several times a second."""
    seen, running = _Seen(solver, hearer), True
    threading.Thread(target=seen.solve, args=(model,), daemon=True).start()
    try:
        while running:
            # Not a join: one that an exception ends takes the thread for ended while it runs (bpo-45274).
            running = not seen.ended.wait(_MOMENT)
            budget.tell(stage, seen.penalty, seen.bound)
            if budget.stopped:
                seen.stop()
    finally:
        seen.end()
    if seen.error:
        raise seen.error
    return Outcome(seen.status, solver, solver.response_proto.deterministic_time)


class _Seen(cp_model.CpSolverSolutionCallback):
    """What the search has shown so far; written by its threads, read by the watcher."""

    def __init__(self, solver: cp_model.CpSolver, hearer: Hearer | None = None) -> None:
        super().__init__()
        self._hearer = hearer
        self.penalty: float | None = None
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
        """Let the search end, unless it has not begun yet: then it is to be asked again."""
        with suppress(RuntimeError):
            self._solver.stop_search()

    def end(self) -> None:
        """Leave no search behind, whatever has ended the wait for it."""
        while not self.ended.is_set():
            self.stop()
            self.ended.wait(_MOMENT)

    def on_solution_callback(self) -> None:
        """Note the penalty of a new solution, and let it be heard of."""
        self.penalty = self.objective_value
        try:
            if self._hearer and not self.error:
                self._hearer(self.boolean_value)
        except Exception as error:  # noqa: BLE001 - through the solver's own code it would come as something else
            self.error = error

    def _improve_bound(self, bound: float) -> None:
        self.bound = bound


def _solver(budget: Budget, strategy: str) -> cp_model.CpSolver:
    """A solver whose path depends on model, seed and effort alone: strategies take turns and meet at fixed points."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.max_time_in_seconds = budget.seconds
    parameters.max_deterministic_time = budget.effort
    parameters.random_seed = budget.limits.seed
    parameters.num_workers = budget.limits.workers
    parameters.interleave_search = True
    parameters.interleave_batch_size = 16
    parameters.subsolvers.append(strategy)
    parameters.ignore_subsolvers.extend(_WASTED)
    parameters.catch_sigint_signal = False
    return solver


def _hasty_solver(budget: Budget) -> cp_model.CpSolver:
    """A solver that begins at once."""
    solver = _solver(budget.share(effort=_HASTE), _STRATEGIES[0])
    solver.parameters.cp_model_presolve = False
    return solver
