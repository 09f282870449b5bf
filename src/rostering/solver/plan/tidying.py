"""Tidying: compensating days that a search cut short has left behind, and nothing needs, go."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rostering.audit.vacancy import alone
from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.narrowed import narrowed


def tidied(roster: Roster, rules: Sequence[Rule], problem: Problem | None = None) -> Roster:
    """The roster without the compensating days that can go at no loss, one after the other.

    With a problem of fewer dates they also have to go at no loss there.
    """
    seen = [roster, narrowed(roster, problem)] if problem and problem is not roster.problem else [roster]
    needless = {off for who in sorted({who for who, _ in roster.days_off}) for off in _needless(seen, who, rules)}
    return replace(roster, days_off=roster.days_off - needless)


def _needless(rosters: Iterable[Roster], who: str, rules: Sequence[Rule]) -> Iterator[tuple[str, date]]:
    """One person's days off that can go together; each roster is a look at the same plan, the widest first."""
    views = [alone(roster, who) for roster in rosters]
    for off in sorted(views[0].days_off):
        leaner = [replace(view, days_off=view.days_off - {off}) for view in views]
        if all(_is_no_loss(*pair, rules) for pair in zip(views, leaner, strict=True)):
            views = leaner
            yield off


def _is_no_loss(before: Roster, after: Roster, rules: Sequence[Rule]) -> bool:
    """Whether no more is forbidden and, if no less is, the rest costs no more: that is asked last, as it seldom is."""
    more = _forbidden(after, rules) - _forbidden(before, rules)
    return more < 0 or (more == 0 and _price(after, rules) <= _price(before, rules))


def _forbidden(roster: Roster, rules: Sequence[Rule]) -> int:
    """Units of forbidden breach."""
    return sum(breach.amount for rule in rules if rule.price is None for breach in rule.check(roster))


def _price(roster: Roster, rules: Sequence[Rule]) -> int:
    return sum(breach.price or 0 for rule in rules if rule.price is not None for breach in rule.check(roster))
