"""Entries of one UID: which of them count, which change which, and none that is lost without a word."""

from itertools import permutations

import pytest

from rostering.feeds.leave.dates_only import dates_only
from rostering.feeds.leave.reading import read_calendar
from samples.leave_samples import FRAME, calendar, event, found_in, proposed, skipped, texts

JANUARY = event("DTSTART;VALUE=DATE:20270104", "DTEND;VALUE=DATE:20270106")
FEBRUARY = event("DTSTART;VALUE=DATE:20270204", "DTEND;VALUE=DATE:20270206")
MARCH = event("DTSTART;VALUE=DATE:20270304", "DTEND;VALUE=DATE:20270306")
WEEKLY = event("DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=WEEKLY;COUNT=4")
IN_JANUARY, IN_FEBRUARY, IN_MARCH = "2027-01-04..2027-01-05", "2027-02-04..2027-02-05", "2027-03-04..2027-03-05"
REPLACED, CANCELLED = "is replaced by a newer one", "is cancelled"


def versioned(entry: list[str], sequence: int, *more: str) -> list[str]:
    return [*entry[:-1], f"SEQUENCE:{sequence}", *more, entry[-1]]


@pytest.mark.parametrize(
    ("entries", "expected", "aside"),
    [
        ([JANUARY, FEBRUARY, MARCH], [IN_JANUARY, IN_FEBRUARY, IN_MARCH], {}),
        ([versioned(JANUARY, 3), versioned(FEBRUARY, 3), versioned(MARCH, 3)], [IN_JANUARY, IN_FEBRUARY, IN_MARCH], {}),
        ([JANUARY, JANUARY, FEBRUARY], [IN_JANUARY, IN_FEBRUARY], {}),
        ([JANUARY, versioned(FEBRUARY, 0)], [IN_JANUARY, IN_FEBRUARY], {}),
        ([JANUARY, versioned(FEBRUARY, 1)], [IN_FEBRUARY], {REPLACED: 1}),
        ([versioned(JANUARY, 1), versioned(FEBRUARY, 2), versioned(MARCH, 2)], [IN_FEBRUARY, IN_MARCH], {REPLACED: 1}),
        ([versioned(JANUARY, 10), versioned(FEBRUARY, 9), MARCH], [IN_JANUARY], {REPLACED: 2}),
        ([JANUARY, versioned(JANUARY, 1, "STATUS:CANCELLED")], [], {CANCELLED: 1, REPLACED: 1}),
        ([JANUARY, versioned(JANUARY, 0, "STATUS:CANCELLED"), MARCH], [IN_MARCH], {CANCELLED: 1}),
        ([versioned(JANUARY, 1), versioned(JANUARY, 0, "STATUS:CANCELLED")], [IN_JANUARY], {REPLACED: 1}),
        (
            [JANUARY, event("DTSTART:20271301", "SEQUENCE:7"), MARCH],
            [IN_JANUARY, IN_MARCH],
            {"has a date that cannot be read": 1},
        ),
        (
            [JANUARY, event("DTSTART:20270204", "RRULE:FREQ=HOURLY", "SEQUENCE:1")],
            [],
            {"repeats more often than leave does": 1, REPLACED: 1},
        ),
    ],
)  # fmt: skip
def test_of_entries_with_one_uid_all_that_are_newest_count_in_any_order(
    entries: list[list[str]], expected: list[str], aside: dict[str, int]
) -> None:
    for order in permutations(entries):
        assert proposed(*order) == expected
        assert skipped(*order) == aside


def change(named: str, *lines: str) -> list[str]:
    return event(f"RECURRENCE-ID;VALUE=DATE:{named}", *lines)


MOVED = change("20270111", "DTSTART;VALUE=DATE:20270113")
MOVED_AGAIN = change("20270111", "DTSTART;VALUE=DATE:20270114", "SEQUENCE:1")
ONWARD = event("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270111", "DTSTART:20270112", "DTEND:20270114")


