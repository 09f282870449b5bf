"""Small problems, rosters and rules, drawn at random so that edges are common."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from rostering.demand.problem import Problem, Reference
from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.findings import Account
from rostering.domain.inputs import Policy
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.seats import Day, Duty, Seat, seat_id
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Hours, Period

ZONE = ZoneInfo("Europe/Copenhagen")
FIRST = date(2026, 10, 19)  # the clocks change on the first weekend
MARGIN = 70
PEOPLE = ("anna", "bo", "cleo")
ROLES = ("backend", "pim")
POOLS = ("north", "south")
HOURS = [Hours.parse(text) for text in ("08:00-16:00", "16:00-22:00", "22:00-08:00", "00:00-24:00", "12:00-13:00")]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A period of at most three weeks with a few seats, some published neighbours, leave, wishes and accounts."""
    period = Period(FIRST + timedelta(draw(st.integers(0, 3))), FIRST + timedelta(draw(st.integers(4, 20))))
    holidays = draw(st.sets(st.integers(-8, len(period) + 8), max_size=3))
    free = {period.first + timedelta(shift) for shift in holidays}
    days = Calendar((day, _day(day, day in free)) for day in period.widened(MARGIN, MARGIN))
    seats = {seat.id: seat for seat in draw(st.lists(seats_on(period), max_size=9))}
    around = period.widened(8, 8)
    near = draw(st.lists(st.builds(Duty, seats_on(around), st.sampled_from(PEOPLE)), max_size=7))
    last_year = Period(period.first - timedelta(370), period.last - timedelta(360))
    far = draw(st.lists(st.builds(Duty, seats_on(last_year), st.sampled_from(PEOPLE)), max_size=2))
    given_duties = {duty.seat.id: duty for duty in [*near, *far] if duty.seat.day not in period}
    standing = st.dictionaries(st.sampled_from(sorted(seats) or ["none"]), st.sampled_from(PEOPLE))
    accounts = st.builds(
        Account, st.sampled_from(PEOPLE), st.sampled_from(ROLES), st.integers(-3, 3), st.integers(0, 4)
    )
    return Problem(
        period=period,
        timezone="Europe/Copenhagen",
        days=days,
        seats=tuple(seats.values()),
        consultants=tuple(draw(consultants(who, period)) for who in PEOPLE),
        leave=tuple(draw(st.lists(leave_around(period), max_size=5))),
        given=tuple(given_duties.values()),
        given_days_off=tuple(draw(st.lists(days_off_around(period), max_size=3))),
        accounts=tuple({(a.consultant, a.role): a for a in draw(st.lists(accounts, max_size=4))}.values()),
        policy=Policy({}, {}, Hours.parse(draw(st.sampled_from(["08:00-16:00", "00:00-24:00"]))), (1, 2, 3, 4, 5)),
        names={role: role for role in ROLES},
        reference=draw(st.none() | st.builds(Reference, _day_near(period), standing, _days_off_in(period))),
    )


def _day_near(period: Period) -> st.SearchStrategy[date]:
    return st.sampled_from(list(period.widened(3, 0)))


def _days_off_in(period: Period) -> st.SearchStrategy[frozenset[tuple[str, date]]]:
    return st.frozensets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(list(period))), max_size=3)


class Calendar(dict[date, Day]):
    """Days that show only their public holidays when an example fails."""

    def __repr__(self) -> str:
        return f"holidays {[str(day) for day in self if self[day].kind is DayKind.PUBLIC_HOLIDAY]}"


def _day(day: date, free: bool) -> Day:
    ordinary = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.BUSINESS_DAY
    return Day(day, DayKind.PUBLIC_HOLIDAY if free else ordinary, "Day")


