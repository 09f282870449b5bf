"""Difference: another way to mend a roster gives seats to other people; a rule between repairs, not of the book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rostering.domain.findings import Breach
from rostering.rules.board import Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule


@dataclass(frozen=True, kw_only=True)
class Difference(Rule):
    """At least `least` of the seats that an earlier repair fills go to somebody else; each one missing is a unit."""

    name = "difference"

    taken: Mapping[str, str] = field(default_factory=dict)
    """Who fills which seat in the earlier repair."""
    least: int = 1

    def apply(self, board: Board) -> None:
        """Limit how many seats go to the same people."""
        held = [(board.holds(seat, self.taken[seat.id]), 1) for seat in board.problem.seats if seat.id in self.taken]
        board.at_most(self, held, max(0, len(held) - self.least))

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the one breach: too many seats with the same people."""
        known = [seat for seat in self.taken if seat in roster.problem.seat]
        same = sum(roster.holders.get(seat) == self.taken[seat] for seat in known)
        if (excess := same - max(0, len(known) - self.least)) > 0:
            yield self.breach([str(same), str(len(known))], excess)

    def explain(self, breach: Breach) -> str:
        """Say how many seats are the same."""
        same, all_of_them = breach.about
        return f"{same} of {all_of_them} seats go to the same people as before."
