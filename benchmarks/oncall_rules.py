"""The rules of on-call instances that the product does not have, with the protocol of its own."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import ClassVar

from oncall_instances import WEEKDAY, WEEKEND, Instance, person
from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.rules.absence import NoDutyOnLeave
from rostering.rules.board import Board
from rostering.rules.coverage import Coverage
from rostering.rules.roster import Roster
from rostering.rules.rule import Exclusion, Rule
from rostering.spans import DAY, WEEK

UNIT = 100
"""Loads are in percent, and balances in whole duties of somebody full time."""


def rules_of(instance: Instance, problem: Problem) -> tuple[Rule, ...]:
    """The product's coverage and leave, and all rules of this module."""
    fixed: dict[str, tuple[str, ...]] = {}
    for number, days in enumerate(instance.fixed, start=1):
        for day in sorted(days):
            seat = problem.seats[day - 1].id
            fixed[seat] = (*fixed.get(seat, ()), person(number))
    loads = {person(number): load for number, load in enumerate(instance.loads, start=1)}
    return (
        Coverage(penalty=None),
        NoDutyOnLeave(),
        Fixed(duties=fixed),
        ThreeInARow(waived=frozenset(fixed)),
        BesideWeekends(waived=frozenset(fixed)),
        SuccessiveWeekends(waived=frozenset(fixed)),
        AdjacentDays(penalty=instance.adjacent),
        WednesdayBefore(penalty=instance.wednesday),
        WeekdayBalance(loads=loads),
        WeekendBalance(loads=loads),
    )


