"""Entries of the log as lines of a page: by date, each with what it changed, as far as a line has room for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from rostering.answers.log import ChangedRecord, Logged, LogNames
from rostering.language import _, formats
from rostering.web.log.log_words import act, in_words

FEW = 3
"""Records that a line tells, and values of each; all stand on the entry's own page."""


@dataclass(frozen=True)
class ValueChange:
    """One value before and after; empty where there was none or is none any more."""

    name: str
    before: str
    after: str
    long: bool = False
    """Whether it is a text of several lines."""


@dataclass(frozen=True)
class RecordLine:
    """One record with the values that changed."""

    place: str
    sign: str
    """`+` new, `-` gone, `~` changed: read without colour."""
    changes: tuple[ValueChange, ...]
    more: int = 0
    """Values that are not told in the line."""

    @property
    def word(self) -> str:
        """The sign in a word."""
        return {"+": _("new"), "-": _("gone"), "~": _("changed")}[self.sign]


@dataclass(frozen=True)
class LogLine:
    """One act as it stands on the page."""

    number: int
    clock: str
    instant: str
    who: str
    act: str
    what: str
    records: tuple[RecordLine, ...]
    more: int
    """Records that are not told in the line."""
    hidden: int


def by_day(entries: Iterable[Logged], names: LogNames, zone: ZoneInfo) -> list[tuple[date, list[LogLine]]]:
    """The lines of each date, in the order of the entries."""
    days = groupby(entries, key=lambda entry: entry.at.astimezone(zone).date())
    return [(day, [line_of(entry, names, zone, FEW) for entry in same]) for day, same in days]


def line_of(entry: Logged, names: LogNames, zone: ZoneInfo, most: int | None = None) -> LogLine:
    """The line of an entry, with so many of its records at most, and as many values of each."""
    records = [_record(record, names, most) for record in entry.records[:most]]
    return LogLine(
        number=entry.number,
        clock=formats.clock(entry.at, zone),
        instant=entry.at.astimezone(zone).isoformat(),
        who=entry.who,
        act=act(entry),
        what=in_words(entry.what, names),
        records=tuple(records),
        more=len(entry.records) - len(records),
        hidden=entry.hidden,
    )


def _record(record: ChangedRecord, names: LogNames, most: int | None) -> RecordLine:
    sign = "+" if record.before is None else "-" if record.after is None else "~"
    changes = tuple(_changes(record, names))
    return RecordLine(_place(record.place, names), sign, changes[:most], len(changes[most:]) if most else 0)


def _place(place: str, names: LogNames) -> str:
    """A record's table and key, with names for ids."""
    file, colon, key = place.partition(":")
    return f"{file}: {' · '.join(names.consultants.get(part, part) for part in key.split(':'))}" if colon else file


def _changes(record: ChangedRecord, names: LogNames) -> Iterator[ValueChange]:
    before, after = record.before, record.after
    if isinstance(before, str) or isinstance(after, str):
        yield _text(before if isinstance(before, str) else "", after if isinstance(after, str) else "", names)
        return
    old, new = before or {}, after or {}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield ValueChange(name, _value(old, name, names), _value(new, name, names))


def _text(before: str, after: str, names: LogNames) -> ValueChange:
    long = "\n" in before or "\n" in after
    return (
        ValueChange("", before, after, True)
        if long
        else ValueChange("", in_words(before, names), in_words(after, names))
    )


def _value(values: Mapping[str, str], name: str, names: LogNames) -> str:
    value = values.get(name, "")
    return names.consultants.get(value, value) if name == "consultant" else value
