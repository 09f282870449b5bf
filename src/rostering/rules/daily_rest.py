"""Daily rest: eleven hours in every 24 (Directive 2003/88/EC, article 3; Danish Working Environment Act, s. 50)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from rostering.demand.problem import Problem
from rostering.domain.catalogue import Presence
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.board import TRUE, Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Span

_ROUND = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class DailyRest(Rule):
    """Within 24 hours from the start of any work lies an unbroken rest of so many hours.

    Duties served at work, ordinary work and call-outs count, home standby is rest. One unit is one piece of work that
    is followed by too little rest. What only the past, call-outs and ordinary work bring about is not counted.
    """

    name = "daily_rest"

    bounds: ClassVar = {"hours": (0, 24)}

    hours: int = 11

    @property
    def _rest(self) -> timedelta:
        return timedelta(hours=self.hours)

    def apply(self, board: Board) -> None:
        """From each start of work, ask for one of the rests that could follow it."""
        for consultant in board.problem.consultants:
            for anchor, near in self._neighbourhoods(board, consultant.id):
                self._ask(board, anchor, near)

    def _neighbourhoods(self, board: Board, consultant: str) -> Iterator[tuple["_Work", list["_Work"]]]:
        work = _choices(board, consultant)
        for anchor in work:
            until = anchor.span.start + _ROUND
            near = [w for w in work if w.span.end > anchor.span.start and w.span.start < until]
            if any(w.own for w in near):
                yield anchor, near

    def _ask(self, board: Board, anchor: "_Work", near: list["_Work"]) -> None:
        starts = {w.span.end for w in near if w.span.end + self._rest <= anchor.span.start + _ROUND}
        rests = [board.all_of(-w.chosen for w in near if self._disturbs(w, start)) for start in sorted(starts)]
        active = board.any_of(w.chosen for w in near if w.own)
        board.require(self, [anchor.chosen, active], rests)

    def _disturbs(self, work: "_Work", start: datetime) -> bool:
        return work.span.start < start + self._rest and start < work.span.end

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each start of work in whose next 24 hours the longest break is too short."""
        for consultant in roster.problem.consultants:
            duties = [seat for seat in roster.all_of(consultant.id) if seat.presence is Presence.WORKING]
            own = [seat for seat in duties if seat in roster.own[consultant.id]]
            ordinary = _ordinary(roster.problem, consultant.id, own)
            kept = [span for day, span in ordinary if (consultant.id, day) not in roster.days_off]
            called = roster.problem.worked_by.get(consultant.id, ())
            spans = sorted([*(seat.span for seat in duties), *kept, *called])
            for span in spans:
                close = [seat for seat in own if span.start < seat.span.end and seat.span.start < span.start + _ROUND]
                if close and _longest_break(span.start, spans) < self._rest:
                    day = span.start.astimezone(roster.problem.zone).date()
                    yield self.breach([consultant.id, day], seats=close)

    def explain(self, breach: Breach) -> str:
        """Name the person and the day that starts it."""
        consultant, day = breach.about
        return said(
            "{consultant} has no {hours} hours of rest in the 24 hours from the start of work on {day}.",
            consultant=consultant,
            hours=self.hours,
            day=day,
        )


@dataclass(frozen=True)
class _Work:
    span: Span
    chosen: Literal
    own: bool


def _choices(board: Board, consultant: str) -> list[_Work]:
    """All that may be work for someone near a duty that they might get."""
    own = [
        seat
        for seat in board.problem.seats
        if seat.presence is Presence.WORKING and consultant in board.candidates(seat)
    ]
    given = [seat for seat in Roster(board.problem, {}).given[consultant] if seat.presence is Presence.WORKING]
    return [
        *(_Work(seat.span, board.holds(seat, consultant), own=True) for seat in own),
        *(_Work(seat.span, TRUE, own=False) for seat in given),
        *(_Work(span, TRUE, own=False) for span in board.problem.worked_by.get(consultant, ())),
        *(
            _Work(span, -board.off(consultant, day), own=False)
            for day, span in _ordinary(board.problem, consultant, own)
        ),
    ]


def _ordinary(problem: Problem, consultant: str, seats: Sequence[Seat]) -> list[tuple[date, Span]]:
    """The ordinary working days within two dates of some seats."""
    near = {seat.day + timedelta(days=shift) for seat in seats for shift in (-2, -1, 0, 1, 2)}
    return [(day, problem.work_span(day)) for day in sorted(near) if problem.works(consultant, day)]


def _longest_break(start: datetime, spans: Sequence[Span]) -> timedelta:
    """The longest time without work in the 24 hours from an instant; `spans` are sorted by start."""
    longest, awake_until = timedelta(0), start
    for span in spans:
        if span.end > start and span.start < start + _ROUND:
            longest = max(longest, span.start - awake_until)
            awake_until = max(awake_until, span.end)
    return max(longest, start + _ROUND - awake_until)
