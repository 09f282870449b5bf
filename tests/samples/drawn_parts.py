"""Parts of drawn problems: seats, people, leave and days off.

The first draw from a strategy checks and measures it, which takes longer than to draw. So each is made once, here
or for a period, and what has only a few values is drawn with one number.
"""

from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from rostering.domain.catalogue import Presence
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.seats import Seat, seat_id
from rostering.spans import Hours, Period, Span

ZONE = ZoneInfo("Europe/Copenhagen")
PEOPLE = ("anna", "bo", "cleo")
ROLES = ("backend", "pim")
POOLS = ("north", "south")
HOURS = [Hours.parse(text) for text in ("08:00-16:00", "16:00-22:00", "22:00-08:00", "00:00-24:00", "12:00-13:00")]

WHO = st.sampled_from(PEOPLE)
NUMBERS = st.integers(0, 119)
"""Numbers that stand for dates: no more than Hypothesis draws evenly, and about even within any period."""

_TEAMS = ("team", "team", "b1", "b2")
_PLACES = st.sampled_from(list(product(_TEAMS, ROLES, (1, 2))))
_HOURS = st.sampled_from(list(product(HOURS, Presence)))
_LOOKS = st.sampled_from(list(product((False, True), range(4), (None, "Easter"), (None, *POOLS))))

_SOME_ROLES = (ROLES, ROLES[:1], ROLES[1:])
_KNOWN = ((), ("customer-b1",), ("customer-b1", "customer-b2"))
_SKILLS = st.sampled_from(list(product(_SOME_ROLES, ("junior", "senior", "regular"), _KNOWN)))
_BELONGING = st.sampled_from(list(product(((), POOLS[:1], POOLS[1:], POOLS), ((), POOLS[:1], POOLS))))
_EMPLOYMENT = st.sampled_from(list(product((-400, 2), (False, True))))
_DATED = st.tuples(st.sampled_from(ROLES), st.sampled_from(["comes", "goes", "both"]), NUMBERS, NUMBERS)
_DATED_ROLES = st.none() | _DATED
_WISHES = st.sampled_from(list(product(PEOPLE, LeaveKind, range(7))))

Value = TypeVar("Value")


def some(draw: st.DrawFn, values: st.SearchStrategy[Value], most: int) -> list[Value]:
    """Any number up to the most of drawn values, each as likely: lists of Hypothesis's own are shorter."""
    return [draw(values) for _ in range(draw(_counts(most)))]


@cache
def _counts(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


def within(period: Period, number: int) -> date:
    """The date of a period that a number stands for."""
    return period.first + timedelta(number % len(period))


@cache
@st.composite
def seats_on(draw: st.DrawFn, period: Period) -> Seat:
    """A seat of the pooled team or of a booking on a date of the period."""
    day, (team, role, number) = within(period, draw(NUMBERS)), draw(_PLACES)
    (hours, presence), (shared, points, occasion, pool) = draw(_HOURS), draw(_LOOKS)
    booked = team.startswith("b")
    return Seat(
        id=seat_id(team, day, role, number),
        day=day,
        span=_span(hours, day),
        kind="readiness" if booked else "weekend",
        name="Window",
        role=role,
        number=number,
        team=team,
        customers=(f"customer-{team}",),
        booking=team if booked else None,
        presence=presence,
        shared=booked and shared,
        points=points,
        day_class=None,
        occasion=occasion,
        response="",
        pool=pool,
    )


@cache
def _span(hours: Hours, day: date) -> Span:
    return hours.on(day, ZONE)


@cache
@st.composite
def days_off_around(draw: st.DrawFn, period: Period) -> tuple[str, date]:
    """A published compensating day close before or after the period."""
    number = draw(st.integers(-6, 5))
    return draw(WHO), (period.first if number < 0 else period.last + timedelta(1)) + timedelta(number)


@cache
@st.composite
def consultants(draw: st.DrawFn, who: str, period: Period) -> Consultant:
    """A consultant who may join or leave within the period."""
    (joined, leaves), (roles, grade, knows), (teams, lends) = draw(_EMPLOYMENT), draw(_SKILLS), draw(_BELONGING)
    return Consultant(
        id=who,
        name=who,
        email="",
        roles=roles,
        grade=grade,
        employed_from=period.first + timedelta(joined),
        employed_to=period.last - timedelta(1) if leaves else None,
        knows=knows,
        teams=teams,
        lends=lends,
        role_dates=_role_dates(period, draw(_DATED_ROLES)),
    )


def _role_dates(period: Period, drawn: tuple[str, str, int, int] | None) -> dict[str, tuple[date | None, date | None]]:
    if drawn is None:
        return {}
    role, ends, one, other = drawn
    first, last = within(period, one), within(period, other)
    return {role: {"comes": (first, None), "goes": (None, last), "both": (min(first, last), max(first, last))}[ends]}


@cache
@st.composite
def leave_around(draw: st.DrawFn, period: Period) -> Leave:
    """Leave or a wish that touches the period or lies beside it."""
    (who, kind, longer), first = draw(_WISHES), within(period.widened(3, 1), draw(NUMBERS))
    return Leave(who, Period(first, first + timedelta(longer)), kind)
