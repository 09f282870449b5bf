"""Qualification: the right role, a senior beside every junior, someone who knows the customer."""

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Exclusion, Rule


@dataclass(frozen=True, kw_only=True)
class Qualification(Exclusion):
    """A seat is held by someone who has its role on its date."""

    name = "qualification"

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:
        """Whether the consultant lacks the seat's role."""
        return not problem.consultant[consultant].has(seat.role, seat.day)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the duties of people without the role."""
        for consultant in roster.problem.consultants:
            for seat in roster.own[consultant.id]:
                first, last = consultant.role_dates.get(seat.role, (None, None))
                if not set(consultant.roles) & {seat.role}:
                    yield self.breach([consultant.id, seat.role], seats=[seat])
                elif not (first or seat.day) <= seat.day <= (last or seat.day):
                    yield self.breach([consultant.id, seat.role, seat.day], seats=[seat])

    def explain(self, breach: Breach) -> str:
        """Name person and role, and the date where it is held on others."""
        consultant, role, *day = breach.about
        if not day:
            return said("{consultant} does not have the role {role}.", consultant=consultant, role=role)
        return said(
            "{consultant} does not have the role {role} on {day}.", consultant=consultant, role=role, day=day[0]
        )


@dataclass(frozen=True, kw_only=True)
class Seniority(Rule):
    """In a team of several, a junior has a senior among the others."""

    name = "seniority"
    personal = False
    near = True

    penalty: int | None = 30
    junior: str = "junior"
    senior: str = "senior"

    def apply(self, board: Board) -> None:
        """Ask for a senior in another seat wherever a junior sits."""
        for seats in Roster(board.problem, {}).windows():
            if len(seats) > 1:
                self._pair(board, seats)

    def _pair(self, board: Board, seats: tuple[Seat, ...]) -> None:
        for seat in seats:
            junior = board.any_of(self._graded(board, seat, self.junior))
            seniors = [lit for other in seats if other != seat for lit in self._graded(board, other, self.senior)]
            board.require(self, [junior], seniors)

    def _graded(self, board: Board, seat: Seat, grade: str) -> list[Literal]:
        people = board.problem.consultant
        return [board.holds(seat, who) for who in board.candidates(seat) if people[who].grade == grade]

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the juniors whose team has no senior."""
        people = roster.problem.consultant
        for seats in roster.windows():
            held = [(seat, people[roster.holders[seat.id]]) for seat in seats if seat.id in roster.holders]
            seniors = sum(holder.grade == self.senior for _, holder in held)
            for seat, holder in held:
                if len(seats) > 1 and holder.grade == self.junior and not seniors - (self.junior == self.senior):
                    yield self.breach([holder.id, seat.day], seats=[seat])

    def explain(self, breach: Breach) -> str:
        """Name the junior and the date."""
        consultant, day = breach.about
        return said(
            "{consultant} is {junior} and has no {senior} in the team on {day}.",
            consultant=consultant,
            junior=self.junior,
            senior=self.senior,
            day=day,
        )


@dataclass(frozen=True, kw_only=True)
class Knowledge(Rule):
    """A booked team has someone who knows the customer."""

    name = "knowledge"
    personal = False
    near = True

    penalty: int | None = 20

    def apply(self, board: Board) -> None:
        """Ask for someone who knows the customer wherever a booked team has anybody."""
        for seats in Roster(board.problem, {}).windows():
            if seats[0].booking:
                filled = board.any_of(board.filled(seat) for seat in seats)
                board.require(self, [filled], [lit for seat in seats for lit in self._knowing(board, seat)])

    def _knowing(self, board: Board, seat: Seat) -> list[Literal]:
        people, (customer,) = board.problem.consultant, seat.customers
        return [board.holds(seat, who) for who in board.candidates(seat) if customer in people[who].knows]

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the booked windows whose whole team is strange to the customer."""
        for seats in roster.windows():
            team = [roster.problem.consultant[roster.holders[s.id]] for s in seats if s.id in roster.holders]
            known = {customer for holder in team for customer in holder.knows}
            if seats[0].booking and team and not known & set(seats[0].customers):
                yield self.breach([seats[0].booking, seats[0].day, *seats[0].customers], seats=seats)

    def explain(self, breach: Breach) -> str:
        """Name booking, date and customer."""
        booking, day, customer = breach.about
        return said(
            "Nobody in the team of {booking} on {day} knows {customer}.", booking=booking, day=day, customer=customer
        )
