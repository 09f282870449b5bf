"""Which entries of a calendar mean leave, and which only look like it."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.domain.proposals import FoundLeave, SkipReason
from rostering.feeds.leave.dates_only import dates_only
from samples.leave_samples import FRAME, SECRETS, calendar, event, found_in, proposed, skipped

DAY = "DTSTART;VALUE=DATE:20261201"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([DAY], "2026-12-01..2026-12-01"),
        (["DTSTART:20261201"], "2026-12-01..2026-12-01"),
        ([DAY, "DTEND;VALUE=DATE:20261201"], "2026-12-01..2026-12-01"),
        ([DAY, "DTEND;VALUE=DATE:20261205"], "2026-12-01..2026-12-04"),
        ([DAY, "DURATION:P4D"], "2026-12-01..2026-12-04"),
        ([DAY, "DURATION:P1D", "DTEND;VALUE=DATE:20261205"], "2026-12-01..2026-12-04"),
        (["DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261125"], "2026-11-22..2026-11-24"),
        (["DTSTART;VALUE=DATE:20271220", "DTEND;VALUE=DATE:20280401"], "2027-12-20..2027-12-27"),
        ([DAY, "TRANSP:TRANSPARENT"], "2026-12-01..2026-12-01 ? marked free"),
        ([DAY, "transp:Transparent"], "2026-12-01..2026-12-01 ? marked free"),
        ([DAY, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"], "2026-12-01..2026-12-01 ? marked free"),
        ([DAY, "X-MICROSOFT-CDO-BUSYSTATUS:OOF"], "2026-12-01..2026-12-01"),
        ([DAY, "X-MICROSOFT-CDO-BUSYSTATUS:OOF", "TRANSP:TRANSPARENT"], "2026-12-01..2026-12-01"),
        ([DAY, "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"], "2026-12-01..2026-12-01 ? working elsewhere"),
        ([DAY, "STATUS:TENTATIVE"], "2026-12-01..2026-12-01 ? tentative"),
        (["DTSTART:20261201T070000Z", "DTEND:20261201T150000Z"], "2026-12-01..2026-12-01"),
        (["DTSTART:20270601T060000Z", "DTEND:20270601T140000Z"], "2027-06-01..2027-06-01"),
        (["DTSTART:20261201T070000Z", "DURATION:PT8H"], "2026-12-01..2026-12-01"),
        (["DTSTART:20261201T080000", "DTEND:20261201T160000"], "2026-12-01..2026-12-01 floating time"),
        (
            ["DTSTART;TZID=Romance Standard Time:20261201T080000", "DTEND;TZID=Romance Standard Time:20261201T160000"],
            "2026-12-01..2026-12-01",
        ),
        (
            ['DTSTART;TZID="Nowhere/At, All":20261201T080000', 'DTEND;TZID="Nowhere/At, All":20261201T160000'],
            "2026-12-01..2026-12-01 unknown zone",
        ),
        (["DTSTART:20270601T000000Z", "DTEND:21991231T235959Z"], "2027-06-01..2027-12-27"),
        (["DTSTART;VALUE=DATE:20270601", "DTEND;VALUE=DATE:21991231"], "2027-06-01..2027-12-27"),
        (
            ["DTSTART;TZID=America/New_York:20261130T180000", "DTEND;TZID=America/New_York:20261201T180000"],
            "2026-12-01..2026-12-01",
        ),
    ],
)
def test_what_takes_a_whole_working_day_is_proposed(lines: list[str], expected: str) -> None:
    assert proposed(event(*lines)) == [expected]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["DTSTART:20261201T073000Z", "DTEND:20261201T150000Z"], "takes less than a working day"),
        (["DTSTART:20261201T070000Z", "DTEND:20261201T145900Z"], "takes less than a working day"),
        (["DTSTART:20270601T070000Z", "DTEND:20270601T150000Z"], "takes less than a working day"),
        (["DTSTART:20261201T070000Z"], "takes less than a working day"),
        ([DAY, "STATUS:CANCELLED"], "is cancelled"),
        ([DAY, "status:cancelled", "RRULE:FREQ=DAILY"], "is cancelled"),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY;COUNT=5"], "has no date in the period looked at"),
        (["DTSTART;VALUE=DATE:20280101"], "has no date in the period looked at"),
        (["DTSTART:20261301"], "has a date that cannot be read"),
        (["DTSTART:15991231", "RRULE:FREQ=DAILY"], "has a date that cannot be read"),
        (["DTSTART:yesterday"], "has a date that cannot be read"),
        (["SEQUENCE:1"], "has a date that cannot be read"),
        ([DAY, "DURATION:P99999999999D"], "has a date that cannot be read"),
        ([DAY, "DTEND;VALUE=DATE:20261128"], "has a date that cannot be read"),
        (["DTSTART:20261201T070000Z", "DTEND:20261128T150000Z"], "has a date that cannot be read"),
    ],
)
def test_what_is_left_aside_is_counted_with_its_reason(lines: list[str], reason: str) -> None:
    assert skipped(event(*lines), event(DAY, uid="2")) == {reason: 1}
    assert proposed(event(*lines)) == []


def test_a_calendar_that_calls_its_entries_off_proposes_none_of_them() -> None:
    found = found_in(["METHOD:CANCEL"], event(DAY, "STATUS:CONFIRMED"))
    assert (found.items, [(each.reason, each.count) for each in found.skipped]) == ((), [(SkipReason.CANCELLED, 1)])


def test_a_series_that_is_left_aside_counts_once() -> None:
    assert skipped(event("DTSTART:20261201T070000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")) == {
        "takes less than a working day": 1
    }


def test_entries_without_a_uid_are_different_ones() -> None:
    bare = ["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20200101", "END:VEVENT"]
    assert skipped(bare, bare, bare) == {"has no date in the period looked at": 3}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            [event(DAY, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20261208")],
            ["2026-12-01..2026-12-01", "2026-12-15..2026-12-15"],
        ),
        ([event(DAY, "RDATE;VALUE=DATE:20261203,20261204")], ["2026-12-01..2026-12-01", "2026-12-03..2026-12-04"]),
        (
            [
                event(DAY, "RRULE:FREQ=WEEKLY;UNTIL=20261208;"),
                event("RECURRENCE-ID;VALUE=DATE:20261208", "DTSTART:20261210"),
            ],
            ["2026-12-01..2026-12-01", "2026-12-10..2026-12-10"],
        ),
        (
            [
                event(DAY, "RRULE:FREQ=WEEKLY;COUNT=2"),
                event("RECURRENCE-ID:20261208", "DTSTART:20261208", "STATUS:CANCELLED"),
            ],
            ["2026-12-01..2026-12-01"],
        ),
        ([event(DAY, "rrule:freq=daily;count=1000000000")], ["2026-12-01..2027-12-27"]),
        ([event("DTSTART;VALUE=DATE:16040224", "RRULE:FREQ=YEARLY")], ["2027-02-24..2027-02-24"]),
        ([event("DTSTART;VALUE=DATE:20200224", "RRULE:FREQ=YEARLY")], ["2027-02-24..2027-02-24"]),
    ],
)  # fmt: skip
def test_series_and_their_exceptions_are_followed(parts: list[list[str]], expected: list[str]) -> None:
    assert proposed(*parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([event(DAY), event("DTSTART:20261202", uid="2")], ["2026-12-01..2026-12-02"]),
        ([event(DAY, "DURATION:P9D"), event("DTSTART:20261202", "DURATION:P3D", uid="2")], ["2026-12-01..2026-12-09"]),
        (
            [event(DAY, "DURATION:P3D", "TRANSP:TRANSPARENT"), event("DTSTART:20261202", uid="2")],
            ["2026-12-01..2026-12-01 ? marked free", "2026-12-02..2026-12-02", "2026-12-03..2026-12-03 ? marked free"],
        ),
        ([event(DAY, "TRANSP:TRANSPARENT"), event(DAY, uid="2")], ["2026-12-01..2026-12-01"]),
    ],
)
def test_neighbouring_days_become_one_stretch_and_the_surest_entry_counts(
    parts: list[list[str]], expected: list[str]
) -> None:
    assert proposed(*parts) == expected
    assert proposed(*parts[::-1]) == expected


@pytest.mark.parametrize("day", ["20270328", "20271031"])
def test_a_working_day_is_the_wall_clocks_on_days_that_change_the_clock(day: str) -> None:
    for zone in ("Europe/Copenhagen", "W. Europe Standard Time"):
        exact = event(f"DTSTART;TZID={zone}:{day}T080000", f"DTEND;TZID={zone}:{day}T160000")
        short = event(f"DTSTART;TZID={zone}:{day}T080000", f"DTEND;TZID={zone}:{day}T155900")
        assert len(proposed(exact)) == 1
        assert proposed(short) == []


def test_a_zone_that_a_file_defines_keeps_its_clock_changes_since_1601() -> None:
    name = "tzone://Microsoft/Of, its own"
    parts = [
        [
            *(f"BEGIN:{kind}", f"DTSTART:16010101T0{hour}0000", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"),
            *(f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}", f"END:{kind}"),
        ]
        for kind, hour, before, after, month in (
            ("STANDARD", 3, "+0200", "+0100", 10),
            ("DAYLIGHT", 2, "+0100", "+0200", 3),
        )
    ]
    zone = ["BEGIN:VTIMEZONE", f"TZID:{name.replace(',', chr(92) + ',')}", *parts[0], *parts[1], "END:VTIMEZONE"]
    days = [
        event(f'DTSTART;TZID="{name}":{day}T080000', f'DTEND;TZID="{name}":{day}T160000', uid=day)
        for day in ("20270201", "20270701")
    ]
    assert proposed(zone, *days) == ["2027-02-01..2027-02-01", "2027-07-01..2027-07-01"]


def test_an_empty_calendar_proposes_nothing() -> None:
    assert found_in() == FoundLeave(FRAME.looked)


def test_what_was_written_by_the_clock_is_told() -> None:
    by_clock, whole = (
        found_in(event(*lines)).items[0].whole_days for lines in (["DTSTART:20261201T000000Z", "DURATION:P1D"], [DAY])
    )
    assert (by_clock, whole) == (False, True)


def test_nothing_but_dates_gets_past_what_is_checked() -> None:
    alarm = ["BEGIN:VALARM", "DESCRIPTION:Operation", "TRIGGER:-PT5M", "END:VALARM"]
    task = ["BEGIN:VTODO", "SUMMARY:Operation", "RRULE:FREQ=SECONDLY", "END:VTODO"]
    folded = "X-NOTE:Opera\r\n tion"
    body = dates_only("f.ics", calendar(event(DAY, folded, *alarm), task)).decode()
    kept = ["BEGIN:VEVENT", "UID:1", 'DTSTART;VALUE="DATE":20261201', "END:VEVENT"]
    assert body.split() == ["BEGIN:VCALENDAR", *kept, "END:VCALENDAR"]
    assert not any(secret in json.dumps(found_in(event(DAY)).plain()) for secret in SECRETS)


@settings(deadline=None)
@given(st.integers(-40, 440), st.integers(1, 30), st.integers(1, 40))
def test_an_entry_takes_exactly_its_days_as_far_as_they_are_looked_at(begins: int, length: int, every: int) -> None:
    first = FRAME.looked.first + timedelta(days=begins)
    lines = event(f"DTSTART:{first:%Y%m%d}", f"DURATION:P{length}D", f"RRULE:FREQ=DAILY;INTERVAL={every};COUNT=3")
    starts = [first + timedelta(days=every * number) for number in range(3)]
    wanted = {start + timedelta(days=day) for start in starts for day in range(length)} & set(FRAME.looked)
    assert {day for item in found_in(lines).items for day in item.period} == wanted


@settings(deadline=None)
@given(st.dates(date(2026, 12, 1), date(2027, 12, 1)), st.integers(0, 24 * 60 - 1), st.integers(1, 5 * 24 * 60))
def test_a_timed_entry_takes_the_days_whose_working_hours_it_covers(day: date, minute: int, length: int) -> None:
    clock = f"{day:%Y%m%d}T{minute // 60:02}{minute % 60:02}00"
    found = found_in(event(f"DTSTART;TZID=Europe/Copenhagen:{clock}", f"DURATION:PT{length}M"))
    covered = [n for n in range(8) if minute <= n * 1440 + 480 and n * 1440 + 960 <= minute + length]
    touched = [n for n in range(8) if minute < (n + 1) * 1440 and n * 1440 + 480 < minute + length]
    changes = {date(2027, 3, 28), date(2027, 10, 31)}
    if not changes & {day + timedelta(days=n) for n in range(8)}:
        ticked = [each for item in found.items if item.ticked for each in item.period]
        partly = [each for item in found.items if not item.ticked for each in item.period]
        assert ticked == [day + timedelta(days=n) for n in covered]
        told = [n for n in touched if n not in covered] if covered or len(touched) > 1 else []
        assert partly == [each for n in told if (each := day + timedelta(days=n)) in FRAME.looked]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["DTSTART:20270802T070000Z", "DTEND:20270806T100000Z"],
            ["2027-08-02..2027-08-02 ? partly away", "2027-08-03..2027-08-05", "2027-08-06..2027-08-06 ? partly away"],
        ),
        (
            ["DTSTART:20261201T110000Z", "DTEND:20261204T110000Z"],
            ["2026-12-01..2026-12-01 ? partly away", "2026-12-02..2026-12-03", "2026-12-04..2026-12-04 ? partly away"],
        ),
        (
            ["DTSTART:20270802T180000Z", "DTEND:20270804T050000Z"],
            ["2027-08-02..2027-08-02 ? partly away", "2027-08-03..2027-08-03"],
        ),
        (["DTSTART:20270802T100000Z", "DTEND:20270803T100000Z"], ["2027-08-02..2027-08-03 ? partly away"]),
        (["DTSTART:20261201T000000Z", "DTEND:20261203T000000Z"], ["2026-12-01..2026-12-02"]),
        (["DTSTART:20270802T200000Z", "DTEND:20270803T050000Z"], []),
        (
            ["DTSTART:20270325T070000Z", "DURATION:PT8H", "RRULE:FREQ=DAILY;COUNT=5"],
            ["2027-03-25..2027-03-27", "2027-03-28..2027-03-29 ? partly away"],
        ),
        (
            ["DTSTART:20270802T070000Z", "DTEND:20270804T100000Z", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"],
            [
                "2027-08-02..2027-08-02 ? tentative partly away",
                "2027-08-03..2027-08-03 ? tentative",
                "2027-08-04..2027-08-04 ? tentative partly away",
            ],
        ),
    ],
)
def test_days_taken_in_part_are_told_beside_whole_ones_and_not_ticked(lines: list[str], expected: list[str]) -> None:
    assert proposed(event(*lines)) == expected


def test_a_day_that_one_entry_takes_in_part_and_another_whole_is_leave() -> None:
    partly = event("DTSTART:20270802T070000Z", "DTEND:20270804T160000Z")
    whole = event("DTSTART:20270802", uid="2")
    assert proposed(partly, whole) == ["2027-08-02..2027-08-04"]
