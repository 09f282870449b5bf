"""The task of a plan: a problem, the rules, which stages come one after the other, and how far to look ahead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rostering.demand.problem import Problem
from rostering.rules.rule import Rule, that_cost, that_forbid
from rostering.solver.plan.stage_orders import FRESH, Group, Order


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

    def penalised(self, group: Group) -> Sequence[Rule]:
        """The rules with a penalty that belong to some stages."""
        return [rule for rule in that_cost(self.rules) if rule.stage in group]

    def of(self, problem: Problem, longer: Problem | None) -> "Task":
        """The same task for a part of the problem, which looks ahead where this one does."""
        return replace(self, problem=problem, longer=longer if self.longer else None)
