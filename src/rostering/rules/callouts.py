"""Rest after call-outs: work in standby breaks the rest, which begins anew when it has ended.

Eleven hours (Danish Working Environment Act, s. 50; Order no. 324 of 23 May 2002 on rest periods, s. 3); by agreement
eight, on so many days of a calendar month (the same Order, s. 16: at most 10), made up for afterwards.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from rostering.demand.problem import Problem
from rostering.domain.catalogue import Presence
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import FALSE, Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Span, month_of


def rested_before(worked: Iterable[Span], start: datetime) -> timedelta | None:
    """How long before something begins the last call-out had ended, none if it goes on; None where there was none."""
    ends = [span.end for span in worked if span.start < start]
    return max(start - max(ends), timedelta()) if ends else None


@dataclass(frozen=True, kw_only=True)
class RestAfterCallout(Rule):
    """A duty served working begins no sooner than so many hours after a call-out.

    Home standby is rest. On so many days of a calendar month, as agreed, it may be fewer hours, which are made up for
    within so many days; those are told, and cost nothing. One unit is one duty of one person.
    """

    name = "rest_after_callout"
    bounds: ClassVar = {"hours": (0, 24), "least": (0, 24), "exceptions": (0, 31), "make_up": (0, 60)}

    hours: int = 11
    least: int = 8
    exceptions: int = 0
    make_up: int = 14

    def apply(self, board: Board) -> None:
        """Keep everyone from duties that begin too soon, and from more of those that begin a little sooner."""
        for consultant, worked in board.problem.worked_by.items():
            months = self._used(board.problem, consultant, worked)
            short: dict[date, list[tuple[int, int]]] = defaultdict(list)
            for seat in board.problem.seats:
                holds = board.holds(seat, consultant) if self.is_short(seat, worked) else FALSE
                if holds != FALSE and self._is_too_short(seat, worked):
                    board.require(self, [holds])
                elif holds != FALSE:
                    short[_month(seat)].append((holds, 1))
            for month, terms in sorted(short.items()):
                board.at_most(self, terms, max(0, self.exceptions - months.get(month, 0)))

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the duties that begin too soon, and the months with too many that begin a little sooner."""
        for who, own in roster.own.items():
            worked = roster.problem.worked_by.get(who, ())
            months: dict[date, list[Seat]] = defaultdict(list)
            for seat in own:
                if self.is_short(seat, worked):
                    if self._is_too_short(seat, worked):
                        yield self.breach([who, seat.day], seats=[seat])
                    else:
                        months[_month(seat)].append(seat)
            used = self._used(roster.problem, who, worked)
            for month, seats in sorted(months.items()):
                beyond = len(seats) - max(0, self.exceptions - used.get(month, 0))
                if beyond > 0:
                    yield self.breach([who, f"{month:%Y-%m}"], beyond, seats)

    def explain(self, breach: Breach) -> str:
        """Name the person and the date, or the month that has more exceptions than were agreed."""
        consultant, when = breach.about
        if len(when) == len("2026-11"):
            return said(
                "{consultant} has more than {exceptions} rests of less than {hours} hours after call-outs in {month}.",
                consultant=consultant,
                exceptions=self.exceptions,
                hours=self.hours,
                month=when,
            )
        return said(
            "{consultant} begins a duty on {day} without {hours} hours of rest after a call-out.",
            consultant=consultant,
            day=when,
            hours=self._shortest,
        )

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:
        """Whether the seat begins too soon for whoever was called out."""
        return self.is_too_soon(seat, problem.worked_by.get(consultant, ()))

    def is_too_soon(self, seat: Seat, worked: Iterable[Span]) -> bool:
        """Whether the seat begins too soon for whoever worked these hours, whatever else was agreed."""
        worked = tuple(worked)
        return self.is_short(seat, worked) and self._is_too_short(seat, worked)

    def soonest(self, seat: Seat, worked: Iterable[Span]) -> datetime | None:
        """When whoever worked these hours may begin a seat, wholly rested; None where the seat is over by then."""
        ends = [span.end for span in worked if span.start < seat.span.start]
        rested = max(ends) + timedelta(hours=self.hours) if ends else seat.span.start
        return rested if rested < seat.span.end else None

    @property
    def _shortest(self) -> int:
        """The hours that no rest may be shorter than."""
        return min(self.least, self.hours) if self.exceptions else self.hours

    def is_short(self, seat: Seat, worked: Iterable[Span]) -> bool:
        """Whether the rest before the seat is shorter than is due."""
        rest = rested_before(worked, seat.span.start)
        return seat.presence is Presence.WORKING and rest is not None and rest < timedelta(hours=self.hours)

    def _is_too_short(self, seat: Seat, worked: Iterable[Span]) -> bool:
        rest = rested_before(worked, seat.span.start)
        return rest is not None and rest < timedelta(hours=self._shortest)

    def _used(self, problem: Problem, who: str, worked: Iterable[Span]) -> dict[date, int]:
        """How many exceptions published duties outside the period take, by month."""
        found: dict[date, int] = defaultdict(int)
        for seat in problem.given_to.get(who, ()):
            if self.is_short(seat, worked) and not self._is_too_short(seat, worked):
                found[_month(seat)] += 1
        return found


@dataclass(frozen=True, kw_only=True)
class WorkAfterCallout(Rule):
    """Ordinary work begins no sooner than so many hours after a call-out.

    One unit is one working day of one person that begins too soon by the hours of ordinary work: they begin later, at
    the time that is told, or have the day off. What lies outside the period is not counted.
    """

    name = "work_after_callout"
    bounds: ClassVar = {"hours": (0, 24)}

    penalty: int | None = 4
    hours: int = 11

    def apply(self, board: Board) -> None:
        """Price each working day that begins too soon, unless it is given off."""
        for consultant in board.problem.worked_by:
            for day, _ in self._too_soon(board.problem, consultant):
                board.require(self, [-board.off(consultant, day)])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the working days that begin too soon after a call-out."""
        for who in roster.problem.worked_by:
            for day, soonest in self._too_soon(roster.problem, who):
                if (who, day) not in roster.days_off:
                    until = roster.problem.work_span(day).end
                    time = f"{soonest.astimezone(roster.problem.zone):%H:%M}" if soonest < until else ""
                    yield self.breach([who, day, time])

    def explain(self, breach: Breach) -> str:
        """Name the person, and when work may begin on the date."""
        consultant, day, time = breach.about
        if not time:
            return said(
                "{consultant} rests on {day} instead of working, {hours} hours from the end of a call-out.",
                consultant=consultant,
                day=day,
                hours=self.hours,
            )
        return said(
            "{consultant} begins work on {day} at {time} at the soonest, {hours} hours after a call-out.",
            consultant=consultant,
            day=day,
            time=time,
            hours=self.hours,
        )

    def _too_soon(self, problem: Problem, consultant: str) -> Iterator[tuple[date, datetime]]:
        """The working days of the period that begin too soon, each with the soonest instant."""
        worked = problem.worked_by[consultant]
        for day in problem.work_days(consultant) if consultant in problem.consultant else ():
            start, rest = problem.work_span(day).start, rested_before(worked, problem.work_span(day).start)
            if rest is not None and rest < timedelta(hours=self.hours):
                last = max(span.end for span in worked if span.start < start)
                yield day, last + timedelta(hours=self.hours)


def _month(seat: Seat) -> date:
    return month_of(seat.day.year, seat.day.month).first
