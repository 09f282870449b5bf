"""The forms in which a calendar writes dates, each value checked and written anew on a line of its own.

A value says by itself whether it is a date, a time without a zone or a time in UTC: what its parameters say against
that, as a zone beside a date or beside a Z, is not kept.
"""

import re
from collections.abc import Iterator

_YEAR = r"(?:1[6-9]|[2-9]\d)\d\d"
"""Not before 1600: birthdays without a year begin in 1604, and older series only take long to count."""
_DATE = rf"{_YEAR}\d{{4}}"
_TIME = r"T(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d|60)"
_LENGTH = r"\+?P(?=T?\d)(?:\d{1,9}W)?(?:\d{1,9}D)?(?:T(?=\d)(?:\d{1,9}H)?(?:\d{1,9}M)?(?:\d{1,9}S)?)?"
_MOMENT = re.compile(rf"{_DATE}(?:{_TIME}Z?)?", re.ASCII)
_STRETCH = re.compile(rf"{_DATE}{_TIME}(Z?)/(?:{_DATE}{_TIME}\1|{_LENGTH})", re.ASCII)
_DURATION = re.compile(_LENGTH, re.ASCII)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=(?:"([^"]*)"|([^";]*))', re.ASCII)
LABEL = re.compile(r"[^\x00-\x1f\x7f\"]{1,200}")
"""A name of a time zone."""
LISTS = ("RDATE", "EXDATE")
DATES = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", *LISTS)


class Unread(ValueError):
    """A value in none of the forms."""


def read_moment(text: str) -> str:
    """A date or time as it is written anew. Raises Unread."""
    value = text.strip().upper()
    if not _MOMENT.fullmatch(value):
        raise Unread
    return _settled(value)


def dates_anew(name: str, line: str) -> list[str]:
    """The lines of a property with dates: its values one by one, with the parameters that they need. Raises Unread."""
    head, _, text = line.rpartition(":")  # no value has a colon, but names of zones do, with and without quotes
    said = {key.upper(): quoted or bare for key, quoted, bare in _PARAMETER.findall(head)}
    if name == "DURATION":
        return [f"DURATION:{_duration(text)}"]
    values = text.split(",") if name in LISTS else [text]
    return [f"{name}{parameters}:{value}" for each in values for parameters, value in _values(name, each, said)]


def count_of(line: str) -> int:
    """How many dates a line lists."""
    return line.count(",") + 1


def zone_dates_anew(line: str) -> list[str]:
    """The local times of a change of the clock. Raises Unread."""
    values = [read_moment(value.partition("/")[0]) for value in line.rpartition(":")[2].split(",")]
    return [value.removesuffix("Z") if "T" in value else f"{value}T000000" for value in values]


def _values(name: str, text: str, said: dict[str, str]) -> Iterator[tuple[str, str]]:
    value = text.strip().upper()
    if name == "RDATE" and _STRETCH.fullmatch(value):
        first, last = value.split("/")
        yield f'{_zone(first, said)};VALUE="PERIOD"', f"{_settled(first)}/{last if 'P' in last else _settled(last)}"
        return
    value = read_moment(value)
    if said.get("VALUE", "").upper() == "DATE":
        value = value.removesuffix("T000000")
    yield _range(name, said) + _zone(value, said), value


def _range(name: str, said: dict[str, str]) -> str:
    """What a change says of the instances after its own."""
    if name != "RECURRENCE-ID" or "RANGE" not in said:
        return ""
    if said["RANGE"].upper() != "THISANDFUTURE":
        raise Unread
    return ';RANGE="THISANDFUTURE"'


def _zone(value: str, said: dict[str, str]) -> str:
    if "T" not in value:
        return ';VALUE="DATE"'
    label = said.get("TZID", "")
    return f';TZID="{label}"' if not value.endswith("Z") and LABEL.fullmatch(label) else ""


def _duration(text: str) -> str:
    value = text.strip().upper()
    if not _DURATION.fullmatch(value):
        raise Unread
    return value


def _settled(value: str) -> str:
    """A leap second is the one before; who writes the last of all years means no end, and no zone reaches beyond it."""
    value = re.sub(r"60(Z?)$", r"59\1", value) if "T" in value else value
    return f"9998{value[4:]}" if value.startswith("9999") else value
