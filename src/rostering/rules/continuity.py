"""Continuity: the same person over the neighbouring days of one block, few handovers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import DAY


@dataclass(frozen=True, kw_only=True)
class Continuity(Rule):
    """A handover between two people from one date to the next, in the same role of the same team, costs."""

    name = "continuity"
    personal = False
    near = True

    penalty: int | None = 3

    def apply(self, board: Board) -> None:
        """Penalise each pair of neighbouring seats that are not held by one person."""
        for seat, later in _neighbours(board.problem):
            kept = [
                board.all_of([board.holds(seat, who), board.holds(later, who)])
                for who in board.candidates(seat)
                if who in board.candidates(later)
            ]
            board.require(self, [board.filled(seat), board.filled(later)], kept)
        for seat, holder in _borders(board.problem):
            board.require(self, [board.filled(seat)], [board.holds(seat, holder)])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the handovers."""
        own = {
            _place(seat): (roster.holders[seat.id], seat) for seat in roster.problem.seats if seat.id in roster.holders
        }
        past = {_place(duty.seat): (duty.consultant, duty.seat) for duty in roster.problem.given if duty.consultant}
        held = past | own
        for (team, role, number, day), (giver, seat) in sorted(held.items(), key=lambda item: item[0]):
            following = team, role, number, day + DAY
            if following in held and (following in own or (team, role, number, day) in own):
                taker, later = held[following]
                if taker != giver:
                    yield self.breach([giver, taker, later.day], seats=[seat, later])

    def explain(self, breach: Breach) -> str:
        """Name both people and the date."""
        giver, taker, day = breach.about
        return said("{giver} hands over to {taker} on {day}.", giver=giver, taker=taker, day=day)


def _place(seat: Seat) -> tuple[str, str, int, date]:
    return seat.team, seat.role, seat.number, seat.day


def _neighbours(problem: Problem) -> Iterator[tuple[Seat, Seat]]:
    places = {_place(seat): seat for seat in problem.seats}
    for (team, role, number, day), seat in places.items():
        if later := places.get((team, role, number, day + DAY)):
            yield seat, later


def _borders(problem: Problem) -> Iterator[tuple[Seat, str]]:
    """The seats next to a published one outside the period, with its holder."""
    holders = {_place(duty.seat): duty.consultant for duty in problem.given}
    for seat in problem.seats:
        for day in (seat.day - DAY, seat.day + DAY):
            if holder := holders.get((seat.team, seat.role, seat.number, day)):
                yield seat, holder
