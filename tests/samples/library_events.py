"""Events made by the icalendar library, to hold ours against."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event, vText

from rostering.domain.catalogue import READINESS
from rostering.domain.subscriptions import Style
from rostering.feeds.events import FeedEvent
from rostering.feeds.feed_texts import category_of, clean, description_of, summary_of
from rostering.feeds.feed_words import words_of
from rostering.feeds.zones import zone_block
from rostering.rosters.postings import DayOff, Entry, OwedEntry


def event_by_library(item: FeedEvent, style: Style) -> bytes:
    """The event as the library writes it."""
    entry, words = item.entry, words_of(style.language)
    event = Event()
    summary = summary_of(entry, item.holder, words)
    event.add("SUMMARY", summary)
    _add_times(event, item, style.utc)
    event.add("DTSTAMP", item.at.astimezone(UTC))
    event.add("LAST-MODIFIED", item.at.astimezone(UTC))
    event.add("UID", f"{clean(entry.id)}@rostering")
    event.add("SEQUENCE", item.sequence)
    event.add("CATEGORIES", [category_of(entry, words)])
    event.add("DESCRIPTION", description_of(entry, item.holder, words))
    event.add("STATUS", "CANCELLED" if item.cancelled else "CONFIRMED")
    off = isinstance(entry, DayOff) or entry.span is None
    busy = not off and not item.cancelled and (isinstance(entry, OwedEntry) or style.busy or _is_firm(entry))
    event.add("TRANSP", "OPAQUE" if busy else "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if busy else "FREE")
    if style.alarm is not None and not off and not item.cancelled:
        event.add_component(_alarm(style.alarm, summary))
    return bytes(event.to_ical())


def _is_firm(entry: Entry) -> bool:
    """Whether a duty takes its hours in any style."""
    return not isinstance(entry, DayOff) and entry.kind != READINESS


def _add_times(event: Event, item: FeedEvent, utc: bool) -> None:
    entry = item.entry
    if isinstance(entry, DayOff) or entry.span is None:
        event.add("DTSTART", entry.day)
        event.add("DTEND", entry.day + timedelta(days=1))
        return
    for name, at in (("DTSTART", entry.span.start), ("DTEND", entry.span.end)):
        local = at.astimezone(ZoneInfo(entry.timezone))
        said = utc or local.fold or zone_block(entry.timezone) is None
        event.add(name, at.astimezone(UTC) if said else local)


def _alarm(minutes: int, summary: str) -> Alarm:
    """The library would write 90 minutes as an hour and a half."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", summary)
    alarm["TRIGGER"] = vText(f"-PT{minutes}M")
    return alarm
