"""Fixes: the remedies of an empty seat that solving around it again proves, with what each changes and costs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from rostering.audit.effects import effect_of
from rostering.audit.remedies import Remedy, RemedyKind, remedies_for
from rostering.demand.cuts import among, with_seats
from rostering.demand.problem import Problem, Reference
from rostering.domain.findings import Fix
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage, that_forbid
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.model.feasibility import ASKED, coverable
from rostering.solver.plan.planner import NothingFound, Order, plan
from rostering.solver.plan.task import Task
from rostering.spans import Period

_REACH = timedelta(days=10)
"""How far around the seat duties may change hands."""

_ORDER: Order = ((Stage.COVERAGE,), (Stage.NOTICE, Stage.STABILITY), (Stage.PREFERENCES,))
_LIMITS = SearchLimits(seconds=60, effort=1)


def fixes_for(roster: Roster, rules: Sequence[Rule], seat: str, today: date, budget: Budget) -> tuple[Fix, ...]:
    """The single changes that fill an empty seat, ranked: moves of duties, then changes of inputs by penalty.

    Someone new to the role, or to the firm, comes last. Each is proven: with it the seat is filled, all else that was
    filled still is, and nothing forbidden is broken that was not before. Duties before `today` stay as they are. Each
    question has limits of its own; a stopped budget leaves the further ones unasked.
    """
    found: list[tuple[RemedyKind, Fix]] = []
    for remedy in remedies_for(roster, rules, seat):
        if budget.ended:
            break
        if fix := _proven(roster, rules, remedy, seat, today, budget):
            found.append((remedy.kind, fix))
    return tuple(fix for _, fix in sorted(found, key=_rank))


def _rank(found: tuple[RemedyKind, Fix]) -> tuple[int, int, RemedyKind, str]:
    """By penalty, but what changes no input comes first, and what somebody has to learn, or somebody new, last."""
    kind, fix = found
    weight = kind if kind in (RemedyKind.MOVE, RemedyKind.ROLE, RemedyKind.HIRE) else RemedyKind.LEAVE
    return weight, fix.penalty, kind, fix.change


def _proven(
    before: Roster, rules: Sequence[Rule], remedy: Remedy, seat: str, today: date, budget: Budget
) -> Fix | None:
    """The remedy as a fix, unless it fails when the days around the seat are solved again with it."""
    whole = remedy.roster
    part = _around(whole, remedy.rules, seat, today)
    if not coverable(part, remedy.rules, budget.anew(ASKED)):
        return None
    try:
        found = plan(Task(part, remedy.rules, _ORDER), budget.anew(_LIMITS))
    except NothingFound:
        return None
    made = found.roster
    others = frozenset(off for off in whole.days_off if off[0] not in part.consultant)
    mended = whole.merged(replace(made, days_off=made.days_off | others))
    effect = effect_of(before, mended, rules, remedy.rules)
    if found.interrupted or part.seat.keys() - made.holders.keys() or effect.added:
        return None
    change = remedy.change or _moves(whole, mended)
    return Fix(change, _sentence(remedy, seat, mended), proven=True, penalty=effect.penalty)


def _around(whole: Roster, rules: Sequence[Rule], seat: str, today: date) -> Problem:
    """The days around the seat, for those who could have duties beside it, as a problem without other empty seats.

    Other empty seats stay so, and all that others hold is theirs, as given.
    """
    where, period = whole.problem.seat[seat], whole.problem.period
    first = max(period.first, where.day - _REACH, min(today, where.day))
    near = whole.within(Period(first, min(period.last, where.day + _REACH))).problem
    people = _beside(near, where, rules)
    ours = {one.id for one in near.seats if one.id == seat or whole.holders.get(one.id) in people}
    part = among(with_seats(near, lambda one: one.id in ours, whole.holders), people)
    return replace(part, reference=Reference(first, whole.holders, whole.days_off))


def _beside(near: Problem, where: Seat, rules: Sequence[Rule]) -> set[str]:
    """Whoever could hold some seat of the same pool."""
    seats, law = [one for one in near.seats if one.pool == where.pool], that_forbid(rules)
    return {
        who.id
        for who in near.consultants
        if any(not any(rule.rules_out(near, one, who.id) for rule in law) for one in seats)
    }


def _changed(before: Roster, after: Roster) -> Iterator[tuple[str, str | None, str]]:
    """The seats that change hands: seat, holder before and after."""
    for seat in after.problem.seats:
        old, new = (roster.holders.get(seat.id) for roster in (before, after))
        if new and old != new:
            yield seat.id, old, new


def _moves(before: Roster, after: Roster) -> str:
    moves = [f"{seat}:{old or '-'}>{new}" for seat, old, new in _changed(before, after)]
    off = [f"off:{who}:{day}" for who, day in sorted(after.days_off - before.days_off)]
    work = [f"work:{who}:{day}" for who, day in sorted(before.days_off - after.days_off)]
    return "move:" + " ".join([*moves, *off, *work])


def _sentence(remedy: Remedy, seat: str, mended: Roster) -> str:
    """The change, who takes what then, and the days off that come with it; who takes the seat is named first."""
    problem, before = mended.problem, remedy.roster
    moved = sorted(_changed(before, mended), key=lambda change: change[0] != seat)
    does: dict[str, list[_Clause]] = {new: [] for _, _, new in moved}
    days: dict[tuple[str, str, str | None], list[str]] = {}
    for one, old, new in moved:
        if one == seat:
            does[new].append(
                _Clause(said("{name} takes the seat", name=problem.consultant[new].name), said("takes the seat"))
            )
        else:
            days.setdefault((new, _duty(problem.seat[one], problem), old), []).append(str(problem.seat[one].day))
    for (new, duty, old), dates in days.items():
        does[new].append(_taken(problem.consultant[new].name, duty, dates, old and problem.consultant[old].name))
    for who, told in _by_person(mended.days_off - before.days_off):
        does.setdefault(who, []).append(_off(problem.consultant[who].name, told))
    for who, told in _by_person(before.days_off - mended.days_off):
        does.setdefault(who, []).append(_works(problem.consultant[who].name, told))
    result = "; ".join(", ".join([first.whole, *(one.rest for one in more)]) for first, *more in does.values())
    text = f"{remedy.text}: {result}." if remedy.text else f"{result}."
    return text[0].upper() + text[1:]


class _Clause(NamedTuple):
    """What somebody does: in a sentence of its own, and after another that has named them."""

    whole: str
    rest: str


def _taken(name: str, duty: str, dates: Sequence[str], giver: str | None) -> _Clause:
    facts = {"duty": duty, "dates": " and ".join(dates)}
    if not giver:
        whole = said("{name} takes {duty} on {dates}", name=name, **facts)
        return _Clause(whole, said("takes {duty} on {dates}", **facts))
    whole = said("{name} takes {duty} on {dates} from {giver_name}", name=name, giver_name=giver, **facts)
    return _Clause(whole, said("takes {duty} on {dates} from {giver_name}", giver_name=giver, **facts))


def _off(name: str, dates: str) -> _Clause:
    return _Clause(said("{name} is off on {dates}", name=name, dates=dates), said("is off on {dates}", dates=dates))


def _works(name: str, dates: str) -> _Clause:
    return _Clause(said("{name} works on {dates}", name=name, dates=dates), said("works on {dates}", dates=dates))


def _by_person(days: Iterable[tuple[str, date]]) -> Iterator[tuple[str, str]]:
    for who, theirs in groupby(sorted(days), key=lambda one: one[0]):
        yield who, " and ".join(str(day) for _, day in theirs)


def _duty(seat: Seat, problem: Problem) -> str:
    return problem.names.get(seat.role, seat.role) + (f" of {seat.booking}" if seat.booking else "")
