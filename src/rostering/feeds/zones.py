"""Time zones as constant VTIMEZONE blocks with yearly rules, derived from the zone database.

The library's own blocks have a summer onset an hour late and end in 2038. Ours let the rules of the `REFERENCE` years
hold from 1970 without end, which every reader understands.
"""

import calendar
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from rostering.spans import DAY, month_of

REFERENCE = range(2025, 2038)
"""The years whose clock changes the rules are read from; fixed, so that a feed does not change with the year."""
_FIRST_YEAR = 1970
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class _Change:
    """A change of the clock: when by the old clock, the offsets on both sides, the new clock's name."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def kind(self) -> tuple[object, ...]:
        """What must be the same every year."""
        return self.at.month, self.at.time(), self.before, self.after, self.name

    @property
    def weekdays(self) -> set[str]:
        """The rules that give this date in its month, such as `-1SU`, the last Sunday."""
        weekday, last_day = _WEEKDAYS[self.at.weekday()], month_of(self.at.year, self.at.month).last.day
        counted = f"{(self.at.day + 6) // 7}{weekday}"
        return {counted, f"-1{weekday}"} if self.at.day > last_day - 7 else {counted}


@cache
def zone_block(name: str) -> Timezone | None:
    """The VTIMEZONE of a zone; None for UTC, and for a zone whose clock changes follow no yearly rule."""
    parts = () if name == "UTC" else _parts(ZoneInfo(name))
    if not parts:
        return None
    block = Timezone()
    block.add("TZID", name)
    for part in parts:
        block.add_component(part)
    return block


def _parts(zone: ZoneInfo) -> tuple[TimezoneStandard | TimezoneDaylight, ...]:
    """One observance for a zone that never changes its clock, one per yearly change otherwise, none without rules."""
    years = [_changes(zone, year) for year in REFERENCE]
    if len({len(changes) for changes in years}) > 1:
        return ()
    if not years[0]:
        return (_unchanging(zone),)
    series = list(zip(*years, strict=True))
    rules = [_weekday_rule(changes) for changes in series]
    parts = tuple(_yearly(changes[0], rule) for changes, rule in zip(series, rules, strict=True) if rule)
    return parts if len(parts) == len(series) else ()


def _changes(zone: ZoneInfo, year: int) -> tuple[_Change, ...]:
    """The changes of the clock in a year, to the minute."""
    midnights = [datetime(year, 1, 1, tzinfo=UTC) + DAY * i for i in range(366 if calendar.isleap(year) else 365)]
    return tuple(
        _change(zone, midnight) for midnight in midnights if _offset(zone, midnight) != _offset(zone, midnight + DAY)
    )


def _change(zone: ZoneInfo, midnight: datetime) -> _Change:
    """The change in the 24 hours after a midnight."""
    before, after = _offset(zone, midnight), _offset(zone, midnight + DAY)
    minute = bisect_left(range(24 * 60), True, key=lambda i: _offset(zone, midnight + timedelta(minutes=i)) != before)
    at = midnight + timedelta(minutes=minute)
    return _Change((at + before).replace(tzinfo=None), before, after, at.astimezone(zone).tzname() or "")


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _weekday_rule(changes: Sequence[_Change]) -> str | None:
    """The one weekday rule that gives all these dates, one a year; counted from the end where both ways hold."""
    if len({change.kind for change in changes}) > 1:
        return None
    return min(changes[0].weekdays.intersection(*(change.weekdays for change in changes)), default=None)


def _unchanging(zone: ZoneInfo) -> TimezoneStandard:
    at = datetime(REFERENCE[0], 1, 1, tzinfo=zone)
    offset = at.utcoffset() or timedelta()
    part = TimezoneStandard()
    _describe(part, _Change(datetime(_FIRST_YEAR, 1, 1), offset, offset, at.tzname() or ""))  # noqa: DTZ001 -- local
    return part


def _yearly(change: _Change, weekday_rule: str) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    month = month_of(_FIRST_YEAR, change.at.month)
    weekday = [day for day in month if day.weekday() == _WEEKDAYS.index(weekday_rule[-2:])]
    count = int(weekday_rule[:-2])
    first = weekday[count if count < 0 else count - 1]
    _describe(part, _Change(datetime.combine(first, change.at.time()), change.before, change.after, change.name))
    part.add("RRULE", vRecur(FREQ="YEARLY", BYMONTH=change.at.month, BYDAY=weekday_rule))
    return part


def _describe(part: TimezoneStandard | TimezoneDaylight, change: _Change) -> None:
    part.add("DTSTART", change.at)
    part.add("TZOFFSETFROM", change.before)
    part.add("TZOFFSETTO", change.after)
    part.add("TZNAME", change.name)
