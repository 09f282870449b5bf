"""What stands around the events of a calendar, written by the library."""

from datetime import timedelta
from functools import lru_cache

from icalendar import Calendar, vText

from rostering.feeds.zones import zone_block

PRODID = "-//rostering//Duty feed//EN"
"""Without a release number: an update of rostering must not change a feed."""
_REFRESH = timedelta(hours=1)
_END = b"END:VCALENDAR\r\n"


def framed(title: str, timezone: str, zones: frozenset[str], events: bytes) -> bytes:
    """A whole calendar: its title, its zone, the zones that its events are written in, and these."""
    return b"".join((_beginning(title, timezone), *map(_clock, sorted(zones)), events, _END))


@lru_cache(maxsize=1 << 12)
def _beginning(title: str, timezone: str) -> bytes:
    """The calendar's own properties.

    It has no METHOD, which would ask for an ORGANIZER, no UID of its own, which would differ at every making, and no
    SOURCE, which would give a secret link away.
    """
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, vText(title))  # the library escapes only what is a vText
    calendar.add("X-WR-TIMEZONE", timezone)
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})  # the library leaves VALUE out
    return bytes(calendar.to_ical()).removesuffix(_END)


@lru_cache(maxsize=64)
def _clock(zone: str) -> bytes:
    """The block of a zone; nothing where there is none."""
    block = zone_block(zone)
    return bytes(block.to_ical()) if block else b""
