"""What a calendar file may be at all, and of that the dates alone: no title, text, place or name gets past here.

The lines are unfolded, checked and written anew, so that the parser behind reads nothing but what was checked.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rostering.errors import Fault, FaultyInput
from rostering.feeds.leave.rules import Unbearable, written_anew

MOST_BYTES = 1 << 20
MOST_EVENTS = 2_000
MOST_DATES = 5_000
"""Single dates that entries list, besides their repetitions."""
MOST_FAULTS = 100
_DEEPEST = 8
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_PARAMETER = r';[A-Za-z0-9-]+=(?:"[^"]*"|[^":;])*'
_LINE = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAMETER})*):(.*)", re.ASCII | re.DOTALL)
_PARAMETERS = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^":;])*)', re.ASCII)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_DATES = re.compile(r"[0-9TZ,/PWDHMS+-]+", re.ASCII)
_START = re.compile(r"(?:1[6-9]|[2-9]\d)\d{6}(?:T\d{6}Z?)?", re.ASCII)
"""Not before 1600: birthdays without a year begin in 1604, and older series only take long to count."""
_DURATION = re.compile(r"\+?P[0-9TWDHMS]{1,20}", re.ASCII)
_WORD = re.compile(r"[A-Za-z-]{1,40}", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_OFFSET = re.compile(r"[+-]\d{4}(?:\d\d)?", re.ASCII)
_LABEL = re.compile(r"[^\x00-\x1f\x7f\"]{1,200}")
_EVENT = {
    "DTSTART": _START,
    "DTEND": _DATES,
    "DURATION": _DURATION,
    "RDATE": _DATES,
    "EXDATE": _DATES,
    "RECURRENCE-ID": _DATES,
    "STATUS": _WORD,
    "TRANSP": _WORD,
    "X-MICROSOFT-CDO-BUSYSTATUS": _WORD,
    "SEQUENCE": _NUMBER,
}
_CHANGE = {"DTSTART": _DATES, "TZOFFSETFROM": _OFFSET, "TZOFFSETTO": _OFFSET, "RDATE": _DATES}
_KEPT = {
    ("VCALENDAR",): {"METHOD": _WORD},
    ("VCALENDAR", "VEVENT"): _EVENT,
    ("VCALENDAR", "VTIMEZONE"): {"TZID": _LABEL},
    ("VCALENDAR", "VTIMEZONE", "STANDARD"): _CHANGE,
    ("VCALENDAR", "VTIMEZONE", "DAYLIGHT"): _CHANGE,
}
"""By the path of components, the properties that are kept and what their values look like."""
_SEVERAL = ("RDATE", "EXDATE")
_SAID = {
    "TZID": _LABEL,
    "VALUE": re.compile("DATE|DATE-TIME|PERIOD", re.IGNORECASE),
    "RANGE": re.compile("THISANDFUTURE", re.IGNORECASE),
}


def sieved(name: str, data: bytes) -> bytes:
    """A calendar with the same dates and nothing else. Raises FaultyInput; `name` is what its faults call the file."""
    if len(data) > MOST_BYTES:
        raise FaultyInput([Fault(name, "is too large", f"at most {MOST_BYTES >> 20} MiB")])
    if data.startswith(_UTF16) or b"\0" in data:
        raise FaultyInput([Fault(name, "is no text: it has NUL bytes, or is UTF-16", "save it as UTF-8")])
    sieve = _Sieve(name)
    sieve.pour(data.decode("utf-8-sig", errors="replace"))
    return sieve.result()


@dataclass
class _Component:
    """An open component: its path, the line it begins on, and what is kept of it, by property."""

    path: tuple[str, ...]
    line: int
    kept: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


class _Stop(Exception):
    """Nothing more can be said of the file."""


@dataclass
class _Sieve:
    name: str
    faults: list[Fault] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    open: list[_Component] = field(default_factory=list)
    uids: dict[str, int] = field(default_factory=dict)
    events: int = 0
    dates: int = 0

    def pour(self, text: str) -> None:
        try:
            for number, line in _unfolded(text):
                self._take(number, line)
            self._end()
        except _Stop:
            pass

    def result(self) -> bytes:
        if self.faults:
            raise FaultyInput(self.faults)
        return "".join(f"{line}\r\n" for line in self.out).encode()

    def _fault(self, line: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(f"{self.name}:{line}", message, hint))
        if len(self.faults) >= MOST_FAULTS:
            raise _Stop

    def _end(self) -> None:
        if self.open:
            begun = self.open[-1]
            self._fault(begun.line, f"the {begun.path[-1][:40]} that begins here never ends", "send the whole file")
        elif not self.out and not self.faults:
            self.faults.append(Fault(self.name, "is not a calendar", "it has to begin with BEGIN:VCALENDAR"))

    def _take(self, number: int, line: str) -> None:
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        if name == "BEGIN":
            self._begin(number, line[6:].strip().upper())
        elif name == "END":
            self._close(number, line[4:].strip().upper())
        elif self.open and self.open[-1].path in _KEPT:
            self._keep(number, name, line, self.open[-1])

    def _begin(self, number: int, name: str) -> None:
        path = (*(self.open[-1].path if self.open else ()), name)
        if len(path) > _DEEPEST:
            self._fault(number, f"nests more than {_DEEPEST} components in each other")
            raise _Stop
        self.open.append(_Component(path, number))
        if path == ("VCALENDAR", "VEVENT"):
            self.events += 1
            if self.events > MOST_EVENTS:
                self._fault(number, f"has more than {MOST_EVENTS} entries", "export fewer months")
                raise _Stop

    def _close(self, number: int, name: str) -> None:
        if not self.open or self.open[-1].path[-1] != name:
            self._fault(number, "ends a component that is not open", "send the file as the calendar wrote it")
            raise _Stop
        closed = self.open.pop()
        if closed.path not in _KEPT:
            return
        if closed.path[-1] == "VEVENT":
            self._name(closed)
        lines = [f"BEGIN:{name}", *closed.kept, f"END:{name}"]
        if self.open:
            self.open[-1].kept.extend(lines)
        else:
            self.out.extend(lines)

    def _name(self, event: _Component) -> None:
        """Give an entry without a UID one of its own, and leave out a length beside an end."""
        if "UID" not in event.seen:
            event.kept.append(f"UID:line{event.line}")
        if {"DTEND", "DURATION"} <= event.seen:
            event.kept = [line for line in event.kept if not line.startswith("DURATION:")]

    def _keep(self, number: int, name: str, line: str, component: _Component) -> None:
        forms = _KEPT[component.path]
        wanted = name in forms or (name == "RRULE" and "DTSTART" in forms) or (name == "UID" and forms is _EVENT)
        if not wanted or (name in component.seen and name not in _SEVERAL and name != "RRULE"):
            return
        match = _LINE.fullmatch(line)
        component.seen.add(name)
        if name == "RRULE":
            self._repeat(number, line, match, component)
        elif match and name == "UID":
            component.kept.append(f"UID:{self.uids.setdefault(match[3], len(self.uids) + 1)}")
        elif match and forms[name].fullmatch(value := match[3].strip()):
            self._count(number, name, value)
            component.kept.append(f"{name}{_parameters(match[2])}:{value.upper() if forms[name] is _WORD else value}")

    def _repeat(self, number: int, line: str, match: re.Match[str] | None, component: _Component) -> None:
        try:
            rule = written_anew(match[3] if match else line.partition(":")[2], in_zone="VTIMEZONE" in component.path)
        except Unbearable as error:
            self._fault(number, str(error))
        else:
            component.kept.append(f"RRULE:{rule}")

    def _count(self, number: int, name: str, value: str) -> None:
        if name in _SEVERAL:
            self.dates += value.count(",") + 1
            if self.dates > MOST_DATES:
                self._fault(number, f"lists more than {MOST_DATES} single dates", "export fewer months")
                raise _Stop


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines with the number each begins on; what begins with a blank goes on with the line before."""
    begun, parts = 1, [""]
    for number, line in enumerate(_LINE_END.split(text), 1):
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
        elif line:
            yield begun, "".join(parts)
            begun, parts = number, [line]
    yield begun, "".join(parts)


def _parameters(text: str) -> str:
    """The parameters that dates need, quoted anew."""
    said = [(name.upper(), value.strip('"')) for name, value in _PARAMETERS.findall(text)]
    return "".join(f';{name}="{value}"' for name, value in said if name in _SAID and _SAID[name].fullmatch(value))
