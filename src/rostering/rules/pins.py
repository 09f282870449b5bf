"""Pins: a seat that is meant for somebody goes to nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.roster import Roster
from rostering.rules.rule import Exclusion


@dataclass(frozen=True, kw_only=True)
class Pins(Exclusion):
    """A pinned seat is kept from everybody but the one whom it is pinned to; coverage sees to it that it is filled."""

    name = "pins"

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:
        """Whether the seat is pinned to somebody else."""
        return problem.pinned.get(seat.id, consultant) != consultant

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the pinned seats that others hold."""
        for pin in roster.problem.pins:
            holder = roster.holders.get(pin.seat, pin.consultant)
            if holder != pin.consultant and pin.seat in roster.problem.seat:
                yield self.breach([pin.seat, pin.consultant, holder], seats=[roster.problem.seat[pin.seat]])

    def explain(self, breach: Breach) -> str:
        """Name seat and people."""
        seat, meant, holder = breach.about
        return said("{seat} is pinned to {meant}, and {holder} holds it.", seat=seat, meant=meant, holder=holder)
