"""The rules of a calendar: which dates are special days, holiday periods and big days."""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rostering.calendars.almanac import easter_sunday
from rostering.domain.catalogue import DayKind
from rostering.language import _
from rostering.spans import DAY

# Not the standard library's names: those follow the locale of the process.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The English names of the weekdays, Monday first."""
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)


def is_weekend(day: date) -> bool:
    """Whether the date is a Saturday or Sunday."""
    return day.isoweekday() > 5


class DateRule(Protocol):
    """A way to say which dates are meant."""

    def holds(self, day: date, public: Container[date], /) -> bool:
        """Whether the date is meant, given the public holidays of its year."""


@dataclass(frozen=True, order=True)
class MonthDay:
    """A date of every year; 29 February only of leap years."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> "MonthDay":
        """Read `MM-DD`. Raises ValueError for anything else and for dates that no year has."""
        match = _MONTH_DAY.fullmatch(text)
        if not match:
            raise ValueError(_("'{text}' is not a month and day", text=text))
        try:
            return cls.of(date(2000, int(match[1]), int(match[2])))
        except ValueError:
            raise ValueError(_("no year has a date '{text}'", text=text)) from None

    @classmethod
    def of(cls, day: date) -> "MonthDay":
        """The month and day of a date."""
        return cls(day.month, day.day)

    def holds(self, day: date, _public: Container[date], /) -> bool:
        """Whether the date is this day of its year."""
        return MonthDay.of(day) == self


@dataclass(frozen=True)
class YearlyDates:
    """All dates from `first` to `last`, both included; over New Year when `last` comes before `first`."""

    first: MonthDay
    last: MonthDay

    def holds(self, day: date, _public: Container[date], /) -> bool:
        """Whether the date lies in the run."""
        here = MonthDay.of(day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True)
class WeekdayWithin:
    """A weekday (ISO: Monday is 1) within a run of dates, such as the Friday of 19 to 25 June."""

    weekday: int
    dates: YearlyDates

    def holds(self, day: date, public: Container[date], /) -> bool:
        """Whether the date is that weekday and lies in the run."""
        return day.isoweekday() == self.weekday and self.dates.holds(day, public)


@dataclass(frozen=True)
class EasterOffset:
    """So many days after (negative: before) Easter Sunday."""

    days: int

    def holds(self, day: date, _public: Container[date], /) -> bool:
        """Whether the date is that day of its year."""
        return (day - easter_sunday(day.year)).days == self.days


@dataclass(frozen=True)
class WeekdaysBeforeEaster:
    """The last `count` weekdays before the public holidays of Easter."""

    count: int

    def holds(self, day: date, public: Container[date], /) -> bool:
        """Whether the date is one of them."""
        sunday = easter_sunday(day.year)
        if day >= sunday or _is_free(day, public):
            return False
        # Only working days are counted, so the Easter holidays fall out by themselves, on whichever day they begin.
        between = (day + DAY * i for i in range(1, (sunday - day).days))
        return sum(1 for other in between if not _is_free(other, public)) < self.count


@dataclass(frozen=True)
class IsoWeeks:
    """ISO weeks of every year; they are meant to lie in `month`, when that is given."""

    weeks: tuple[int, ...]
    month: int | None = None

    def holds(self, day: date, _public: Container[date], /) -> bool:
        """Whether the date lies in one of the weeks."""
        return day.isocalendar().week in self.weeks


@dataclass(frozen=True)
class SpecialDay:
    """A day that is no public holiday, and how it is treated; None leaves that to the rules below it.

    On a weekend it is treated as a weekend, and costs what its own class costs all the same.
    """

    name: str
    when: DateRule
    treat_as: DayKind | None = None
    day_class: str | None = None


@dataclass(frozen=True)
class HolidayPeriod:
    """A period in which the weekdays are rostered as holidays."""

    name: str
    rule: DateRule


@dataclass(frozen=True)
class BigDayDates:
    """An occasion whose days are shared out over the years."""

    name: str
    when: tuple[DateRule, ...]


@dataclass(frozen=True)
class CalendarRules:
    """A country's holidays and what a firm adds to them; of two rules for one date the first counts."""

    country: str
    subdivision: str | None
    language: str
    special_days: tuple[SpecialDay, ...] = ()
    holiday_periods: tuple[HolidayPeriod, ...] = ()
    big_days: tuple[BigDayDates, ...] = ()


def _is_free(day: date, public: Container[date]) -> bool:
    return is_weekend(day) or day in public
