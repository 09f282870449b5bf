"""When an entry takes place: once, as its rules repeat it, and on the dates that it lists besides."""

from collections.abc import Iterator
from datetime import timedelta

from icalendar import Calendar, Event, vDDDTypes, vRecur
from recurring_ical_events import of  # type: ignore[import-untyped]

from rostering.feeds.leave.entries import CalendarEntry
from rostering.feeds.leave.moments import Moment
from rostering.feeds.leave.rules import until_of, with_until, without_clock
from rostering.spans import DAY, Period

MOST_INSTANCES = 5_000
"""Of one entry; nobody's leave has more in ten years."""
_MARGIN = 2 * DAY
"""No zone is further from another than that."""
_MOMENT = timedelta(seconds=1)


class TooManyDates(Exception):
    """An entry that repeats more often than anybody's leave."""


def ends_by_start(entry: CalendarEntry, looked: Period) -> dict[Moment, Moment]:
    """The ends by the starts of all that touch the period, or nearly. Raises TooMany, and the library's errors."""
    length = entry.end - entry.start
    found = dict[Moment, Moment]()
    for start in _repeated(entry, looked) if entry.rules else [entry.start]:
        found[start] = start + length
        if len(found) > MOST_INSTANCES:
            raise TooManyDates
    for moment, end in entry.added:
        start = entry.clock.instance(moment, entry.start)
        found[start] = start + length if end is None else _end_of_period(start, end, entry)
    return found


def _end_of_period(start: Moment, end: Moment, entry: CalendarEntry) -> Moment:
    return max(start, entry.clock.day(end - _MOMENT)) + DAY if entry.clock.by_dates else entry.clock.read(end)


def _repeated(entry: CalendarEntry, looked: Period) -> Iterator[Moment]:
    """What the rules give; the library is asked of one entry all of whose dates have one form."""
    event, calendar = Event(), Calendar()
    event["DTSTART"], event["DTEND"] = vDDDTypes(entry.start), vDDDTypes(entry.end)
    for rule in entry.rules:
        event.add("RRULE", vRecur.from_ical(_in_own_form(rule, entry)))
    calendar.add_component(event)
    for instance in of(calendar).between(looked.first - _MARGIN, looked.last + _MARGIN):
        yield instance.start


def _in_own_form(rule: str, entry: CalendarEntry) -> str:
    until = until_of(rule)
    if until:
        rule = with_until(rule, entry.clock.until(vDDDTypes.from_ical(until)))  # type: ignore[no-untyped-call]
    return without_clock(rule) if entry.clock.by_dates else rule
