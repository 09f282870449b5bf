"""Tidying: greedy removal of compensating days that a search cut short has left behind, and nothing needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rostering.audit.judgement import penalty_of
from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_cost, that_forbid


def tidied(roster: Roster, rules: Sequence[Rule], problem: Problem | None = None) -> Roster:
    """The roster without the compensating days that can go at no loss, one after the other.

    With a problem of fewer dates they also have to go at no loss there.
    """
    seen = [roster, roster.seen_in(problem)] if problem and problem is not roster.problem else [roster]
    needless = {off for who in sorted({who for who, _ in roster.days_off}) for off in _needless(seen, who, rules)}
    return replace(roster, days_off=roster.days_off - needless)


def _needless(rosters: Iterable[Roster], who: str, rules: Sequence[Rule]) -> Iterator[tuple[str, date]]:
    """One person's days off that can go together; each roster is a look at the same plan, the widest first."""
    views = [_Weighed(roster.among({who}), rules) for roster in rosters]
    for off in sorted(views[0].roster.days_off):
        leaner = [view.without(off) for view in views]
        if all(after.is_no_loss(before) for before, after in zip(views, leaner, strict=True)):
            views = leaner
            yield off


@dataclass(frozen=True)
class _Weighed:
    """One person's roster, weighed by the rules once, and only when that is asked."""

    roster: Roster
    rules: Sequence[Rule]

    def without(self, off: tuple[str, date]) -> "_Weighed":
        """The roster with a day off less."""
        return replace(self, roster=replace(self.roster, days_off=self.roster.days_off - {off}))

    def is_no_loss(self, before: "_Weighed") -> bool:
        """Whether no more is forbidden and, if no less is, the rest costs no more: asked last, as it seldom is."""
        more = self.forbidden - before.forbidden
        return more < 0 or (more == 0 and self.penalty <= before.penalty)

    @cached_property
    def forbidden(self) -> int:
        """Units of forbidden breach."""
        return sum(breach.amount for rule in that_forbid(self.rules) for breach in rule.check(self.roster))

    @cached_property
    def penalty(self) -> int:
        """What the rest costs."""
        return penalty_of(self.roster, that_cost(self.rules))
