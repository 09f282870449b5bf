"""How ids, dates, points and lists of names read; the same whatever the process locale is."""

import re
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from rostering.domain.findings import OpenPenalty, StageResult
from rostering.language import _, formats, n_
from rostering.language.labels import label
from rostering.spans import Period, Span

# Control characters can steer a terminal; direction overrides can turn the rest of a line around.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without characters that steer a terminal instead of showing."""
    return _UNPRINTABLE.sub("", text)


def day_text(day: date) -> str:
    """A date within a known year, such as `Fri 25 Dec`."""
    return formats.short_day(day)


def date_text(day: date) -> str:
    """A whole date, such as `25 December 2026`."""
    return formats.full_day(day)


def period_text(period: Period) -> str:
    """Both ends of a period: `1 July to 30 September 2026`."""
    first, last = period.first, period.last
    begun = date_text(first) if first.year != last.year else formats.day_and_month(first)
    return _("{first} to {last}", first=begun, last=date_text(last))


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
    rest = [_("and {number} more", number=len(known) - len(shown))] if len(shown) < len(known) else []
    return ", ".join(shown) + "".join(f" {text}" for text in rest)


def hinges(stage: StageResult) -> str:
    """What the gap of an unproven stage hangs on: `Wishes 60 (weeks 47, 51), Spacing 8 (week 50)`."""
    return listing(_hinge(one) for one in stage.hangs_on)


def _hinge(one: OpenPenalty) -> str:
    told = f"{label(one.rule)} {formats.number(one.penalty)}"
    weeks = ", ".join(str(int(week.partition("W")[2])) for week in one.weeks)
    if not weeks:
        return told
    when = n_("week {weeks}", "weeks {weeks}", len(one.weeks), weeks=weeks)
    return f"{told} ({when})"


def proof(stage: StageResult) -> str:
    """How sure a stage is of its penalty: `proven`, or the gap that is left."""
    if stage.proven:
        return _("proven")
    gap = stage.penalty - stage.bound
    if not stage.penalty:
        return _("gap {gap}", gap=gap)
    return _("gap {gap} ({share})", gap=gap, share=formats.percent(gap / stage.penalty))
