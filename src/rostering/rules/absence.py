"""Absence: leave and employment, and the wishes for and against days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import Board
from rostering.rules.roster import Roster
from rostering.rules.rule import Exclusion, Rule
from rostering.spans import Span

_NOT_EMPLOYED, _ON_LEAVE, _MEETING = "not_employed", "leave", "meeting"


@dataclass(frozen=True, kw_only=True)
class NoDutyOnLeave(Exclusion):
    """No duty touches a date on which its holder is on leave or not employed, or hours of a meeting that they hold."""

    name = "leave"

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:
        """Whether a date of the seat is one of absence, or its holder would have to be elsewhere."""
        employed = problem.consultant[consultant].employed
        if any(meeting.span.overlaps(seat.span) for meeting in problem.meetings_of(consultant)):
            return True
        return any(
            problem.asked(consultant, day, LeaveKind.LEAVE) or not employed(day) for day in problem.touched(seat)
        )

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the duties that meet leave or fall outside employment."""
        for consultant in roster.problem.consultants:
            away = roster.problem.periods_of(consultant.id, LeaveKind.LEAVE)
            for seat in roster.own[consultant.id]:
                first, *_, last = (*roster.problem.touched(seat), roster.problem.touched(seat)[-1])
                gone = last > (consultant.employed_to or last) or first < consultant.employed_from
                if gone or any(leave.first <= last and first <= leave.last for leave in away):
                    why = _NOT_EMPLOYED if gone else _ON_LEAVE
                    yield self.breach([consultant.id, seat.day, why], seats=[seat])
                elif any(_together(seat.span, one.span) for one in roster.problem.meetings_of(consultant.id)):
                    yield self.breach([consultant.id, seat.day, _MEETING], seats=[seat])

    def explain(self, breach: Breach) -> str:
        """Name person and date, and which of the two it is."""
        consultant, day, *why = breach.about  # older rosters do not say which
        if why == [_MEETING]:
            return said("{consultant} holds a meeting at that time on {day}.", consultant=consultant, day=day)
        if why == [_NOT_EMPLOYED]:
            return said("{consultant} is not employed on {day}.", consultant=consultant, day=day)
        if why:
            return said("{consultant} is on leave on {day}.", consultant=consultant, day=day)
        return said("{consultant} is on leave or not employed on {day}.", consultant=consultant, day=day)


def _together(one: Span, other: Span) -> bool:
    """Whether two spans have an instant in common, by the later start and the earlier end."""
    return max(one.start, other.start) < min(one.end, other.end)


@dataclass(frozen=True, kw_only=True)
class Wishes(Rule):
    """A duty on a date one would rather not, or no duty on a date one would like, weighs so much."""

    name = "wishes"

    penalty: int | None = 4
    rather_not: int = 2
    would_like: int = 1

    def apply(self, board: Board) -> None:
        """Penalise the unwelcome duties and the welcome dates without one."""
        for consultant in board.problem.consultants:
            for seat in board.problem.seats:
                if self._unwelcome(board.problem, seat, consultant.id):
                    board.require(self, [board.holds(seat, consultant.id)], amount=self.rather_not)
            for seats in self._welcome(board.problem, consultant.id).values():
                held = [board.holds(seat, consultant.id) for seat in seats]
                board.require(self, [], held, amount=self.would_like)

    def _unwelcome(self, problem: Problem, seat: Seat, consultant: str) -> bool:
        return any(problem.asked(consultant, day, LeaveKind.RATHER_NOT) for day in problem.touched(seat))

    def _welcome(self, problem: Problem, consultant: str) -> dict[date, list[Seat]]:
        wished: dict[date, list[Seat]] = {}
        who = problem.consultant[consultant]
        for seat in problem.seats:
            fits = who.has(seat.role, seat.day) and (who.belongs(seat.pool) or who.is_lent(seat.pool))
            if fits and problem.asked(consultant, seat.day, LeaveKind.WOULD_LIKE):
                wished.setdefault(seat.day, []).append(seat)
        return wished

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the wishes that were not met."""
        wished, unwelcome = (_asked(roster, kind) for kind in (LeaveKind.WOULD_LIKE, LeaveKind.RATHER_NOT))
        for consultant, day in sorted(wished):
            if self._missed(roster, consultant, day):
                yield self.breach([consultant, day, LeaveKind.WOULD_LIKE], self.would_like)
        for consultant, seats in roster.own.items():
            for seat in seats:
                if unwelcome & {(consultant, day) for day in roster.problem.touched(seat)}:
                    yield self.breach([consultant, seat.day, LeaveKind.RATHER_NOT], self.rather_not, [seat])

    def _missed(self, roster: Roster, consultant: str, day: date) -> bool:
        who = roster.problem.consultant[consultant]
        roles = {role for role in who.roles if who.has(role, day)}
        pools = {None, *who.teams, *who.lends} if who.teams else roster.problem.pools
        seats = roster.problem.seats_on.get(day, ())
        offered = {seat.id for seat in seats if seat.role in roles and seat.pool in pools}
        return bool(offered) and not offered & {seat.id for seat in roster.own[consultant]}

    def explain(self, breach: Breach) -> str:
        """Say which wish of whom was not met."""
        consultant, day, kind = breach.about
        if kind == LeaveKind.RATHER_NOT:
            return said("{consultant} would rather not have a duty on {day}.", consultant=consultant, day=day)
        return said("{consultant} would like a duty on {day} and has none.", consultant=consultant, day=day)


def _asked(roster: Roster, kind: LeaveKind) -> set[tuple[str, date]]:
    return {(leave.consultant, day) for leave in roster.problem.leave if leave.kind == kind for day in leave.period}
