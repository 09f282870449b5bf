"""Overlap: no two duties at once, no duty for two customers at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Span


@dataclass(frozen=True, kw_only=True)
class Overlap(Rule):
    """Two seats that overlap in time have different holders, unless a shared booking allows both."""

    name = "overlap"

    def apply(self, board: Board) -> None:
        """Keep each consultant out of one of two seats that exclude each other."""
        given = Roster(board.problem, {}).given
        crowds = _crowds(board.problem.seats) if self.penalty is None else []
        for crowd in crowds:
            for consultant in dict.fromkeys(who for seat in crowd for who in board.candidates(seat)):
                board.at_most(self, [(board.holds(seat, consultant), 1) for seat in crowd], 1)
        of = {seat.id: index for index, crowd in enumerate(crowds) for seat in crowd}
        for one, other in _pairs(board.problem.seats):
            if one.id in of and of[one.id] == of.get(other.id):
                continue
            for consultant in board.candidates(one):  # not over a set: the order of people decides the search's path
                board.require(self, [board.holds(one, consultant), board.holds(other, consultant)])
        for seat in board.problem.seats:
            for consultant in board.candidates(seat):
                for other in given[consultant]:
                    if excludes(seat, other):
                        board.require(self, [board.holds(seat, consultant)])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each pair of duties that one person cannot serve together."""
        for consultant, seats in roster.own.items():
            timeline = roster.all_of(consultant)
            for index, seat in enumerate(timeline):
                for other in timeline[index + 1 :]:
                    if excludes(seat, other) and (seat in seats or other in seats):
                        yield self.breach([consultant, seat.day], seats=[seat, other])

    def explain(self, breach: Breach) -> str:
        """Name the person and the two seats."""
        (consultant, _), (one, other, *_) = breach.about, breach.seats
        return said(
            "{consultant} would hold {seat} and {other_seat} at once.",
            consultant=consultant,
            seat=one,
            other_seat=other,
        )


def excludes(one: Seat, other: Seat) -> bool:
    """Whether nobody can hold both seats: they overlap, and no sharing is agreed.

    A shared booking may be served together with the pooled team or another shared booking; two seats of one window
    need two people.
    """
    if not one.span.overlaps(other.span):
        return False
    private = [seat.booking is not None and not seat.shared for seat in (one, other)]
    return any(private) or not (one.shared or other.shared) or (one.team, one.day) == (other.team, other.day)


def _crowds(seats: Iterable[Seat]) -> list[list[Seat]]:
    """Many seats at the same time of which nobody can hold two: one sum says so instead of a clause for each pair."""
    alike: dict[Span, list[Seat]] = {}
    for seat in seats:
        if seat.booking is not None and not seat.shared:
            alike.setdefault(seat.span, []).append(seat)
    return [crowd for crowd in alike.values() if len(crowd) > _CROWD]


_CROWD = 12
"""Seats at once up to which clauses for each pair are kept: the solver finds their cliques itself."""


def _pairs(seats: Iterable[Seat]) -> Iterator[tuple[Seat, Seat]]:
    running: list[Seat] = []
    for seat in sorted(seats, key=lambda seat: (seat.span, seat.id)):
        running = [other for other in running if other.span.end > seat.span.start]
        yield from ((other, seat) for other in running if excludes(other, seat))
        running.append(seat)
