"""A strict little reader of iCalendar that shares no code with what writes it (RFC 5545, sections 3.1 and 3.6.5)."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from dateutil.rrule import rrulestr

_LINE = re.compile(
    r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]+))*):([^\x00-\x08\x0a-\x1f\x7f]*)"
)
_ESCAPE = re.compile(r"\\([\\;,nN])")
_END = datetime.fromisoformat("2060-01-01")


@dataclass
class Part:
    """A component: its properties as (parameters, raw value) by name, and the components inside."""

    name: str
    properties: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)

    def value(self, name: str) -> str:
        """A property's raw value."""
        return self.properties[name][1]

    def text(self, name: str) -> str:
        """A property's value as text; a stray backslash, comma or semicolon is an error."""
        raw = self.value(name)
        assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", raw), raw
        assert not re.search(r"\\(?![\\;,nN])", _ESCAPE.sub("", raw)), raw
        return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], raw)

    @cached_property
    def clocks(self) -> dict[str, "Clock"]:
        """The clocks that the component describes, by TZID."""
        return {zone.value("TZID"): Clock(zone) for zone in self.named("VTIMEZONE")}

    def named(self, name: str) -> list["Part"]:
        """The components of that name inside."""
        return [part for part in self.parts if part.name == name]


def read(body: bytes) -> Part:
    """The calendar in a file that keeps every rule of the format."""
    assert body.endswith(b"\r\n")
    physical = body[:-2].split(b"\r\n")
    assert all(line and len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in physical)
    assert all(line.decode("utf-8") for line in physical), "a fold must not cut a character"
    stack = [Part("")]
    for line in body[:-2].decode("utf-8").replace("\r\n ", "").split("\r\n"):
        match = _LINE.fullmatch(line)
        assert match, line
        _take(stack, *match.groups())
    closed = stack.pop().parts
    assert not stack
    assert [part.name for part in closed] == ["VCALENDAR"]
    return closed[0]


def _take(stack: list[Part], name: str, parameters: str, value: str) -> None:
    if name == "BEGIN":
        stack.append(Part(value))
    elif name == "END":
        part = stack.pop()
        assert part.name == value
        stack[-1].parts.append(part)
    else:
        assert name not in stack[-1].properties, f"{name} twice"
        stack[-1].properties[name] = dict(pair.split("=", 1) for pair in parameters.split(";") if pair), value


def instant(calendar: Part, event: Part, name: str) -> datetime:
    """The instant of a date-time property, by the calendar's own VTIMEZONE."""
    parameters, value = event.properties[name]
    if value.endswith("Z"):
        return datetime.fromisoformat(value)
    return calendar.clocks[parameters["TZID"]].instant(datetime.fromisoformat(value))


def all_day(event: Part, name: str) -> date:
    """The date of a whole-day property."""
    parameters, value = event.properties[name]
    assert parameters == {"VALUE": "DATE"}
    return date.fromisoformat(value)


class Clock:
    """The clock that a VTIMEZONE block describes."""

    def __init__(self, zone: Part) -> None:
        onsets = sorted((at - before, after) for part in zone.parts for at, before, after in _onsets(part))
        self._at = [at for at, _ in onsets]
        self._offsets = [offset for _, offset in onsets]

    def local(self, at: datetime) -> datetime:
        """What the clock shows at an instant."""
        plain = at.astimezone(UTC).replace(tzinfo=None)
        return plain + self._offsets[bisect_right(self._at, plain) - 1]

    def instant(self, local: datetime) -> datetime:
        """When the clock shows a time, the first of two; a time that it skips is an error."""
        candidates = {(local - offset).replace(tzinfo=UTC) for offset in set(self._offsets)}
        return min(at for at in candidates if self.local(at) == local)


def _onsets(part: Part) -> list[tuple[datetime, timedelta, timedelta]]:
    first, before, after = (
        datetime.fromisoformat(part.value("DTSTART")),
        _offset(part, "TZOFFSETFROM"),
        _offset(part, "TZOFFSETTO"),
    )
    if "RRULE" not in part.properties:
        return [(first, before, after)]
    rule = rrulestr(part.value("RRULE"), dtstart=first)
    dates = rule.between(first, _END, inc=True)
    assert dates[0] == first, "the start must be the rule's first date"
    return [(at, before, after) for at in dates]


def _offset(part: Part, name: str) -> timedelta:
    value = part.value(name)
    assert re.fullmatch(r"[+-]\d{4}", value)
    return int(f"{value[0]}1") * timedelta(hours=int(value[1:3]), minutes=int(value[3:5]))
