"""Column generation (Gilmore and Gomory 1961), with prices smoothed between the best and the newest (Wentges 1997)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rostering.solver.lines.master import Master
from rostering.solver.lines.pricing import GRAIN, Line, Pricing, Scope
from rostering.solver.model.budget import Budget

_STEADY = 0.8
"""How much of the best prices is kept in those that are tried."""

_NIMBLE = 0.4
"""The same where seats are decided: what was best before is no longer."""

_STEP = 0.4

_NEAR = 0.05
"""How near bound and cost of shares come before it is enough, in penalty."""

PRICING = 5e-9
"""The effort of pricing by the value of a node."""

_STEP_OF_MASTER = 9e-7
"""The effort of a step of the simplex method, by tie."""


@dataclass(frozen=True)
class Relaxed:
    """How far a relaxation came: the bound, in parts of a penalty, the cost of shares, and the best prices."""

    bound: int
    cost: float
    prices: Sequence[float]

    @property
    def least(self) -> int:
        """The least whole penalty that the bound allows."""
        return -(-self.bound // GRAIN)


class Generation:
    """Lines come until none would make the shares cheaper, or the budget is over."""

    def __init__(self, pricing: Pricing, budget: Budget, prices: Sequence[float], lines: Iterable[Line] = ()) -> None:
        self.pricing, self.master, self.budget = pricing, Master(pricing), budget
        self.prices = prices
        self.master.add(lines)
        self.learn(pricing.whole)

    def learn(self, scope: Scope) -> None:
        """Take in everybody's cheapest open lines at the first prices."""
        self.master.add(self.pricing.priced(self.pricing.rounded(self.prices), scope).lines)

    def relax(self, scope: Scope, rounds: int, near: float = _NEAR, enough: float = math.inf) -> Relaxed | None:
        """The relaxation of a scope, until its bound is `enough`; None where nothing was reckoned."""
        best: Relaxed | None = None
        self.master.allow(scope.decided)
        for _ in range(rounds):
            if self.budget.over or (solved := self.solve()) is None:
                break
            best, new = self._round(best, *solved, scope)
            if new == 0 or best.cost - best.bound / GRAIN < near or best.least >= enough:
                break
        return best

    def solve(self) -> tuple[float, Sequence[float]] | None:
        """Find shares anew, and count the effort: their cost, and the price of each tie; None where GLOP gives up."""
        solved = self.master.solve()
        self.budget.spend(_STEP_OF_MASTER * self.master.steps * len(self.pricing.ties))
        return solved

    def _round(self, best: Relaxed | None, cost: float, newest: Sequence[float], scope: Scope) -> tuple[Relaxed, int]:
        """Price between the best prices and the newest, nearer to the newest until a line is new."""
        kept = _NIMBLE if scope.decided else _STEADY
        held = best.prices if best else self.prices
        while True:
            mixed = [kept * old + (1 - kept) * now for old, now in zip(held, newest, strict=True)]
            prices = self.pricing.rounded(mixed)
            priced = self.pricing.priced(prices, scope)
            self.budget.spend(PRICING * scope.size)
            if best is None or priced.bound > best.bound:
                best = Relaxed(priced.bound, cost, [price / GRAIN for price in prices])
            new = self.master.add(priced.lines)
            if new or kept == 0.0:
                return Relaxed(best.bound, cost, best.prices), new
            kept = kept - _STEP if kept > _STEP else 0.0
