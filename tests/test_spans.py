"""Spans of time: the clock changes, the ends, and what people write."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.spans import DAY, BadPeriod, Hours, Period, Span, iso_weekend, joined, month_of, stretches

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)

dates = st.dates(date(2020, 1, 1), date(2035, 12, 31))
clock = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
hours = st.builds(Hours, clock, clock)
periods = st.tuples(dates, st.integers(0, 500)).map(lambda drawn: Period(drawn[0], drawn[0] + DAY * drawn[1]))
near = st.dates(date(2026, 1, 1), date(2026, 3, 1))
close_periods = st.tuples(near, near).map(lambda ends: Period(min(ends), max(ends)))
zones = st.sampled_from([ZoneInfo(z) for z in ("Europe/Copenhagen", "America/New_York", "Australia/Lord_Howe", "UTC")])


def span(start: str, end: str) -> Span:
    return Span(datetime.fromisoformat(start), datetime.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "day", "minutes"),
    [
        ("08:00-16:00", SPRING, 8 * 60),
        ("00:00-24:00", SPRING, 23 * 60),
        ("00:00-24:00", AUTUMN, 25 * 60),
        ("22:00-08:00", SPRING - DAY, 9 * 60),
        ("22:00-08:00", AUTUMN - DAY, 11 * 60),
        ("22:00-08:00", AUTUMN, 10 * 60),
        ("08:00-08:00", date(2026, 6, 1), 24 * 60),
        ("02:15-02:45", AUTUMN, 30),  # happens twice: the first counts
        ("02:00-03:00", SPRING, 60),  # swallowed whole: keeps its length
        ("01:30-02:30", SPRING, 60),  # ends in the gap: counted on from the offset before
    ],
)
def test_hours_on_a_date_last_as_long_as_the_clock_really_runs(text: str, day: date, minutes: int) -> None:
    assert Hours.parse(text).on(day, COPENHAGEN).minutes == minutes


def test_hours_on_a_date_are_instants_of_the_offset_in_force() -> None:
    assert Hours.parse("08:00-16:00").on(date(2026, 7, 6), COPENHAGEN) == span("2026-07-06T06:00Z", "2026-07-06T14:00Z")
    assert Hours.parse("08:00-16:00").on(date(2026, 1, 6), COPENHAGEN) == span("2026-01-06T07:00Z", "2026-01-06T15:00Z")


@settings(max_examples=100)
@given(hours, dates, zones)
def test_hours_make_a_span_on_every_date_of_every_zone(those: Hours, day: date, zone: ZoneInfo) -> None:
    made = those.on(day, zone)
    assert 0 < made.minutes <= 25 * 60
    assert made.days(zone)[0] == day
    assert len(made.days(zone)) == 1 + those.overnight


@pytest.mark.parametrize(("text", "overnight"), [("22:00-08:00", True), ("16:00-24:00", False), ("08:00-08:00", True)])
def test_only_hours_past_midnight_are_overnight(text: str, overnight: bool) -> None:
    assert Hours.parse(text).overnight is overnight


@pytest.mark.parametrize(
    "text", ["8:00-16:00", "08:00", "08:00-25:00", "08:60-16:00", "24:00-08:00", "08.00-16.00", ""]
)
def test_what_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours like|impossible"):
        Hours.parse(text)


@given(hours)
def test_hours_are_read_as_they_are_written(those: Hours) -> None:
    assert Hours.parse(str(those)) == those


def test_a_span_is_kept_in_utc_and_needs_zones_and_a_later_end() -> None:
    assert span("2026-01-01T08:00+01:00", "2026-01-01T09:00+01:00").start.tzinfo is UTC
    with pytest.raises(ValueError, match="zoned"):
        span("2026-01-01T08:00", "2026-01-01T09:00")
    with pytest.raises(ValueError, match="end after"):
        span("2026-01-01T08:00Z", "2026-01-01T08:00Z")


def test_touching_spans_share_nothing() -> None:
    morning, noon = span("2026-01-01T08:00Z", "2026-01-01T12:00Z"), span("2026-01-01T12:00Z", "2026-01-01T13:00Z")
    assert not morning.overlaps(noon)
    assert morning.overlap_minutes(noon) == 0
    assert morning.overlap_minutes(span("2026-01-01T11:15Z", "2026-01-02T11:00Z")) == 45


@given(*[st.tuples(st.integers(0, 99), st.integers(1, 99)) for _ in "ab"])
def test_spans_overlap_where_they_share_minutes(one: tuple[int, int], other: tuple[int, int]) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    spans = [Span(start + timedelta(minutes=m), start + timedelta(minutes=m + n)) for m, n in (one, other)]
    shared = len(set(range(one[0], sum(one))) & set(range(other[0], sum(other))))
    assert spans[0].overlap_minutes(spans[1]) == spans[1].overlap_minutes(spans[0]) == shared
    assert spans[0].overlaps(spans[1]) == bool(shared)


def test_an_end_at_midnight_does_not_touch_the_next_date() -> None:
    day = date(2026, 11, 7)
    assert Hours.parse("16:00-24:00").on(day, COPENHAGEN).days(COPENHAGEN) == (day,)
    assert Hours.parse("22:00-08:00").on(day, COPENHAGEN).days(COPENHAGEN) == (day, day + DAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026Q1", "2026-01-01", "2026-03-31"),
        ("2026q4", "2026-10-01", "2026-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        (" 2026 ", "2026-01-01", "2026-12-31"),
        ("2026-12-24..2027-01-03", "2026-12-24", "2027-01-03"),
        ("2026-12-24..2026-12-24", "2026-12-24", "2026-12-24"),
        ("2026-10..2026-12", "2026-10-01", "2026-12-31"),
        ("2026Q4..2027q1", "2026-10-01", "2027-03-31"),
        ("2026..2028", "2026-01-01", "2028-12-31"),
        ("2026-11-15..2027", "2026-11-15", "2027-12-31"),
        ("2026-11..2026-12-24", "2026-11-01", "2026-12-24"),
    ],
)
def test_a_period_is_a_quarter_month_or_year_or_reaches_from_end_to_end(text: str, first: str, last: str) -> None:
    assert Period.parse(text) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026Q5", "2026-13", "0000", "2026-02-30..2026-03-01", "2026-02-02..2026-02-01", "x"),
        *("2026-12..2026-10", "2026-10..", "..2026-10", "2026-10..2026-13", "2026-10..2026-11..2026-12"),
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(BadPeriod, match=r"write 2026Q3, 2026-07, 2026, 2026-07\.\.2026-09 or 2026-07-01"):
        Period.parse(text)


@given(periods)
def test_a_period_holds_its_dates_and_no_others(period: Period) -> None:
    days = list(period)
    assert len(days) == len(period) == len(set(days))
    assert (days[0], days[-1]) == (period.first, period.last)
    assert all(day in period for day in days)
    assert period.first - DAY not in period
    assert period.last + DAY not in period
    assert Period.parse(str(period)) == period


@given(periods, periods)
def test_periods_overlap_where_they_share_a_date(one: Period, other: Period) -> None:
    assert one.overlaps(other) == any(day in other for day in one)


@given(periods)
def test_the_months_of_a_period_are_whole_in_a_row_and_cover_it(period: Period) -> None:
    months = period.months()
    assert months == tuple(dict.fromkeys(month_of(day.year, day.month) for day in period))
    assert all(later.first - earlier.last == DAY for earlier, later in pairwise(months))


@given(st.lists(close_periods, max_size=6))
def test_joined_periods_have_the_same_dates_and_gaps_between_them(rows: list[Period]) -> None:
    found = joined(rows)
    assert {day for period in found for day in period} == {day for period in rows for day in period}
    for one, following in pairwise(found):
        assert (following.first - one.last).days > 1


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 1, 31))))
def test_stretches_of_dates_are_theirs_and_have_gaps_between_them(days: set[date]) -> None:
    found = stretches(days)
    assert [day for period in found for day in period] == sorted(days)
    assert all((following.first - one.last).days > 1 for one, following in pairwise(found))


def test_periods_without_an_end_are_joined_too() -> None:
    endless = Period(date(2026, 11, 7), date.max)
    assert joined([endless, Period(date(2026, 11, 8), date.max)]) == (endless,)


def test_a_widened_period_has_more_days_on_both_sides() -> None:
    assert Period.parse("2026-11").widened(2, 1) == Period.parse("2026-10-30..2026-12-01")


@pytest.mark.parametrize(
    ("day", "saturday"),
    [("2026-12-26", "2026-12-26"), ("2026-12-27", "2026-12-26"), ("2026-12-28", None), ("2026-12-25", None)],
)
def test_a_weekend_is_named_by_its_saturday(day: str, saturday: str | None) -> None:
    assert iso_weekend(date.fromisoformat(day)) == (date.fromisoformat(saturday) if saturday else None)
