"""Difference: another way to mend a roster asks other people; a rule between repairs, not of the book."""

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.roster import Roster
from rostering.rules.rule import Exclusion


@dataclass(frozen=True, kw_only=True)
class OtherPeople(Exclusion):
    """None of the seats that an earlier repair had to fill goes to those whom it asked."""

    name = "difference"

    seats: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:  # noqa: ARG002
        """Whether the consultant is one of those for this seat."""
        return seat.id in self.seats and consultant in self.people

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the seats that go to them."""
        for seat in sorted(self.seats & roster.holders.keys()):
            if (holder := roster.holders[seat]) in self.people and seat in roster.problem.seat:
                yield self.breach([holder], seats=[roster.problem.seat[seat]])

    def explain(self, breach: Breach) -> str:
        """Name who takes the seat in both ways."""
        (consultant,) = breach.about
        return said("{consultant} takes {seat} in another way already.", consultant=consultant, seat=breach.seats[0])
