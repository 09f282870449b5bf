"""Shares of big days: nobody has more than a fair part of them, within the period and over the years."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rostering.domain.findings import DATE, BigDayAccount, Breach
from rostering.language import said
from rostering.rules.board import FALSE, Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.words import counted

_GRAIN = DATE // 50
"""What rounding may add to a share in the course of years."""


@dataclass(frozen=True, kw_only=True)
class BigDayShares(Rule):
    """Dates of occasions that someone has duty on, beyond what is left of their share, cost.

    A date counts once however many duties are on it. What is left is the share of the period less what was held beyond
    earlier shares, in whole dates, rounded up. The first date beyond it is one unit, the second two more, the third
    three more and so on; what is beyond it already without a duty in the period is not counted.
    """

    name = "big_day_shares"
    measures = 2

    penalty: int | None = 10

    def apply(self, board: Board) -> None:
        """Limit everyone's dates, and once more for each date more."""
        given = Roster(board.problem, {}).given
        for account in board.problem.big_days:
            dates: dict[date, list[Literal]] = {}
            for seat in board.problem.seats:
                if seat.occasion and (holds := board.holds(seat, account.consultant)) != FALSE:
                    dates.setdefault(seat.day, []).append(holds)
            before = {seat.day for seat in given[account.consultant] if seat.occasion}
            held = [(board.any_of(literals), 1) for day, literals in dates.items() if day not in before]
            left = _left(account)
            for limit in range(max(0, left), len(held)):
                board.at_most(self, held, limit, 1 if limit else 1 + max(0, -left))

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield those who have more than their share."""
        for account in big_days_of(roster):
            mine = [seat for seat in roster.own[account.consultant] if seat.occasion]
            before = _left(replace(account, earned=0))
            amount = _units(account.earned // DATE - before) - _units(-before)
            if amount:
                excess = f"{account.deviation / DATE:.1f}"
                yield self.breach([account.consultant, str(account.earned // DATE), excess], amount, mine)

    def explain(self, breach: Breach) -> str:
        """Name the person, the dates and how many are too many."""
        consultant, held, excess = breach.about
        days = counted(int(held), "big day")
        return said(
            "{consultant} has {big_days}; with those of earlier periods that is {excess} more than the fair share.",
            consultant=consultant,
            big_days=days,
            excess=excess,
        )


def big_days_of(roster: Roster) -> tuple[BigDayAccount, ...]:
    """The accounts of the period with the dates that each consultant holds in the roster."""
    return tuple(
        replace(account, earned=DATE * len(_dates(roster, account.consultant))) for account in roster.problem.big_days
    )


def _dates(roster: Roster, consultant: str) -> set[date]:
    """The dates of occasions with a duty, but for those that are held already by what is given."""
    own, given = ({seat.day for seat in seats[consultant] if seat.occasion} for seats in (roster.own, roster.given))
    return own - given


def _left(account: BigDayAccount) -> int:
    """How many whole dates are left of a share; below 0 where more was held before."""
    return -((account.opening - account.target + _GRAIN) // DATE)


def _units(beyond: int) -> int:
    """One for the first date beyond a share, two for the second and so on."""
    return beyond * (beyond + 1) // 2 if beyond > 0 else 0
