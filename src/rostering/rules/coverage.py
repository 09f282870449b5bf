"""Coverage: every seat is filled."""

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage


@dataclass(frozen=True, kw_only=True)
class Coverage(Rule):
    """An empty seat is allowed at the highest penalty, so that a roster always comes back."""

    name = "coverage"
    stage = Stage.COVERAGE
    can_forbid = False
    personal = False
    near = True

    penalty: int | None = 1000

    def apply(self, board: Board) -> None:
        """Ask for a holder of each seat."""
        for seat in board.problem.seats:
            board.require(self, [], [board.filled(seat)], _amount(board.problem, seat))

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the seats that nobody holds."""
        for seat in roster.problem.seats:
            if seat.id not in roster.holders:
                yield self.breach([seat.day, seat.role], _amount(roster.problem, seat), [seat])

    def explain(self, breach: Breach) -> str:
        """Name date and role."""
        day, role = breach.about
        return said("Nobody holds the {role} seat on {day}.", role=role, day=day)


def _amount(problem: Problem, seat: Seat) -> int:
    return PINNED if seat.id in problem.pinned else 1


PINNED = 1000
"""What an empty seat weighs that is meant for somebody: more than all duties that one person has in a plan together."""
