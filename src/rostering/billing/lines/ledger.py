"""The ledger of what customers pay, or of what consultants are paid: what stands in any month, and what corrects it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Generic

from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.corrections import corrections_of
from rostering.domain.booked import Line
from rostering.domain.charges import in_order
from rostering.rosters.history import published_on
from rostering.rosters.version import Publication
from rostering.spans import DAY, Period, month_of


@dataclass(frozen=True, kw_only=True)
class MonthLedger(ABC, Generic[Line]):
    """Publications, closed lines and closed months."""

    publications: tuple[Publication, ...]
    closed: tuple[Line, ...]
    months: frozenset[date]
    """The first dates of closed months."""

    @abstractmethod
    def due(self, period: Period) -> tuple[Line, ...]:
        """What a period's dates come to by all that is known now. Raises Unbillable."""

    def lines(self, month: Period) -> tuple[Line, ...]:
        """The lines of a month: of a closed one as it was closed, of an open one as it stands. Raises Unbillable."""
        if month.first in self.months:
            return tuple(line for line in self.closed if line.month == month.first)
        return in_order(together(partial(self.due, month), partial(self.corrections, month)))

    def lines_in(self, period: Period) -> tuple[Line, ...]:
        """The lines that are found in a period, which may start or end inside a month. Raises Unbillable."""
        months = period.months()
        return in_order(together(*(partial(self._lines_in, month, period) for month in months)))

    def about(self, period: Period) -> tuple[Line, ...]:
        """All lines of a period's dates, in whichever month they stand. Raises Unbillable."""
        homes = {home.first: home for home in map(self.home_of, period.months())}
        waiting = together(*(partial(self.corrections, home) for home in homes.values()))
        open_months = [month for month in period.months() if month.first not in self.months]
        due = together(*(partial(self.due, shared(month, period)) for month in open_months))
        return in_order(line for line in (*self.closed, *waiting, *due) if line.day in period)

    def later(self, period: Period) -> tuple[Line, ...]:
        """The lines of a period's dates that stand in later months: those of closed ones, and what is waiting.

        What has no price yet is told by the month in which it will stand.
        """
        try:
            waiting = self.waiting()
        except Unbillable:
            waiting = ()
        lines = in_order(line for line in (*self.closed, *waiting) if line.day in period)
        return tuple(line for line in lines if not line.period.overlaps(period))

    def corrections(self, month: Period) -> tuple[Line, ...]:
        """What an open month takes back and adds of the closed months right before it.

        Raises Unbillable, without lines: what is due in closed months is no line of this one.
        """
        run = self.run_before(month)
        if run is None:
            return ()
        closed = [line for line in self.closed if line.day in run]
        try:
            due = self.due(run)
        except Unbillable as unbillable:
            raise Unbillable(unbillable.reasons, places=unbillable.places) from None
        return corrections_of(closed, due, month.first, self.rosters)

    def waiting(self) -> tuple[Line, ...]:
        """The corrections of all closed months that no month has booked yet. Raises Unbillable."""
        homes = {home.first: home for home in (self.home_of(month_of(day.year, day.month)) for day in self.months)}
        return in_order(together(*(partial(self.corrections, home) for home in homes.values())))

    def run_before(self, month: Period) -> Period | None:
        """The closed months that the month follows: it is the earliest open one after each of them."""
        first = month.first
        while (previous := _before(first)) and previous.first in self.months:
            first = previous.first
        return Period(first, month.first - DAY) if first < month.first else None

    def home_of(self, month: Period) -> Period:
        """The month in which changes of a month's dates are booked: itself, or the earliest open one after it."""
        while month.first in self.months:
            month = _after(month.last)
        return month

    @cached_property
    def rosters(self) -> dict[date, int]:
        """The number of the roster that holds each date."""
        return {day: publication.version.number for day, publication in published_on(self.publications).items()}

    def _lines_in(self, month: Period, period: Period) -> tuple[Line, ...]:
        """Of an open month no more is reckoned than is asked for: elsewhere something may lack a price."""
        if month.first in self.months:
            return tuple(line for line in self.lines(month) if line.posted in period)
        corrections = [partial(self.corrections, month)] if month.first in period else []
        return tuple(together(partial(self.due, shared(month, period)), *corrections))


def together(*sources: Callable[[], Iterable[Line]]) -> list[Line]:
    """The lines of all sources. Raises Unbillable with the reasons and the lines of all of them."""
    lines: list[Line] = []
    reasons: list[str] = []
    places: dict[str, tuple[str, date]] = {}
    for source in sources:
        try:
            lines.extend(source())
        except Unbillable as unbillable:
            reasons.extend(unbillable.reasons)
            places |= unbillable.places
            lines.extend(unbillable.lines)
    if reasons:
        raise Unbillable(reasons, lines=lines, places=places)
    return lines


def _before(first: date) -> Period | None:
    """The month before, if the calendar has one."""
    if first == date.min:
        return None
    day = first - DAY
    return month_of(day.year, day.month)


def _after(last: date) -> Period:
    day = last + DAY
    return month_of(day.year, day.month)


def shared(one: Period, other: Period) -> Period:
    """The dates that two periods share."""
    return Period(max(one.first, other.first), min(one.last, other.last))
