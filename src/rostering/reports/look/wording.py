"""How ids, dates, points and lists of names read; the same whatever the process locale is."""

import re
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from rostering.domain.findings import StageResult
from rostering.spans import Period, Span

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# Control characters can steer a terminal; direction overrides can turn the rest of a line around.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without characters that steer a terminal instead of showing."""
    return _UNPRINTABLE.sub("", text)


def label(name: str) -> str:
    """An id in words: `holiday_period` is `Holiday period`."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def day_text(day: date) -> str:
    """A date within a known year, such as `Fri 25 Dec`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}"


def date_text(day: date) -> str:
    """A whole date, such as `25 December 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period_text(period: Period) -> str:
    """Both ends of a period: `1 July to 30 September 2026`."""
    first, last = period.first, period.last
    if first.year != last.year:
        return f"{date_text(first)} to {date_text(last)}"
    return f"{first.day} {MONTHS[first.month - 1]} to {date_text(last)}"


def period_label(period: Period) -> str:
    """A period in the least space: `2026Q3`, `2026-07`, `2026`, else both ends."""
    year, month = period.first.year, period.first.month
    for short in (f"{year:04}-{month:02}", f"{year:04}Q{(month + 2) // 3}", f"{year:04}"):
        if Period.parse(short) == period:
            return short
    return str(period)


def hours_text(span: Span, zone: ZoneInfo) -> str:
    """Wall-clock hours, such as `08:00-16:00`."""
    return f"{span.start.astimezone(zone):%H:%M}-{span.end.astimezone(zone):%H:%M}"


def signed(points: int) -> str:
    """Points above or below: `+3`, `-2`, `0`."""
    return f"{points:+d}" if points else "0"


def listing(words: Iterable[str], most: int | None = None) -> str:
    """Words separated by commas; beyond `most` only their number."""
    known = list(words)
    shown = known if most is None or len(known) <= most else known[:most]
    rest = [f"and {len(known) - len(shown)} more"] if len(shown) < len(known) else []
    return ", ".join(shown) + "".join(f" {text}" for text in rest)


def proof(stage: StageResult) -> str:
    """How sure a stage is of its price: `proven`, or the gap that is left."""
    if stage.proven:
        return "proven"
    gap = stage.penalty - stage.bound
    return f"gap {gap}" + (f" ({gap / stage.penalty:.0%})" if stage.penalty else "")
