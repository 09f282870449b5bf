"""The judgement of a roster: its breaches, weighed and explained; or its penalty alone, and whether it is lawful."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rostering.domain.findings import JudgedBreach
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_forbid


@dataclass(frozen=True)
class Judgement:
    """What the rules say of a roster."""

    breaches: tuple[JudgedBreach, ...]

    @cached_property
    def hard(self) -> int:
        """How many breaches are of rules that forbid."""
        return sum(judged.breach.penalty is None for judged in self.breaches)

    @cached_property
    def penalty(self) -> int:
        """What the other breaches cost together."""
        return sum(self.penalty_by_rule.values())

    @cached_property
    def penalty_by_rule(self) -> Mapping[str, int]:
        """What they cost by rule; rules that cost nothing are left out."""
        penalties: dict[str, int] = {}
        for judged in self.breaches:
            if judged.breach.penalty:
                penalties[judged.breach.rule] = penalties.get(judged.breach.rule, 0) + judged.breach.penalty
        return penalties


def judge(roster: Roster, rules: Sequence[Rule]) -> Judgement:
    """Check a roster against each rule, in the order of the rules."""
    return Judgement(tuple(JudgedBreach(b, rule.explain(b)) for rule in rules for b in rule.check(roster)))


def penalty_of(roster: Roster, rules: Iterable[Rule]) -> int:
    """What the breaches of some rules cost together: a judgement's penalty without the sentences, which take time."""
    return sum(breach.penalty or 0 for rule in rules for breach in rule.check(roster))


def is_lawful(roster: Roster, rules: Iterable[Rule]) -> bool:
    """Whether no forbidding rule is broken; even the empty roster may break one, such as a stricter weekly rest."""
    return not any(next(rule.check(roster), None) for rule in that_forbid(rules))
