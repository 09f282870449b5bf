"""Entries as calendar events, written line by line: what each property of an event holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rostering.domain.catalogue import READINESS
from rostering.domain.subscriptions import Style
from rostering.feeds.feed_texts import category_of, clean, description_of, summary_of
from rostering.feeds.feed_words import words_of
from rostering.feeds.lines import escaped, folded
from rostering.feeds.zones import zone_block
from rostering.rosters.postings import DayOff, Entry, OwedEntry
from rostering.spans import DAY

NOTICE_DAYS = 30
"""How long a link that has ended still answers, with a notice."""


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """All that an event is made of, beside the style."""

    entry: Entry | OwedEntry
    holder: str
    """The name to tell; empty in a personal feed."""
    sequence: int
    at: datetime
    """When what it shows last changed: its stamps, which never are now."""
    cancelled: bool = False
    """It has left, and is told only to calendars that once imported it."""

    @property
    def place(self) -> tuple[date, str]:
        """Where it stands among others."""
        return self.entry.day, self.entry.id


def event_bytes(item: FeedEvent, style: Style) -> bytes:
    """The event, as a whole."""
    return b"".join(map(folded, _lines(item, style)))


def notice_bytes(style: Style, at: datetime, timezone: str) -> bytes:
    """The one event of a link that has ended: it lies on the days for which the link still answers."""
    words, day, stamp = words_of(style.language), at.astimezone(ZoneInfo(timezone)).date(), _utc(at)
    lines = (
        "BEGIN:VEVENT",
        f"SUMMARY:{escaped(words.ended)}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + NOTICE_DAYS * DAY:%Y%m%d}",
        f"DTSTAMP:{stamp}",
        f"UID:link-ended:{stamp}@rostering",
        "SEQUENCE:0",
        f"DESCRIPTION:{escaped(words.ask_again)}",
        f"LAST-MODIFIED:{stamp}",
        "STATUS:CONFIRMED",
        *_mark(busy=False),
        "END:VEVENT",
    )
    return b"".join(map(folded, lines))


def _lines(item: FeedEvent, style: Style) -> Iterator[str]:
    """The properties in the order of the library: a few first, the others by name."""
    entry, words = item.entry, words_of(style.language)
    stamp, summary = _utc(item.at), escaped(summary_of(entry, item.holder, words))
    busy = not item.cancelled and _is_busy(entry, style)
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{summary}"
    yield from _times(entry, style.utc)
    yield f"DTSTAMP:{stamp}"
    yield f"UID:{escaped(clean(entry.id))}@rostering"
    yield f"SEQUENCE:{item.sequence}"
    yield f"CATEGORIES:{escaped(category_of(entry, words))}"
    yield f"DESCRIPTION:{escaped(description_of(entry, item.holder, words))}"
    yield f"LAST-MODIFIED:{stamp}"
    yield "STATUS:CANCELLED" if item.cancelled else "STATUS:CONFIRMED"
    yield from _mark(busy)
    if style.alarm is not None and not item.cancelled and _has_hours(entry):
        yield from _alarm(style.alarm, summary)
    yield "END:VEVENT"


def _has_hours(entry: Entry | OwedEntry) -> bool:
    return not isinstance(entry, DayOff) and entry.span is not None


def _is_busy(entry: Entry | OwedEntry, style: Style) -> bool:
    """Whether its time is taken: that of duties is, and that of meetings whose hours are fixed."""
    if isinstance(entry, (DayOff, OwedEntry)):
        return _has_hours(entry)
    return style.busy or entry.kind != READINESS


def _times(entry: Entry | OwedEntry, utc: bool) -> Iterator[str]:
    """Duties are timed events, whole days too; days off, and what is owed by a date, are all-day events."""
    if isinstance(entry, DayOff) or entry.span is None:
        yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.day + DAY:%Y%m%d}"
    else:
        yield f"DTSTART{_time(entry.span.start, entry.timezone, utc)}"
        yield f"DTEND{_time(entry.span.end, entry.timezone, utc)}"


def _time(at: datetime, timezone: str, utc: bool) -> str:
    """The instant by the zone's clock, or in UTC where that is wished or the calendar's rules cannot say it.

    Those are zones without a yearly rule, and the second of two equal hours in autumn (RFC 5545, section 3.3.5).
    """
    local = at.astimezone(ZoneInfo(timezone))
    if utc or local.fold or zone_block(timezone) is None:
        return f":{_utc(at)}"
    return f";TZID={timezone}:{local:%Y%m%dT%H%M%S}"


def _mark(busy: bool) -> tuple[str, str]:
    if busy:
        return "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"
    return "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _alarm(minutes: int, summary: str) -> Iterator[str]:
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}", f"TRIGGER:-PT{minutes}M", "END:VALARM")
