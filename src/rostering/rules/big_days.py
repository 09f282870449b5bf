"""Big days: not the same person on Christmas, New Year or Easter two years running."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import TRUE, Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule

_NEW_YEAR = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class BigDays(Rule):
    """Serving one big occasion in two successive years costs, once per person and pair of years."""

    name = "big_days"

    penalty: int | None = 40

    def apply(self, board: Board) -> None:
        """Penalise each pair of successive years."""
        given = Roster(board.problem, {}).given
        big = [seat for seat in board.problem.seats if seat.occasion]
        for consultant in board.problem.consultants:
            served: dict[tuple[str, int], list[Literal]] = {}
            for seat in big:
                served.setdefault(occasion_of(seat), []).append(board.holds(seat, consultant.id))
            for seat in given[consultant.id]:
                if seat.occasion:
                    served[occasion_of(seat)] = [TRUE]
            for (occasion, year), literals in served.items():
                following = served.get((occasion, year + 1), [])
                if not literals == following == [TRUE]:
                    board.require(self, [board.any_of(literals), board.any_of(following)])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield the occasions that someone serves again after the year before."""
        for consultant, seats in roster.own.items():
            own, past = ({occasion_of(s) for s in held if s.occasion} for held in (seats, roster.given[consultant]))
            for occasion, year in sorted(own | past):
                pair = {(occasion, year), (occasion, year + 1)}
                if pair <= own | past and not pair <= past:
                    yield self.breach([consultant, occasion, str(year), str(year + 1)])

    def explain(self, breach: Breach) -> str:
        """Name person, occasion and years."""
        consultant, occasion, year, following = breach.about
        return said(
            "{consultant} has duty at {occasion} in {year} and again in {following}.",
            consultant=consultant,
            occasion=occasion,
            year=year,
            following=following,
        )


def occasion_of(seat: Seat) -> tuple[str, int]:
    """The occasion and the year it counts for; New Year's Day belongs to the winter that began the year before."""
    day: date = seat.day - _NEW_YEAR
    return seat.occasion or "", day.year
