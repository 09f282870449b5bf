"""The task of a plan: a problem, the rules, which stages come one after the other, and how far to look ahead."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rostering.demand.problem import Problem
from rostering.rules.rule import Rule, that_cost, that_forbid
from rostering.solver.plan.stage_orders import FRESH, Group, Order

LARGEST = 60_000
"""Choices up to which a board is built whole: two gigabytes and a minute or two."""


@dataclass(frozen=True)
class Task:
    """All that the best roster depends on."""

    problem: Problem
    rules: Sequence[Rule]
    order: Order = FRESH
    longer: Problem | None = None
    """The same problem with some weeks after its period, which are to stay coverable."""

    @property
    def widest(self) -> Problem:
        """The problem as far as the plan looks."""
        return self.longer or self.problem

    @cached_property
    def forbidding(self) -> Sequence[Rule]:
        """The rules that forbid."""
        return that_forbid(self.rules)

    @cached_property
    def choices(self) -> Mapping[date, int]:
        """By date, how many pairs of a seat and somebody with its role there are: what a board grows with."""
        seats = Counter((seat.day, seat.role) for seat in self.widest.seats)
        pairs: Counter[date] = Counter()
        for (day, role), number in seats.items():
            pairs[day] += number * sum(who.has(role, day) for who in self.widest.consultants)
        return pairs

    @property
    def is_large(self) -> bool:
        """Whether one board is too large to be worth its building; then only cuts of the task are searched."""
        return sum(self.choices.values()) > LARGEST

    @property
    def most_days(self) -> int:
        """How many dates a cut may have, so that it is not large."""
        return max(1, LARGEST // max(self.choices.values(), default=1))

    def penalised(self, group: Group) -> Sequence[Rule]:
        """The rules with a penalty that belong to some stages."""
        return [rule for rule in that_cost(self.rules) if rule.stage in group]

    def of(self, problem: Problem, longer: Problem | None) -> "Task":
        """The same task for a part of the problem, which looks ahead where this one does."""
        return replace(self, problem=problem, longer=longer if self.longer else None)
