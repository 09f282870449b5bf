"""Shift scheduling instances: the file becomes a problem and its rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from nrp_rules import (
    Contract,
    Cover,
    DaysOff,
    Minutes,
    Need,
    OneShift,
    Request,
    Requests,
    ShiftCaps,
    Streaks,
    Succession,
    Weekends,
    date_of,
)
from rostering.demand.problem import Problem
from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.inputs import Policy
from rostering.domain.parties import Consultant
from rostering.domain.seats import Day, Seat, seat_id
from rostering.rules.rule import Rule
from rostering.spans import Hours, Period, Span


class NoInstance(ValueError):
    """A file that is not in the instances' format."""


@dataclass
class Instance:
    """What a file says, in its own words."""

    name: str
    days: int = 0
    shifts: dict[str, int] = field(default_factory=dict)
    """Minutes by shift."""
    not_after: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)
    days_off: dict[str, tuple[int, ...]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)


def read(path: Path) -> Instance:
    """Read an instance. Raises NoInstance with the place of what is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NoInstance(f"{path}: cannot be read: {error}") from None
    instance, section = Instance(path.stem), ""
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text.startswith("SECTION_"):
            section = text.removeprefix("SECTION_")
        elif text and not text.startswith("#"):
            try:
                _SECTIONS[section](instance, [cell.strip() for cell in text.split(",")])
            except (KeyError, ValueError, IndexError):
                raise NoInstance(f"{path}:{number}: not a line of an instance: '{text[:60]}'") from None
    if not (instance.days > 0 and instance.shifts and instance.contracts):
        raise NoInstance(f"{path}: not an instance: a horizon, shifts and staff are needed")
    return instance


def _horizon(instance: Instance, cells: Sequence[str]) -> None:
    instance.days = int(cells[0])


def _shift(instance: Instance, cells: Sequence[str]) -> None:
    name, minutes, *rest = cells
    instance.shifts[name] = int(minutes)
    instance.not_after[name] = tuple(other for other in "".join(rest[:1]).split("|") if other)


def _staff(instance: Instance, cells: Sequence[str]) -> None:
    caps = dict(cap.split("=") for cap in cells[1].split("|") if cap)
    most, least, row, least_row, off, weekends = (int(cell) for cell in cells[2:8])
    most_of = {_known(instance, shift): int(cap) for shift, cap in caps.items()}
    instance.contracts[cells[0]] = Contract(most_of, most, least, row, least_row, off, weekends)


def _days_off(instance: Instance, cells: Sequence[str]) -> None:
    days = tuple(_day(instance, cell) for cell in cells[1:])
    instance.days_off[_employee(instance, cells[0])] = (*instance.days_off.get(cells[0], ()), *days)


def _request(wanted: bool) -> Callable[[Instance, Sequence[str]], None]:
    def take(instance: Instance, cells: Sequence[str]) -> None:
        day, shift = date_of(_day(instance, cells[1])), _known(instance, cells[2])
        instance.requests.append(Request(_employee(instance, cells[0]), day, shift, int(cells[3]), wanted))

    return take


def _cover(instance: Instance, cells: Sequence[str]) -> None:
    count, under, over = (int(cell) for cell in cells[2:5])
    day, shift = date_of(_day(instance, cells[0])), _known(instance, cells[1])
    instance.needs.append(Need(day, shift, count, under, over))


def _known(instance: Instance, shift: str) -> str:
    if shift not in instance.shifts:
        raise ValueError(shift)
    return shift


def _employee(instance: Instance, name: str) -> str:
    if name not in instance.contracts:
        raise ValueError(name)
    return name


def _day(instance: Instance, cell: str) -> int:
    if not 0 <= int(cell) < instance.days:
        raise ValueError(cell)
    return int(cell)


_SECTIONS: dict[str, Callable[[Instance, Sequence[str]], None]] = {
    "HORIZON": _horizon,
    "SHIFTS": _shift,
    "STAFF": _staff,
    "DAYS_OFF": _days_off,
    "SHIFT_ON_REQUESTS": _request(wanted=True),
    "SHIFT_OFF_REQUESTS": _request(wanted=False),
    "COVER": _cover,
}


def rules_of(instance: Instance) -> list[Rule]:
    """The rules of an instance: those that forbid, then the two that are penalised."""
    contracts = instance.contracts
    days_off = {who: [date_of(day) for day in days] for who, days in instance.days_off.items()}
    return [
        OneShift(),
        DaysOff(days_off=days_off),
        Succession(not_after=instance.not_after),
        ShiftCaps(contracts=contracts),
        Minutes(contracts=contracts),
        Streaks(contracts=contracts),
        Weekends(contracts=contracts),
        Requests(penalty=1, requests=instance.requests),
        Cover(penalty=1, needs=instance.needs),
    ]


def problem_of(instance: Instance) -> Problem:
    """One seat for each employee, date and shift, which only that employee can hold."""
    period = Period(date_of(0), date_of(instance.days - 1))
    return Problem(
        period=period,
        timezone="UTC",
        days={day: Day(day, DayKind.BUSINESS_DAY, "") for day in period.widened(40, 40)},
        seats=tuple(_seats(instance)),
        consultants=tuple(Consultant(who, who, "", (), "", date_of(0)) for who in instance.contracts),
        leave=(),
        given=(),
        given_days_off=(),
        accounts=(),
        policy=Policy({}, {}, Hours.parse("08:00-16:00"), ()),
        names={shift: shift for shift in instance.shifts},
    )


def candidates(seat: Seat) -> tuple[str]:
    """Who may hold a seat: its one employee."""
    return (seat.team,)


def _seats(instance: Instance) -> list[Seat]:
    spans = {
        (day, shift): Span(start := datetime.combine(date_of(day), time(6), UTC), start + timedelta(minutes=minutes))
        for day in range(instance.days)
        for shift, minutes in instance.shifts.items()
    }
    return [_seat(who, shift, span) for (_, shift), span in spans.items() for who in instance.contracts]


def _seat(who: str, shift: str, span: Span) -> Seat:
    day = span.start.date()
    return Seat(
        id=seat_id(who, day, shift, 1),
        day=day,
        span=span,
        kind="shift",
        name=shift,
        role=shift,
        number=1,
        team=who,
        customers=(),
        booking=None,
        presence=Presence.WORKING,
        shared=False,
        points=0,
        day_class=None,
        occasion=None,
        response="",
    )
