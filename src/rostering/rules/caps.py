"""Caps: how many duties a month, weekends, weekends in a row and nights one person takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import TRUE, Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import DAY, WEEK, Period, iso_weekend

_Sum = tuple[str, str, Callable[[Seat], bool]]
"""A cap's name, the dates for people, and whether a seat counts."""


@dataclass(frozen=True, kw_only=True)
class Caps(Rule):
    """Each cap holds for everybody but those with one of their own in `overrides`; None is no cap.

    Weekends and nights count by the calendar quarter. A weekend is a Saturday and Sunday of which one date or both have
    a duty, and belongs to the quarter of its Saturday. Published duties around the period count where they share a
    month, a quarter or a row of weekends with it; what they exceed by themselves is not counted.
    """

    name = "caps"
    measures = 1

    duties_per_month: int | None = 10
    weekends: int | None = 6
    weekends_in_a_row: int | None = 2
    nights: int | None = 6
    overrides: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Own caps by consultant and name of the cap."""

    def cap(self, name: str, consultant: str) -> int | None:
        """The cap in force for a person."""
        general: int | None = getattr(self, name)
        return self.overrides.get(consultant, {}).get(name, general)

    def apply(self, board: Board) -> None:
        """Limit each count."""
        given = Roster(board.problem, {}).given
        for consultant in board.problem.consultants:
            mine = {
                seat: board.holds(seat, consultant.id)
                for seat in board.problem.seats
                if consultant.id in board.candidates(seat)
            }
            self._limit_sums(board, consultant.id, mine, given[consultant.id])
            self._limit_weekends(board, consultant.id, mine, given[consultant.id])

    def _limit_sums(self, board: Board, consultant: str, mine: Mapping[Seat, Literal], given: Iterable[Seat]) -> None:
        for name, _, counts in _sums(board.problem):
            if (cap := self.cap(name, consultant)) is not None:
                before = sum(map(counts, given))
                terms = [(literal, 1) for seat, literal in mine.items() if counts(seat)]
                board.at_most(self, terms, max(cap, before) - before)

    def _limit_weekends(
        self, board: Board, consultant: str, mine: Mapping[Seat, Literal], given: Iterable[Seat]
    ) -> None:
        held: dict[date, list[Literal]] = {}
        for seat, literal in [*mine.items(), *((seat, TRUE) for seat in given)]:
            if saturday := iso_weekend(seat.day):
                held.setdefault(saturday, []).append(literal)
        worked = {saturday: board.any_of(literals) for saturday, literals in held.items()}
        for cap, saturdays in self._groups(board.problem, consultant):
            literals = [worked[saturday] for saturday in saturdays if saturday in worked]
            board.at_most(self, [(literal, 1) for literal in literals], max(cap, literals.count(TRUE)))

    def _groups(self, problem: Problem, consultant: str) -> Iterator[tuple[int, list[date]]]:
        """The weekends that count together: each quarter's, and each row that is one longer than its cap."""
        inside = _weekends(problem.period.widened(1, 0))
        if (cap := self.cap("weekends", consultant)) is not None:
            yield from ((cap, _weekends(quarter)) for quarter in _weekend_quarters(problem.period))
        if (row := self.cap("weekends_in_a_row", consultant)) is not None and inside:
            reach = [inside[0] - WEEK * step for step in range(row, 0, -1)]
            for start in [*reach, *inside]:
                yield row, [start + WEEK * step for step in range(row + 1)]

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each count above its cap."""
        sums = tuple(_sums(roster.problem))
        for consultant in roster.own:
            yield from self._check_sums(roster, consultant, sums)
            yield from self._check_weekends(roster, consultant)

    def _check_sums(self, roster: Roster, consultant: str, sums: Sequence[_Sum]) -> Iterator[Breach]:
        for name, label, counts in sums:
            mine = [seat for seat in roster.own[consultant] if counts(seat)]
            before = sum(map(counts, roster.given[consultant]))
            cap = self.cap(name, consultant)
            if cap is not None and before + len(mine) > max(cap, before):
                total = before + len(mine)
                yield self.breach([consultant, name, label, str(total)], total - max(cap, before), mine)

    def _check_weekends(self, roster: Roster, consultant: str) -> Iterator[Breach]:
        own, given = (
            {day for seat in seats[consultant] if (day := iso_weekend(seat.day))}
            for seats in (roster.own, roster.given)
        )
        if (most := self.cap("weekends", consultant)) is not None:
            for quarter in _weekend_quarters(roster.problem.period):
                before, total = (sum(day in quarter for day in days) for days in (given, own | given))
                if total > max(most, before):
                    label = _quarter_name(quarter)
                    yield self.breach([consultant, "weekends", label, str(total)], total - max(most, before))
        row = self.cap("weekends_in_a_row", consultant)
        if row is None:
            return
        for run in _rows(own | given):
            stretches = [run[i : i + row + 1] for i in range(len(run) - row)]
            if amount := sum(not given.issuperset(stretch) for stretch in stretches):
                dates = f"{run[0]}..{run[-1] + DAY}"
                yield self.breach([consultant, "weekends_in_a_row", dates, str(len(run))], amount)

    def explain(self, breach: Breach) -> str:
        """Name the person, the count and its cap."""
        consultant, name, when, count = breach.about
        return said(
            "{consultant} has {number} {what} in {when}; the cap is {limit}.",
            consultant=consultant,
            number=count,
            what=_WHAT[name],
            when=when,
            limit=self.cap(name, consultant),
        )


_WHAT = {
    "duties_per_month": said("duties"),
    "weekends": said("weekends"),
    "weekends_in_a_row": said("weekends in a row"),
    "nights": said("nights"),
}


def _sums(problem: Problem) -> Iterator[_Sum]:
    """What is counted duty by duty."""
    for month in problem.period.months():
        yield "duties_per_month", f"{month.first:%Y-%m}", partial(_within, month)
    for quarter in problem.period.quarters():
        yield "nights", _quarter_name(quarter), partial(_is_night_within, problem, quarter)


def _within(period: Period, seat: Seat) -> bool:
    return seat.day in period


def _is_night_within(problem: Problem, period: Period, seat: Seat) -> bool:
    return seat.day in period and len(problem.touched(seat)) > 1


def _weekends(period: Period) -> list[date]:
    """The Saturdays of a period."""
    return [day for day in period if day.isoweekday() == 6]


def _weekend_quarters(period: Period) -> tuple[Period, ...]:
    """The quarters to which the weekends that the period touches belong."""
    return period.widened(1, 0).quarters()


def _quarter_name(quarter: Period) -> str:
    return f"{quarter.first.year}Q{quarter.last.month // 3}"


def _rows(saturdays: set[date]) -> list[list[date]]:
    """The weekends in rows without a gap."""
    rows: list[list[date]] = []
    for saturday in sorted(saturdays):
        if rows and saturday - rows[-1][-1] == WEEK:
            rows[-1].append(saturday)
        else:
            rows.append([saturday])
    return rows
