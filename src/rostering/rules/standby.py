"""Standby: no run of duties without a pause that is too long.

Standby at home is rest in the eyes of the law (Directive 2003/88/EC, article 2) as long as it leaves people most of
their freedom; but it may be neither so long nor so frequent that it puts safety or health at risk (Court of Justice,
C-344/19, Radiotelevizija Slovenija, 2021, on Directive 89/391/EEC). From how many hours on it does is policy.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import FALSE, TRUE, Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import DAY


@dataclass(frozen=True)
class _Busy:
    """A duty, or the ordinary work of a day, by the clock on the wall."""

    start: datetime
    end: datetime
    chosen: Literal = TRUE
    seat: Seat | None = None
    """None for ordinary work."""
    fixed: bool = False
    """Whether it is there whatever is planned."""


@dataclass(frozen=True, kw_only=True)
class UnbrokenStandby(Rule):
    """From the start of any duty it takes at most `hours` hours until a pause of `pause` hours begins.

    A pause is free of duties, whatever their presence, and of ordinary work. Hours are those of the clock on the wall,
    so that a day and its night are 24 of them whenever clocks change. One unit is one duty from whose start it takes
    longer. What published duties and ordinary work outside the period bring about by themselves is not counted.
    """

    name = "unbroken_standby"
    bounds: ClassVar = {"hours": (1, 168), "pause": (1, 24)}

    penalty: int | None = 5
    hours: int = 24
    pause: int = 8

    @property
    def _limit(self) -> timedelta:
        return timedelta(hours=self.hours)

    @property
    def _break(self) -> timedelta:
        return timedelta(hours=self.pause)

    def apply(self, board: Board) -> None:
        """From the start of each duty, ask for one of the pauses that could follow it in time."""
        for consultant in board.problem.consultants:
            busy = self._choices(board, consultant.id)
            hopeless = {seat for _, late in self._late(one for one in busy if one.fixed) for seat in late}
            for place, one in enumerate(busy):
                if one.seat and one.seat not in hopeless:
                    self._ask(board, one, self._near(busy, place))

    def _ask(self, board: Board, anchor: _Busy, near: Sequence[_Busy]) -> None:
        starts = {one.end for one in near if one.end <= anchor.start + self._limit}
        pauses = [board.all_of(-one.chosen for one in near if self._disturbs(one, start)) for start in sorted(starts)]
        board.require(self, [anchor.chosen], pauses)

    def _near(self, busy: Sequence[_Busy], place: int) -> list[_Busy]:
        """What lies between the start of one of them and the last moment at which its pause could end."""
        start = busy[place].start
        return [one for one in busy if one.end > start and one.start < start + self._limit + self._break]

    def _disturbs(self, one: _Busy, start: datetime) -> bool:
        return one.start < start + self._break and start < one.end

    def _choices(self, board: Board, consultant: str) -> list[_Busy]:
        """All that may keep someone from a pause near the period, in order of time."""
        problem = board.problem
        held = {seat: holds for seat in problem.seats if (holds := board.holds(seat, consultant)) != FALSE}
        duties = [_duty(problem, seat, holds) for seat, holds in held.items()]
        duties += [_duty(problem, seat) for seat in self._around(problem, Roster(problem, {}).given[consultant])]
        work = [_work(problem, day, -board.off(consultant, day)) for day in self._days(problem, consultant, duties)]
        return sorted([*duties, *work], key=_time)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each run of duties and work that goes on too long after duties in it began."""
        for who in roster.own:
            busy = self._busy(roster, who)
            past = {seat for _, late in self._late(one for one in busy if one.fixed) for seat in late}
            for run, late in self._late(busy):
                if new := len(late - past):
                    duties = [one for one in run if one.seat]
                    own = [one.seat for one in duties if one.seat and not one.fixed]
                    yield self.breach([who, duties[0].start.date(), _end(run).date()], new, own)

    def _busy(self, roster: Roster, consultant: str) -> list[_Busy]:
        """All that keeps someone from a pause near the period, in order of time."""
        problem = roster.problem
        held = (*roster.own[consultant], *self._around(problem, roster.given[consultant]))
        duties = [_duty(problem, seat) for seat in held]
        days = self._days(problem, consultant, duties)
        work = [_work(problem, day) for day in days if (consultant, day) not in roster.days_off]
        return sorted([*duties, *work], key=_time)

    def _late(self, busy: Iterable[_Busy]) -> Iterator[tuple[list[_Busy], set[Seat]]]:
        """Each run without a pause, with those of its duties from whose start it goes on for too long."""
        for run in self._runs(busy):
            end = _end(run)
            yield run, {one.seat for one in run if one.seat and one.start + self._limit < end}

    def _runs(self, busy: Iterable[_Busy]) -> Iterator[list[_Busy]]:
        run: list[_Busy] = []
        for one in busy:
            if run and _end(run) + self._break <= one.start:
                yield run
                run = []
            run.append(one)
        if run:
            yield run

    def _around(self, problem: Problem, given: Sequence[Seat]) -> list[Seat]:
        """The published duties that may lie in one run with the period's."""
        reach = (self.hours + self.pause) // 24 + 2
        return [seat for seat in given if seat.day in problem.period.widened(reach, reach)]

    def _days(self, problem: Problem, consultant: str, duties: Iterable[_Busy]) -> list[date]:
        """The ordinary working days from the day before any of the duties to the last on which its pause could end."""
        reach = (self.hours + self.pause) // 24 + 2
        days = {one.start.date() + DAY * shift for one in duties for shift in range(-1, reach)}
        return [day for day in sorted(days) if problem.works(consultant, day)]

    def explain(self, breach: Breach) -> str:
        """Name the person and the dates."""
        consultant, first, last = breach.about
        return said(
            "{consultant} has duties and work for more than {hours} hours "
            "without {number} free ones, {first} to {last}.",
            consultant=consultant,
            hours=self.hours,
            number=self.pause,
            first=first,
            last=last,
        )


def _duty(problem: Problem, seat: Seat, chosen: Literal = TRUE) -> _Busy:
    return _Busy(*seat.span.wall(problem.zone), chosen, seat, seat.id not in problem.seat)


def _work(problem: Problem, day: date, chosen: Literal = TRUE) -> _Busy:
    return _Busy(*problem.work_span(day).wall(problem.zone), chosen, None, day not in problem.period)


def _end(run: Iterable[_Busy]) -> datetime:
    return max(one.end for one in run)


def _time(one: _Busy) -> tuple[datetime, datetime]:
    return one.start, one.end
