"""The entries of a checked calendar, each read for itself: one that cannot be read is counted, and costs no other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from icalendar import Event, Timezone, use_zoneinfo

from rostering.domain.proposals import Flag, SkipReason
from rostering.feeds.leave.dates_only import MARK
from rostering.feeds.leave.moments import Clock, Moment, instant
from rostering.spans import DAY

ERRORS = (ValueError, KeyError, TypeError, ArithmeticError, AttributeError, OSError)
"""The library finds many words for a date or a zone that is none."""
_CALENDAR = re.compile(r"^BEGIN:VCALENDAR\r\n", re.MULTILINE)
_PARTS = re.compile(r"^BEGIN:(VTIMEZONE|VEVENT)\r\n.*?^END:\1\r\n", re.MULTILINE | re.DOTALL)
_MARK = re.compile(rf"^{MARK}:(\w+)(?: (\d+))?\r\n", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class CalendarEntry:
    """A VEVENT in its own form; `named` is the instance of another that it changes."""

    uid: str
    start: Moment
    end: Moment
    clock: Clock
    sequence: int = 0
    named: Moment | None = None
    onward: bool = False
    """Whether it changes all later instances, too."""
    rules: tuple[str, ...] = ()
    added: tuple[tuple[Moment, Moment | None], ...] = ()
    """Starts of further instances; those that are periods have their own end."""
    left_out: tuple[Moment, ...] = ()
    cancelled: bool = False
    flags: tuple[Flag, ...] = ()
    aside: SkipReason | None = None
    """Why it proposes nothing, whatever its dates."""


@dataclass
class Entries:
    """What a file has: entries that were read, and how many were not, by reason."""

    read: list[CalendarEntry] = field(default_factory=list)
    aside: Counter[SkipReason] = field(default_factory=Counter)


def entries_of(calendar: bytes, zone: ZoneInfo) -> Entries:
    """The entries of a checked calendar file; each calendar in it has time zones of its own."""
    found = Entries()
    for part in _CALENDAR.split(calendar.decode())[1:]:
        use_zoneinfo()  # type: ignore[no-untyped-call]  # forgets the zones of the calendar before
        _read_calendar(part, zone, found)
    return found


def _read_calendar(text: str, zone: ZoneInfo, found: Entries) -> None:
    parts = [(match[1], match[0]) for match in _PARTS.finditer(text)]
    rest = _PARTS.sub("", text)
    for kind, part in parts:
        if kind == "VTIMEZONE":
            with suppress(*ERRORS):  # times in such a zone are in an unknown one
                Timezone.from_ical(part)
    for kind, part in parts:
        if kind == "VEVENT":
            _read_entry(part, "METHOD:CANCEL\r\n" in rest, zone, found)
    for name, count in _MARK.findall(rest):
        found.aside[SkipReason[name]] += int(count)


def _read_entry(text: str, called_off: bool, zone: ZoneInfo, found: Entries) -> None:
    mark = _MARK.search(text)
    reason = SkipReason[mark[1]] if mark else None
    try:
        entry = None if reason is SkipReason.UNREADABLE else _entry(Event.from_ical(text), called_off, reason, zone)
    except ERRORS:
        entry = None
    if entry:
        found.read.append(entry)
    else:
        found.aside[SkipReason.UNREADABLE] += 1


def _entry(event: Mapping[str, Any], called_off: bool, aside: SkipReason | None, firm: ZoneInfo) -> CalendarEntry:
    start, end = event["DTSTART"].dt, _said_end(event)
    clock = Clock.of(start, end, firm)
    begins = clock.read(start)
    ends = _end(begins, end, clock)
    if instant(ends, firm) < instant(begins, firm):
        raise ValueError("ends before it begins")
    named = event.get("RECURRENCE-ID")
    return CalendarEntry(
        uid=str(event["UID"]),
        start=begins,
        end=ends,
        clock=clock,
        sequence=event.get("SEQUENCE", 0),
        named=named.dt if named else None,
        onward=named is not None and "RANGE" in named.params,
        rules=tuple(rule.to_ical().decode() for rule in _all(event, "RRULE")),
        added=tuple(_added(each.dt) for line in _all(event, "RDATE") for each in line.dts),
        left_out=tuple(each.dt for line in _all(event, "EXDATE") for each in line.dts),
        cancelled=called_off or event.get("STATUS") == "CANCELLED",
        flags=(*_flags_of_zone(event, clock), *_flags_of_status(event)),
        aside=aside,
    )


def _said_end(event: Mapping[str, Any]) -> Moment | timedelta | None:
    said = event.get("DTEND", event.get("DURATION"))
    return cast("Moment | timedelta", said.dt) if said else None


def _end(start: Moment, said: Moment | timedelta | None, clock: Clock) -> Moment:
    """When an entry ends: a whole day after a date, and at once after a time, unless it says."""
    if said is None:
        return start if isinstance(start, datetime) else start + DAY
    return start + said if isinstance(said, timedelta) else clock.read(said)


def _all(event: Mapping[str, Any], name: str) -> list[Any]:
    said = event.get(name, [])
    return said if isinstance(said, list) else [said]


def _added(said: Moment | tuple[Moment, Moment | timedelta]) -> tuple[Moment, Moment | None]:
    """A start, and the end that a period has."""
    if not isinstance(said, tuple):
        return said, None
    start, end = said
    return start, start + end if isinstance(end, timedelta) else end


def _flags_of_zone(event: Mapping[str, Any], clock: Clock) -> Iterator[Flag]:
    times = [event[name] for name in ("DTSTART", "DTEND") if name in event and isinstance(event[name].dt, datetime)]
    if any("TZID" in said.params and not said.dt.tzinfo for said in times):
        yield Flag.UNKNOWN_ZONE
    elif not clock.by_dates and not (times and times[0].dt.tzinfo):
        yield Flag.FLOATING


def _flags_of_status(event: Mapping[str, Any]) -> Iterator[Flag]:
    busy = event.get("X-MICROSOFT-CDO-BUSYSTATUS")
    if busy == "OOF":
        return
    if event.get("TRANSP") == "TRANSPARENT" or busy == "FREE":
        yield Flag.MARKED_FREE
    if event.get("STATUS") == "TENTATIVE" or busy == "TENTATIVE":
        yield Flag.TENTATIVE
    if busy == "WORKINGELSEWHERE":
        yield Flag.ELSEWHERE
