"""Small problems, rosters and rules, drawn at random so that edges are common."""

from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from rostering.demand.problem import Problem, Reference
from rostering.domain.callouts import Worked
from rostering.domain.catalogue import DayKind
from rostering.domain.dues import Meeting
from rostering.domain.findings import DATE, Account, BigDayAccount
from rostering.domain.inputs import Policy
from rostering.domain.seats import Day, Duty, Pin, Seat
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Hours, Period, Span
from samples.drawn_parts import (
    NUMBERS,
    PEOPLE,
    POOLS,
    ROLES,
    WHO,
    consultants,
    days_off_around,
    leave_around,
    seats_on,
    some,
    within,
)

__all__ = ["PEOPLE", "POOLS", "problems", "rosters", "rules"]

FIRST = date(2026, 10, 19)  # the clocks change on the first weekend
MARGIN = 70
_PERIODS = st.tuples(st.integers(0, 3), st.integers(4, 20)).map(
    lambda ends: Period(FIRST + timedelta(ends[0]), FIRST + timedelta(ends[1]))
)
_HOLIDAYS = st.frozensets(NUMBERS, max_size=3)
_ACCOUNTS = st.builds(Account, WHO, st.sampled_from(ROLES), st.integers(-3, 3), st.integers(0, 4))
_BIG_DAYS = st.builds(
    lambda who, opening, target: BigDayAccount(who, opening * DATE // 3, target * DATE // 3),
    WHO,
    st.integers(-4, 6),
    st.integers(0, 6),
)
_WORK = st.sampled_from([Policy({}, {}, Hours.parse(text), (1, 2, 3, 4, 5)) for text in ("08:00-16:00", "00:00-24:00")])
_HOLDER = st.sampled_from([*PEOPLE, *PEOPLE, None])
_DAYS_OFF = st.frozensets(st.tuples(WHO, NUMBERS), max_size=5)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A period of at most three weeks with a few seats, some published neighbours, leave, wishes and accounts."""
    period = draw(_PERIODS)
    seats = {seat.id: seat for seat in some(draw, seats_on(period), 9)}
    return Problem(
        period=period,
        timezone="Europe/Copenhagen",
        days=_calendar(period, draw(_HOLIDAYS)),
        seats=tuple(seats.values()),
        consultants=tuple(draw(consultants(who, period)) for who in PEOPLE),
        leave=tuple(some(draw, leave_around(period), 5)),
        given=_given(draw, period),
        given_days_off=tuple(some(draw, days_off_around(period), 3)),
        accounts=tuple({(a.consultant, a.role): a for a in some(draw, _ACCOUNTS, 4)}.values()),
        policy=draw(_WORK),
        names={role: role for role in ROLES},
        reference=_reference(draw, period, sorted(seats)) if draw(st.booleans()) else None,
        big_days=tuple({one.consultant: one for one in some(draw, _BIG_DAYS, 3)}.values()),
        pins=_pins(draw, sorted(seats)),
        worked=_worked(draw, period),
        meetings=_meetings(draw, tuple(seats.values())),
    )


def _meetings(draw: st.DrawFn, seats: tuple[Seat, ...]) -> tuple[Meeting, ...]:
    """Of an hour each, that ends or begins with a seat, or lies in it or beside it."""
    if not seats:
        return ()
    hour = timedelta(hours=1)
    near = st.builds(
        lambda seat, who, late, shift: Meeting(
            who,
            Span(*(((seat.span.end if late else seat.span.start) + hour * (shift + end)) for end in (0, 1))),
            "Review",
        ),
        st.sampled_from(seats),
        WHO,
        st.booleans(),
        st.integers(-2, 1),
    )
    return tuple(sorted(some(draw, near, 2)))


def _given(draw: st.DrawFn, period: Period) -> tuple[Duty, ...]:
    last_year = Period(period.first - timedelta(370), period.last - timedelta(360))
    near, far = some(draw, _duties_on(period.widened(8, 8)), 7), some(draw, _duties_on(last_year), 2)
    return tuple({duty.seat.id: duty for duty in [*near, *far] if duty.seat.day not in period}.values())


@cache
def _duties_on(period: Period) -> st.SearchStrategy[Duty]:
    return st.builds(Duty, seats_on(period), WHO)


def _reference(draw: st.DrawFn, period: Period, seats: list[str]) -> Reference:
    held = {seat: draw(_HOLDER) for seat in seats or ["none"]}
    return Reference(
        within(period.widened(3, 0), draw(NUMBERS)),
        {seat: holder for seat, holder in held.items() if holder},
        frozenset((who, within(period, number)) for who, number in draw(_DAYS_OFF)),
    )


def _pins(draw: st.DrawFn, seats: list[str]) -> tuple[Pin, ...]:
    """Of a few seats, and of one that is not asked for."""
    pinned = some(draw, st.builds(Pin, st.sampled_from([*seats, "none"]), WHO), 3)
    return tuple({pin.seat: pin for pin in pinned}.values())


def _worked(draw: st.DrawFn, period: Period) -> tuple[Worked, ...]:
    """Call-outs of whole hours, many of them by night."""
    return tuple(sorted(some(draw, _worked_around(period), 4)))


@cache
def _worked_around(period: Period) -> st.SearchStrategy[Worked]:
    dates, hours = NUMBERS.map(lambda number: within(period.widened(3, 2), number)), st.integers(0, 23)
    return st.builds(
        lambda who, day, hour, length: Worked(who, _hours(day, hour, length)), WHO, dates, hours, st.integers(1, 6)
    )


def _hours(day: date, hour: int, length: int) -> Span:
    start = datetime.combine(day, time(hour), ZoneInfo("Europe/Copenhagen")).astimezone(UTC)
    return Span(start, start + timedelta(hours=length))


class Calendar(dict[date, Day]):
    """Days that show only their public holidays when an example fails."""

    def __repr__(self) -> str:
        return f"holidays {[str(day) for day in self if self[day].kind is DayKind.PUBLIC_HOLIDAY]}"


def _calendar(period: Period, holidays: frozenset[int]) -> Calendar:
    free = {within(period.widened(8, 8), number) for number in holidays}
    return Calendar((day, _day(day, day in free)) for day in period.widened(MARGIN, MARGIN))


@cache
def _day(day: date, free: bool) -> Day:
    ordinary = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.BUSINESS_DAY
    return Day(day, DayKind.PUBLIC_HOLIDAY if free else ordinary, "Day")


@st.composite
def rosters(draw: st.DrawFn, problem: Problem) -> Roster:
    """Any roster of the problem, sensible or not."""
    holders = {seat.id: draw(_HOLDER) for seat in problem.seats}
    days = {who: problem.work_days(who) for who in PEOPLE}
    drawn = [(days[who], who, number) for who, number in sorted(draw(_DAYS_OFF))]
    days_off = frozenset((who, of_who[number % len(of_who)]) for of_who, who, number in drawn if of_who)
    return Roster(problem, {seat: holder for seat, holder in holders.items() if holder}, days_off)


@cache
@st.composite
def rules(draw: st.DrawFn, rule: type[Rule]) -> Rule:
    """The rule with small parameters, or parameters near their defaults; forbidding where it can."""
    values = draw(_parameters(rule))
    if not rule.can_forbid and values["penalty"] is None:
        values["penalty"] = 1
    return rule(**values)


@cache
def _parameters(rule: type[Rule]) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(rule)
    return st.fixed_dictionaries(
        {field.name: _parameter(field.name, hints[field.name], field.default) for field in fields(rule)}
    )


def _parameter(name: str, kind: Any, default: Any) -> st.SearchStrategy[Any]:
    if name == "penalty":
        return st.none() | st.integers(0, 3)
    if kind is int:
        return st.integers(1, 12) | st.integers(max(1, default - 9), default + 4)
    if kind == int | None:
        return st.none() | st.integers(0, 3)
    if kind is str:
        return st.sampled_from(["junior", "senior"])
    return st.dictionaries(
        st.sampled_from(PEOPLE), st.dictionaries(st.sampled_from(["nights", "weekends"]), st.integers(0, 2))
    )