@pytest.mark.parametrize(
    ("entries", "expected", "aside"),
    [
        ([WEEKLY, MOVED], ["04..04", "13..13", "18..18", "25..25"], {}),
        ([WEEKLY, MOVED, MOVED_AGAIN], ["04..04", "14..14", "18..18", "25..25"], {REPLACED: 1}),
        (
            [WEEKLY, MOVED, change("20270111", "DTSTART:20270113", "STATUS:CANCELLED")],
            ["04..04", "18..18", "25..25"],
            {},
        ),
        (
            [WEEKLY, change("20270111", "DTSTART:20270111T080000", "DURATION:PT1H")],
            ["04..04", "18..18", "25..25"],
            {"?": 1},
        ),
        ([WEEKLY, ONWARD], ["04..04", "12..13", "19..20", "26..27"], {}),
        ([WEEKLY, ONWARD, change("20270118", "DTSTART:20270121")], ["04..04", "12..13", "21..21", "26..27"], {}),
        (
            [WEEKLY, event(*ONWARD[6:-1], "STATUS:CANCELLED")],
            ["04..04"],
            {},
        ),
        ([MOVED], ["13..13"], {}),
        ([MOVED, change("20270118", "DTSTART:20270121")], ["13..13", "21..21"], {}),
        ([MOVED, MOVED_AGAIN], ["14..14"], {REPLACED: 1}),
        (
            [event("DTSTART:20270104", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20270111"), MOVED],
            ["04..04", "18..18", "25..25"],
            {},
        ),
        ([event("DTSTART:20270104", "RRULE:FREQ=WEEKLY;COUNT=4", "STATUS:CANCELLED"), MOVED], [], {CANCELLED: 1}),
        (
            [event("DTSTART:20270104", "RRULE:FREQ=HOURLY"), MOVED],
            ["13..13"],
            {"repeats more often than leave does": 1},
        ),
        ([WEEKLY, event("RECURRENCE-ID:soon", "DTSTART:20270115")], ["04..04", "11..11", "18..18", "25..25"],
         {"has a date that cannot be read": 1}),
        ([WEEKLY, change("20200106", "DTSTART:20270115")], ["04..04", "11..11", "15..15", "18..18", "25..25"], {}),
    ],
)  # fmt: skip
def test_changes_stand_for_what_they_change_in_any_order(
    entries: list[list[str]], expected: list[str], aside: dict[str, int]
) -> None:
    short = aside.pop("?", 0)  # an instance that has become a meeting is told as a part of its day
    for order in permutations(entries):
        found = found_in(*order)
        ticked = [str(item.period) for item in found.items if item.ticked]
        assert ticked == [
            f"2027-01-{first}..2027-01-{last}" for first, _, last in (each.partition("..") for each in expected)
        ]
        assert len(found.items) - len(ticked) == short
        assert {each.reason.value: each.count for each in found.skipped} == aside


def test_changes_from_before_the_dates_looked_at_reach_into_them() -> None:
    old = event("DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=WEEKLY;COUNT=9")
    later = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261012", "DTSTART;VALUE=DATE:20270104")
    assert proposed(old, later) == [
        f"2027-{day}..2027-{day}" for day in ("01-04", "01-11", "01-18", "01-25", "02-01", "02-08", "02-15", "02-22")
    ]


def test_a_series_by_the_clock_may_go_on_in_whole_days_and_the_other_way_round() -> None:
    hours = event("DTSTART;TZID=Europe/Copenhagen:20270104T070000", "DURATION:PT12H", "RRULE:FREQ=WEEKLY;COUNT=3")
    whole = event("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Copenhagen:20270111T070000", "DTSTART:20270112")
    assert proposed(hours, whole) == ["2027-01-04..2027-01-04", "2027-01-12..2027-01-12", "2027-01-19..2027-01-19"]
    timed = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20270111", "DTSTART:20270112T070000", "DURATION:PT12H")
    assert proposed(WEEKLY, timed) == [
        "2027-01-04..2027-01-04",
        *(f"2027-01-{day}..2027-01-{day} floating time" for day in (12, 19, 26)),
    ]


def test_an_entry_and_what_calls_it_off_may_stand_in_two_calendars_of_one_file() -> None:
    off = calendar(["METHOD:CANCEL"], versioned(JANUARY, 1))
    found = read_calendar(dates_only("f.ics", off + calendar(JANUARY)), FRAME)
    assert texts(found) == []
    assert {each.reason.value: each.count for each in found.skipped} == {CANCELLED: 1, REPLACED: 1}


def test_each_calendar_of_a_file_has_time_zones_of_its_own() -> None:
    def in_zone(offset: str, day: int) -> bytes:
        change = ["DTSTART:19700101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}"]
        zone = ["BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", *change, "END:STANDARD", "END:VTIMEZONE"]
        hours = [f"DTSTART;TZID=Mine:202701{day:02}T120000", f"DTEND;TZID=Mine:202701{day:02}T200000"]
        return calendar(event(*hours, uid=str(day)), zone)

    both = in_zone("+0500", 4) + in_zone("+0100", 11) + in_zone("+0500", 18)
    assert texts(read_calendar(dates_only("f.ics", both), FRAME)) == [
        "2027-01-04..2027-01-04",
        "2027-01-18..2027-01-18",
    ]