@st.composite
def seats_on(draw: st.DrawFn, period: Period) -> Seat:
    """A seat of the pooled team or of a booking on a date of the period."""
    day = period.first + timedelta(draw(st.integers(0, len(period) - 1)))
    team = draw(st.sampled_from(["team", "team", "b1", "b2"]))
    role, number = draw(st.sampled_from(ROLES)), draw(st.integers(1, 2))
    booked = team.startswith("b")
    return Seat(
        id=seat_id(team, day, role, number),
        day=day,
        span=draw(st.sampled_from(HOURS)).on(day, ZONE),
        kind="readiness" if booked else "weekend",
        name="Window",
        role=role,
        number=number,
        team=team,
        customers=(f"customer-{team}",),
        booking=team if booked else None,
        presence=draw(st.sampled_from(Presence)),
        shared=booked and draw(st.booleans()),
        points=draw(st.integers(0, 3)),
        day_class=None,
        occasion=draw(st.sampled_from([None, "Easter"])),
        response="",
        pool=draw(st.sampled_from([None, *POOLS])),
    )


@st.composite
def days_off_around(draw: st.DrawFn, period: Period) -> tuple[str, date]:
    """A published compensating day close before or after the period."""
    day = draw(st.sampled_from([day for day in period.widened(6, 6) if day not in period]))
    return draw(st.sampled_from(PEOPLE)), day


@st.composite
def consultants(draw: st.DrawFn, who: str, period: Period) -> Consultant:
    """A consultant who may join or leave within the period."""
    joined = draw(st.sampled_from([period.first - timedelta(400), period.first + timedelta(2)]))
    return Consultant(
        id=who,
        name=who,
        email="",
        roles=draw(st.sampled_from([ROLES, ROLES[:1], ROLES[1:]])),
        grade=draw(st.sampled_from(["junior", "senior", "regular"])),
        employed_from=joined,
        employed_to=draw(st.sampled_from([None, period.last - timedelta(1)])),
        knows=draw(st.sampled_from([(), ("customer-b1",), ("customer-b1", "customer-b2")])),
        teams=draw(st.sampled_from([(), POOLS[:1], POOLS[1:], POOLS])),
        lends=draw(st.sampled_from([(), POOLS[:1], POOLS])),
        role_dates=draw(st.dictionaries(st.sampled_from(ROLES), role_dates(period), max_size=1)),
    )


@st.composite
def role_dates(draw: st.DrawFn, period: Period) -> tuple[date | None, date | None]:
    """The first and last date of a role that comes or goes within the period."""
    first, last = draw(st.sampled_from(list(period))), draw(st.sampled_from(list(period)))
    return draw(st.sampled_from([(first, None), (None, last), (min(first, last), max(first, last))]))


@st.composite
def leave_around(draw: st.DrawFn, period: Period) -> Leave:
    """Leave or a wish that touches the period or lies beside it."""
    first = period.first + timedelta(draw(st.integers(-3, len(period))))
    last = first + timedelta(draw(st.integers(0, 6)))
    return Leave(draw(st.sampled_from(PEOPLE)), Period(first, last), draw(st.sampled_from(LeaveKind)))


@st.composite
def rosters(draw: st.DrawFn, problem: Problem) -> Roster:
    """Any roster of the problem, sensible or not."""
    holders = {seat.id: draw(st.sampled_from([*PEOPLE, *PEOPLE, None])) for seat in problem.seats}
    days = [(who, day) for who in PEOPLE for day in problem.work_days(who)]
    days_off = draw(st.frozensets(st.sampled_from(days), max_size=5)) if days else frozenset()
    return Roster(problem, {seat: holder for seat, holder in holders.items() if holder}, days_off)


@st.composite
def rules(draw: st.DrawFn, rule: type[Rule]) -> Rule:
    """The rule with small parameters, or parameters near their defaults; forbidding where it can."""
    hints = get_type_hints(rule)
    values = {field.name: draw(_parameter(field.name, hints[field.name], field.default)) for field in fields(rule)}
    if not rule.can_forbid and values["price"] is None:
        values["price"] = 1
    return rule(**values)


def _parameter(name: str, kind: Any, default: Any) -> st.SearchStrategy[Any]:
    if name == "price":
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
