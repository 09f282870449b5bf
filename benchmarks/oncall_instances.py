"""On-call instances: MiniZinc data files of on-call rostering, and the product's problem for one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from rostering.demand.problem import Problem
from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.inputs import Policy
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.seats import Day, Seat, seat_id
from rostering.errors import BadCall
from rostering.spans import Hours, Period, Span

WEEKDAY, WEEKEND = "weekday", "weekend"
FRIDAY = date(2027, 1, 1)
"""A Friday, that of day `weekend_offset` + 1."""

_NUMBERS = {
    "num_staff": (1, 1000),
    "num_days": (1, 10_000),
    "weekend_offset": (0, 4),
    "adj_days_str": (0, 1_000_000),
    "wed_before_weekend_str": (0, 1_000_000),
}
_LISTS = ("work_load", "unavailable", "fixed")
_TOKEN = re.compile(r"\s*([A-Za-z]\w*|-?\d+|\.\.|[=\[\]{},;])")


class BadInstance(BadCall):
    """A data file that is no on-call instance."""


@dataclass(frozen=True)
class Instance:
    """Days and staff count from 1; a weekend, Friday to Sunday, is one day."""

    days: int
    loads: tuple[int, ...]
    """What each of the staff works, in percent."""
    unavailable: tuple[frozenset[int], ...]
    fixed: tuple[frozenset[int], ...]
    weekend_offset: int
    adjacent: int
    """The price of two successive days."""
    wednesday: int
    """The price of a Wednesday before a weekend of duty."""


def read_instance(path: Path) -> Instance:
    """Read a file. Days after the last are left out, as in the published 4s-10d. Raises BadInstance."""
    try:
        items = dict(_items(path.read_text(encoding="utf-8")))
        return _instance(items)
    except OSError as error:
        raise BadInstance(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadInstance(f"{path}: the file is not UTF-8 text") from None
    except ValueError as error:
        raise BadInstance(f"{path}: {error}") from None


def _items(text: str) -> Iterator[tuple[str, object]]:
    """The items `name = value;` of a file."""
    words = list(_words(re.sub(r"%.*|/\*(?s:.*?)\*/", "", text)))
    seen = set()
    while words:
        name = words.pop(0)
        if name not in {*_NUMBERS, *_LISTS} or name in seen:
            raise ValueError(f"'{name}' stands twice" if name in seen else f"unexpected '{name}'")
        seen.add(name)
        _take(words, "=")
        yield name, _value(words)
        if words:
            _take(words, ";")


def _words(text: str) -> Iterator[str]:
    place, end = 0, len(text.rstrip())
    while place < end:
        word = _TOKEN.match(text, place)
        if not word:
            raise ValueError(f"unexpected '{text[place:].split(maxsplit=1)[0]}'")
        place = word.end()
        yield word[1]


def _take(words: list[str], *wanted: str) -> str:
    if not words or words[0] not in wanted:
        found = f"'{words[0]}'" if words else "the end of the file"
        raise ValueError(f"{' or '.join(map(repr, wanted))} is missing before {found}")
    return words.pop(0)


def _value(words: list[str]) -> object:
    """A number, a range, a set or a list."""
    for start, end in ("{}", "[]"):
        if words[:1] == [start]:
            return list(_members(words, end))
    first = _number(words)
    if words[:1] != [".."]:
        return first
    words.pop(0)
    return range(first, _number(words) + 1)


def _members(words: list[str], end: str) -> Iterator[object]:
    words.pop(0)
    after = ","
    while after == "," and words[:1] != [end]:
        yield _value(words)
        after = _take(words, ",", end)
    if after == ",":
        words.pop(0)


def _number(words: list[str]) -> int:
    if not words or not words[0].lstrip("-").isdigit():
        raise ValueError(f"a number is missing before {words[0]!r}" if words else "the file ends within a value")
    return int(words.pop(0))


def _instance(items: Mapping[str, object]) -> Instance:
    for name in (*_NUMBERS, *_LISTS):
        if name not in items:
            raise ValueError(f"'{name}' is missing")
    numbers = {name: _within(name, items[name], *bounds) for name, bounds in _NUMBERS.items()}
    loads, unavailable, fixed = (_listed(name, items[name], numbers["num_staff"]) for name in _LISTS)
    days = range(1, numbers["num_days"] + 1)
    return Instance(
        days=len(days),
        loads=tuple(_within("work_load", load, 0, 10_000) for load in loads),
        unavailable=tuple(_days("unavailable", each, days) for each in unavailable),
        fixed=tuple(_days("fixed", each, days) for each in fixed),
        weekend_offset=numbers["weekend_offset"],
        adjacent=numbers["adj_days_str"],
        wednesday=numbers["wed_before_weekend_str"],
    )


def _within(name: str, value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"'{name}' must be a number from {least} to {most}")
    return value


def _listed(name: str, value: object, staff: int) -> Sequence[object]:
    if not isinstance(value, list) or len(value) != staff:
        raise ValueError(f"'{name}' must list one entry for each of the {staff} staff")
    return value


def _days(name: str, value: object, days: range) -> frozenset[int]:
    listed = value[:1] if isinstance(value, range) else value
    if not isinstance(listed, list | range) or not all(isinstance(day, int) and day > 0 for day in listed):
        raise ValueError(f"'{name}' must list sets of days from 1")
    asked = value if isinstance(value, range) else set(listed)
    return frozenset(day for day in days if day in asked)


def problem_of(instance: Instance) -> Problem:
    """The problem: a seat a day in order of time, whose weekends last three dates; unavailable days are leave."""
    seats = tuple(_seat(instance, day) for day in range(1, instance.days + 1))
    period = Period(seats[0].day, seats[-1].span.end.date() - timedelta(1))
    people = [person(number) for number in range(1, len(instance.loads) + 1)]
    return Problem(
        period=period,
        timezone="UTC",
        days={day: Day(day, DayKind.BUSINESS_DAY, "") for day in period},
        seats=seats,
        consultants=tuple(Consultant(who, who, "", ("oncall",), "", period.first) for who in people),
        leave=tuple(_leave(people, instance.unavailable, seats)),
        given=(),
        given_days_off=(),
        accounts=(),
        policy=Policy({}, {}, Hours(time(8), time(16)), ()),
        names={"oncall": "On call"},
    )


def person(number: int) -> str:
    """The id of a number of the staff; ids sort as the numbers do."""
    return f"s{number:04d}"


def _seat(instance: Instance, day: int) -> Seat:
    week, place = divmod(day - 1 - instance.weekend_offset, 5)
    first = FRIDAY + timedelta(7 * week + (place + 2 if place else 0))
    start = datetime.combine(first, time(), UTC)
    kind = WEEKDAY if place else WEEKEND
    return Seat(
        id=seat_id("oncall", first, "oncall", 1),
        day=first,
        span=Span(start, start + timedelta(1 if place else 3)),
        kind=kind,
        name=kind,
        role="oncall",
        number=1,
        team="oncall",
        customers=(),
        booking=None,
        presence=Presence.HOME_STANDBY,
        shared=False,
        points=1,
        day_class=None,
        occasion=None,
        response="",
    )


def _leave(people: Iterable[str], unavailable: Iterable[Collection[int]], seats: Sequence[Seat]) -> Iterator[Leave]:
    """Leave over each run of unavailable days."""
    for who, days in zip(people, unavailable, strict=True):
        for _, run in groupby(enumerate(sorted(days)), lambda item: item[1] - item[0]):
            numbers = [day for _, day in run]
            last = seats[numbers[-1] - 1].span.end.date() - timedelta(1)
            yield Leave(who, Period(seats[numbers[0] - 1].day, last), LeaveKind.LEAVE)
