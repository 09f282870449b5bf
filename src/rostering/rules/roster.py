"""A roster as rules judge it: the problem, who holds which seat, and the compensating days off."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from rostering.demand.cuts import among, excerpt
from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.spans import Period


@dataclass(frozen=True)
class Roster:
    """Seats without a holder are empty; a day off is (consultant, date)."""

    problem: Problem
    holders: Mapping[str, str]
    days_off: frozenset[tuple[str, date]] = field(default_factory=frozenset)

    @cached_property
    def own(self) -> Mapping[str, tuple[Seat, ...]]:
        """The period's seats by who holds them, in order of time; everybody is listed."""
        seats = self.problem.seat
        return _by_holder(self.problem, [(who, seats[seat]) for seat, who in self.holders.items() if seat in seats])

    @cached_property
    def earned(self) -> Mapping[tuple[str, str], int]:
        """The points of the period's seats, by who holds them and role."""
        found: dict[tuple[str, str], int] = {}
        for seat in self.problem.seats:
            if who := self.holders.get(seat.id):
                found[who, seat.role] = found.get((who, seat.role), 0) + seat.points
        return found

    @property
    def given(self) -> Mapping[str, tuple[Seat, ...]]:
        """The published seats outside the period, likewise."""
        return self.problem.given_to

    def all_of(self, consultant: str) -> tuple[Seat, ...]:
        """What the consultant holds, inside and outside the period, in order of time."""
        return tuple(sorted((*self.given[consultant], *self.own[consultant]), key=_time))

    def windows(self) -> Iterator[tuple[Seat, ...]]:
        """The period's seats that are staffed together: one team or booking on one date."""
        together: dict[tuple[str, date], list[Seat]] = {}
        for seat in self.problem.seats:
            together.setdefault((seat.team, seat.day), []).append(seat)
        return (tuple(seats) for seats in together.values())

    def with_holder(self, seat: str, consultant: str | None) -> "Roster":
        """The roster with one seat given to someone else, or emptied."""
        holders = {key: holder for key, holder in self.holders.items() if key != seat}
        return replace(self, holders=holders | ({seat: consultant} if consultant else {}))

    def within(self, period: Period) -> "Roster":
        """The part of the roster on some of its dates; the rest is given."""
        return self.seen_in(excerpt(self.problem, period, self.holders, self.days_off))

    def seen_in(self, problem: Problem) -> "Roster":
        """The roster as a problem of the same people and fewer dates or seats sees it."""
        if self.problem is problem:
            return self
        held = {seat.id: self.holders[seat.id] for seat in problem.seats if seat.id in self.holders}
        return Roster(problem, held, frozenset(off for off in self.days_off if off[1] in problem.period))

    def among(self, people: Collection[str]) -> "Roster":
        """The roster as it concerns some people."""
        held = {seat: who for seat, who in self.holders.items() if who in people}
        days_off = frozenset(off for off in self.days_off if off[0] in people)
        return Roster(among(self.problem, people), held, days_off)

    def merged(self, part: "Roster") -> "Roster":
        """The roster with the dates of a part as the part has them."""
        kept = {seat: holder for seat, holder in self.holders.items() if seat not in part.problem.seat}
        days_off = frozenset(off for off in self.days_off if off[1] not in part.problem.period)
        return replace(self, holders=kept | dict(part.holders), days_off=days_off | part.days_off)


def _by_holder(problem: Problem, held: list[tuple[str, Seat]]) -> dict[str, tuple[Seat, ...]]:
    seats: dict[str, list[Seat]] = {consultant.id: [] for consultant in problem.consultants}
    for holder, seat in held:
        seats[holder].append(seat)
    return {holder: tuple(sorted(mine, key=_time)) for holder, mine in seats.items()}


def _time(seat: Seat) -> tuple[object, str]:
    return seat.span, seat.id
