"""UNTIL, EXDATE, RECURRENCE-ID, RDATE and DTEND in every form of a date, in entries of every form.

The days that are meant are reckoned here apart: with dateutil on naive local times and the zone database alone.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import DAILY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from samples.leave_samples import FRAME, event, found_in

FIRM, AWAY = ZoneInfo("Europe/Copenhagen"), ZoneInfo("America/New_York")
BEGINS, ENDS = time(7), time(19)
"""By the firm's clock in winter, so that a working day is covered all year, in UTC as well."""
WRITERS = ("date", "floating", "zoned", "UTC")
OTHER = st.sampled_from(["DATE", "floating", "zoned", "UTC"])
OWN = st.sampled_from(WRITERS)
FIRST = st.dates(date(2026, 11, 25), date(2027, 11, 25))
"""With both changes of the clock among them."""
light = settings(max_examples=60, deadline=None)


def daily(own: str, first: date, *lines: str) -> list[str]:
    """An entry on the firm's clock, each day anew."""
    begins, ends = start_of(own, first), start_of(own, first) + timedelta(hours=12)
    written = {
        "date": [f"DTSTART;VALUE=DATE:{first:%Y%m%d}"],
        "floating": [f"DTSTART:{begins:%Y%m%dT%H%M%S}", f"DTEND:{ends:%Y%m%dT%H%M%S}"],
        "zoned": [f"{name};TZID=Europe/Copenhagen:{at:%Y%m%dT%H%M%S}" for name, at in span(begins, ends)],
        "UTC": [f"{name}:{at:%Y%m%dT%H%M%SZ}" for name, at in span(begins, ends)],
    }
    return event(*written[own], *lines)


def span(begins: datetime, ends: datetime) -> list[tuple[str, datetime]]:
    return [("DTSTART", begins), ("DTEND", ends)]


def start_of(own: str, day: date) -> datetime:
    """When the entry begins on a day, as it is written: by the firm's clock, or at six by UTC."""
    return datetime.combine(day, time(6) if own == "UTC" else BEGINS)


def instant_of(own: str, day: date) -> datetime:
    if own == "date":
        return datetime.combine(day, time(), FIRM).astimezone(UTC)
    return start_of(own, day).replace(tzinfo=UTC if own == "UTC" else FIRM).astimezone(UTC)


def written(form: str, own: str, day: date) -> str:
    """What names the instance of a day, after the name of its property."""
    at = instant_of(own, day)
    naive = start_of(own, day) if own != "date" else datetime.combine(day, time())
    match form:
        case "DATE":
            return f";VALUE=DATE:{day:%Y%m%d}"
        case "floating":
            return f":{naive:%Y%m%dT%H%M%S}"
        case "zoned" if own == "date":
            return f";TZID=Europe/Copenhagen:{naive:%Y%m%dT%H%M%S}"
        case "zoned":
            return f";TZID=America/New_York:{at.astimezone(AWAY):%Y%m%dT%H%M%S}"
    return f":{at:%Y%m%dT%H%M%SZ}"


def days(*parts: list[str]) -> list[date]:
    found = found_in(*parts)
    assert not found.skipped
    assert all(item.ticked for item in found.items)
    return [day for item in found.items for day in item.period]


def reckoned(first: date, count: int) -> list[date]:
    """So many days from the first on, as far as they are looked at."""
    return [each.date() for each in rrule(DAILY, dtstart=datetime.combine(first, BEGINS), count=count)]


@light
@given(OWN, st.sampled_from(["DATE", "floating", "UTC"]), FIRST, st.integers(0, 12))
def test_a_bound_in_any_form_is_included(own: str, form: str, first: date, more: int) -> None:
    until = written(form, own, first + timedelta(days=more)).rpartition(":")[2]
    assert days(daily(own, first, f"RRULE:FREQ=DAILY;UNTIL={until}")) == reckoned(first, more + 1)


@light
@given(st.sampled_from(["floating", "zoned", "UTC"]), FIRST, st.integers(0, 12), st.sampled_from(["", "Z"]))
def test_a_bound_a_second_before_an_instance_leaves_it_out(own: str, first: date, more: int, zed: str) -> None:
    last = first + timedelta(days=more + 1)
    bound = (instant_of(own, last) if zed else start_of(own, last)) - timedelta(seconds=1)
    until = f"{bound:%Y%m%dT%H%M%S}{zed}"
    assert days(daily(own, first, f"RRULE:FREQ=DAILY;UNTIL={until}")) == reckoned(first, more + 1)


