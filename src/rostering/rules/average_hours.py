"""Average hours: 48 a week over four months (Directive 2003/88/EC, articles 6 and 16; Danish Act 896/2004)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rostering.demand.problem import Problem
from rostering.domain.catalogue import Presence
from rostering.domain.findings import Breach
from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import Board, Term
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Period


@dataclass(frozen=True, kw_only=True)
class AverageHours(Rule):
    """Working time stays within so many hours a week on average over so many calendar months.

    Ordinary work and duties served at work count, a duty only outside the ordinary hours of a working day. Leave and
    dates before or after employment are left out of the average. One unit is one minute above the limit; minutes that
    published duties and ordinary work alone bring are not counted.
    """

    name = "average_hours"
    bounds: ClassVar = {"months": (1, 4)}  # four is as far as a problem's days reach

    hours: int = 48
    months: int = 4

    def apply(self, board: Board) -> None:
        """Limit the minutes of each stretch of months."""
        seats = [seat for seat in board.problem.seats if seat.presence is Presence.WORKING]
        if not seats:
            return
        given = Roster(board.problem, {}).given
        for consultant in board.problem.consultants:
            for stretch in self._stretches(board.problem):
                terms = [
                    (board.holds(seat, consultant.id), _minutes(board.problem, seat, consultant.id))
                    for seat in seats
                    if seat.day in stretch and consultant.id in board.candidates(seat)
                ]
                self._limit(board, consultant.id, stretch, terms, given[consultant.id])

    def _limit(
        self, board: Board, consultant: str, stretch: Period, terms: list[Term], given: tuple[Seat, ...]
    ) -> None:
        fixed = self._fixed(board.problem, consultant, stretch, given)
        limit = self._allowed(board.problem, consultant, stretch, fixed) - fixed
        if sum(minutes for _, minutes in terms) > limit:
            ordinary = board.problem.policy.ordinary_work
            days = [day for day in board.problem.work_days(consultant) if day in stretch]
            freed = [(board.off(consultant, d), -ordinary.on(d, board.problem.zone).minutes) for d in days]
            board.at_most(self, [*terms, *freed], limit)

    def _stretches(self, problem: Problem) -> Iterator[Period]:
        back = problem.period.widened(31 * (self.months - 1), 31 * (self.months - 1)).months()
        for first, last in zip(back, back[self.months - 1 :], strict=False):
            stretch = Period(first.first, last.last)
            if stretch.overlaps(problem.period) and {stretch.first, stretch.last} <= problem.days.keys():
                yield stretch

    def _allowed(self, problem: Problem, consultant: str, stretch: Period, fixed: int) -> int:
        """The limit, or what ordinary work alone comes to, or with it what is fixed: nobody answers for these.

        Given days off take nothing from ordinary work here: they make room for duties, in an excerpt as in the whole.
        """
        days = [day for day in stretch if problem.is_due(consultant, day)]
        ordinary = sum(problem.work_span(day).minutes for day in days)
        return max(self._limit_minutes(problem, consultant, stretch), ordinary, fixed)

    def _limit_minutes(self, problem: Problem, consultant: str, stretch: Period) -> int:
        employed = problem.consultant[consultant].employed
        counted = sum(employed(d) and not problem.asked(consultant, d, LeaveKind.LEAVE) for d in stretch)
        return self.hours * 60 * counted // 7

    def _fixed(self, problem: Problem, consultant: str, stretch: Period, given: tuple[Seat, ...]) -> int:
        ordinary = sum(problem.work_span(day).minutes for day in stretch if problem.works(consultant, day))
        working = [seat for seat in given if seat.presence is Presence.WORKING and seat.day in stretch]
        return ordinary + sum(_minutes(problem, seat, consultant) for seat in working)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the stretches of months with too many minutes."""
        problem = roster.problem
        stretches = tuple(self._stretches(problem))
        for consultant, seats in roster.own.items():
            for stretch in stretches:
                mine = [seat for seat in seats if seat.presence is Presence.WORKING and seat.day in stretch]
                if not mine:
                    continue
                fixed = self._fixed(problem, consultant, stretch, roster.given[consultant])
                freed = [
                    d for d in problem.work_days(consultant) if (consultant, d) in roster.days_off and d in stretch
                ]
                total = fixed - sum(problem.work_span(day).minutes for day in freed)
                total += sum(_minutes(problem, seat, consultant) for seat in mine)
                excess = total - self._allowed(problem, consultant, stretch, fixed)
                if excess > 0:
                    yield self.breach([consultant, stretch.first, stretch.last], excess, mine)

    def explain(self, breach: Breach) -> str:
        """Name the person, the months and the excess."""
        consultant, first, last = breach.about
        return said(
            "{consultant} works {number} h {minutes} min more than {hours} hours a week on average, {first} to {last}.",
            consultant=consultant,
            number=breach.amount // 60,
            minutes=f"{breach.amount % 60:02d}",
            hours=self.hours,
            first=first,
            last=last,
        )


def _minutes(problem: Problem, seat: Seat, consultant: str) -> int:
    """The minutes of a duty outside the ordinary hours of its holder's working days."""
    ordinary = [problem.work_span(day) for day in problem.touched(seat) if problem.is_due(consultant, day)]
    return seat.span.minutes - sum(seat.span.overlap_minutes(span) for span in ordinary)
