"""The bench: on each big day somebody of each role is left free to step in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.parties import Consultant, LeaveKind
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule

_Place = tuple[date, str, str, str | None]
"""A big day, a pooled team, one of its roles, and the pool whose people may serve there."""


@dataclass(frozen=True, kw_only=True)
class Bench(Rule):
    """On a big day, of those who could serve in a role of a team, so many have no duty that touches the date.

    Those count who have the role, may serve the team, are employed and not on leave; each one missing is a unit. Where
    published duties and leave alone leave fewer, a plan has to keep these free, not more. It is a forecast that a
    solver can spread people by: unlike the command `risk` it asks neither for rests nor for caps nor for hours, so
    somebody who counts here may be kept from stepping in, and someone with a duty at other hours of the day may not.
    """

    name = "bench"
    measures = 1
    personal = False
    near = True

    penalty: int | None = 10
    people: int = 1

    def apply(self, board: Board) -> None:
        """Limit how many of those who could serve are busy."""
        given = Roster(board.problem, {}).given
        by_day = _candidacies(board)
        for place in _places(board.problem):
            day = place[0]
            able = [who.id for who in board.problem.consultants if _could_serve(board.problem, who, place)]
            reserve = [who for who in able if not any(day in board.problem.touched(seat) for seat in given[who])]
            held = {who: by_day[day][who] for who in reserve if who in by_day[day]}
            spare = max(0, len(reserve) - self.people)
            if len({seat.id for seats in held.values() for seat in seats}) > spare:
                busy = [board.any_of(board.holds(seat, who) for seat in seats) for who, seats in held.items()]
                board.at_most(self, [(literal, 1) for literal in busy], spare)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the roles of which too few people are free on a big day."""
        places = _places(roster.problem)
        busy = _busy(roster, {day for day, *_ in places})
        for (day, team, role, pool), seats in places.items():
            there = roster.problem.free_for(role, pool, day)
            free = len(there - busy[day])
            if (missing := min(self.people, len(there)) - free) > 0:
                yield self.breach([day, team, role, str(free)], missing, seats)

    def explain(self, breach: Breach) -> str:
        """Name date, team and role."""
        day, team, role, free = breach.about
        place = {"day": day, "team": team, "role": role}
        if free == "0":
            return said("On {day} the team {team} has nobody with the role {role} free to step in.", **place)
        return said(
            "On {day} the team {team} has only {number} with the role {role} free to step in.", number=free, **place
        )


def _places(problem: Problem) -> dict[_Place, list[Seat]]:
    """The pooled seats of big days by where they ask for a bench; bookings draw on the same people."""
    places: dict[_Place, list[Seat]] = {}
    for seat in problem.seats:
        if seat.occasion and not seat.booking:
            places.setdefault((seat.day, seat.team, seat.role, seat.pool), []).append(seat)
    return places


def _candidacies(board: Board) -> dict[date, dict[str, list[Seat]]]:
    """For each big day, by consultant: the seats touching it that may become theirs."""
    problem = board.problem
    found: dict[date, dict[str, list[Seat]]] = {day: {} for day, *_ in _places(problem)}
    for seat in problem.seats:
        for day in problem.touched(seat):
            for who in board.candidates(seat) if day in found else ():
                found[day].setdefault(who, []).append(seat)
    return found


def _could_serve(problem: Problem, who: Consultant, place: _Place) -> bool:
    day, _, role, pool = place
    allowed = who.belongs(pool) or who.is_lent(pool)
    return allowed and who.has(role, day) and who.employed(day) and not problem.asked(who.id, day, LeaveKind.LEAVE)


def _busy(roster: Roster, days: Collection[date]) -> dict[date, set[str]]:
    """Who has a duty of the period that touches each of some dates."""
    busy: dict[date, set[str]] = {day: set() for day in days}
    for who, seats in roster.own.items():
        for seat in seats:
            for day in roster.problem.touched(seat):
                if day in busy:
                    busy[day].add(who)
    return busy
