"""The choice of one line for everybody from those at hand, by CP-SAT: the master problem in whole lines."""

from collections.abc import Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from rostering.solver.lines.generation import Generation
from rostering.solver.model.budget import Budget
from rostering.solver.model.search import Outcome, search

_EFFORT = 2.0
"""What a choice may take."""


@dataclass(frozen=True)
class ChosenLines:
    """Lines that go together: the values of their variables, but for those that are 0, and what they cost."""

    values: Mapping[int, int]
    cost: int


def chosen(generation: Generation, budget: Budget, stage: str, below: int) -> ChosenLines | None:
    """The cheapest choice that costs less than `below`; None where none is found."""
    pricing, model = generation.pricing, cp_model.CpModel()
    bounds, lines = pricing.blocks.bounds, generation.master.lines
    taken = [model.new_bool_var("") for _ in lines]
    for who in pricing.diagrams:
        model.add_exactly_one(one for one, line in zip(taken, lines, strict=True) if line.who == who)
    sums: list[list[tuple[cp_model.IntVar, int]]] = [[] for _ in pricing.ties]
    costs = [(one, line.cost) for one, line in zip(taken, lines, strict=True)]
    for one, line in zip(taken, lines, strict=True):
        for number, weight in line.weights.items():
            sums[number].append((one, weight))
    for variable, cost, weights in pricing.shared():
        made = model.new_int_var(bounds.low[variable], bounds.high[variable], "")
        costs.append((made, cost))
        for number, weight in weights:
            sums[number].append((made, weight))
    for row, terms in zip(pricing.ties, sums, strict=True):
        model.add_linear_constraint(_weighted(terms), row.least, row.most)
    total = _weighted(costs) + pricing.blocks.constant
    model.add(total < below)
    model.minimize(total)
    outcome = search(model, budget.share(effort=_EFFORT), stage)
    budget.spend(outcome.effort)
    return _choice(generation, taken, outcome)


def _weighted(terms: list[tuple[cp_model.IntVar, int]]) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum([variable for variable, _ in terms], [weight for _, weight in terms])


def _choice(generation: Generation, taken: list[cp_model.IntVar], outcome: Outcome) -> ChosenLines | None:
    if not outcome.found:
        return None
    pairs = zip(taken, generation.master.lines, strict=True)
    picked = [line for one, line in pairs if outcome.solver.boolean_value(one)]
    values = {variable: value for line in picked for variable, value in line.values.items()}
    return ChosenLines(values, round(outcome.solver.objective_value))
