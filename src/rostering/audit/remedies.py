"""Remedies: single changes of what a roster rests on that might fill an empty seat; whether they do, a solver says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice

from rostering.audit.empty_seats import CandidateCheck
from rostering.demand.problem import Problem
from rostering.domain.findings import JudgedBreach
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.absence import NoDutyOnLeave, Wishes
from rostering.rules.caps import Caps
from rostering.rules.membership import Membership
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import DAY, Period


class RemedyKind(IntEnum):
    """What is changed; of two remedies at one penalty the lower kind is the lighter."""

    MOVE = 1
    CAP = 2
    WISH = 3
    LENDING = 4
    LEAVE = 5
    ROLE = 6
    HIRE = 7


_MOST = {RemedyKind.CAP: 3, RemedyKind.WISH: 2, RemedyKind.LENDING: 2, RemedyKind.LEAVE: 3, RemedyKind.ROLE: 2}
"""How many remedies of a kind are worth trying."""


@dataclass(frozen=True)
class Remedy:
    """The roster and the rules after one change. `change` and `text` are empty where only duties change hands."""

    kind: RemedyKind
    change: str
    text: str
    roster: Roster
    rules: tuple[Rule, ...]


def remedies_for(roster: Roster, rules: Sequence[Rule], seat: str) -> Iterator[Remedy]:
    """What may fill an empty seat, the lightest kind first; for each kind those whom the least keeps from it first."""
    able = _Hindrances(roster, rules, seat)
    yield Remedy(RemedyKind.MOVE, "", "", roster, tuple(rules))
    for kind, remedies in (
        (RemedyKind.CAP, _raised_caps(able)),
        (RemedyKind.WISH, _dropped(able, RemedyKind.WISH, Wishes.name, LeaveKind.RATHER_NOT)),
        (RemedyKind.LENDING, _lent(able)),
        (RemedyKind.LEAVE, _dropped(able, RemedyKind.LEAVE, NoDutyOnLeave.name, LeaveKind.LEAVE)),
        (RemedyKind.ROLE, _trained(able)),
    ):
        yield from islice(remedies, _MOST[kind])
    yield _hired(able)


class _Hindrances:
    """Who has the role of a seat, with what speaks against each in it, those with the fewest breaches first."""

    def __init__(self, roster: Roster, rules: Sequence[Rule], seat: str) -> None:
        self.roster, self.rules = roster, tuple(rules)
        self.problem: Problem = roster.problem
        self.seat: Seat = self.problem.seat[seat]
        check = CandidateCheck(roster, rules)
        against = [(who, check.added(seat, who)) for who in check.able(seat)]
        self.against = sorted(against, key=lambda one: (len(one[1]), one[0]))

    def of(self, rule: str) -> Iterator[tuple[Consultant, JudgedBreach]]:
        """Whom a rule keeps from the seat, and how; nothing else that only another change could mend does."""
        for who, added in self.against:
            fixed = {one.breach.rule for one in added} & _FIXED
            for judged in added:
                if judged.breach.rule == rule and fixed <= {rule}:
                    yield self.problem.consultant[who], judged

    def changed(self, kind: RemedyKind, change: str, text: str, problem: Problem) -> Remedy:
        """The remedy that a changed problem is."""
        return Remedy(kind, change, text, replace(self.roster, problem=problem), self.rules)

    def with_person(self, kind: RemedyKind, change: str, text: str, person: Consultant) -> Remedy:
        """The remedy that a changed or a new person is."""
        others = [one for one in self.problem.consultants if one.id != person.id]
        people = tuple(sorted([*others, person], key=lambda one: one.id))
        return self.changed(kind, change, text, replace(self.problem, consultants=people))


_FIXED = {NoDutyOnLeave.name, Membership.name, Wishes.name, "qualification"}
"""Rules that look at one seat and one person alone, so that no other duty's move helps."""

_CAPS = {
    "duties_per_month": said("duties a month"),
    "weekends": said("weekends a quarter"),
    "weekends_in_a_row": said("weekends in a row"),
    "nights": said("nights a quarter"),
}


