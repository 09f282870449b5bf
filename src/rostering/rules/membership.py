"""Membership: a team's seats are for its own people, and for those who may be lent to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.roster import Roster
from rostering.rules.rule import Exclusion


@dataclass(frozen=True, kw_only=True)
class Membership(Exclusion):
    """A team's seat is held by someone who belongs to the team or may be lent to it."""

    name = "membership"
    timeless = True

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:
        """Whether the consultant has nothing to do with the seat's team."""
        who = problem.consultant[consultant]
        return not (who.belongs(seat.pool) or who.is_lent(seat.pool))

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the duties in teams that are not their holders'."""
        for consultant in roster.problem.consultants:
            open_to = {*consultant.teams, *consultant.lends, None}
            for seat in roster.own[consultant.id] if consultant.teams else ():
                if seat.pool not in open_to:
                    yield self.breach([consultant.id, str(seat.pool)], seats=[seat])

    def explain(self, breach: Breach) -> str:
        """Name person and team."""
        consultant, team = breach.about
        return said(
            "{consultant} does not belong to the team {team} and cannot be lent to it.",
            consultant=consultant,
            team=team,
        )


@dataclass(frozen=True, kw_only=True)
class Lending(Exclusion):
    """Each duty of someone lent to another team costs."""

    name = "lending"

    penalty: int | None = 8

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:
        """Whether the consultant would be lent."""
        return problem.consultant[consultant].is_lent(seat.pool)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the duties of people in teams that they are only lent to."""
        for consultant in roster.problem.consultants:
            away = {*consultant.lends} - {*consultant.teams}
            for seat in roster.own[consultant.id] if consultant.teams else ():
                if seat.pool in away:
                    yield self.breach([consultant.id, str(seat.pool), seat.day], seats=[seat])

    def explain(self, breach: Breach) -> str:
        """Name person, team and date."""
        consultant, team, day = breach.about
        return said("{consultant} is lent to the team {team} on {day}.", consultant=consultant, team=team, day=day)
