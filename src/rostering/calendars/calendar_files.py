"""The shelf of calendars: the shipped ones, and those beside the firm's own files."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rostering.calendars.rule_reading import parse_calendar
from rostering.calendars.rules import CalendarRules
from rostering.errors import BadCall
from rostering.language import _
from rostering.resources import shipped


class UnknownCalendar(BadCall):
    """A calendar that is not shipped."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(_("there is no calendar '{name}'; shipped are {known}", name=name, known=", ".join(known)))


def shipped_calendar(name: str) -> CalendarRules:
    """The calendar of that name among those that come with rostering; raises UnknownCalendar."""
    shelf = {path.stem: path for path in sorted(shipped("calendars").glob("*.toml"))}
    if name not in shelf:
        raise UnknownCalendar(name, shelf)
    return _read(shelf[name].read_text(encoding="utf-8"), f"{name}.toml")


def calendar_of(name: str, documents: Mapping[str, str]) -> CalendarRules:
    """The calendar that stands as `NAME.toml` among the firm's documents, else the shipped one."""
    own = f"{name}.toml"
    return _read(documents[own], own) if own in documents else shipped_calendar(name)


_read = lru_cache(maxsize=32)(parse_calendar)
"""The rules are frozen: the same text need not be read again."""
