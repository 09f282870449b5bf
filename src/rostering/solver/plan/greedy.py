"""Greedy construction: a lawful roster in no time, seat by seat, for the search to improve on."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rostering.audit.bench import StandIn, stand_in_for
from rostering.audit.judgement import is_lawful
from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.rules.weekly_rest import WeeklyRest
from rostering.solver.model.budget import Budget
from rostering.solver.plan.task import Task
from rostering.spans import Period


def greedy_roster(task: Task, budget: Budget) -> Roster:
    """Give each seat in order of time to whom it suits with the fewest points so far; empty where it suits nobody.

    Whoever a seat is pinned to has it first. A repair then leaves everyone what they had and may keep. Compensating
    days off are given only where a seat stays empty without them. Each person is judged alone; should the whole roster
    still break a forbidding rule, also without the weeks that are looked ahead to, the empty one is returned. When the
    budget is over the seats that are left stay empty; a moment it has in any case, which is enough for most firms.
    """
    seating = _Seating(task, budget)
    seating.keep()
    seating.fill()
    plain = seating.roster()
    seating.relieve()
    for made in (seating.roster(), plain):
        if is_lawful(made, task.forbidding) and is_lawful(made.seen_in(task.problem), task.forbidding):
            return made
    return Roster(task.widest, {})


class _Seating:
    """Who has been given what so far, each person in a roster of their own."""

    def __init__(self, task: Task, budget: Budget) -> None:
        self._task, self._budget = task, budget
        self._problem = problem = task.widest
        self._least = time.monotonic() + _MOMENT
        self._nobody = Roster(problem, {}, _days_off(problem))
        self._own = {who.id: self._nobody.among({who.id}) for who in problem.consultants}
        self._hard = {who: self._breaches(view) for who, view in self._own.items()}
        self._points: Counter[str] = Counter()
        self._taken: set[str] = set()
        self._like = {seat.id: _like(seat) for seat in problem.seats}
        self._refused: dict[str, set[Seat]] = {who: set() for who in self._own}
        self._tired: dict[str, list[str]] = {}
        """By seat, whom only the weekly rest kept from it."""

    def keep(self) -> None:
        """Seat those who are pinned, then those who had a seat before, as far as they may."""
        problem = self._problem
        pins = [pin for pin in problem.pins if pin.seat in problem.seat and pin.consultant in problem.consultant]
        for pin in pins:
            self._seat(problem.seat[pin.seat], pin.consultant)
        for seat in problem.seats if problem.reference else ():
            if seat.id not in self._taken and (who := _holder(problem, seat)):
                self._seat(seat, who)

    def fill(self) -> None:
        """Seat somebody wherever nobody sits yet."""
        for seat in self._empty():
            able = [who.id for who in self._problem.consultants if who.has(seat.role, seat.day)]
            any(self._seat(seat, who) for who in sorted(able, key=lambda who: (self._points[who], who)))

    def relieve(self) -> None:
        """Give empty seats, where that helps, to people who get compensating days off for it."""
        for seat in self._empty():
            reliefs = (self._relief(seat, who) for who in self._tired.get(seat.id, ()))
            if found := min(filter(None, reliefs), key=lambda one: (len(one.days_off), one.consultant), default=None):
                self._relieved(seat, found)

    def roster(self) -> Roster:
        """What has been given so far, as one roster."""
        views = self._own.values()
        holders = {seat: who for view in views for seat, who in view.holders.items()}
        return replace(
            self._nobody, holders=holders, days_off=frozenset(off for view in views for off in view.days_off)
        )

    def _empty(self) -> Iterable[Seat]:
        """The seats without a holder, in order of time, as long as there is time."""
        for seat in self._problem.seats:
            if self._is_over():
                return
            if seat.id not in self._taken:
                yield seat

    def _is_over(self) -> bool:
        return (self._budget.stopped or not self._budget.seconds) and time.monotonic() > self._least

    def _seat(self, seat: Seat, who: str) -> bool:
        """Give somebody a seat, unless more would be forbidden then, or was when they were last asked for its like."""
        like = self._like[seat.id]
        if like in self._refused[who] or self._is_ruled_out(seat, who):
            return False
        trial = self._own[who].with_holder(seat.id, who)
        after, before = self._breaches(trial), self._hard[who]
        if added := after - before:
            self._refused[who].add(like)
            if added.keys() == {WeeklyRest.name}:
                self._tired.setdefault(seat.id, []).append(who)
            return False
        self._take(seat, who, trial, after)
        return True

    def _take(self, seat: Seat, who: str, view: Roster, breaches: Counter[str]) -> None:
        self._own[who], self._hard[who] = view, breaches
        self._refused[who] = set()
        self._points[who] += seat.points
        self._taken.add(seat.id)

    def _relief(self, seat: Seat, who: str) -> StandIn | None:
        """The days off, near the seat and in the period if that is, with which somebody could have it."""
        period = self._task.problem.period
        whole = period if seat.day in period else self._problem.period
        near = Period(max(seat.day - _NEAR, whole.first), min(seat.day + _NEAR, whole.last))
        return stand_in_for(self._own[who].within(near), self._task.rules, seat, who)

    def _relieved(self, seat: Seat, relief: StandIn) -> None:
        who, off = relief.consultant, {(relief.consultant, day) for day in relief.days_off}
        view = self._own[who].with_holder(seat.id, who)
        view = replace(view, days_off=view.days_off | off)
        self._take(seat, who, view, self._breaches(view))

    def _is_ruled_out(self, seat: Seat, who: str) -> bool:
        return any(rule.rules_out(self._problem, seat, who) for rule in self._task.forbidding)

    def _breaches(self, view: Roster) -> Counter[str]:
        """How often each forbidding rule is broken."""
        return Counter(breach.rule for rule in self._task.forbidding for breach in rule.check(view))


_MOMENT = 1.0
"""Seconds that the start may take however soon a plan is to end."""

_NEAR = timedelta(days=14)
"""How far from a seat the days off for it may lie."""


def _like(seat: Seat) -> Seat:
    """What seats have in common that come to the same for somebody who holds neither: bookings beside each other."""
    if seat.booking is None:
        return replace(seat, id="", number=0)
    return replace(seat, id="", number=0, name="", team="", customers=(), booking="")


def _holder(problem: Problem, seat: Seat) -> str | None:
    holder = problem.reference.holders.get(seat.id) if problem.reference else None
    return holder if holder in problem.consultant else None


def _days_off(problem: Problem) -> frozenset[tuple[str, date]]:
    """The days off that a repair starts from, where they still are days of work."""
    known = problem.reference.days_off if problem.reference else frozenset()
    return frozenset((who, day) for who, day in known if who in problem.consultant and day in problem.work_days(who))
