"""Effects: what a change of a roster breaks and costs, judged by those whom it concerns."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rostering.audit.judgement import Judgement, judge
from rostering.demand.cuts import only
from rostering.domain.findings import JudgedBreach
from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import DAY


@dataclass(frozen=True)
class Effect:
    """The breaches of what is forbidden that are new, and what each rule's penalty changes by where it does."""

    added: tuple[JudgedBreach, ...]
    penalty_by_rule: Mapping[str, int]
    penalised: tuple[JudgedBreach, ...] = ()
    """The breaches that cost something and that the change brings about, or makes dearer."""
    worse: tuple[JudgedBreach, ...] = ()
    """Those of the `added` that the change brings about; in the others it only lessens what was broken before."""

    @property
    def penalty(self) -> int:
        """What the whole roster's penalty changes by."""
        return sum(self.penalty_by_rule.values())


def common_judgement(roster: Roster, rules: Sequence[Rule]) -> Judgement:
    """What the rules say that are about several people at once."""
    return judge(roster, [rule for rule in rules if not rule.personal])


def effect_of(
    before: Roster,
    after: Roster,
    rules: Sequence[Rule],
    changed: Sequence[Rule] | None = None,
    common: Judgement | None = None,
) -> Effect:
    """Compare two rosters of the same seats; `changed` are the rules after, if these are others.

    Personal rules are asked about those alone for whom something differs, rules that see no further of the dates around
    it, which is exact and much quicker; `common` is what all that are not personal say before, where that is known.
    """
    old, new = _judgements(before, after, rules, changed, common)
    known = {judged.breach for judged in old.breaches}
    new_ones = [one for one in new.breaches if one.breach not in known]
    added = tuple(one for one in new_ones if one.breach.penalty is None)
    taken = {seat for seat, who in after.holders.items() if who != before.holders.get(seat)}
    less = _amounts(old, forbidden=True) - _amounts(new, forbidden=True)
    dearer = _amounts(new, forbidden=False) - _amounts(old, forbidden=False)
    penalties = Counter(new.penalty_by_rule)
    penalties.subtract(old.penalty_by_rule)

    def is_of_it(one: JudgedBreach) -> bool:
        """Whether the change brings a penalised breach about: of a seat that it moves, or dearer than before."""
        return bool(taken & {*one.breach.seats}) or (penalties[one.breach.rule] > 0 and dearer[_place(one)] > 0)

    return Effect(
        added,
        {rule: penalties[rule] for rule in sorted(penalties) if penalties[rule]},
        tuple(one for one in new_ones if one.breach.penalty and is_of_it(one)),
        tuple(one for one in added if not less[_place(one)] or taken & {*one.breach.seats}),
    )


_Place = tuple[str, tuple[str, ...]]
"""A rule, and whom or what it is about first of all."""


def _place(judged: JudgedBreach) -> _Place:
    return judged.breach.rule, judged.breach.about[:1]


def _amounts(judgement: Judgement, *, forbidden: bool) -> Counter[_Place]:
    """How much each rule is broken by each: units of those that forbid, or what the others cost."""
    amounts: Counter[_Place] = Counter()
    for judged in judgement.breaches:
        breach = judged.breach
        if (breach.penalty is None) == forbidden:
            amounts[_place(judged)] += breach.amount if breach.penalty is None else breach.penalty
    return amounts


def _judgements(
    before: Roster, after: Roster, rules: Sequence[Rule], changed: Sequence[Rule] | None, common: Judgement | None
) -> tuple[Judgement, Judgement]:
    """What the rules say before and after, without what says the same of both."""
    concerned = _concerned(before, after)
    if changed is not None or before.problem is not after.problem:
        after_rules = rules if changed is None else changed
        return _judgement(before, rules, concerned, common), _judgement(after, after_rules, concerned)
    near = only(before.problem, _is_near(before, after))
    ours, theirs = (_Sight(whole, whole.seen_in(near)) for whole in (before, after))
    old, new = (_personal(whole, rules, concerned).breaches for whole in (before, after))
    return Judgement((*old, *ours.common(rules, common))), Judgement((*new, *theirs.common(rules)))


@dataclass(frozen=True)
class _Sight:
    """A roster, and as much of it as lies around what changes."""

    whole: Roster
    near: Roster

    def common(self, rules: Sequence[Rule], known: Judgement | None = None) -> Iterator[JudgedBreach]:
        """What the rules say that are about several people, those that see no further of what is near alone."""
        for rule in rules:
            if rule.personal:
                continue
            if known and not rule.near:
                yield from (judged for judged in known.breaches if judged.breach.rule == rule.name)
            else:
                yield from judge(self.near if rule.near else self.whole, [rule]).breaches


def _is_near(before: Roster, after: Roster) -> Callable[[Seat], bool]:
    """Which seats take a date of one that changes hands, or a date beside it."""
    problem = before.problem
    moved = {key for key in {*before.holders, *after.holders} if before.holders.get(key) != after.holders.get(key)}
    seats = [problem.seat[key] for key in moved if key in problem.seat]
    taken = {day for seat in seats for day in (seat.day, *problem.touched(seat))}
    around = {day + DAY * step for day in taken for step in (-1, 0, 1)}
    there = {seat for day in around for seat in problem.seats_at.get(day, ())}
    return lambda seat: seat.id in there


def _concerned(before: Roster, after: Roster) -> set[str]:
    old, new = before.holders, after.holders
    seated = {who for seat in {*old, *new} if old.get(seat) != new.get(seat) for who in (old.get(seat), new.get(seat))}
    rested = {who for who, _ in before.days_off ^ after.days_off}
    if before.problem is after.problem:
        return {who for who in seated | rested if who}
    given_leave = {leave.consultant for leave in {*before.problem.leave} ^ {*after.problem.leave}}
    other = {who.id for who in after.problem.consultants if before.problem.consultant.get(who.id) != who}
    return {who for who in seated | rested | given_leave | other if who}


def _personal(roster: Roster, rules: Sequence[Rule], people: Collection[str]) -> Judgement:
    return judge(roster.among(people), [rule for rule in rules if rule.personal])


def _judgement(
    roster: Roster, rules: Sequence[Rule], people: Collection[str], common: Judgement | None = None
) -> Judgement:
    theirs = _personal(roster, rules, people)
    return Judgement((*theirs.breaches, *(common or common_judgement(roster, rules)).breaches))
