"""Instants as people write them: a date and a time by the firm's clock, which must be there, and there once."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from rostering.folder.notes import Misread, quoted
from rostering.language import _

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DANISH = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})[T ](\d\d)[:.](\d\d)(?:[:.](\d\d))?()", re.ASCII)
_FIRST = 1970
"""The first year; before it, offsets of zones are guesswork."""


def instant_in(zone: ZoneInfo) -> Callable[[str], datetime]:
    """A reader of instants by the clock of a zone, or with an offset of their own."""

    def read(text: str) -> datetime:
        return instant(text, zone)

    return read


def instants_in(zone: ZoneInfo) -> Callable[[str], tuple[datetime, ...]]:
    """A reader of several instants, separated by spaces; each with a `T` between date and time."""

    def read(text: str) -> tuple[datetime, ...]:
        return tuple(sorted(instant(word, zone) for word in text.split()))

    return read


def instant(text: str, zone: ZoneInfo) -> datetime:
    """Read `2026-12-24T20:00` or `24-12-2026 20:00`, the former with an offset where the clock shows it twice."""
    danish = _DANISH.fullmatch(text)
    found = danish or _ISO.fullmatch(text)
    hint = _("write it as 2026-12-24T20:00, by the firm's clock, or with an offset as 2026-12-24T20:00+01:00")
    if found is None:
        raise Misread(_("{text} is no date with a time", text=quoted(text)), hint)
    year, month, day = (int(part) for part in (found.groups()[:3][::-1] if danish else found.groups()[:3]))
    hour, minute, second = (int(part or 0) for part in found.groups()[3:6])
    try:
        wall = datetime.combine(date(year, month, day), time(hour, minute, second))
        return _offset(wall, found[7]) if found[7] else _by_clock(text, wall, zone)
    except Misread:
        raise
    except (ValueError, OverflowError):
        raise Misread(_("{text} is no date with a time", text=quoted(text)), _("there is no such time")) from None


def _offset(wall: datetime, offset: str) -> datetime:
    return _known(datetime.fromisoformat(f"{wall.isoformat()}{'+00:00' if offset == 'Z' else offset}"))


def _by_clock(text: str, wall: datetime, zone: ZoneInfo) -> datetime:
    """The one instant at which the clock on the wall shows a time."""
    first, second = (_known(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None, fold=0) != wall:
        raise Misread(
            _("{text} is skipped as the clocks go forward", text=quoted(text)),
            _("an hour later, the clock shows {time}", time=f"{first.astimezone(zone):%H:%M}"),
        )
    if first != second:
        both = [each.astimezone(zone).isoformat(timespec="minutes") for each in (first, second)]
        raise Misread(
            _("{text} comes twice as the clocks go back", text=quoted(text)),
            _("write {first} or {second}", first=both[0], second=both[1]),
        )
    return first


def _known(at: datetime) -> datetime:
    if at.year < _FIRST:
        raise ValueError(at)
    return at.astimezone(UTC)
