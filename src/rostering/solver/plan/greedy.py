"""Greedy construction: a lawful roster in no time, seat by seat, for the search to improve on."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from rostering.audit.bench import backings_of
from rostering.audit.judgement import forbidden_breaches, is_lawful
from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.solver.plan.task import Task
from rostering.spans import Period


def greedy_roster(task: Task) -> Roster:
    """Give each seat in order of time to whom it suits with the fewest points so far; empty where it suits nobody.

    Whoever a seat is pinned to has it first. A repair then leaves everyone what they had and may keep. Compensating
    days off are given only where a seat stays empty without them. Each person is judged alone; should the whole roster
    still break a forbidding rule, also without the weeks that are looked ahead to, the empty one is returned. It takes
    no budget: however soon a plan is stopped, it has this roster to give.
    """
    problem, forbidding = task.widest, task.forbidding
    nobody = Roster(problem, {}, _days_off(problem))
    own = {who.id: nobody.among({who.id}) for who in problem.consultants}
    hard = {who: forbidden_breaches(view, forbidding) for who, view in own.items()}
    points: Counter[str] = Counter()

    def seated(seat: Seat, who: str) -> bool:
        trial = own[who].with_holder(seat.id, who)
        after = forbidden_breaches(trial, forbidding)
        if after > hard[who]:
            return False
        own[who], hard[who] = trial, after
        points[who] += seat.points
        return True

    pins = [pin for pin in problem.pins if pin.seat in problem.seat and pin.consultant in problem.consultant]
    kept = {pin.seat for pin in pins if seated(problem.seat[pin.seat], pin.consultant)}
    others = [seat for seat in problem.seats if seat.id not in kept]
    kept |= {seat.id for seat in others if (who := _holder(problem, seat)) and seated(seat, who)}
    for seat in problem.seats:
        if seat.id not in kept:
            able = [who.id for who in problem.consultants if who.has(seat.role, seat.day)]
            any(seated(seat, who) for who in sorted(able, key=lambda who: (points[who], who)))
    roster = replace(nobody, holders={seat: who for view in own.values() for seat, who in view.holders.items()})
    for made in (_relieved(roster, task), roster):
        if is_lawful(made, forbidding) and is_lawful(made.seen_in(task.problem), forbidding):
            return made
    return Roster(problem, {})


def _relieved(roster: Roster, task: Task) -> Roster:
    """The roster with its empty seats given, where that helps, to people who get compensating days off for it.

    The days off for seats of the period lie in it.
    """
    period = task.problem.period
    for seat in [seat for seat in roster.problem.seats if seat.id not in roster.holders]:
        whole = period if seat.day in period else roster.problem.period
        near = Period(max(seat.day - _NEAR, whole.first), min(seat.day + _NEAR, whole.last))
        (backing,) = backings_of(roster.within(near), task.rules, [seat])
        for one in backing.bench[:1]:
            off = {(one.consultant, day) for day in one.days_off}
            roster = replace(roster.with_holder(seat.id, one.consultant), days_off=roster.days_off | off)
    return roster


_NEAR = timedelta(days=14)
"""How far from a seat the days off for it may lie."""


def _holder(problem: Problem, seat: Seat) -> str | None:
    holder = problem.reference.holders.get(seat.id) if problem.reference else None
    return holder if holder in problem.consultant else None


def _days_off(problem: Problem) -> frozenset[tuple[str, date]]:
    """The days off that a repair starts from, where they still are days of work."""
    known = problem.reference.days_off if problem.reference else frozenset()
    return frozenset((who, day) for who, day in known if who in problem.consultant and day in problem.work_days(who))
