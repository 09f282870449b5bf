"""Repetitions in every lawful form are followed; others are told apart by what is wrong with them."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

from rostering.domain.proposals import SkipReason
from rostering.feeds.leave.rules import Unfollowed, rule_anew, zone_rule_anew
from samples.leave_samples import FRAME, event, proposed, skipped

FIRST = datetime(2027, 1, 4)  # noqa: DTZ001 -- a date, for whoever repeats dates


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=4",
        "FREQ=DAILY;INTERVAL=10;COUNT=4",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=7",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO;COUNT=5",
        "FREQ=MONTHLY;BYMONTHDAY=4,-1;COUNT=6",
        "FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=5",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1;COUNT=6",
        "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=4,+5",
        "FREQ=YEARLY;BYYEARDAY=4,100,-1",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "COUNT=3;BYDAY=MO;FREQ=WEEKLY",
    ],
)
def test_whole_days_repeat_as_their_rule_says(rule: str) -> None:
    last = datetime.combine(FRAME.looked.last, FIRST.time())
    days = {FIRST.date()} | {each.date() for each in rrulestr(rule, dtstart=FIRST).between(FIRST, last, inc=True)}
    found = proposed(event("DTSTART:20270104", f"RRULE:{rule}"))
    assert {day for text in found for day in stretch(text)} == days


def stretch(text: str) -> list[date]:
    first, last = (date.fromisoformat(each) for each in text.split(".."))
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("rule", "anew"),
    [
        ("freq=daily;until=20270108;", "FREQ=DAILY;UNTIL=20270108"),
        ("FREQ=DAILY;UNTIL=20270108T235960Z", "FREQ=DAILY;UNTIL=20270108T235959Z"),
        ("FREQ=DAILY;UNTIL=99991231T235959Z", "FREQ=DAILY;UNTIL=99981231T235959Z"),
        ("FREQ=DAILY;X-OF-OURS=7;COUNT=3", "FREQ=DAILY;COUNT=3"),
        ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT", "FREQ=YEARLY"),
        ("FREQ=DAILY;BYHOUR=8;BYMINUTE=0,0", "FREQ=DAILY;BYHOUR=8;BYMINUTE=0"),
        ("FREQ=DAILY;BYHOUR=08,+9,8", "FREQ=DAILY;BYHOUR=8,9"),
    ],
)
def test_a_rule_is_written_anew_with_what_has_effect(rule: str, anew: str) -> None:
    assert rule_anew(rule) == anew


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=HOURLY;INTERVAL=4;COUNT=10", SkipReason.OFTEN),
        ("FREQ=MINUTELY", SkipReason.OFTEN),
        ("FREQ=SECONDLY", SkipReason.OFTEN),
        ("FREQ=DAILY;BYMINUTE=0,30", SkipReason.OFTEN),
        ("FREQ=DAILY;BYSECOND=0,30", SkipReason.OFTEN),
        ("FREQ=NEVER", SkipReason.UNFOLLOWED),
        ("FREQ=", SkipReason.UNFOLLOWED),
        ("", SkipReason.UNFOLLOWED),
        ("D1 #5", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;UNTIL=soon", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;INTERVAL=0", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;BYMONTH=13", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;BYMONTHDAY=0", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;BYMONTHDAY=32", SkipReason.UNFOLLOWED),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", SkipReason.UNFOLLOWED),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-31", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;BYEASTER=0", SkipReason.UNFOLLOWED),
        ("RSCALE=CHINESE;FREQ=YEARLY", SkipReason.UNFOLLOWED),
        ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;COUNT=3;COUNT=4", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;BYSETPOS=1", SkipReason.UNFOLLOWED),
        ("FREQ=DAILY;UNTIL=20270230", SkipReason.UNFOLLOWED),
    ],
)
def test_a_rule_that_is_not_followed_leaves_its_entry_aside(rule: str, reason: SkipReason) -> None:
    leave = event("DTSTART:20270201", uid="2")
    assert proposed(event("DTSTART:20270104", f"RRULE:{rule}"), leave) == ["2027-02-01..2027-02-01"]
    assert skipped(event("DTSTART:20270104", f"RRULE:{rule}"), leave) == {reason.value: 1}


def test_rules_that_take_days_out_again_leave_their_entry_aside() -> None:
    lines = ["DTSTART:20270104", "RRULE:FREQ=DAILY;COUNT=5", "EXRULE:FREQ=DAILY;COUNT=2"]
    assert skipped(event(*lines)) == {"has a repetition that cannot be followed": 1}


def test_several_rules_of_an_entry_are_followed_together() -> None:
    rules = ["RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2"]
    days = ("04", "06", "11", "13")
    assert proposed(event("DTSTART:20270104", *rules)) == [f"2027-01-{day}..2027-01-{day}" for day in days]


def test_hours_of_a_rule_are_ignored_where_days_are_whole() -> None:
    rule = "RRULE:FREQ=DAILY;COUNT=3;BYHOUR=8,9;BYMINUTE=0"
    assert proposed(event("DTSTART:20270104", rule)) == ["2027-01-04..2027-01-06"]


@pytest.mark.parametrize(
    ("rule", "anew"),
    [
        (
            "FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10",
            "FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10",
        ),
        ("FREQ=YEARLY;BYDAY=SU;BYSETPOS=-1;BYMONTH=10", "FREQ=YEARLY;BYDAY=SU;BYSETPOS=-1;BYMONTH=10"),
        ("FREQ=YEARLY;BYMONTH=4;UNTIL=20061029T060000Z", "FREQ=YEARLY;BYMONTH=4;UNTIL=20061030T235959"),
        ("FREQ=YEARLY;BYMONTH=4;UNTIL=20061231", "FREQ=YEARLY;BYMONTH=4;UNTIL=20070101T235959"),
    ],
)
def test_every_yearly_change_of_the_clock_is_followed(rule: str, anew: str) -> None:
    assert zone_rule_anew(rule) == anew


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=MINUTELY", "FREQ=YEARLY;BYHOUR=1,2", "FREQ=YEARLY;UNTIL=20270230", "COUNT=1"]
)
def test_a_change_of_the_clock_that_no_place_has_is_not_followed(rule: str) -> None:
    with pytest.raises(Unfollowed):
        zone_rule_anew(rule)


def zone_with(standard: list[str], daylight: list[str]) -> list[str]:
    changes = [
        *("BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", *standard, "END:STANDARD"),
        *("BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", *daylight, "END:DAYLIGHT"),
    ]
    return ["BEGIN:VTIMEZONE", "TZID:W. Europe", *changes, "END:VTIMEZONE"]


@pytest.mark.parametrize(
    "more",
    ["BYMINUTE=0;BYHOUR=2;", "BYHOUR=2;", "BYSECOND=0;BYMINUTE=0;BYHOUR=2;", ""],
)
@pytest.mark.parametrize(
    ("day", "begins", "expected"),
    [("20270705", "T000000", "2027-07-05..2027-07-06"), ("20270118", "T000000", "2027-01-18..2027-01-19")],
)
def test_a_zone_may_say_at_what_time_its_clock_changes(more: str, day: str, begins: str, expected: str) -> None:
    rules = [f"RRULE:FREQ=YEARLY;{more}BYDAY=-1SU;BYMONTH={month}" for month in (10, 3)]
    zone = zone_with(["DTSTART:19501029T020000", rules[0]], ["DTSTART:19500326T020000", rules[1]])
    end = f"{day[:6]}{int(day[6:]) + 2:02}"
    hours = event(f'DTSTART;TZID="W. Europe":{day}{begins}', f'DTEND;TZID="W. Europe":{end}{begins}')
    assert proposed(zone, hours) == proposed(hours, zone) == [expected]


def test_a_zone_may_list_its_changes() -> None:
    standard = ["DTSTART:20261025T030000", "RDATE;VALUE=DATE-TIME:20271031T030000"]
    daylight = ["DTSTART;VALUE=DATE:20260329", "RDATE:20270328T020000,20280326T020000Z"]
    hours = event('DTSTART;TZID="W. Europe":20270705T080000', 'DTEND;TZID="W. Europe":20270705T160000')
    assert proposed(zone_with(standard, daylight), hours) == ["2027-07-05..2027-07-05"]
