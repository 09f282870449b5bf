"""Dates, times, numbers and money as a person's language writes them; weeks begin on Monday."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from rostering.language.dates import day_and_month, days, full_day, long_day, long_weekday, short_day, weekday
from rostering.language.speech import SOURCE, spoken
from rostering.language.words import _
from rostering.money import Ore, format_dkk

__all__ = [
    "ago",
    "clock",
    "day_and_month",
    "days",
    "dkk",
    "full_day",
    "kroner",
    "length",
    "listed",
    "long_day",
    "long_weekday",
    "moment",
    "month",
    "number",
    "percent",
    "short_day",
    "week",
    "weekday",
]
_MONEY = "da"
"""Kroner look alike in every language, as they do on invoices."""


def month(day: date) -> str:
    """The month of a date: `October 2026`, `oktober 2026`."""
    return format_date(day, "LLLL y", spoken())


def week(day: date) -> str:
    """The ISO week of a date: `Week 43`, `Uge 43`."""
    return _("Week {number}", number=day.isocalendar().week)


def clock(at: datetime, zone: ZoneInfo) -> str:
    """The time of an instant, by the clock of a zone, alike in every language: `08:00`."""
    return f"{at.astimezone(zone):%H:%M}"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """An instant by the calendar and the clock of a zone: `Sat 24 Oct 2026 08:00`."""
    return f"{long_day(at.astimezone(zone).date())} {clock(at, zone)}"


def ago(at: datetime, now: datetime) -> str:
    """How long ago something was, or how soon it will be: `3 hours ago`, `om 2 dage`."""
    return format_timedelta(at - now, add_direction=True, locale=spoken())


def length(time: timedelta) -> str:
    """How long something takes: `3 hours`, `2 dage`."""
    return format_timedelta(time, locale=spoken())


def kroner(ore: Ore) -> str:
    """An amount of money: `4.200,00 kr.`, on one line."""
    return format_currency(Decimal(ore) / 100, "DKK", locale=_MONEY)


def dkk(ore: Ore) -> str:
    """An amount of money in a sentence: `DKK 4.200,00`, `4.200,00 kr.`."""
    return f"DKK {format_dkk(ore)}" if spoken() == SOURCE else kroner(ore)


def percent(share: float) -> str:
    """A share in whole hundredths: `5%`, `5 %`."""
    return f"{share:.0%}" if spoken() == SOURCE else f"{share * 100:.0f}\xa0%"


def number(value: float, decimals: int = 0) -> str:
    """A number, its thousands grouped, with so many decimals at most: `1,234.5`, `1.234,5`."""
    return format_decimal(value, "#,##0." + "#" * decimals if decimals else "#,##0", spoken())


def listed(words: Iterable[str]) -> str:
    """Words in a row: `Anna, Bo and Cai`, `Anna, Bo og Cai`."""
    return format_list(list(words), locale=spoken())


def minutes(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any: `1:05`, `3:59:54`."""
    whole, rest = divmod(round(seconds), 60)
    hours, whole = divmod(whole, 60)
    return f"{hours}:{whole:02d}:{rest:02d}" if hours else f"{whole}:{rest:02d}"
