"""What a calendar file may be at all, and of that the dates alone: no title, text, place or name gets past here.

The lines are unfolded, checked and written anew, so that the parser behind reads nothing but what was checked. An
entry with a line that cannot be read keeps a mark that says so: it is left aside, and the others are read.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NoReturn

from rostering.domain.proposals import SkipReason
from rostering.errors import Fault, FaultyInput
from rostering.feeds.leave.forms import DATES, LISTS, count_of
from rostering.feeds.leave.kept_lines import (
    CALENDAR,
    CHANGES,
    EVENT,
    ZONE,
    Component,
    keep_change,
    keep_dates,
    keep_rule,
    keep_word,
    value_of,
)
from rostering.feeds.leave.unfolding import unfolded
from rostering.language import _, marked

MOST_BYTES = 1 << 20
MOST_EVENTS = 2_000
MOST_DATES = 5_000
"""Single dates that entries list, besides their repetitions."""
MARK = "X-LEFT-ASIDE"
"""The line of an entry that is left aside, with the reason, and of a calendar with more than entries, with their count.

One of this name in the file itself is not among the lines that are kept.
"""
_DEEPEST = 8
_NAME = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_READ = (CALENDAR, EVENT, ZONE, *CHANGES)
_BESIDES = {
    "VFREEBUSY": marked("free and busy times"),
    "VAVAILABILITY": marked("times of availability"),
    "VTODO": marked("tasks"),
    "VJOURNAL": "notes",
}
_BUSY = ("VFREEBUSY", "VAVAILABILITY")


def dates_only(name: str, data: bytes) -> bytes:
    """A calendar with the same dates and nothing else. Raises FaultyInput; `name` is what its faults call the file."""
    if len(data) > MOST_BYTES:
        raise FaultyInput([Fault(name, _("is too large"), _("at most {number} MiB", number=MOST_BYTES >> 20))])
    if data.startswith(_UTF16) or b"\0" in data:
        raise FaultyInput([Fault(name, _("is no text: it has NUL bytes, or is UTF-16"), _("save it as UTF-8"))])
    kept = _DateLines(name)
    kept.read(data.decode("utf-8-sig", errors="replace"))
    return "".join(f"{line}\r\n" for line in kept.out).encode()


@dataclass
class _DateLines:
    name: str
    out: list[str] = field(default_factory=list)
    open: list[Component] = field(default_factory=list)
    uids: dict[str, int] = field(default_factory=dict)
    besides: Counter[str] = field(default_factory=Counter)
    old: list[int] = field(default_factory=list)
    """The lines on which calendars in vCalendar 1.0 begin."""
    events: int = 0
    readable: int = 0
    """Entries that are not in an old calendar."""
    dates: int = 0

    def read(self, text: str) -> None:
        """Take all lines. Raises FaultyInput."""
        for number, line in unfolded(text):
            self._take(number, line)
        if self.open:
            begun = self.open[-1]
            self._refuse(
                begun.line,
                _("the {component} that begins here never ends", component=begun.path[-1][:40]),
                _("send the whole file"),
            )
        if not self.out:
            raise FaultyInput([Fault(self.name, _("is not a calendar"), _("it has to begin with BEGIN:VCALENDAR"))])
        if not self.readable:
            self._refuse_other_things()

    def _refuse_other_things(self) -> None:
        """Say of a file that is not empty and yet has no entry that can be read what it has instead."""
        if self.old:
            self._refuse(
                self.old[0], _("is a vCalendar 1.0, which is not read"), _("export it as iCalendar, VERSION:2.0")
            )
        if kinds := _(" and ").join(_(text) for kind, text in _BESIDES.items() if self.besides[kind]):
            raise FaultyInput(
                [Fault(self.name, _("holds {kinds} only, no entries", kinds=kinds), _("export the calendar itself"))]
            )

    def _refuse(self, line: int, message: str, hint: str = "") -> NoReturn:
        raise FaultyInput([Fault(f"{self.name}:{line}", message, hint)])

    def _take(self, number: int, line: str) -> None:
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        if name == "BEGIN":
            self._begin(number, line[6:].strip().upper())
        elif name == "END":
            self._close(number, line[4:].strip().upper())
        elif self.open and self.open[-1].path in _READ:
            self._keep(number, name, line, self.open[-1])

    def _begin(self, number: int, name: str) -> None:
        path = (*(self.open[-1].path if self.open else ()), name)
        if len(path) > _DEEPEST:
            self._refuse(number, _("nests more than {number} components in each other", number=_DEEPEST))
        self.events += path == EVENT
        if self.events > MOST_EVENTS:
            self._refuse(number, _("has more than {number} entries", number=MOST_EVENTS), _("export fewer months"))
        if self.open:
            self.open[-1].parts[name] += 1
        self.open.append(Component(path, number))

    def _close(self, number: int, name: str) -> None:
        if not self.open or self.open[-1].path[-1] != name:
            self._refuse(number, _("ends a component that is not open"), _("send the file as the calendar wrote it"))
        closed = self.open.pop()
        if closed.path == CALENDAR:
            self._settle(closed)
        elif closed.path == EVENT:
            _finish(closed)
        elif not closed.is_good and self.open:
            self.open[-1].marks[name] = SkipReason.UNREADABLE
        if closed.path in _READ and closed.is_good:
            lines = [f"BEGIN:{name}", *closed.kept, f"END:{name}"]
            (self.open[-1].kept if self.open else self.out).extend(lines)

    def _settle(self, calendar: Component) -> None:
        """Count what a calendar has besides entries; of one in vCalendar 1.0 nothing else is kept."""
        entries = calendar.parts["VEVENT"]
        counts = {SkipReason.BUSY_TIMES: sum(calendar.parts[kind] for kind in _BUSY)}
        if "1.0" in calendar.seen.get("VERSION", ()):
            calendar.kept.clear()
            counts[SkipReason.OLD_FORM] = entries
            self.old.append(calendar.line)
        else:
            self.readable += entries
        self.besides += calendar.parts
        calendar.kept += [f"{MARK}:{reason.name} {count}" for reason, count in counts.items() if count]

    def _keep(self, number: int, name: str, line: str, component: Component) -> None:
        self._count(number, name, line)
        match component.path, name:
            case ("VCALENDAR",), "VERSION":
                component.seen.setdefault(name, [(value_of(line) or "").strip()])
            case ("VCALENDAR", "VEVENT"), "UID":
                self._keep_uid(line, component)
            case ("VCALENDAR", "VEVENT"), "RRULE" | "EXRULE":
                keep_rule(name, line, component)
            case ("VCALENDAR", "VEVENT"), _ if name in DATES:
                keep_dates(name, line, component)
            case ("VCALENDAR", "VTIMEZONE", _), "DTSTART" | "RDATE" | "RRULE":
                keep_change(name, line, component)
            case _:
                keep_word(name, line, component)

    def _keep_uid(self, line: str, component: Component) -> None:
        """Number the UIDs: they say things, too."""
        value = value_of(line)
        if value is not None and "UID" not in component.seen:
            component.seen["UID"] = [value]
            component.kept.append(f"UID:{self.uids.setdefault(value, len(self.uids) + 1)}")

    def _count(self, number: int, name: str, line: str) -> None:
        if name in LISTS:
            self.dates += count_of(line)
            if self.dates > MOST_DATES:
                self._refuse(
                    number,
                    _("lists more than {number} single dates", number=MOST_DATES),
                    _("export fewer months"),
                )


def _finish(event: Component) -> None:
    """Give an entry without a UID one of its own, leave out a length beside an end, and mark what cannot be read."""
    if "UID" not in event.seen:
        event.kept.append(f"UID:line{event.line}")
    if {"DTEND", "DURATION"} <= event.seen.keys():
        event.kept = [line for line in event.kept if not line.startswith("DURATION:")]
        event.marks.pop("DURATION", None)
    if event.reason:
        event.kept.append(f"{MARK}:{event.reason.name}")
