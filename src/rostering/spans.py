"""Spans of time: wall-clock hours, dates, and half-open instants that know the clock changes."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from rostering.errors import BadCall
from rostering.language import _

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
_HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)
_QUARTER = re.compile(r"(\d{4})Q([1-4])", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, order=True)
class Span:
    """The instants from `start` up to, not including, `end`; zoned on the way in, kept in UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a span needs zoned instants")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.end <= self.start:
            raise ValueError(f"a span must end after it starts: {self.start} to {self.end}")

    @property
    def minutes(self) -> int:
        """Elapsed minutes: 23- and 25-hour days come out as they are."""
        return int((self.end - self.start).total_seconds()) // 60

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share an instant; touching ends do not."""
        return self.start < other.end and other.start < self.end

    def overlap_minutes(self, other: "Span") -> int:
        """The minutes that both have."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(0, int(shared.total_seconds()) // 60)

    def days(self, zone: ZoneInfo) -> tuple[date, ...]:
        """The local dates that the span touches; an end at midnight does not touch the next date."""
        return _days(self, zone)

    def wall(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Start and end as the clock on the wall shows them, without an offset."""
        return _wall(self, zone)


@dataclass(frozen=True)
class Hours:
    """Wall-clock hours of a day, such as 08:00-16:00; an end at or before the start lies on the next date."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """Read `HH:MM-HH:MM`; `24:00` is the midnight that ends the day. Raises ValueError otherwise."""
        match = _HOURS.fullmatch(text.strip())
        if not match:
            raise ValueError(_("'{text}' is not hours like 08:00-16:00", text=text))
        start_hour, start_minute, end_hour, end_minute = (int(group) for group in match.groups())
        if (end_hour, end_minute) == (24, 0):
            end_hour = 0
        try:
            return cls(time(start_hour, start_minute), time(end_hour, end_minute))
        except ValueError:
            raise ValueError(_("'{text}' has an impossible time of day", text=text)) from None

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @property
    def overnight(self) -> bool:
        """Whether the hours reach past midnight into the next date."""
        return time(0) < self.end <= self.start

    def on(self, day: date, zone: ZoneInfo) -> Span:
        """The span of these hours on a date.

        A wall-clock time that happens twice is its first occurrence, one that is skipped counts on from the offset
        before the gap (RFC 5545, section 3.3.5). Hours that a gap swallows whole keep their length.
        """
        last = day if self.end > self.start else day + DAY
        start, end = datetime.combine(day, self.start, zone), datetime.combine(last, self.end, zone)
        if end.astimezone(UTC) <= start.astimezone(UTC):
            end = (start.astimezone(UTC) + (end - start)).astimezone(zone)
        return Span(start, end)


@dataclass(frozen=True, order=True)
class Period:
    """Dates from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(_("{first} is after {last}", first=self.first, last=self.last))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2026Q3`, `2026-07`, `2026`, or two ends as `2026-07..2026-09` or dates. Raises BadPeriod otherwise."""
        try:
            return _parse_period(text.strip())
        except (ValueError, OverflowError):
            raise BadPeriod(text) from None

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + DAY * i for i in range(len(self)))

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a date."""
        return self.first <= other.last and other.first <= self.last

    def widened(self, before: int, after: int) -> "Period":
        """The period with so many more days on either side."""
        return Period(self.first - DAY * before, self.last + DAY * after)

    def months(self) -> tuple["Period", ...]:
        """The whole calendar months that the period touches."""
        return _months(self)

    def quarters(self) -> tuple["Period", ...]:
        """The whole calendar quarters that the period touches."""
        months = Period(quarter_of(self.first).first, quarter_of(self.last).last).months()
        return tuple(quarter_of(month.first) for month in months[::3])


class BadPeriod(BadCall):
    """A period in a form that is not known."""

    def __init__(self, text: str) -> None:
        forms, last = "2026Q3, 2026-07, 2026, 2026-07..2026-09", "2026-07-01..2026-09-30"
        super().__init__(_("'{text}' is not a period: write {forms} or {last}", text=text, forms=forms, last=last))


@lru_cache(maxsize=1 << 16)
def _days(span: Span, zone: ZoneInfo) -> tuple[date, ...]:
    """Asked again and again by rules, and slow by itself."""
    first = span.start.astimezone(zone).date()
    last = (span.end - timedelta(microseconds=1)).astimezone(zone).date()
    return tuple(first + DAY * i for i in range((last - first).days + 1))


@lru_cache(maxsize=1 << 16)
def _wall(span: Span, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Asked as often."""
    start, end = (instant.astimezone(zone).replace(tzinfo=None, fold=0) for instant in (span.start, span.end))
    return start, end


@lru_cache(maxsize=1 << 12)
def _months(period: Period) -> tuple[Period, ...]:
    """Asked by rules for each person."""
    last = period.last.year * 12 + period.last.month
    numbers = range(period.first.year * 12 + period.first.month, last + 1)
    return tuple(month_of((number - 1) // 12, (number - 1) % 12 + 1) for number in numbers)


@lru_cache(maxsize=1 << 12)
def month_of(year: int, month: int) -> Period:
    """A whole calendar month."""
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def quarter_of(day: date) -> Period:
    """The whole calendar quarter that a date belongs to."""
    first = (day.month - 1) // 3 * 3 + 1
    return Period(date(day.year, first, 1), month_of(day.year, first + 2).last)


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same dates in as few periods as can be: those that overlap or follow one another are one."""
    found: list[Period] = []
    for period in sorted(periods):
        if found and period.first - found[-1].last <= DAY:
            found[-1] = Period(found[-1].first, max(found[-1].last, period.last))
        else:
            found.append(period)
    return tuple(found)


def stretches(days: Iterable[date]) -> tuple[Period, ...]:
    """Single dates as periods without a gap."""
    return joined(Period(day, day) for day in days)


def iso_weekend(day: date) -> date | None:
    """The Saturday that names a date's weekend, None for a weekday."""
    return day - DAY * (day.weekday() - 5) if day.weekday() >= 5 else None


def _parse_period(text: str) -> Period:
    if whole := _whole(text):
        return whole
    first, separator, last = text.partition("..")
    if not separator:
        raise ValueError(text)
    return Period(_parse_end(first).first, _parse_end(last).last)


def _parse_end(text: str) -> Period:
    """Either end of a period: a month, quarter or year as well as a date."""
    if whole := _whole(text):
        return whole
    day = date.fromisoformat(text)
    return Period(day, day)


def _whole(text: str) -> Period | None:
    if match := _QUARTER.fullmatch(text):
        return quarter_of(date(int(match[1]), int(match[2]) * 3, 1))
    if match := _MONTH.fullmatch(text):
        return month_of(int(match[1]), int(match[2]))
    if _YEAR.fullmatch(text):
        return Period(date(int(text), 1, 1), date(int(text), 12, 31))
    return None
