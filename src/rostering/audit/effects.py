"""Effects: what a change of a roster breaks and costs, judged by those whom it concerns."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rostering.audit.judgement import Judgement, judge
from rostering.domain.findings import JudgedBreach
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule


@dataclass(frozen=True)
class Effect:
    """The breaches of what is forbidden that are new, and what each rule's penalty changes by where it does."""

    added: tuple[JudgedBreach, ...]
    penalty_by_rule: Mapping[str, int]
    costing: tuple[JudgedBreach, ...] = ()
    """The other breaches that are new."""

    @property
    def penalty(self) -> int:
        """What the whole roster's penalty changes by."""
        return sum(self.penalty_by_rule.values())


def effect_of(before: Roster, after: Roster, rules: Sequence[Rule], changed: Sequence[Rule] | None = None) -> Effect:
    """Compare two rosters of the same seats; `changed` are the rules after, if these are others.

    Personal rules are asked about those alone for whom something differs, which is exact and much quicker.
    """
    concerned = _concerned(before, after)
    old = _judgement(before, rules, concerned)
    new = _judgement(after, rules if changed is None else changed, concerned)
    known = {judged.breach for judged in old.breaches}
    fresh = [one for one in new.breaches if one.breach not in known]
    penalties = Counter(new.penalty_by_rule)
    penalties.subtract(old.penalty_by_rule)
    return Effect(
        tuple(one for one in fresh if one.breach.penalty is None),
        {rule: penalties[rule] for rule in sorted(penalties) if penalties[rule]},
        tuple(one for one in fresh if one.breach.penalty is not None),
    )


def _concerned(before: Roster, after: Roster) -> set[str]:
    old, new = before.holders, after.holders
    seated = {who for seat in {*old, *new} if old.get(seat) != new.get(seat) for who in (old.get(seat), new.get(seat))}
    rested = {who for who, _ in before.days_off ^ after.days_off}
    given_leave = {leave.consultant for leave in {*before.problem.leave} ^ {*after.problem.leave}}
    other = {who.id for who in after.problem.consultants if before.problem.consultant.get(who.id) != who}
    return {who for who in seated | rested | given_leave | other if who}


def _judgement(roster: Roster, rules: Sequence[Rule], people: Collection[str]) -> Judgement:
    theirs = judge(roster.among(people), [rule for rule in rules if rule.personal])
    common = judge(roster, [rule for rule in rules if not rule.personal])
    return Judgement((*theirs.breaches, *common.breaches))