def _raised_caps(able: _Hindrances) -> Iterator[Remedy]:
    caps = next((rule for rule in able.rules if isinstance(rule, Caps)), Caps())
    for who, judged in able.of(Caps.name):
        _, name, _, count = judged.breach.about
        own = {**caps.overrides.get(who.id, {}), name: int(count)}
        raised = replace(caps, overrides={**caps.overrides, who.id: own})
        text = said(
            "{name} may have {number} {what} instead of {limit}",
            name=who.name,
            number=count,
            what=_CAPS[name],
            limit=caps.cap(name, who.id),
        )
        rules = tuple(raised if rule is caps else rule for rule in able.rules)
        yield Remedy(RemedyKind.CAP, f"caps.{name}:{who.id}={count}", text, able.roster, rules)


def _dropped(able: _Hindrances, kind: RemedyKind, rule: str, asked: LeaveKind) -> Iterator[Remedy]:
    """Leave, or a wish against a date, leaves out the dates of the seat."""
    touched = able.problem.touched(able.seat)
    freed = Period(touched[0], touched[-1])
    for who, _ in able.of(rule):
        periods = [x for x in able.problem.leave if (x.consultant, x.kind) == (who.id, asked)]
        if not all(map(who.employed, freed)) or not (met := [x for x in periods if x.period.overlaps(freed)]):
            continue
        kept = [x for x in able.problem.leave if x not in met] + [rest for x in met for rest in _without(x, freed)]
        leave = tuple(sorted(kept, key=lambda x: (x.consultant, x.period, x.kind)))
        what = said("leave") if kind == RemedyKind.LEAVE else said("wish against duties")
        facts = {"name": who.name, "what": what, "periods": " and of ".join(_dates(x.period) for x in met)}
        text = said("{name}'s {what} of {periods} is given up", **facts)
        if len(kept) != len(able.problem.leave) - len(met):
            text = said("{name}'s {what} of {periods} leaves out {days_left}", days_left=_dates(freed), **facts)
        yield able.changed(kind, f"{kind.name.lower()}:{who.id}:{freed}", text, replace(able.problem, leave=leave))


def _without(leave: Leave, freed: Period) -> Iterator[Leave]:
    if leave.period.first < freed.first:
        yield replace(leave, period=Period(leave.period.first, freed.first - DAY))
    if freed.last < leave.period.last:
        yield replace(leave, period=Period(freed.last + DAY, leave.period.last))


def _lent(able: _Hindrances) -> Iterator[Remedy]:
    team = str(able.seat.pool)
    for who, _ in able.of(Membership.name):
        lent = replace(who, lends=(*who.lends, team))
        yield able.with_person(
            RemedyKind.LENDING,
            f"lend:{who.id}:{team}",
            said("{name} may be lent to {team}", name=who.name, team=team),
            lent,
        )


def _trained(able: _Hindrances) -> Iterator[Remedy]:
    """People who lack the role and nothing else keeps away, those with the fewest duties first."""
    role, day = able.seat.role, able.seat.day
    lacking = [who for who in able.problem.consultants if not who.has(role, day)]
    for who in sorted(lacking, key=lambda who: (len(able.roster.own[who.id]), who.id)):
        dates = {other: ends for other, ends in who.role_dates.items() if other != role}
        trained = replace(who, roles=tuple(dict.fromkeys((*who.roles, role))), role_dates=dates)
        text = said("{name} takes on the role {role}", name=who.name, role=able.problem.names.get(role, role))
        remedy = able.with_person(RemedyKind.ROLE, f"role:{who.id}:{role}", text, trained)
        if not any(
            rule.rules_out(remedy.roster.problem, able.seat, who.id) for rule in able.rules if rule.penalty is None
        ):
            yield remedy


def _hired(able: _Hindrances) -> Remedy:
    """One more consultant, who has the role and is there all the time."""
    role, day = able.seat.role, able.seat.day
    named = able.problem.names.get(role, role)
    text = said("one more {role} consultant is there on {day}", role=named, day=day)
    new = Consultant(_unused(f"new_{role}", able.problem), said("the new one"), "", (role,), "", min(able.problem.days))
    return able.with_person(RemedyKind.HIRE, f"hire:{role}:{day}", text, new)


def _unused(name: str, problem: Problem) -> str:
    while name in problem.consultant:
        name += "_"
    return name


def _dates(period: Period) -> str:
    if len(period) == 1:
        return str(period.first)
    return said("{first} to {last}", first=period.first, last=period.last)
