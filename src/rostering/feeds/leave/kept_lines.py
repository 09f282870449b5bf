"""What is kept of the lines of a component, and the mark of what cannot be read."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rostering.domain.proposals import SkipReason
from rostering.feeds.leave.forms import LABEL, LISTS, Unread, dates_anew, zone_dates_anew
from rostering.feeds.leave.rules import Unfollowed, rule_anew, zone_rule_anew

CALENDAR, EVENT, ZONE = ("VCALENDAR",), ("VCALENDAR", "VEVENT"), ("VCALENDAR", "VTIMEZONE")
CHANGES = ((*ZONE, "STANDARD"), (*ZONE, "DAYLIGHT"))
MOST_RULES = 20
"""Repetitions of one entry."""
_PARAMETER = r';[A-Za-z0-9-]+=(?:"[^"]*"|[^":;])*'
_LINE = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAMETER})*):(.*)", re.ASCII | re.DOTALL)
_WORD = re.compile(r"[A-Za-z-]{1,40}", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", re.ASCII)
_WORDS: dict[tuple[str, ...], dict[str, re.Pattern[str]]] = {
    CALENDAR: {"METHOD": _WORD},
    EVENT: {"STATUS": _WORD, "TRANSP": _WORD, "X-MICROSOFT-CDO-BUSYSTATUS": _WORD, "SEQUENCE": _NUMBER},
    ZONE: {"TZID": LABEL},
    **{change: {"TZOFFSETFROM": _OFFSET, "TZOFFSETTO": _OFFSET} for change in CHANGES},
}
"""By the path of components, the properties besides dates that are kept, and what their values look like."""
_WHOLE_CHANGE = {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}


@dataclass
class Component:
    """An open component: its path, the line it begins on, and what is kept of it."""

    path: tuple[str, ...]
    line: int
    kept: list[str] = field(default_factory=list)
    seen: dict[str, list[str]] = field(default_factory=dict)
    """By property, what has been said of it."""
    marks: dict[str, SkipReason] = field(default_factory=dict)
    """By property, why it cannot be read."""
    parts: Counter[str] = field(default_factory=Counter)
    """The components in it."""

    @property
    def is_good(self) -> bool:
        """Whether a zone or a change of the clock can be used; all else can, or is marked."""
        if self.path == ZONE:
            return "TZID" in self.seen and bool(self.parts) and not self.marks
        return self.path not in CHANGES or (self.seen.keys() >= _WHOLE_CHANGE and not self.marks)

    @property
    def reason(self) -> SkipReason | None:
        """Why an entry is left aside."""
        return min(self.marks.values(), key=list(SkipReason).index, default=None)


def value_of(line: str) -> str | None:
    """What stands behind a property and its parameters; None where the line cannot be read."""
    match = _LINE.fullmatch(line)
    return match[3] if match else None


def keep_word(name: str, line: str, component: Component) -> None:
    """Keep a property that is no date, the first time it is said."""
    form, value = _WORDS[component.path].get(name), (value_of(line) or "").strip()
    if form and name not in component.seen and form.fullmatch(value):
        component.seen[name] = [value]
        component.kept.append(f"{name}:{value.upper() if form is _WORD else value}")


def keep_dates(name: str, line: str, component: Component) -> None:
    """Keep a property with dates; one that is said twice, and not alike, cannot be read."""
    said = component.seen.setdefault(name, [])
    try:
        lines = dates_anew(name, line)
    except Unread:
        component.marks[name] = SkipReason.UNREADABLE
        return
    if name in LISTS or not said:
        component.kept += lines
        said += lines
    elif said != lines:
        component.marks[name] = SkipReason.UNREADABLE


def keep_rule(name: str, line: str, component: Component) -> None:
    """Keep a repetition; rules that take days out again are no part of RFC 5545 and are not followed."""
    said = component.seen.setdefault("RRULE", [])
    try:
        said.append(rule_anew(_after_colon(line)))
    except Unfollowed as error:
        component.marks[name] = error.reason
        return
    component.kept.append(f"RRULE:{said[-1]}")
    if name == "EXRULE" or len(said) > MOST_RULES:
        component.marks[name] = SkipReason.UNFOLLOWED


def keep_change(name: str, line: str, component: Component) -> None:
    """Keep when the clock changes."""
    component.seen[name] = [line]
    try:
        lines: Iterable[str] = [zone_rule_anew(_after_colon(line))] if name == "RRULE" else zone_dates_anew(line)
        component.kept += [f"{name}:{value}" for value in lines]
    except (Unread, Unfollowed):
        component.marks[name] = SkipReason.UNREADABLE


def _after_colon(line: str) -> str:
    """The value of a rule: it has no colon itself, its parameters may."""
    return line.rpartition(":")[2]
