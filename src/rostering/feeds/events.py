"""Published entries as calendar events; FEEDS says which property holds what."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Event

from rostering.domain.catalogue import READINESS
from rostering.feeds.texts import DAY_OFF, clean, day_off_description, description_of, kind_name, summary_of
from rostering.feeds.zones import zone_block
from rostering.rosters.postings import DayOff, Posting
from rostering.rosters.revisions import Revision
from rostering.spans import DAY


def duty_event(posting: Posting, revision: Revision, personal: bool) -> Event:
    """A duty as a timed event, whole days too; booked readiness leaves the consultant free for other meetings."""
    event = _event(posting.id, revision)
    event.add("DTSTART", _written(posting.span.start, posting.timezone))
    event.add("DTEND", _written(posting.span.end, posting.timezone))
    event.add("SUMMARY", summary_of(posting, personal))
    event.add("DESCRIPTION", description_of(posting))
    event.add("CATEGORIES", [kind_name(posting.kind)])
    _mark(event, busy=posting.kind != READINESS)
    return event


def day_off_event(off: DayOff, revision: Revision) -> Event:
    """A compensating day off as an all-day event."""
    event = _event(off.id, revision)
    event.add("DTSTART", off.day)
    event.add("DTEND", off.day + DAY)
    event.add("SUMMARY", DAY_OFF)
    event.add("DESCRIPTION", day_off_description(off))
    event.add("CATEGORIES", [DAY_OFF])
    _mark(event, busy=False)
    return event


def _event(entry: str, revision: Revision) -> Event:
    """An event with its identity and its stamps, which never are now."""
    event = Event()
    event.add("UID", f"{clean(entry)}@rostering")
    event.add("SEQUENCE", revision.sequence)
    event.add("DTSTAMP", revision.modified_at.astimezone(UTC))
    event.add("LAST-MODIFIED", revision.modified_at.astimezone(UTC))
    event.add("STATUS", "CONFIRMED")
    return event


def _mark(event: Event, busy: bool) -> None:
    event.add("TRANSP", "OPAQUE" if busy else "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if busy else "FREE")


def _written(at: datetime, timezone: str) -> datetime:
    """The instant by the zone's clock, or in UTC where the calendar's rules cannot say it.

    Those are zones without a yearly rule, and the second of two equal hours in autumn (RFC 5545, section 3.3.5).
    """
    local = at.astimezone(ZoneInfo(timezone))
    return at.astimezone(UTC) if local.fold or zone_block(timezone) is None else local
