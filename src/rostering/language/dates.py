"""Dates as a person's language writes them; weeks begin on Monday."""

from datetime import date, datetime
from typing import Protocol, runtime_checkable

from babel.dates import format_date

from rostering.language.speech import SOURCE, spoken

_DAYS = {"en": "d MMM", "da": "d. MMM"}
_LONG_DAYS = {"en": "d MMMM", "da": "d. MMMM"}


@runtime_checkable
class Dates(Protocol):
    """Some dates in a row, both ends included; the floors above have them as a period."""

    @property
    def first(self) -> date:
        """The first of them."""

    @property
    def last(self) -> date:
        """The last of them."""


def weekday(day: date) -> str:
    """The weekday in three letters: `Sat`, `lør`."""
    return format_date(day, "ccc", spoken())[:3]


def long_weekday(day: date) -> str:
    """The weekday in full: `Saturday`, `lørdag`."""
    return format_date(day, "cccc", spoken())


def day_and_month(day: date) -> str:
    """The day of a date and its month in full: `24 October`, `24. oktober`."""
    return format_date(day, _LONG_DAYS[spoken()], spoken())


def month_name(number: int) -> str:
    """A month by its number: `October`, `oktober`."""
    return format_date(date(2000, number, 1), "LLLL", spoken())


def full_day(day: date) -> str:
    """A date with its month in full: `24 October 2026`, `24. oktober 2026`."""
    return f"{day_and_month(day)} {day.year}"


def short_day(day: date) -> str:
    """A date beside others of its year: `Sat 24 Oct`, `lør 24. okt.`."""
    return f"{weekday(day)} {format_date(day, _DAYS[spoken()], spoken())}"


def long_day(day: date) -> str:
    """A date by itself: `Sat 24 Oct 2026`, `lør 24. okt. 2026`."""
    return f"{short_day(day)} {day.year}"


def days(first: date, last: date) -> str:
    """Some dates in a row, both ends included, the year said once where it is the same."""
    if first == last:
        return long_day(first)
    return f"{short_day(first) if first.year == last.year else long_day(first)} – {long_day(last)}"


def written(value: object) -> object:
    """What is filled into a sentence: dates and periods in its language; English has them as files do."""
    if spoken() == SOURCE or isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return long_day(value)
    return days(value.first, value.last) if isinstance(value, Dates) else value
