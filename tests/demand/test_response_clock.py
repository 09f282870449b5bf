"""Times of response run by the clock that was promised, and are held against what was noted."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.demand.response_clock import Always, RunningHours, first_response, updates
from rostering.domain.callouts import Call
from rostering.domain.promises import Lapse, ResponseTime, TimeUnit
from rostering.domain.response_times import AllowanceUse, KeptResponse, Used
from rostering.spans import Hours

ZONE = ZoneInfo("Europe/Copenhagen")
OFFICE = RunningHours(Hours.parse("08:00-16:00"), ZONE, lambda day: day.weekday() < 5)
NIGHT = RunningHours(Hours.parse("22:00-06:00"), ZONE, lambda day: day.weekday() < 5)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def lapse(text: str) -> Lapse:
    number, _blank, unit = text.partition(" ")
    return Lapse(int(number), TimeUnit(unit))


def call(called: str, answered: str = "", ended: str = "", told: tuple[str, ...] = ()) -> Call:
    began, over = (at(text) if text else None for text in (answered, ended))
    return Call("fjord", "anna", at(called), "p1", "down", answered=began, updates=tuple(map(at, told)), ended=over)


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2026-11-18T10:00", "6 hours", "2026-11-18T16:00"),
        ("2026-11-18T10:01", "6 hours", "2026-11-19T08:01"),
        ("2026-11-18T02:00", "30 minutes", "2026-11-18T08:30"),
        ("2026-11-18T16:00", "1 minutes", "2026-11-19T08:01"),
        ("2026-11-20T15:00", "4 hours", "2026-11-23T11:00"),
        ("2026-11-21T12:00", "2 business_days", "2026-11-24T16:00"),
        ("2026-11-18T10:00", "1 business_days", "2026-11-19T10:00"),
        ("2026-10-23T15:00", "2 hours", "2026-10-26T09:00"),
    ],
)
def test_business_hours_stand_still_outside_of_them(start: str, length: str, due: str) -> None:
    assert OFFICE.after(at(start), lapse(length)) == at(due)


def test_hours_of_the_night_before_count() -> None:
    assert NIGHT.after(at("2026-11-21T05:00"), lapse("1 hours")) == at("2026-11-21T06:00")
    assert NIGHT.after(at("2026-11-21T05:00"), lapse("2 hours")) == at("2026-11-23T23:00")


def test_a_clock_that_always_runs_counts_the_hour_that_comes_twice() -> None:
    start = datetime.fromisoformat("2026-10-25T01:30+02:00")
    assert Always().after(start, lapse("4 hours")) == datetime.fromisoformat("2026-10-25T04:30+01:00")


@settings(max_examples=60)
@given(
    start=st.integers(0, 480_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    first=st.integers(1, 3000),
    second=st.integers(1, 3000),
)
def test_a_lapse_in_two_parts_ends_as_it_does_whole(start: datetime, first: int, second: int) -> None:
    for clock in (OFFICE, NIGHT, Always()):
        parts = clock.after(clock.after(start, Lapse(first, TimeUnit.MINUTES)), Lapse(second, TimeUnit.MINUTES))
        whole = clock.after(start, Lapse(first + second, TimeUnit.MINUTES))
        assert parts == whole
        assert whole >= start + timedelta(minutes=first + second)


P1 = ResponseTime("p1", lapse("2 hours"), lapse("4 hours"))
NOW = at("2026-11-18T15:00")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (call("2026-11-18T10:00", answered="2026-11-18T12:00"), KeptResponse.KEPT),
        (call("2026-11-18T10:00", answered="2026-11-18T12:01"), KeptResponse.BROKEN),
        (call("2026-11-18T10:00", ended="2026-11-18T11:00"), KeptResponse.KEPT),
        (call("2026-11-18T10:00", ended="2026-11-18T13:00"), KeptResponse.UNKNOWN),
        (call("2026-11-18T10:00"), KeptResponse.BROKEN),
        (call("2026-11-18T14:00"), KeptResponse.OPEN),
    ],
)
def test_a_first_response_is_kept_as_far_as_it_is_known(said: Call, kept: KeptResponse) -> None:
    assert first_response(said, P1, Always(), NOW).kept is kept


def test_the_customer_hears_of_it_from_the_beginning_to_the_end() -> None:
    times = ("2026-11-18T05:00", "2026-11-18T09:30")
    over = call("2026-11-18T01:00", "2026-11-18T02:00", "2026-11-18T13:00", times)
    assert [one.kept for one in updates(over, P1, Always(), NOW)] == [
        KeptResponse.KEPT,
        KeptResponse.BROKEN,
        KeptResponse.KEPT,
    ]
    going_on = call("2026-11-18T01:00", "2026-11-18T02:00", told=times)
    assert [one.kept for one in updates(going_on, P1, Always(), NOW)] == [
        KeptResponse.KEPT,
        KeptResponse.BROKEN,
        KeptResponse.BROKEN,
    ]
    assert updates(going_on, P1, Always(), at("2026-11-18T13:00"))[-1].kept is KeptResponse.OPEN
    assert updates(over, ResponseTime("p1", P1.first), Always(), NOW) == ()


@pytest.mark.parametrize(
    ("used", "allowed", "state"),
    [(0, 2, Used.WITHIN), (1, 2, Used.WITHIN), (2, 2, Used.NEARLY), (3, 2, Used.ABOVE), (4, 5, Used.NEARLY)],
)
def test_what_a_month_includes_is_told_from_four_fifths_on(used: int, allowed: int, state: Used) -> None:
    assert AllowanceUse("fjord", date(2026, 11, 1), "urgent", "Urgent", used, allowed).state is state
