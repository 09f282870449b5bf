"""Reads a calendar on stdin as PyPI's `ical` does; prints uid, start and end in seconds, summary.

It runs in the clients' own environment.
"""

import sys
from datetime import UTC, date, datetime

from ical.calendar_stream import IcsCalendarStream  # type: ignore[import-not-found, unused-ignore]


def seconds(at: date) -> int:
    """An instant, or the midnight of a date in UTC."""
    whole = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=UTC)
    return int(whole.timestamp())


for calendar in IcsCalendarStream.from_ics(sys.stdin.buffer.read().decode()).calendars:
    for event in calendar.events:
        print(event.uid, seconds(event.dtstart), seconds(event.dtend), event.summary, sep="\t")
