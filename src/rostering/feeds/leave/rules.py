"""Repetitions that leave may have: RRULE lines in a strict form, written anew; all others are refused."""

import re

_DAY = "(?:SU|MO|TU|WE|TH|FR|SA)"


def _numbers(digits: int, most: int) -> re.Pattern[str]:
    one = rf"[+-]?\d{{1,{digits}}}"
    return re.compile(rf"{one}(?:,{one}){{0,{most - 1}}}", re.ASCII)


_FORMS = {
    "FREQ": re.compile("[A-Z]+"),
    "INTERVAL": re.compile(r"0*[1-9]\d{0,4}", re.ASCII),
    "COUNT": re.compile(r"-?\d{1,10}", re.ASCII),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?", re.ASCII),
    "WKST": re.compile(_DAY),
    "BYDAY": re.compile(rf"(?:[+-]?\d{{1,2}})?{_DAY}(?:,(?:[+-]?\d{{1,2}})?{_DAY}){{0,99}}", re.ASCII),
    "BYMONTH": _numbers(2, 12),
    "BYMONTHDAY": _numbers(2, 62),
    "BYYEARDAY": _numbers(3, 732),
    "BYWEEKNO": _numbers(2, 106),
    "BYSETPOS": _numbers(3, 100),
    "BYHOUR": _numbers(2, 24),
    "BYMINUTE": _numbers(2, 1),
    "BYSECOND": _numbers(2, 1),
}
_ELSEWHERE = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_IN_ZONES = ("YEARLY",)
_ZONE_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY")


class Unbearable(ValueError):
    """A repetition that is refused, and why."""


def written_anew(rule: str, in_zone: bool) -> str:
    """The rule with only what is known, in capitals. Raises Unbearable."""
    parts: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in rule.upper().split(";"))):
        name, _, value = part.partition("=")
        if name in parts:
            raise Unbearable(f"a repetition says {name} twice")
        if name in _FORMS:
            parts[name] = _read(name, value, in_zone)
    if "FREQ" not in parts:
        raise Unbearable("a repetition does not say how often")
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _read(name: str, value: str, in_zone: bool) -> str:
    often = _IN_ZONES if in_zone else _ELSEWHERE
    if not _FORMS[name].fullmatch(value):
        raise Unbearable(_misread(name, value))
    if name == "FREQ" and value not in often:
        where = "a time zone repeats" if in_zone else "an entry repeats"
        raise Unbearable(f"{where} {value[:20]}; allowed are {', '.join(often)}")
    if in_zone and name not in _ZONE_PARTS:
        raise Unbearable(f"a time zone repeats {name}")
    return value


def _misread(name: str, value: str) -> str:
    if name in ("BYSECOND", "BYMINUTE") and "," in value:
        return f"an entry repeats several times an hour ({name} has a list)"
    return f"the {name} of a repetition cannot be read"
