"""Promises of a package beyond its windows: what falls due again and again, what months include, times of response."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rostering.language import n_
from rostering.spans import DAY, WEEK, Hours, Period, month_of, quarter_of

ACCOUNT_MANAGER = "account_manager"
"""The word for whoever looks after the customer, in the place of a role."""


class Unit(StrEnum):
    """The lengths of time by which promises are counted."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it is long; a week is none."""
        return _MONTHS[self]

    def of(self, day: date) -> Period:
        """The calendar's unit that a date lies in; weeks begin on Mondays."""
        if self is Unit.WEEK:
            monday = day - DAY * day.weekday()
            return Period(monday, monday + DAY * 6)
        if self is Unit.YEAR:
            return Period(date(day.year, 1, 1), date(day.year, 12, 31))
        return quarter_of(day) if self is Unit.QUARTER else month_of(day.year, day.month)

    def after(self, start: date, number: int) -> date:
        """The date so many units after a start; a day that the month lacks is its last."""
        if self is Unit.WEEK:
            return start + WEEK * number
        month = start.year * 12 + start.month - 1 + number * self.months
        whole = month_of(month // 12, month % 12 + 1)
        return min(whole.first + timedelta(days=start.day - 1), whole.last)


_MONTHS = {Unit.WEEK: 0, Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True)
class Frequency:
    """So many times in each unit."""

    times: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.times} a {self.unit}"

    @classmethod
    def parse(cls, text: str) -> "Frequency":
        """Read `2 a month`. Raises ValueError."""
        times, _a, unit = text.split(" ")
        return cls(int(times), Unit(unit))

    @property
    def words(self) -> str:
        """The same in the reader's language."""
        number = self.times
        return {
            Unit.WEEK: n_("once a week", "{number} times a week", number, number=number),
            Unit.MONTH: n_("once a month", "{number} times a month", number, number=number),
            Unit.QUARTER: n_("once a quarter", "{number} times a quarter", number, number=number),
            Unit.YEAR: n_("once a year", "{number} times a year", number, number=number),
        }[self.unit]

    @property
    def a_year(self) -> int:
        """How many times a year that is, with years of 52 weeks."""
        return self.times * (52 if self.unit is Unit.WEEK else 12 // self.unit.months)


class Counted(StrEnum):
    """Where units begin."""

    CALENDAR = "calendar"
    AGREEMENT = "agreement"
    """With the first date on which the customer had the promise without a gap since."""


@dataclass(frozen=True)
class Cadence:
    """Something that is owed again and again, such as a meeting, a review or a report."""

    id: str
    name: str
    often: Frequency
    """How often at least."""
    by: str
    """The role that holds it, or `account_manager`."""
    up_to: Frequency | None = None
    """How often at most, where that is more; it is told, and nothing falls due by it."""
    counted: Counted = Counted.CALENDAR
    remind: int = 0
    """Days before its date from which it is reminded of."""


@dataclass(frozen=True)
class Allowance:
    """What a month of the agreement includes, and how much of it."""

    id: str
    name: str
    a_month: int
    counts: tuple[str, ...] = ()
    """The priorities of call-outs that use it up; without any, nothing is counted."""


class TimeUnit(StrEnum):
    """The units of times of response."""

    MINUTES = "minutes"
    HOURS = "hours"
    BUSINESS_DAYS = "business_days"


@dataclass(frozen=True)
class Lapse:
    """A length of time by a clock that may stand still."""

    number: int
    unit: TimeUnit


@dataclass(frozen=True)
class BusinessClock:
    """A clock that runs in some hours of business days only."""

    hours: Hours | None = None
    """None are the hours of ordinary work."""
    calendar: str | None = None
    """Which calendar says what a business day is; None is the organisation's."""


@dataclass(frozen=True)
class ResponseTime:
    """How soon somebody begins on what has a priority, and how often its customer hears of it from then on."""

    priority: str
    first: Lapse
    updates: Lapse | None = None
    clock: BusinessClock | None = None
    """None runs always."""
