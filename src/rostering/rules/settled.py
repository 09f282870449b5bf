"""Settled days: what is over gets no further day off; a rule of one plan, not of the book."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rostering.domain.findings import Breach
from rostering.language import said
from rostering.rules.board import Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule


@dataclass(frozen=True, kw_only=True)
class Settled(Rule):
    """Nobody gets a compensating day off on dates that are over."""

    name = "settled"

    days: frozenset[date] = frozenset()

    def apply(self, board: Board) -> None:
        """Keep everybody at work."""
        for consultant in board.problem.consultants:
            for day in board.problem.work_days(consultant.id):
                if day in self.days:
                    board.require(self, [board.off(consultant.id, day)])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the days off on these dates."""
        for consultant, day in sorted(roster.days_off):
            if day in self.days:
                yield self.breach([consultant, day])

    def explain(self, breach: Breach) -> str:
        """Name person and date."""
        consultant, day = breach.about
        return said("{consultant} gets a compensating day off on {day}, which is over.", consultant=consultant, day=day)
