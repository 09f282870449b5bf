"""Alternatives: who else could hold a seat, all else as it is: every exchange, judged and penalised rule by rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rostering.audit.bench import StandIn, backings_of, stand_in_for
from rostering.audit.effects import common_judgement, effect_of
from rostering.audit.empty_seats import candidates_for
from rostering.audit.judgement import Judgement
from rostering.domain.findings import Alternative
from rostering.language import _, n_
from rostering.language.dates import written
from rostering.language.labels import label
from rostering.rules.coverage import Coverage
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.plan.surplus_days_off import tidied


def alternatives_of(roster: Roster, rules: Sequence[Rule], seat: str) -> tuple[Alternative, ...]:
    """The holder, if there is one, then everyone else with the role: who is ruled out last, the others by penalty."""
    holder = roster.holders.get(seat)
    (backing,) = backings_of(roster, rules, [roster.problem.seat[seat]])
    common = common_judgement(roster, rules)
    able = {one.consultant: _alternative(roster, rules, seat, one, common) for one in backing.bench}
    others = [
        able.get(one.consultant)
        or Alternative(one.consultant, ok=False, reason=one.reason, penalty=None, penalty_by_rule={})
        for one in candidates_for(roster, seat, rules)
        if one.consultant != holder
    ]
    ranked = sorted(others, key=lambda one: (not one.ok, one.penalty or 0, one.consultant))
    return (*_holding(roster, rules, seat, ranked), *ranked)


def _alternative(roster: Roster, rules: Sequence[Rule], seat: str, one: StandIn, common: Judgement) -> Alternative:
    after = _handed_over(roster, rules, seat, one.consultant, one.days_off)
    effect = effect_of(roster, after, rules, common=common)
    if effect.added:
        reason = " ".join(judged.text for judged in effect.added)
        return Alternative(one.consultant, False, reason, None, {}, breaches=effect.added)
    reason = _cost(effect.penalty_by_rule) + _resting(one.days_off)
    found = effect.penalty, effect.penalty_by_rule, one.days_off, effect.penalised
    return Alternative(one.consultant, True, reason, *found)


def handed_over(roster: Roster, rules: Sequence[Rule], seat: str, who: str) -> Roster:
    """The roster with a seat given to somebody else, and the days off that follow from it.

    The taker gets the compensating days without which it would not be lawful, and the holder's that nothing needs any
    more go. Somebody whom no days off would help gets the seat all the same; it is for the audit to say so.
    """
    found = None
    if who != roster.holders.get(seat):
        found = stand_in_for(roster, rules, roster.problem.seat[seat], who)
    return _handed_over(roster, rules, seat, who, found.days_off if found else ())


def _handed_over(roster: Roster, rules: Sequence[Rule], seat: str, who: str, resting: Iterable[date]) -> Roster:
    holder, changed = roster.holders.get(seat), roster.with_holder(seat, who)
    days_off = changed.days_off | {(who, day) for day in resting}
    if holder:
        kept = tidied(changed.among({holder}), rules).days_off
        days_off = frozenset(off for off in days_off if off[0] != holder) | kept
    return replace(changed, days_off=days_off)


def _holding(roster: Roster, rules: Sequence[Rule], seat: str, others: Sequence[Alternative]) -> Iterator[Alternative]:
    """The holder, with why it is not one of the others; not in order where the seat breaks what is forbidden."""
    if holder := roster.holders.get(seat):
        broken = effect_of(roster.with_holder(seat, None), roster, rules).added
        reason = " ".join(judged.text for judged in broken) or _why(others)
        yield Alternative(holder, not broken, reason, penalty=None if broken else 0, penalty_by_rule={})


def _why(others: Sequence[Alternative]) -> str:
    penalties = [(one.penalty, one.consultant) for one in others if one.penalty is not None]
    if not penalties:
        return (
            _("holds the seat; nobody else can take it, all else as it is")
            if others
            else _("holds the seat; nobody else can take it")
        )
    least, who = min(penalties)
    if least > 0:
        return _("holds the seat; nobody else could for less than {number} more", number=least)
    if least == 0:
        return _("holds the seat; {name} would cost as much", name=who)
    return _("holds the seat; {name} would cost {number} less", name=who, number=-least)


def _cost(penalties: Mapping[str, int]) -> str:
    """What else changes in penalty than that an empty seat is filled."""
    others = {rule: penalty for rule, penalty in penalties.items() if rule != Coverage.name}
    total = sum(others.values())
    cost = _("would cost {number} more", number=total) if total > 0 else _("would cost {number} less", number=-total)
    text = cost if total else _("would cost as much")
    if Coverage.name in penalties:
        text = _("could take the seat and {cost}", cost=text)
    rules = ", ".join(f"{_rule(rule)} {penalty:+d}" for rule, penalty in others.items())
    return text + (f" ({rules})" if rules else "")


def _rule(rule: str) -> str:
    return label(rule).lower()


def _resting(days: Sequence[date]) -> str:
    if not days:
        return ""
    dates = _(" and ").join(str(written(day)) for day in days)
    return ", " + n_("with a day off on {dates}", "with days off on {dates}", len(days), dates=dates)