@dataclass(frozen=True, kw_only=True)
class Fixed(Exclusion):
    """Some duties are somebody's from the start."""

    name = "fixed"

    duties: Mapping[str, Sequence[str]]
    """By seat, to whom it is fixed: two people contradict each other."""

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:  # noqa: ARG002
        """Whether the seat is fixed to somebody else."""
        return any(other != consultant for other in self.duties.get(seat.id, ()))

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the fixed duties that somebody else has."""
        for seat, people in self.duties.items():
            holder = roster.holders.get(seat)
            if holder and {holder} != set(people):
                yield self.breach([holder, seat], seats=[roster.problem.seat[seat]])

    def explain(self, breach: Breach) -> str:
        """Name person and seat."""
        holder, seat = breach.about
        return f"{holder} holds {seat}, which is fixed to somebody else."


@dataclass(frozen=True, kw_only=True)
class Apart(Rule):
    """Nobody holds all seats of a group."""

    why: ClassVar[str]

    waived: frozenset[str] = frozenset()
    """Seats that are fixed: nothing is asked where they are all that it would be asked of."""

    @abstractmethod
    def groups(self, seats: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield the groups among all days' seats, in order of time."""

    @abstractmethod
    def met(self, problem: Problem, mine: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield the groups among one person's seats, by the clock."""

    def apply(self, board: Board) -> None:
        """Keep everybody from one seat of each group."""
        people = [consultant.id for consultant in board.problem.consultants]
        for group in self.groups(board.problem.seats):
            board.avoid(self, [[board.holds(seat, who) for seat in group] for who in people])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the groups that one person holds."""
        for consultant, mine in roster.own.items():
            for group in self.met(roster.problem, mine):
                yield self.breach([consultant, *(seat.day for seat in group)], seats=group)

    def explain(self, breach: Breach) -> str:
        """Name person and dates."""
        consultant, *dates = breach.about
        return f"{consultant} is on call on {' and '.join(dates)}, {self.why}."

    def asked(self, seats: Iterable[Seat]) -> bool:
        """Whether anything is asked of these seats."""
        return not {seat.id for seat in seats} <= self.waived


@dataclass(frozen=True, kw_only=True)
class ThreeInARow(Apart):
    """Nobody is on call three days in a row."""

    name = "three_in_a_row"
    why = "three days in a row"

    def groups(self, seats: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield each three days that follow one another."""
        return filter(self.asked, zip(seats, seats[1:], seats[2:], strict=False))

    def met(self, problem: Problem, mine: Sequence[Seat]) -> Iterator[Sequence[Seat]]:  # noqa: ARG002
        """Yield three duties of which each begins where the one before ends."""
        for three in zip(mine, mine[1:], mine[2:], strict=False):
            if all(_touch(*two) for two in pairwise(three)) and self.asked(three):
                yield three


@dataclass(frozen=True, kw_only=True)
class BesideWeekends(Apart):
    """Nobody is on call on a weekend and the day before or after it; waived where all three of these days are fixed."""

    name = "beside_weekends"
    why = "a weekend and the day beside it"

    def groups(self, seats: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield each weekend with the day before, and with the day after."""
        for place, seat in enumerate(seats):
            around = seats[max(0, place - 1) : place + 2]
            if seat.kind == WEEKEND and self.asked(around):
                yield from ((seat, other) for other in around if other is not seat)

    def met(self, problem: Problem, mine: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield two duties of which one is a weekend that touches the other."""
        for two in pairwise(mine):
            weekend = next((seat for seat in two if seat.kind == WEEKEND), None)
            if weekend and _touch(*two) and self.asked(_around(problem, weekend)):
                yield two


@dataclass(frozen=True, kw_only=True)
class SuccessiveWeekends(Apart):
    """Nobody is on call on two successive weekends."""

    name = "successive_weekends"
    why = "weekends that follow each other"

    def groups(self, seats: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield each weekend with the next."""
        return filter(self.asked, pairwise(seat for seat in seats if seat.kind == WEEKEND))

    def met(self, problem: Problem, mine: Sequence[Seat]) -> Iterator[Sequence[Seat]]:  # noqa: ARG002
        """Yield two weekends a week apart."""
        for one, other in pairwise(seat for seat in mine if seat.kind == WEEKEND):
            if other.day - one.day == WEEK and self.asked([one, other]):
                yield one, other


@dataclass(frozen=True, kw_only=True)
class AdjacentDays(Apart):
    """Two successive days cost; the last pair of days costs nothing, as in the published model."""

    name = "adjacent_days"
    why = "one right after the other"

    def groups(self, seats: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield each day with the next."""
        return pairwise(seats[:-1])

    def met(self, problem: Problem, mine: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield two duties of which one begins where the other ends."""
        return (two for two in pairwise(mine) if _touch(*two) and two[1].span.end.date() <= problem.period.last)


@dataclass(frozen=True, kw_only=True)
class WednesdayBefore(Apart):
    """A weekend and the Wednesday before it cost."""

    name = "wednesday_before"
    why = "a Wednesday and the weekend after it"

    def groups(self, seats: Sequence[Seat]) -> Iterator[Sequence[Seat]]:
        """Yield each weekend with the Wednesday before."""
        return ((one, other) for one, other in zip(seats, seats[2:], strict=False) if other.kind == WEEKEND)

    def met(self, problem: Problem, mine: Sequence[Seat]) -> Iterator[Sequence[Seat]]:  # noqa: ARG002
        """Yield weekends whose person has a duty two dates earlier."""
        held = {seat.day: seat for seat in mine}
        for seat in mine:
            if seat.kind == WEEKEND and (wednesday := held.get(seat.day - 2 * DAY)):
                yield wednesday, seat


@dataclass(frozen=True, kw_only=True)
class Balance(Rule):
    """Duties of one kind in proportion to loads: the largest difference of two people, each begun 100 a unit.

    The difference is that of one's duties times the other's load, in percent.
    """

    can_forbid = False
    personal = False
    kind: ClassVar[str]

    penalty: int | None = 1
    loads: Mapping[str, int]

    def apply(self, board: Board) -> None:
        """Penalise the spread."""
        seats = [seat for seat in board.problem.seats if seat.kind == self.kind]
        groups = [([(board.holds(seat, who), 1) for seat in seats], load) for who, load in self.loads.items()]
        board.spread(self, groups, UNIT)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the two people who are furthest apart."""
        duties = {who: sum(seat.kind == self.kind for seat in mine) for who, mine in roster.own.items()}
        gaps = [
            (self.loads[other] * duties[one] - self.loads[one] * duties[other], one, other)
            for one, other in permutations(self.loads, 2)
        ]
        largest, one, other = max(gaps, default=(0, "", ""))
        if largest > 0:
            yield self.breach([one, str(duties[one]), other, str(duties[other])], -(-largest // UNIT))

    def explain(self, breach: Breach) -> str:
        """Name both and what they have."""
        one, many, other, few = breach.about
        return f"Of {self.kind} duties {one} has {many} and {other} {few}, by their loads too far apart."


class WeekdayBalance(Balance):
    """Days from Monday to Thursday."""

    name = "weekday_balance"
    kind = WEEKDAY


class WeekendBalance(Balance):
    """Weekends."""

    name = "weekend_balance"
    kind = WEEKEND


def _touch(one: Seat, other: Seat) -> bool:
    return one.span.end == other.span.start


def _around(problem: Problem, weekend: Seat) -> list[Seat]:
    """The weekend and the days beside it, as far as there are any."""
    return [seat for seat in problem.seats if seat is weekend or _touch(seat, weekend) or _touch(weekend, seat)]
