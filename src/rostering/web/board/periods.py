"""Periods that a board shows: a month, a quarter or a year, those beside it, and what each is called."""

import re
from dataclasses import dataclass
from datetime import date

from rostering.errors import BadCall
from rostering.language import _, formats
from rostering.spans import DAY, Period, month_of, quarter_of

YEARS = range(1900, 2200)
_FORM = re.compile(r"(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH, _QUARTER = 31, 92
"""The most days that each has."""


class NoSuchPeriod(BadCall):
    """A period that a board cannot show."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "'{text}' is no period of the board: write a month as 2026-12, a quarter as 2026Q4, a year as 2026",
                text=text[:40],
            )
        )


class NoDay(BadCall):
    """A date that there is not."""

    def __init__(self, text: str) -> None:
        super().__init__(_("'{text}' is no date: write it as {example}", text=text[:40], example="2026-10-24"))


@dataclass(frozen=True)
class PeriodLink:
    """Another period that one may look at."""

    label: str
    key: str
    is_here: bool = False


def read_period(text: str) -> Period | None:
    """The period of a text, None of an empty one. Raises NoSuchPeriod."""
    if not text:
        return None
    found = _FORM.fullmatch(text.strip().upper())
    if not found or int(found[1]) not in YEARS:
        raise NoSuchPeriod(text)
    return Period.parse(found[0])


def read_day(text: str) -> date:
    """The date in an address. Raises NoDay."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise NoDay(text)
    return day


def key_of(period: Period) -> str:
    """A month, quarter or year as it stands in an address."""
    first = period.first
    if len(period) <= _MONTH:
        return f"{first:%Y-%m}"
    return f"{first:%Y}Q{(first.month + 2) // 3}" if len(period) <= _QUARTER else f"{first:%Y}"


def title_of(period: Period) -> str:
    """What a period is called: `December 2026`, `Quarter 4, 2026`, `2026`."""
    first = period.first
    if len(period) <= _MONTH:
        return formats.month(first)
    if len(period) <= _QUARTER:
        return _("Quarter {number}, {year}", number=(first.month + 2) // 3, year=first.year)
    return f"{first:%Y}"


def like(period: Period, day: date) -> Period:
    """The period of the same length that has a date."""
    if len(period) <= _MONTH:
        return month_of(day.year, day.month)
    return quarter_of(day) if len(period) <= _QUARTER else Period(date(day.year, 1, 1), date(day.year, 12, 31))


def neighbours(period: Period) -> tuple[PeriodLink, PeriodLink]:
    """The period before, and the one after."""
    before, after = like(period, period.first - DAY), like(period, period.last + DAY)
    return PeriodLink(title_of(before), key_of(before)), PeriodLink(title_of(after), key_of(after))


def lengths(period: Period, today: date) -> tuple[PeriodLink, ...]:
    """The month, the quarter and the year of what is shown: of today, where that is part of it."""
    day = today if today in period else period.first
    month, quarter = month_of(day.year, day.month), quarter_of(day)
    year = Period(date(day.year, 1, 1), date(day.year, 12, 31))
    named = ((_("Month"), month), (_("Quarter"), quarter), (_("Year"), year))
    return tuple(PeriodLink(label, key_of(one), len(one) == len(period)) for label, one in named)
