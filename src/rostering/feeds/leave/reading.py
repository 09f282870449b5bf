"""The days on which a checked calendar says that somebody is away."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from recurring_ical_events import of  # type: ignore[import-untyped]

from rostering.domain.proposals import Flag, Found, Reason, Skipped
from rostering.feeds.leave.stretches import Mark, stretches
from rostering.spans import DAY, Hours, Period, Span

MOST_INSTANCES = 5_000
_STEP = 31 * DAY
"""The library is quickest when it is asked for a month at a time."""
_MARGIN = 2 * DAY
"""No zone is further from another than that."""


class TooMany(Exception):
    """A calendar whose repetitions come to more instances than anybody's leave."""


@dataclass(frozen=True)
class Frame:
    """How a calendar is looked at: the firm's zone, its hours of ordinary work, and the dates that matter."""

    zone: ZoneInfo
    work: Hours
    looked: Period


@dataclass
class _Series:
    """An entry with all its repetitions and exceptions, and what has become of it."""

    events: list[Event] = field(default_factory=list)
    reasons: set[Reason] = field(default_factory=set)
    proposed: bool = False

    @property
    def reason(self) -> Reason | None:
        """Why it proposes nothing; None when it does propose something."""
        return None if self.proposed else min(self.reasons, key=_ORDER.index, default=Reason.OUTSIDE)


_ORDER = (Reason.UNREADABLE, Reason.SHORT, Reason.CANCELLED, Reason.OUTSIDE)


def read_calendar(calendar: bytes, frame: Frame) -> Found:
    """What a checked calendar proposes, and how many entries it leaves aside and why.

    Raises TooMany, and the parser's own errors.
    """
    found, room = _series(calendar), iter(range(MOST_INSTANCES))
    marks = [mark for series in found for mark in _marks(series, frame, room)]
    reasons = Counter(series.reason for series in found if series.reason)
    skipped = tuple(Skipped(reason, reasons[reason]) for reason in Reason if reasons[reason])
    return Found(frame.looked, stretches(marks), skipped)


def _series(calendar: bytes) -> list[_Series]:
    found: defaultdict[tuple[int, str], _Series] = defaultdict(_Series)
    for number, part in enumerate(Calendar.from_ical(calendar, multiple=True)):
        for event in part.walk("VEVENT"):
            if part.get("METHOD") == "CANCEL":
                event["STATUS"] = "CANCELLED"
            found[number, str(event["UID"])].events.append(cast("Event", event))
    return list(found.values())


def _marks(series: _Series, frame: Frame, room: Iterator[int]) -> list[tuple[date, Mark]]:
    """The days that an entry takes away, marked; `room` counts down how many instances there may still be."""
    marks: list[tuple[date, Mark]] = []
    try:
        _check_order(series.events, frame.zone)
        for instance in _instances(series, frame.looked):
            if next(room, None) is None:
                raise TooMany
            marks += _judged(series, instance, frame)
    except (ValueError, KeyError, TypeError, ArithmeticError, AttributeError):
        # The library finds many words for a date that is none.
        series.proposed, series.reasons = False, {Reason.UNREADABLE}
        return []
    return marks


def _check_order(events: Iterable[Event], zone: ZoneInfo) -> None:
    """Refuse an end before its start: the library would take the days between for what was meant."""
    for event in events:
        start, end = event.DTSTART, event.DTEND
        if start and end and _at(end, zone) < _at(start, zone):
            raise ValueError("ends before it begins")


def _instances(series: _Series, looked: Period) -> Iterator[Event]:
    """Its instances that touch the period, or nearly; each once."""
    whole = Calendar()
    for event in series.events:
        whole.add_component(event)
    question, known = of(whole), set()
    for step in _steps(looked):
        for instance in question.between(*step):
            key = instance.start, instance.end
            if key not in known:
                known.add(key)
                yield instance


def _steps(looked: Period) -> Iterable[tuple[date, date]]:
    first, last = looked.first - _MARGIN, looked.last + _MARGIN
    while first <= last:
        yield first, min(first + _STEP, last + DAY)
        first += _STEP


def _judged(series: _Series, instance: Event, frame: Frame) -> list[tuple[date, Mark]]:
    """The days that an instance takes away, marked; none for what is cancelled, short or out of sight."""
    if instance.get("STATUS") == "CANCELLED":
        series.reasons.add(Reason.CANCELLED)
        return []
    days, touched = _days(instance, frame), _touched(instance, frame)
    if touched and not days:
        series.reasons.add(Reason.SHORT)
    series.proposed = series.proposed or bool(days)
    mark = _mark(instance, series)
    return [(day, mark) for day in days]


def _days(instance: Event, frame: Frame) -> list[date]:
    """The dates it takes whole, as far as they are looked at."""
    touched = _touched(instance, frame)
    if _is_whole(instance):
        return touched
    start, end = _at(instance.start, frame.zone), _at(instance.end, frame.zone)
    hours = {day: frame.work.on(day, frame.zone) for day in touched}
    return [day for day in touched if start <= hours[day].start and hours[day].end <= end]


def _touched(instance: Event, frame: Frame) -> list[date]:
    """The dates of the period that it touches."""
    if _is_whole(instance):
        first, last = instance.start, max(instance.start, instance.end - DAY)
    else:
        start, end = _at(instance.start, frame.zone), _at(instance.end, frame.zone)
        days = Span(start, max(end, start + timedelta(minutes=1))).days(frame.zone)
        first, last = days[0], days[-1]
    first, last = max(first, frame.looked.first), min(last, frame.looked.last)
    return list(Period(first, last)) if first <= last else []


def _is_whole(instance: Event) -> bool:
    return not isinstance(instance.start, datetime) and not isinstance(instance.end, datetime)


def _at(when: date, zone: ZoneInfo) -> datetime:
    """An instant; what has no zone is meant in the firm's."""
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=zone)
    return when if when.tzinfo else when.replace(tzinfo=zone)


def _mark(instance: Event, series: _Series) -> Mark:
    busy = instance.get("X-MICROSOFT-CDO-BUSYSTATUS")
    flags = []
    if not _is_whole(instance) and not getattr(instance.start, "tzinfo", None):
        flags.append(Flag.UNKNOWN_ZONE if _names_a_zone(series) else Flag.FLOATING)
    if busy != "OOF":
        if instance.get("TRANSP") == "TRANSPARENT" or busy == "FREE":
            flags.append(Flag.MARKED_FREE)
        if instance.get("STATUS") == "TENTATIVE" or busy == "TENTATIVE":
            flags.append(Flag.TENTATIVE)
        if busy == "WORKINGELSEWHERE":
            flags.append(Flag.ELSEWHERE)
    return Mark(tuple(flags), _is_whole(instance))


def _names_a_zone(series: _Series) -> bool:
    return any("TZID" in event["DTSTART"].params for event in series.events if "DTSTART" in event)
