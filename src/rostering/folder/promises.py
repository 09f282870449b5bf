"""`cadences`, `allowances` and `response` of a package in `packages.toml`: promises that need no seat."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from rostering.domain.promises import (
    ACCOUNT_MANAGER,
    Allowance,
    BusinessClock,
    Cadence,
    Counted,
    Frequency,
    Lapse,
    ResponseTime,
    TimeUnit,
    Unit,
)
from rostering.folder.cells import choice
from rostering.folder.notes import Misread, quoted
from rostering.folder.tables import TomlTable, as_text, hours, identifier, several, text, whole
from rostering.language import _

Promise = TypeVar("Promise", Cadence, Allowance, ResponseTime)
MOST_REMINDED = 90
"""Days before; whoever is reminded sooner has forgotten it by then."""
_OFTEN = re.compile(r"(\d{1,3}) an? ([a-z]+)", re.ASCII)
_LAPSE = re.compile(r"(\d{1,3}) (minute|hour|business day)s?", re.ASCII)
_MOST = {Unit.WEEK: 7, Unit.MONTH: 28, Unit.QUARTER: 90, Unit.YEAR: 365}
"""How often something can be due in a unit: once a day."""
_ALWAYS, _BUSINESS_HOURS = "always", "business_hours"


@dataclass(frozen=True)
class Promises:
    """What one package adds to, or has otherwise than, the one that it extends; by id or priority."""

    cadences: Mapping[str, Cadence] = field(default_factory=dict)
    allowances: Mapping[str, Allowance] = field(default_factory=dict)
    responses: Mapping[str, ResponseTime] = field(default_factory=dict)


def read_promises(table: TomlTable) -> Promises:
    """Read what a package promises besides what is staffed."""
    return Promises(
        cadences=_each(table, "cadences", _cadence, "id"),
        allowances=_each(table, "allowances", _allowance, "id"),
        responses=_each(table, "response", _response, "priority"),
    )


def together(eldest_first: Iterable[Promises]) -> Promises:
    """The promises of a package with those that it inherits, in the place of which its own of the same id stand."""
    all_of_them = list(eldest_first)
    return Promises(
        cadences={id_: one for each in all_of_them for id_, one in each.cadences.items()},
        allowances={id_: one for each in all_of_them for id_, one in each.allowances.items()},
        responses={id_: one for each in all_of_them for id_, one in each.responses.items()},
    )


def _each(package: TomlTable, key: str, read: Callable[[TomlTable], Promise], name: str) -> dict[str, Promise]:
    """The tables of a key; a name that one has already is a fault."""
    found: dict[str, Promise] = {}
    first: dict[str, TomlTable] = {}
    for table in package.tables(key):
        promise, called = table.sound(read), table.content.get(name)
        twin = first.setdefault(called, table) if isinstance(called, str) else table
        if twin is not table:
            table.fault(_("duplicate {key} {id}", key=name, id=quoted(str(called))), _("give each its own"), name)
        elif promise:
            found[str(called)] = promise
    return found


def _cadence(table: TomlTable) -> Cadence:
    by = table.required("by", text)
    if by and by != ACCOUNT_MANAGER:
        table.notes.mention(table.place("by"), "role", [by])
    cadence = Cadence(
        id=table.required("id", identifier),
        name=table.required("name", text),
        often=table.required("often", _often),
        by=by,
        up_to=table.optional("up_to", _often, None),
        counted=table.optional("counted", as_text(lambda word: choice(word, Counted)), Counted.CALENDAR),
        remind=table.optional("remind", whole(0, MOST_REMINDED), 0),
    )
    _refuse_less(table, cadence.often, cadence.up_to)
    return cadence


def _refuse_less(table: TomlTable, least: Frequency | None, most: Frequency | None) -> None:
    """The most is more than the least; either may be faulty."""
    if most and least and most.a_year <= least.a_year:
        table.fault(
            _("{most} is no more than {least}", most=quoted(str(most)), least=quoted(str(least))),
            _("leave up_to out where there is no more"),
            "up_to",
        )


def _allowance(table: TomlTable) -> Allowance:
    return Allowance(
        id=table.required("id", identifier),
        name=table.required("name", text),
        a_month=table.required("often", _a_month),
        counts=table.optional("counts", several(identifier), ()),
    )


def _response(table: TomlTable) -> ResponseTime:
    first, updates = table.required("first", _lapse), table.optional("updates", _lapse, None)
    clock = _clock(table)
    for key, lapse in (("first", first), ("updates", updates)):
        if lapse and clock is None and lapse.unit is TimeUnit.BUSINESS_DAYS:
            table.fault(_("business days need a clock of business hours"), _('write clock = "business_hours"'), key)
    return ResponseTime(table.required("priority", identifier), first, updates, clock)


def _clock(table: TomlTable) -> BusinessClock | None:
    kind = table.required("clock", as_text(_kind_of_clock))
    clock = BusinessClock(table.optional("hours", hours, None), table.optional("calendar", identifier, None))
    for key in ("hours", "calendar"):
        if kind == _ALWAYS and key in table.content:
            table.fault(_("a clock that always runs has no {key}", key=key), _("leave it out"), key)
    return clock if kind == _BUSINESS_HOURS else None


def _kind_of_clock(word: str) -> str:
    if word not in (_ALWAYS, _BUSINESS_HOURS):
        raise Misread(_("{word} is no clock", word=quoted(word)), _("write always or business_hours"))
    return word


def _often(value: object) -> Frequency:
    words, hint = text(value), _("write it as '1 a month'; with week, month, quarter or year")
    match = _OFTEN.fullmatch(words)
    if not match or match[2] not in list(Unit):
        raise Misread(_("{words} does not say how often", words=quoted(words)), hint)
    often = Frequency(int(match[1]), Unit(match[2]))
    if not often.times:
        raise Misread(_("{words} is never", words=quoted(words)), _("leave out what is not promised"))
    if often.times > _MOST[often.unit]:
        raise Misread(_("{words} is more than once a day", words=quoted(words)))
    return often


def _a_month(value: object) -> int:
    words, hint = text(value), _("write it as '2 a month'")
    match = _OFTEN.fullmatch(words)
    if not match or match[2] != Unit.MONTH:
        raise Misread(_("{words} does not say how many a month", words=quoted(words)), hint)
    if not int(match[1]):
        raise Misread(_("{words} is none", words=quoted(words)), _("leave out what is not promised"))
    return int(match[1])


def _lapse(value: object) -> Lapse:
    words = text(value)
    match = _LAPSE.fullmatch(words)
    if not match or not int(match[1]):
        raise Misread(
            _("{words} is no time of response", words=quoted(words)),
            _("write it as '30 minutes', '6 hours' or '2 business days'"),
        )
    return Lapse(int(match[1]), TimeUnit(f"{match[2].replace(' ', '_')}s"))