@light
@given(OWN, st.lists(st.tuples(OTHER, st.integers(0, 9)), min_size=1, max_size=4), FIRST)
def test_what_is_left_out_in_any_form_is_left_out_and_nothing_else(
    own: str, left_out: list[tuple[str, int]], first: date
) -> None:
    lines = [f"EXDATE{written(form, own, first + timedelta(days=number))}" for form, number in left_out]
    gone = {first + timedelta(days=number) for _, number in left_out}
    wanted = [day for day in reckoned(first, 10) if day not in gone]
    found = found_in(daily(own, first, "RRULE:FREQ=DAILY;COUNT=10", *lines))
    assert [day for item in found.items for day in item.period] == wanted
    assert bool(found.skipped) is not bool(wanted)


@light
@given(OWN, OTHER, OWN, FIRST, st.integers(0, 4), st.booleans())
def test_a_change_in_any_form_stands_for_the_instance_that_it_names(
    own: str, form: str, new: str, first: date, number: int, called_off: bool
) -> None:
    named, moved = first + timedelta(days=number), first + timedelta(days=8)
    status = ["STATUS:CANCELLED"] if called_off else []
    change = daily(new, moved, f"RECURRENCE-ID{written(form, own, named)}", *status)
    wanted = [day for day in reckoned(first, 5) if day != named] + ([] if called_off else [moved])
    series = daily(own, first, "RRULE:FREQ=DAILY;COUNT=5")
    assert days(series, change) == days(change, series) == wanted


@light
@given(OWN, OTHER, FIRST, st.sets(st.integers(2, 20), min_size=1, max_size=5))
def test_dates_that_are_listed_in_any_form_are_instances(own: str, form: str, first: date, more: set[int]) -> None:
    listed = [f"RDATE{written(form, own, first + timedelta(days=number))}" for number in more]
    assert days(daily(own, first, *listed)) == [first, *(first + timedelta(days=number) for number in sorted(more))]


@light
@given(OWN, OTHER, FIRST, st.integers(1, 9))
def test_an_end_in_any_form_ends_where_it_says(own: str, form: str, first: date, length: int) -> None:
    """As a date it is the midnight before; by the clock, the day on which it ends is taken once its work is over."""
    day = first + timedelta(days=length)
    begins = daily(own, first)[6]
    at = datetime.combine(day, time(), FIRM).astimezone(UTC)
    ends: dict[str, Callable[[], str]] = {
        "DATE": lambda: f";VALUE=DATE:{day:%Y%m%d}",
        "floating": lambda: f":{day:%Y%m%d}T000000",
        "zoned": lambda: f";TZID=America/New_York:{at.astimezone(AWAY):%Y%m%dT%H%M%S}",
        "UTC": lambda: f":{at:%Y%m%dT%H%M%SZ}",
    }
    assert days(event(begins, f"DTEND{ends[form]()}")) == reckoned(first, length)


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20270108", 8),
        ("20270108T000000", 8),
        ("20270107T230000Z", 8),
        ("20270108T225959Z", 8),
        ("20270108T000000Z", 8),
        ("20270108T235959Z", 8),
        ("20270108T120000Z", 8),
        ("99991231T235959Z", 31),
    ],
)
def test_whole_days_until_an_instant_go_on_until_the_date_that_is_meant(until: str, last: int) -> None:
    found = days(event("DTSTART;VALUE=DATE:20270104", f"RRULE:FREQ=DAILY;UNTIL={until}"))
    assert [day for day in found if day <= date(2027, 1, 31)] == [date(2027, 1, each) for each in range(4, last + 1)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;TZID=Europe/Copenhagen:20270104"], [4]),
        (["DTSTART;VALUE=DATE:20270104T000000", "DTEND;VALUE=DATE:20270106T000000"], [4, 5]),
        (["DTSTART;VALUE=DATE-TIME:20270104", "DTEND;VALUE=DATE-TIME:20270106"], [4, 5]),
        (["DTSTART;TZID=Europe/Copenhagen:20270104T060000Z", "DURATION:PT12H"], [4]),
        (["dtstart;value=date:20270104", "duration:p2d"], [4, 5]),
        (["DTSTART:20270104t070000", "DTEND:20270104t190000"], [4]),
        (["DTSTART;VALUE=DATE:20270104", "DURATION:PT24H"], [4]),
        (["DTSTART;VALUE=DATE:20270104", "DURATION:P1DT16H"], [4, 5]),
        (["DTSTART:20270104T075960", "DTEND:20270104T160060"], [4]),
        (["DTSTART:20270104", "DTSTART;VALUE=DATE:20270104"], [4]),
    ],
)
def test_a_value_is_read_for_what_it_is_whatever_stands_beside_it(lines: list[str], expected: list[int]) -> None:
    found = found_in(event(*lines))
    assert [day.day for item in found.items for day in item.period] == expected
    assert not found.skipped


