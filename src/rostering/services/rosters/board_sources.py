"""Which rosters a board shows on which dates, each of them read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from rostering.answers.board import BoardPart, RosterChoice
from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.errors import BadCall
from rostering.language import _
from rostering.rosters.outlines import Outline, outline_status, published_outlines, standing_outlines
from rostering.rosters.version import Status, Version
from rostering.services.rosters.memory import Memory
from rostering.spans import Period, month_of, quarter_of
from rostering.store import Reading


class NotOnTheBoard(BadCall):
    """A roster that has no date of the period."""

    def __init__(self, number: int, has: Period, period: Period) -> None:
        super().__init__(
            _("roster {number} is for {has}, and has no date of {period}", number=number, has=has, period=period)
        )


@dataclass(frozen=True)
class Sources:
    """The rosters of a period: on each date what stands, or the roster that is asked for where it has the date."""

    period: Period
    asked: int | None
    outlines: tuple[Outline, ...]
    versions: Mapping[int, Version]

    @cached_property
    def published(self) -> dict[date, Outline]:
        """By date, the roster that is published."""
        return published_outlines(self.outlines)

    @cached_property
    def shown(self) -> dict[date, Outline]:
        """By date of the period, the roster that is shown."""
        return shown_on(self.outlines, self.period, self.asked)

    @cached_property
    def duties(self) -> tuple[tuple[Duty, int], ...]:
        """The duties of the period, each with its roster."""
        return tuple(
            (duty, number)
            for number, version in self.versions.items()
            for duty in version.duties
            if self._is_shown(duty.seat.day, number)
        )

    @cached_property
    def days_off(self) -> tuple[CompensatingDay, ...]:
        """The compensating days of the period."""
        return tuple(
            off
            for number, version in self.versions.items()
            for off in version.compensating_days
            if self._is_shown(off.day, number)
        )

    @cached_property
    def compared(self) -> dict[str, Duty]:
        """The published duties, by seat, on dates of which something else is shown."""
        return {
            duty.seat.id: duty
            for number, version in self.versions.items()
            for duty in version.duties
            if self._is_behind(duty.seat.day, number)
        }

    def is_compared(self, day: date) -> bool:
        """Whether something else is published of a date than is shown."""
        return day in self.published and day in self.shown and self.published[day] != self.shown[day]

    def parts(self) -> Iterator[BoardPart]:
        """What is shown, in stretches of dates."""
        for number, same in groupby(self.period, key=lambda day: _number(self.shown.get(day))):
            days = list(same)
            yield self._part(Period(days[0], days[-1]), self.shown.get(days[0]), number)

    def choices(self) -> tuple[RosterChoice, ...]:
        """The rosters that have a date of the period, the newest first."""
        return tuple(
            RosterChoice(one.number, outline_status(one, self.published), one.period, one.created)
            for one in reversed(self.outlines)
            if one.period.overlaps(self.period) and not one.discarded
        )

    def _part(self, period: Period, one: Outline | None, number: int | None) -> BoardPart:
        if one is None:
            return BoardPart(period, None, None)
        status = outline_status(one, self.published)
        if status is Status.PUBLISHED and self.published[period.first] != one:
            status = Status.SUPERSEDED
        asked = self.asked is not None and number == self.asked
        return BoardPart(period, number, status, one.created, one.at, one.by, asked)

    def _is_shown(self, day: date, number: int) -> bool:
        return _number(self.shown.get(day)) == number

    def _is_behind(self, day: date, number: int) -> bool:
        return day in self.period and self.is_compared(day) and self.published[day].number == number


def sources_of(reading: Reading, memory: Memory, period: Period | None, asked: int | None, today: date) -> Sources:
    """The rosters of a period, by default of the month of which there is something to see.

    Raises UnknownRoster, NotOnTheBoard.
    """
    outlines = reading.outlines()
    if asked is not None and all(one.number != asked for one in outlines):
        reading.version(asked)  # says which rosters there are
    period = period or usual_period(outlines, asked, today)
    shown, published = shown_on(outlines, period, asked), published_outlines(outlines)
    needed = {*shown.values(), *(published[day] for day in shown if day in published)}
    return Sources(period, asked, outlines, memory.versions(reading, needed))


def shown_on(outlines: tuple[Outline, ...], period: Period, asked: int | None) -> dict[date, Outline]:
    """By date of a period, the roster that is shown. Raises NotOnTheBoard."""
    shown = {day: one for day, one in standing_outlines(outlines).items() if day in period}
    for one in outlines:
        if one.number == asked:
            if not one.period.overlaps(period):
                raise NotOnTheBoard(one.number, one.period, period)
            shown |= {day: one for day in one.period if day in period}
    return shown


def usual_period(outlines: tuple[Outline, ...], asked: int | None, today: date) -> Period:
    """The month of today; where no roster has a date of it, the next of which one has, else the last.

    Of a roster that is asked for its own period, where that is a month, a quarter or a year.
    """
    own = next((one.period for one in outlines if one.number == asked), None)
    if own and own in _boards_of(own.first):
        return own
    held = set(own) if own else set(standing_outlines(outlines))
    here = month_of(today.year, today.month)
    if not held or any(day in here for day in held):
        return here
    day = min((day for day in held if day > here.last), default=max(held))
    return month_of(day.year, day.month)


def _boards_of(day: date) -> tuple[Period, ...]:
    """The month, the quarter and the year of a date."""
    return month_of(day.year, day.month), quarter_of(day), Period(date(day.year, 1, 1), date(day.year, 12, 31))


def _number(one: Outline | None) -> int | None:
    return one.number if one else None
