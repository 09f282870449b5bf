"""Spacing: some days between one person's blocks of duty."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import TRUE, Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import DAY

Block = tuple[str, date, date]
"""Neighbouring dates of one team or booking: team, first and last date."""


@dataclass(frozen=True, kw_only=True)
class Spacing(Rule):
    """Two blocks served by one person with fewer than `days` free dates between them cost."""

    name = "spacing"

    penalty: int | None = 2
    days: int = 6

    def apply(self, board: Board) -> None:
        """Penalise each pair of close blocks that one person serves."""
        given = Roster(board.problem, {}).given
        blocks = blocks_of([*board.problem.seats, *(duty.seat for duty in board.problem.given)])
        for consultant in board.problem.consultants:
            held: dict[tuple[str, date], list[Literal]] = {}
            for seat in board.problem.seats:
                held.setdefault((seat.team, seat.day), []).append(board.holds(seat, consultant.id))
            for seat in given[consultant.id]:
                held[seat.team, seat.day] = [TRUE]
            served: dict[Block, list[Literal]] = {}
            for key, on_duty in held.items():
                served.setdefault(blocks[key], []).append(board.any_of(on_duty))
            literals = {block: board.any_of(on_duty) for block, on_duty in served.items()}
            for one, other in self._close(literals):
                if (literals[one], literals[other]) != (TRUE, TRUE):
                    board.require(self, [literals[one], literals[other]])

    def _close(self, blocks: Iterable[Block]) -> Iterator[tuple[Block, Block]]:
        running: list[Block] = []
        for block in sorted(blocks, key=lambda block: (block[1:], block[0])):
            running = [other for other in running if (block[1] - other[2]) // DAY <= self.days]
            yield from ((other, block) for other in running)
            running.append(block)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each pair of blocks that one person serves too close together."""
        blocks = blocks_of([*roster.problem.seats, *(duty.seat for duty in roster.problem.given)])
        for consultant, seats in roster.own.items():
            past = {blocks[seat.team, seat.day] for seat in roster.given[consultant]}
            mine = past | {blocks[seat.team, seat.day] for seat in seats}
            for one, other in combinations(sorted(mine, key=lambda block: (block[1:], block[0])), 2):
                if (other[1] - one[2]).days - 1 < self.days and not {one, other} <= past:
                    yield self.breach([consultant, one[1], one[2], other[1], other[2]])

    def explain(self, breach: Breach) -> str:
        """Name the person and both blocks."""
        consultant, *dates = breach.about
        one, other = (_dates(*dates[i : i + 2]) for i in (0, 2))
        return said(
            "{consultant} has duties {one} and again {other}, fewer than {days} days apart.",
            consultant=consultant,
            one=one,
            other=other,
            days=self.days,
        )


def blocks_of(seats: Sequence[Seat]) -> dict[tuple[str, date], Block]:
    """For each team and date with seats: the run of dates without a gap that it belongs to."""
    blocks: dict[tuple[str, date], Block] = {}
    for team, day in sorted({(seat.team, seat.day) for seat in seats}, reverse=True):
        later = blocks.get((team, day + DAY))
        blocks[team, day] = (team, day, later[2] if later else day)
    for team, day in sorted(blocks):
        earlier = blocks.get((team, day - DAY))
        if earlier:
            blocks[team, day] = earlier
    return blocks


def _dates(first: str, last: str) -> str:
    return first if first == last else said("{first} to {last}", first=first, last=last)
