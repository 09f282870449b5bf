"""Nights: no ordinary work right after a duty in the night.

Night time has to include the hours from midnight to five (Directive 2003/88/EC, article 2). The law asks for rest after
work, and standby at home is none until the phone rings; that sleep was broken, or waited for, is felt at eight o'clock
all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import FALSE, TRUE, Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule

_MORNING = time(5)


@dataclass(frozen=True, kw_only=True)
class WorkAfterNight(Rule):
    """Ordinary work begins no sooner than so many hours after a duty that lies between midnight and five of its date.

    Hours are those of the clock on the wall, and duties of whatever presence count. One unit is one working day of one
    person; a compensating day off mends it. What published duties bring about outside the period is not counted.
    """

    name = "work_after_night"
    bounds: ClassVar = {"hours": (0, 24)}

    penalty: int | None = 4
    hours: int = 8

    def apply(self, board: Board) -> None:
        """Price each working day, unless it is given off, with each duty that may lie in the night before."""
        problem = board.problem
        for consultant in problem.consultants:
            able = {seat: holds for seat in problem.seats if (holds := board.holds(seat, consultant.id)) != FALSE}
            given = _near(problem, Roster(problem, {}).given[consultant.id])
            for day, nights in self._mornings(problem, consultant.id, [*able, *given]).items():
                held = [able.get(seat, TRUE) for seat in nights]
                if day in problem.period or TRUE not in held:
                    board.require(self, [-board.off(consultant.id, day), board.any_of(held)])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the working days that begin too soon after a night."""
        for who, own in roster.own.items():
            given = _near(roster.problem, roster.given[who])
            past = self._mornings(roster.problem, who, given)
            for day, nights in sorted(self._mornings(roster.problem, who, [*given, *own]).items()):
                mine = day in roster.problem.period or day not in past
                if mine and (who, day) not in roster.days_off:
                    yield self.breach([who, day], seats=[seat for seat in nights if seat in own])

    def _mornings(self, problem: Problem, consultant: str, seats: Iterable[Seat]) -> dict[date, list[Seat]]:
        """The working days that begin too soon after some of the duties, with these."""
        found: dict[date, list[Seat]] = {}
        for seat in seats:
            start, end = seat.span.wall(problem.zone)
            for day in problem.touched(seat):
                by_night = start < datetime.combine(day, _MORNING) and datetime.combine(day, time()) < end
                if by_night and problem.works(consultant, day) and self._is_soon(problem, day, end):
                    found.setdefault(day, []).append(seat)
        return found

    def _is_soon(self, problem: Problem, day: date, end: datetime) -> bool:
        begins, _ = problem.work_span(day).wall(problem.zone)
        return begins < end + timedelta(hours=self.hours)

    def explain(self, breach: Breach) -> str:
        """Name the person and the date."""
        consultant, day = breach.about
        return said(
            "{consultant} works on {day} without {hours} free hours after a duty in the night before.",
            consultant=consultant,
            day=day,
            hours=self.hours,
        )


def _near(problem: Problem, given: Iterable[Seat]) -> list[Seat]:
    """The published duties that may share a night with the period."""
    return [seat for seat in given if seat.day in problem.period.widened(2, 2)]
