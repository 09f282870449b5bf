"""Shortages: smallest sets of needs that nobody could meet, by the deletion filter (Chinneck and Dravnieks 1991).

How many people would meet each is found by adding some.
"""

from collections.abc import Sequence
from dataclasses import replace

from rostering.audit.shortages import Need, Shortage, missing, needs_of, pool_of, sentence
from rostering.demand.cuts import excerpt, with_seats
from rostering.demand.problem import Problem
from rostering.domain.parties import Consultant, LeaveKind
from rostering.domain.seats import Seat
from rostering.rules.average_hours import AverageHours
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_forbid
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.model.feasibility import coverable, least
from rostering.spans import Period

_REST = 7
"""Days around a need on which days off can make room for it."""

_MOST_NEW, _MOST_SETS, _MOST_QUESTIONS = 6, 12, 200
"""How many people more are tried, how many sets of needs are sought, and how often a solver is asked."""

_LIMITS = SearchLimits(seconds=60, effort=0.5)
"""Of one question."""


def proven_shortages(roster: Roster, rules: Sequence[Rule], budget: Budget, fewest: bool = True) -> tuple[str, ...]:
    """A sentence for each set of needs that cannot be met, and for each further need with an empty seat.

    The further ones are said only of a roster with the `fewest` empty seats that there can be: else more search might
    fill them.

    What is asked of a set: can its seats, and these alone, be filled by anybody under the rules that look at one person
    at a time? If not, no roster of the period is complete, whatever else is planned. How many people it needs is found
    by adding some who have its roles and no leave. Each question has limits of its own; those that a stopped budget
    leaves unasked stay open.
    """
    inquiry = _Inquiry(roster, rules, budget)
    return tuple(sentence(roster, shortage) for shortage in inquiry.shortages(fewest))


class _Inquiry:
    """Asks of one roster which of its needs can be met."""

    def __init__(self, roster: Roster, rules: Sequence[Rule], budget: Budget) -> None:
        self._roster, self._budget = roster, budget
        self._needs = needs_of(roster)
        self._asked = 0
        # Days off far away count in the average; without the rule what cannot be met still cannot.
        self._rules = [r for r in that_forbid(rules) if r.personal and not isinstance(r, AverageHours)]

    def shortages(self, fewest: bool) -> list[Shortage]:
        """Needs that cannot be met alone, then sets of several, then what only a whole role's needs explain."""
        short = [need for need, seats in self._needs.items() if missing(self._roster, seats)]
        found = self._with_conflicts([[need] for need in short if self._unmet([need])], short)
        left = _outside(found, short)
        found += [whole for role in dict.fromkeys(role for role, _ in left) if self._unmet(whole := self._all_of(role))]
        shortages = [self._shortage(needs) for needs in found]
        if fewest:
            shortages += [Shortage((need,), self._needs[need], None) for need in _outside(found, short)]
        return sorted(shortages, key=lambda one: (one.seats[0].day, len(one.needs), one.needs))

    def _with_conflicts(self, found: list[list[Need]], short: Sequence[Need]) -> list[list[Need]]:
        """Add smallest sets of needs that cannot be met together, of one role or of several; no two share a need."""
        for wanted in [
            *map(self._all_of, dict.fromkeys(role for role, _ in _outside(found, short))),
            list(self._needs),
        ]:
            while len(found) < _MOST_SETS and _outside(found, short) and self._unmet(free := _outside(found, wanted)):
                found = [*found, list(least(free, self._unmet))]
        return found

    def _all_of(self, role: str) -> list[Need]:
        return [need for need in self._needs if need[0] == role]

    def _unmet(self, needs: Sequence[Need]) -> bool:
        """Whether it is proven that the needs cannot be met."""
        return self._answer(needs, 0) is False

    def _answer(self, needs: Sequence[Need], new: int) -> bool | None:
        """Whether the needs can be met with so many new people; None where that stays open."""
        self._asked += 1
        if not needs or self._asked > _MOST_QUESTIONS or self._budget.ended:
            return None
        return coverable(self._part(needs, new), self._rules, self._budget.anew(_LIMITS))

    def _shortage(self, needs: Sequence[Need]) -> Shortage:
        seats = self._seats(needs)
        enough = next((new for new in range(1, _MOST_NEW + 1) if self._answer(needs, new)), None)
        return Shortage(tuple(needs), seats, None if enough is None else len(pool_of(self._roster, seats)) + enough)

    def _seats(self, needs: Sequence[Need]) -> tuple[Seat, ...]:
        wanted = {seat.id for need in needs for seat in self._needs[need]}
        return tuple(seat for seat in self._roster.problem.seats if seat.id in wanted)

    def _part(self, needs: Sequence[Need], new: int) -> Problem:
        """The needs' seats on their days, with those who could fill them and some new people; other seats nobody's."""
        whole, seats = self._roster.problem, self._seats(needs)
        around = Period(seats[0].day, seats[-1].day).widened(_REST, _REST)
        period = Period(max(around.first, whole.period.first), min(around.last, whole.period.last))
        asked_for = {seat.id for seat in seats}
        part = with_seats(excerpt(whole, period, {}, ()), lambda seat: seat.id in asked_for, {})
        # A wish for some seat of a date may be met by one that is left out here.
        asked = tuple(leave for leave in part.leave if leave.kind != LeaveKind.WOULD_LIKE)
        people = (*pool_of(self._roster, seats), *_newcomers(part, seats, new))
        return replace(part, consultants=people, leave=asked, accounts=())


def _outside(found: Sequence[Sequence[Need]], needs: Sequence[Need]) -> list[Need]:
    """Those of the needs that are in none of the sets found."""
    return [need for need in needs if not any(need in conflict for conflict in found)]


def _newcomers(problem: Problem, seats: Sequence[Seat], number: int) -> list[Consultant]:
    roles, start = tuple(dict.fromkeys(seat.role for seat in seats)), min(problem.days)
    return [Consultant(f" {index}", "", "", roles, "", start) for index in range(number)]
