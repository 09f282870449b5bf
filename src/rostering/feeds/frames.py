"""What stands around the events of a calendar: its own properties, and its zones as the library writes them."""

from functools import lru_cache

from rostering.feeds.lines import escaped, folded
from rostering.feeds.zones import zone_block

PRODID = "-//rostering//Duty feed//EN"
"""Without a release number: an update of rostering must not change a feed."""
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
    name = escaped(title)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        f"X-WR-TIMEZONE:{timezone}",
    )
    return b"".join(map(folded, lines))


@lru_cache(maxsize=64)
def _clock(zone: str) -> bytes:
    """The block of a zone; nothing where there is none."""
    block = zone_block(zone)
    return bytes(block.to_ical()) if block else b""
