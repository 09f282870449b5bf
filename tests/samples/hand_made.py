"""Small problems and rosters made by hand, and short pieces of the example firm's real ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from rostering.demand.build import MARGIN, problem_of
from rostering.demand.problem import Problem
from rostering.domain.callouts import Worked
from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.findings import Account, BigDayAccount
from rostering.domain.inputs import Inputs, Policy
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.seats import Day, Duty, Seat, seat_id
from rostering.folder.reader import read_folder
from rostering.resources import shipped
from rostering.rules.roster import Roster
from rostering.spans import Hours, Period
from rostering.windows import calendars_of, windows_of

ZONE = ZoneInfo("Europe/Copenhagen")
TWO_WEEKS = "2026-11-02..2026-11-15"  # Monday to Sunday, without a holiday or a clock change
POLICY = Policy({}, {}, Hours.parse("08:00-16:00"), (1, 2, 3, 4, 5))


def seat(
    day: str,
    hours: str = "08:00-16:00",
    *,
    role: str = "pim",
    number: int = 1,
    booking: str | None = None,
    shared: bool = False,
    working: bool = False,
    points: int = 3,
    occasion: str | None = None,
    pool: str | None = None,
) -> Seat:
    """A seat of the preparedness team, or of a booking of the customer fjord."""
    on, team = date.fromisoformat(day), booking or "team"
    return Seat(
        id=seat_id(team, on, role, number),
        day=on,
        span=Hours.parse(hours).on(on, ZONE),
        kind="readiness" if booking else "weekend",
        name="Window",
        role=role,
        number=number,
        team=team,
        customers=("fjord",) if booking else ("fjord", "skov"),
        booking=booking,
        presence=Presence.WORKING if working else Presence.HOME_STANDBY,
        shared=shared,
        points=points,
        day_class="weekend" if booking else None,
        occasion=occasion,
        response="",
        pool=pool,
    )


def person(name: str, *roles: str, grade: str = "regular", **fields: Any) -> Consultant:
    """A consultant of long standing, by default for PIM."""
    start = {"employed_from": date(2020, 1, 1)}
    return Consultant(id=name, name=name.title(), email="", roles=roles or ("pim",), grade=grade, **(start | fields))


def away(who: str, first: str, last: str | None = None, kind: LeaveKind = LeaveKind.LEAVE) -> Leave:
    """Leave or a wish, of one date or more."""
    return Leave(who, Period(date.fromisoformat(first), date.fromisoformat(last or first)), kind)


def problem(
    seats: Iterable[Seat] = (),
    people: Iterable[Consultant] = (person("anna"), person("bo")),
    *,
    period: str = TWO_WEEKS,
    leave: Sequence[Leave] = (),
    given: Iterable[tuple[str, Seat]] = (),
    given_off: Iterable[tuple[str, str]] = (),
    accounts: Sequence[Account] = (),
    big_days: Sequence[BigDayAccount] = (),
    holidays: Sequence[str] = (),
    policy: Policy = POLICY,
    calendars: Mapping[str, Mapping[date, Day]] = MappingProxyType({}),
    called: Sequence[tuple[str, str, str]] = (),
) -> Problem:
    """A problem whose only public holidays are those named; `called` are who, date and hours of call-outs."""
    dates = Period.parse(period)
    return Problem(
        period=dates,
        timezone=ZONE.key,
        days={day: _day(day, str(day) in holidays) for day in dates.widened(MARGIN, MARGIN)},
        seats=tuple(sorted(seats, key=lambda seat: (seat.span, seat.id))),
        consultants=tuple(people),
        leave=tuple(leave),
        given=tuple(Duty(seat, who) for who, seat in given),
        given_days_off=tuple((who, date.fromisoformat(day)) for who, day in given_off),
        accounts=tuple(accounts),
        big_days=tuple(big_days),
        policy=policy,
        names={"backend": "Backend", "pim": "PIM"},
        calendars=dict(calendars),
        worked=tuple(Worked(who, Hours.parse(hours).on(date.fromisoformat(day), ZONE)) for who, day, hours in called),
    )


def roster(
    held: Mapping[str, Sequence[Seat]], *, empty: Sequence[Seat] = (), off: Sequence[tuple[str, str]] = (), **more: Any
) -> Roster:
    """The roster in which everybody holds the seats named; `more` is of the problem."""
    people = {"people": [person(who) for who in held]}
    made = problem([*(seat for seats in held.values() for seat in seats), *empty], **(people | more))
    holders = {seat.id: who for who, seats in held.items() for seat in seats}
    return Roster(made, holders, frozenset((who, date.fromisoformat(day)) for who, day in off))


@cache
def firm() -> Inputs:
    """The example firm."""
    return read_folder(shipped("examples") / "picocore")


def real_problem(period: str, change: Callable[[Inputs], Inputs] = lambda inputs: inputs) -> Problem:
    """The example firm's problem of a period, after a change to its inputs."""
    inputs, dates = change(firm()), Period.parse(period)
    days = calendars_of(inputs).days(dates.widened(MARGIN, MARGIN))
    windows = windows_of(inputs, days.own, dates, days.local)
    return problem_of(inputs, dates, days.own, windows, local=days.local)


def with_one_pim_consultant(inputs: Inputs) -> Inputs:
    """The firm after all its PIM consultants but Karen have lost the role."""
    people = tuple(
        replace(c, roles=tuple(role for role in c.roles if role != "pim" or c.id == "karen") or ("backend",))
        for c in inputs.consultants
    )
    return replace(inputs, consultants=people, balances=())


def _day(day: date, holiday: bool) -> Day:
    ordinary = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.BUSINESS_DAY
    return Day(day, DayKind.PUBLIC_HOLIDAY if holiday else ordinary, "")
