"""Weekly rest: a free day after six with work or standby, and the compensating days that make room for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

from rostering.domain.findings import Breach
from rostering.language import said
from rostering.rules.board import FALSE, TRUE, Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Period


@dataclass(frozen=True, kw_only=True)
class WeeklyRest(Rule):
    """At most `days` dates in a row have work or standby of any kind; no duty begins on a compensating day off.

    A day off on which a night's duty ends is no free date, but lets people sleep. One unit is one stretch of `days` + 1
    dates without a free one, or one duty that begins on a day off. A stretch that is full whatever is planned
    (published duties, ordinary work outside the period) is not counted.
    """

    name = "weekly_rest"

    bounds: ClassVar = {"days": (1, 31)}

    days: int = 6

    def apply(self, board: Board) -> None:
        """Keep one date free in each stretch, and duties off compensating days."""
        for consultant in board.problem.consultants:
            self._stretch(board, consultant.id)
        for seat in board.problem.seats:
            for consultant_id in board.candidates(seat):
                if (off := board.off(consultant_id, seat.day)) != FALSE:
                    board.require(self, [off, board.holds(seat, consultant_id)])

    def _stretch(self, board: Board, consultant: str) -> None:
        taken = _taken(board, consultant, self.days)
        for start in range(len(taken) - self.days):
            stretch = taken[start : start + self.days + 1]
            if any(literals != [TRUE] for literals in stretch):
                board.require(self, _together(board, stretch))

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the runs of dates that are too long, and the duties on compensating days."""
        for consultant in roster.own:
            yield from self._long_runs(roster, consultant)
            for seat in roster.own[consultant]:
                if (consultant, seat.day) in roster.days_off:
                    yield self.breach([consultant, seat.day], seats=[seat])

    def _long_runs(self, roster: Roster, consultant: str) -> Iterator[Breach]:
        fixed = _fixed(roster, consultant, self.days)
        duties = {d for seat in roster.own[consultant] for d in roster.problem.touched(seat)}
        work = {d for d in roster.problem.work_days(consultant) if (consultant, d) not in roster.days_off}
        busy = fixed | duties | work
        for taken, days in groupby(_dates(roster.problem.period.widened(self.days, self.days)), key=busy.__contains__):
            run = list(days)
            stretches = [run[i : i + self.days + 1] for i in range(len(run) - self.days)]
            if amount := sum(not fixed.issuperset(stretch) for stretch in stretches) if taken else 0:
                inside = [s for s in roster.own[consultant] if set(roster.problem.touched(s)) & set(run)]
                yield self.breach([consultant, run[0], run[-1]], amount, inside)

    def explain(self, breach: Breach) -> str:
        """Name the person and the run, or the compensating day."""
        consultant, first, *rest = breach.about
        if not rest:
            return said("{consultant} has a duty on the compensating day off {day}.", consultant=consultant, day=first)
        length = (date.fromisoformat(rest[0]) - date.fromisoformat(first)).days + 1
        return said(
            "{consultant} has work or standby {number} days in a row, {first} to {last}; at most {limit}.",
            consultant=consultant,
            number=length,
            first=first,
            last=rest[0],
            limit=self.days,
        )


@dataclass(frozen=True, kw_only=True)
class Compensation(Rule):
    """Each compensating day off costs, so that a plan has no more of them than the weekly rest asks for."""

    name = "compensation"

    penalty: int | None = 6

    def apply(self, board: Board) -> None:
        """Penalise each day off."""
        for consultant in board.problem.consultants:
            for day in board.problem.work_days(consultant.id):
                board.require(self, [board.off(consultant.id, day)])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the compensating days."""
        for consultant, day in sorted(roster.days_off):
            yield self.breach([consultant, day])

    def explain(self, breach: Breach) -> str:
        """Name person and date."""
        consultant, day = breach.about
        return said("{consultant} has a compensating day off on {day}.", consultant=consultant, day=day)


def _fixed(roster: Roster, consultant: str, reach: int) -> set[date]:
    """The dates near the period that published duties, and ordinary work outside it, take in any case."""
    problem = roster.problem
    given = {day for seat in roster.given[consultant] for day in problem.touched(seat)}
    return given | {day for day in _beside(problem.period, reach) if problem.works(consultant, day)}


@lru_cache(maxsize=256)
def _dates(period: Period) -> tuple[date, ...]:
    """Asked for each person."""
    return tuple(period)


@lru_cache(maxsize=256)
def _beside(period: Period, reach: int) -> tuple[date, ...]:
    """The dates that lie so near before and after a period."""
    return tuple(day for day in period.widened(reach, reach) if day not in period)


def _taken(board: Board, consultant: str, reach: int) -> list[list[Literal]]:
    """For each date from `reach` before the period to `reach` after it: what of work or standby may take it."""
    problem = board.problem
    taken: dict[date, list[Literal]] = {day: [] for day in problem.period.widened(reach, reach)}
    for seat in problem.seats:
        if (holds := board.holds(seat, consultant)) != FALSE:
            for day in taken.keys() & set(problem.touched(seat)):
                taken[day].append(holds)
    for day in problem.work_days(consultant):
        taken[day].append(-board.off(consultant, day))
    for day in taken.keys() & _fixed(Roster(problem, {}), consultant, reach):
        taken[day] = [TRUE]
    return list(taken.values())


def _together(board: Board, stretch: list[list[Literal]]) -> list[Literal]:
    """Literals that are all true exactly when every date of the stretch is taken.

    Neighbouring dates that only duties can take are joined in twos: what one person's whole weekend costs then shows
    in the relaxation, together with the handover that it saves.
    """
    whole: list[Literal] = []
    for free_time, dates in groupby(stretch, key=lambda literals: all(literal > TRUE for literal in literals)):
        taken = [board.any_of(literals) for literals in dates]
        whole += [board.all_of(taken[i : i + 2]) for i in range(0, len(taken), 2)] if free_time else taken
    return whole
