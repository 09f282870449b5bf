"""Stability: a repair leaves what stands, the nearer the day the more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage


@dataclass(frozen=True, kw_only=True)
class _Kept(Rule):
    """A duty taken from its holder, or a compensating day moved, costs; filling what was empty does not.

    Silent in a fresh plan. Days before today are not judged: a repair does not reach them.
    """

    personal = False

    def units(self, ahead: int) -> int:
        """What a change so many days ahead weighs."""
        raise NotImplementedError

    def apply(self, board: Board) -> None:
        """Penalise each duty that changes hands, and each compensating day that comes or goes."""
        for seat, holder, units in self._kept_seats(board.problem):
            board.require(self, [], [board.holds(seat, holder)], units)
        for consultant, day, units in self._days(board.problem):
            off = board.off(consultant, day)
            stays = off if self._was_off(board.problem, consultant, day) else -off
            board.require(self, [], [stays], units)

    def _kept_seats(self, problem: Problem) -> Iterator[tuple[Seat, str, int]]:
        if reference := problem.reference:
            for seat in problem.seats:
                holder = reference.holders.get(seat.id)
                if holder and (units := self._units_on(seat.day, reference.today)):
                    yield seat, holder, units

    def _days(self, problem: Problem) -> Iterator[tuple[str, date, int]]:
        if reference := problem.reference:
            for consultant in problem.consultants:
                for day in problem.work_days(consultant.id):
                    if units := self._units_on(day, reference.today):
                        yield consultant.id, day, units

    def _units_on(self, day: date, today: date) -> int:
        return self.units((day - today).days) if day >= today else 0

    def _was_off(self, problem: Problem, consultant: str, day: date) -> bool:
        return problem.reference is not None and (consultant, day) in problem.reference.days_off

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield what differs from the roster before."""
        if not (reference := roster.problem.reference):
            return
        for seat in roster.problem.seats:
            before, after = reference.holders.get(seat.id), roster.holders.get(seat.id)
            if before and before != after and (units := self._units_on(seat.day, reference.today)):
                yield self.breach([before, seat.day, after or "nobody"], units, [seat])
        for consultant, day in sorted(reference.days_off ^ roster.days_off):
            known = consultant in roster.problem.consultant and day in roster.problem.work_days(consultant)
            if known and (units := self._units_on(day, reference.today)):
                yield self.breach([consultant, day], units)

    def explain(self, breach: Breach) -> str:
        """Name who gives up what to whom, or the compensating day."""
        consultant, day, *taker = breach.about
        if taker:
            return said("{giver} gives up {seat} to {taker}.", giver=consultant, seat=breach.seats[0], taker=taker[0])
        return said("{consultant}'s compensating day on {day} comes or goes.", consultant=consultant, day=day)


@dataclass(frozen=True, kw_only=True)
class Notice(_Kept):
    """Within so many days from today nothing changes that need not."""

    name = "notice"
    stage = Stage.NOTICE
    can_forbid = False

    penalty: int | None = 1
    days: int = 14

    def units(self, ahead: int) -> int:
        """One for each day that is missing to full notice."""
        return max(0, self.days - ahead)


@dataclass(frozen=True, kw_only=True)
class Stability(_Kept):
    """Each change costs, and for each week that it is nearer than `weeks` one unit more."""

    name = "stability"
    stage = Stage.STABILITY
    can_forbid = False
    bounds: ClassVar = {"weeks": (0, 52)}

    penalty: int | None = 5
    weeks: int = 6

    def units(self, ahead: int) -> int:
        """One, and one more for each week that the change is nearer."""
        return 1 + max(0, self.weeks - ahead // 7)
