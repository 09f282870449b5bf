"""Tidying: a search cut short may leave compensating days behind that nothing needs."""

from collections.abc import Sequence
from dataclasses import replace

from rostering.audit.vacancy import alone
from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.narrowed import narrowed


def tidied(roster: Roster, rules: Sequence[Rule], problem: Problem | None = None) -> Roster:
    """The roster without the compensating days that can go at no loss, one after the other.

    With a problem of fewer dates they also have to go at no loss there.
    """
    for day_off in sorted(roster.days_off):
        leaner = replace(roster, days_off=roster.days_off - {day_off})
        seen = [(leaner, roster)]
        if problem and problem is not roster.problem:
            seen.append((narrowed(leaner, problem), narrowed(roster, problem)))
        if all(_weight(alone(a, day_off[0]), rules) <= _weight(alone(b, day_off[0]), rules) for a, b in seen):
            roster = leaner
    return roster


def _weight(roster: Roster, rules: Sequence[Rule]) -> tuple[int, int]:
    """Units of forbidden breach, and the price of the others."""
    breaches = [breach for rule in rules for breach in rule.check(roster)]
    return sum(b.amount for b in breaches if b.price is None), sum(b.price for b in breaches if b.price is not None)
