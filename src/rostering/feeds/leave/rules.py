"""Repetitions that leave may have: RRULE lines in a strict form, written anew; whoever has another is left aside."""

import re
from collections.abc import Mapping
from datetime import date

from rostering.domain.proposals import SkipReason
from rostering.feeds.leave.forms import Unread, read_moment
from rostering.spans import DAY

_DAY = "(?:SU|MO|TU|WE|TH|FR|SA)"
_NUMBER = re.compile(r"[+-]?\d{1,3}", re.ASCII)
_FORMS = {
    "FREQ": re.compile("[A-Z]+"),
    "INTERVAL": re.compile(r"0*[1-9]\d{0,4}", re.ASCII),
    "COUNT": re.compile(r"-?\d{1,10}", re.ASCII),
    "WKST": re.compile(_DAY),
    "BYDAY": re.compile(rf"(?:[+-]?\d{{1,2}})?{_DAY}(?:,(?:[+-]?\d{{1,2}})?{_DAY}){{0,99}}", re.ASCII),
}
_NUMBERS = {
    "BYMONTH": range(1, 13),
    "BYMONTHDAY": range(-31, 32),
    "BYYEARDAY": range(-366, 367),
    "BYWEEKNO": range(-53, 54),
    "BYSETPOS": range(-366, 367),
    "BYHOUR": range(24),
    "BYMINUTE": range(60),
    "BYSECOND": range(60),
}
_ONCE = ("BYMINUTE", "BYSECOND")
"""Of these, one number: who has more repeats several times an hour."""
_CLOCK = ("BYHOUR", *_ONCE)
_WITHOUT_EFFECT = {"RSCALE": "GREGORIAN", "SKIP": "OMIT"}
_TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
_OFTEN_ENOUGH = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The days of each month."""


class Unfollowed(ValueError):
    """A repetition that is not followed, and why."""

    def __init__(self, reason: SkipReason = SkipReason.UNFOLLOWED) -> None:
        super().__init__(reason.value)
        self.reason = reason


def rule_anew(rule: str) -> str:
    """The repetition of an entry with only what is known, in capitals. Raises Unfollowed."""
    parts = _parts(rule)
    if parts["FREQ"] in _TOO_OFTEN or any("," in parts.get(name, "") for name in _ONCE):
        raise Unfollowed(SkipReason.OFTEN)
    if parts["FREQ"] not in _OFTEN_ENOUGH or _never(parts) or _places_nothing(parts):
        raise Unfollowed
    return _written(parts)


def zone_rule_anew(rule: str) -> str:
    """The repetition of a change of the clock: in some months, at one time of day. Raises Unfollowed.

    Its bound is in UTC and the change is not: no harm is done by a day more, as changes are months apart.
    """
    parts = _parts(rule)
    if parts["FREQ"] != "YEARLY" or any("," in parts.get(name, "") for name in _CLOCK) or _never(parts):
        raise Unfollowed
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{_date(parts['UNTIL']) + DAY:%Y%m%d}T235959"
    return _written(parts)


def without_clock(rule: str) -> str:
    """The rule as it holds for whole days: RFC 5545 has hours, minutes and seconds ignored there."""
    return ";".join(part for part in rule.split(";") if not part.startswith(_CLOCK))


def until_of(rule: str) -> str | None:
    """The bound of a rule that was written anew."""
    found = re.search(r"(?:^|;)UNTIL=([^;]*)", rule)
    return found[1] if found else None


def with_until(rule: str, until: str) -> str:
    """The rule with another bound."""
    return re.sub(r"(^|;)UNTIL=[^;]*", rf"\1UNTIL={until}", rule)


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in rule.upper().split(";"))):
        name, _, value = part.partition("=")
        if name in parts:
            raise Unfollowed
        if not name.startswith("X-") and _WITHOUT_EFFECT.get(name) != value:
            parts[name] = _read(name, value)
    if "FREQ" not in parts:
        raise Unfollowed
    return parts


def _read(name: str, value: str) -> str:
    if name == "UNTIL":
        return _bound(value)
    if name in _NUMBERS:
        return _numbers(value, _NUMBERS[name])
    if name not in _FORMS or not _FORMS[name].fullmatch(value):
        raise Unfollowed
    return value


def _bound(value: str) -> str:
    try:
        return read_moment(value)
    except Unread:
        raise Unfollowed from None


def _date(value: str) -> date:
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError:
        raise Unfollowed from None


def _numbers(value: str, allowed: range) -> str:
    """The numbers of a list, each once; there is no zeroth day, month, week or place."""
    texts = value.split(",", 2 * len(allowed))
    if not all(_NUMBER.fullmatch(text) and int(text) in allowed for text in texts):
        raise Unfollowed
    numbers = dict.fromkeys(map(int, texts))
    if 0 in numbers and allowed.start < 0:
        raise Unfollowed
    return ",".join(map(str, numbers))


def _never(parts: Mapping[str, str]) -> bool:
    """Whether no month that is meant has any of the days that are meant: the parser would look for one for ever."""
    if "BYMONTHDAY" not in parts:
        return False
    months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    days = [abs(int(day)) for day in parts["BYMONTHDAY"].split(",")]
    return min(days) > max(_LONGEST[month - 1] for month in months)


def _places_nothing(parts: Mapping[str, str]) -> bool:
    """Whether places are chosen of nothing."""
    return [name for name in parts if name.startswith("BY")] == ["BYSETPOS"]


def _written(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())