@pytest.mark.parametrize(
    "lines",
    [
        ["DTEND:tomorrow"],
        ["DURATION:-P1D"],
        ["DURATION:P"],
        ["DURATION:P1DT"],
        ["EXDATE:20270135"],
        ["EXDATE:soon"],
        ["EXDATE;VALUE=DATE:20270105", "EXDATE:soon"],
        ["RDATE:20270105,soon"],
        ["RDATE;VALUE=PERIOD:20270105T080000Z/soon"],
        ["RECURRENCE-ID:soon"],
        ["RECURRENCE-ID;RANGE=THISANDPRIOR:20270104"],
        ["DTSTART:20270105"],
        ["DTEND:20270105", "DTEND:20270106"],
        ["DTEND:20270104T250000"],
    ],
)
def test_a_date_that_is_none_is_no_date_left_out_without_a_word(lines: list[str]) -> None:
    found = found_in(event("DTSTART:20270104", *lines), event("DTSTART:20270201", uid="2"))
    assert [str(item.period) for item in found.items] == ["2027-02-01..2027-02-01"]
    assert [(each.reason.value, each.count) for each in found.skipped] == [("has a date that cannot be read", 1)]


@pytest.mark.parametrize("where", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_a_date_beside_a_clock_elsewhere_is_one_of_that_clock_and_beside_utc_the_firms(where: str) -> None:
    """Midnight to midnight by the firm's clock, the second day left out; its date differs where the clock does."""
    zone = ZoneInfo(where)
    begins = datetime(2027, 1, 5, tzinfo=FIRM).astimezone(zone)
    left_out = date(2027, 1, 6) if where == "UTC" else (begins + timedelta(days=1)).date()
    entry = event(
        f"DTSTART;TZID={where}:{begins:%Y%m%dT%H%M%S}",
        "DURATION:P1D",
        "RRULE:FREQ=DAILY;COUNT=4",
        f"EXDATE;VALUE=DATE:{left_out:%Y%m%d}",
    )
    assert days(entry) == [date(2027, 1, 5), date(2027, 1, 7), date(2027, 1, 8)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("EXDATE;TZID=Europe/Copenhagen:20270105T000000", [4, 6]),
        ("EXDATE:20270105T070000Z", [4, 6]),
        ("EXDATE:20270105T233000", [4, 6]),
        ("EXDATE:20270109T070000", [4, 5, 6]),
    ],
)
def test_what_is_left_out_at_a_time_when_nothing_begins_is_the_instance_of_its_date(
    line: str, expected: list[int]
) -> None:
    found = days(daily("zoned", date(2027, 1, 4), "RRULE:FREQ=DAILY;COUNT=3", line))
    assert [day.day for day in found] == expected


def test_of_several_instances_of_a_date_a_time_leaves_out_its_own_alone() -> None:
    twice = ["DTSTART:20270104T000000", "DURATION:PT16H", "RRULE:FREQ=DAILY;BYHOUR=0,8;COUNT=4"]
    for left_out, expected in (("20270104T080000", [4, 5]), ("20270104T120000", [4, 5]), ("20270104", [5])):
        found = found_in(event(*twice, f"EXDATE:{left_out}"))
        assert [day.day for item in found.items if item.ticked for day in item.period] == expected


def test_periods_have_ends_of_their_own() -> None:
    hours = daily(
        "zoned", date(2027, 1, 4), "RDATE;VALUE=PERIOD:20270110T060000Z/PT36H,20270113T060000Z/20270115T180000Z"
    )
    whole = event("DTSTART:20270104", "RDATE;VALUE=PERIOD:20270109T230000Z/P2D,20270113T080000/20270114T120000")
    assert [day.day for day in days(hours)] == [4, 10, 11, 13, 14, 15]
    assert [day.day for day in days(whole)] == [4, 10, 11, 13, 14]


def test_the_days_of_the_frame_have_both_changes_of_the_clock() -> None:
    offsets = {datetime.combine(day, BEGINS, FIRM).utcoffset() for day in FRAME.looked}
    assert len(offsets) == 2
