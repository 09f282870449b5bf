"""Fairness: everyone's points stay close to their share; the largest deviation, the sum of squares, the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.domain.findings import Account, Breach
from rostering.language import said
from rostering.rules.board import Board, Term
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage


@dataclass(frozen=True, kw_only=True)
class LargestUnfairness(Rule):
    """What the largest deviation of anyone in any role has beyond the tolerance, in points.

    Deviations within the tolerance, about one duty, are as fair as a quarter can be; they carry over to the next.
    """

    name = "largest_unfairness"
    measures = 3
    stage = Stage.LARGEST_UNFAIRNESS
    can_forbid = False
    personal = False

    penalty: int | None = 1
    tolerance: int = 3

    def apply(self, board: Board) -> None:
        """Penalise the peak."""
        groups = [(_terms(board, account), account.deviation) for account in board.problem.accounts]
        board.peak(self, groups, self.tolerance)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the account that is furthest from its target."""
        accounts = ledger_of(roster)
        if accounts:
            furthest = max(accounts, key=lambda account: abs(account.deviation))
            if (excess := abs(furthest.deviation) - self.tolerance) > 0:
                yield self.breach([furthest.consultant, furthest.role, f"{furthest.deviation:+d}"], excess)

    def explain(self, breach: Breach) -> str:
        """Name person, role and points."""
        consultant, role, deviation = breach.about
        return said(
            "Nobody is further from the fair share than {consultant} as {role}: {points} points.",
            consultant=consultant,
            role=role,
            points=deviation,
        )


@dataclass(frozen=True, kw_only=True)
class Unfairness(Rule):
    """The square of what everyone's deviation in each role has beyond the tolerance, in points."""

    name = "unfairness"
    measures = 1
    stage = Stage.UNFAIRNESS
    can_forbid = False
    personal = False

    penalty: int | None = 1
    tolerance: int = 3

    def apply(self, board: Board) -> None:
        """Penalise the squares."""
        for account in board.problem.accounts:
            board.squared(self, _terms(board, account), account.deviation, self.tolerance)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the accounts that are off target."""
        for account in ledger_of(roster):
            if (excess := abs(account.deviation) - self.tolerance) > 0:
                yield self.breach([account.consultant, account.role, f"{account.deviation:+d}"], excess**2)

    def explain(self, breach: Breach) -> str:
        """Name person, role and deviation."""
        consultant, role, deviation = breach.about
        return said(
            "{consultant} is {points} points from the fair share as {role}.",
            consultant=consultant,
            points=deviation,
            role=role,
        )


def ledger_of(roster: Roster) -> tuple[Account, ...]:
    """The accounts of the period with what each consultant earns in the roster."""
    earned = roster.earned
    return tuple(
        Account(a.consultant, a.role, a.opening, a.target, earned.get((a.consultant, a.role), 0))
        for a in roster.problem.accounts
    )


def _terms(board: Board, account: Account) -> list[Term]:
    seats = [seat for seat in board.problem.seats if seat.role == account.role]
    return [(board.holds(seat, account.consultant), seat.points) for seat in seats]
