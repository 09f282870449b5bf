"""Files that are made to hang, to fill the memory or to deceive: refused at once, or killed, always with a sentence."""

import subprocess
import sys

import pytest

from rostering.errors import FaultyInput
from rostering.feeds.leave.dates_only import MOST_BYTES
from rostering.feeds.leave.files import read_leave
from rostering.feeds.leave.guard import read_guarded
from samples.leave_samples import FRAME, calendar, event, faults_of, texts, zone

DAY = "DTSTART;VALUE=DATE:20261201"


def refusal(data: bytes) -> list[str]:
    with pytest.raises(FaultyInput) as refused:
        read_leave("f.ics", data, FRAME)
    return [str(fault) for fault in faults_of(refused.value)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (calendar(event(DAY, "RDATE:" + ",".join(["20261205"] * 100_000))), "f.ics:11: lists more than 5000 single"),
        (calendar(event(DAY, *["EXDATE:20261205"] * 5_001)), "f.ics:5011: lists more than 5000 single dates"),
        (calendar(*(event(DAY, uid=str(n)) for n in range(2_001))), "f.ics:16004: has more than 2000 entries"),
        (b"x" * (MOST_BYTES + 1), "f.ics: is too large (at most 1 MiB)"),
        (b"x" * MOST_BYTES, "f.ics: is not a calendar (it has to begin with BEGIN:VCALENDAR)"),
        (b"", "f.ics: is not a calendar"),
        (b"PK\x03\x04" + b"\x00" * 1000, "f.ics: is no text"),
        (b"PK\x03\x04" + b"calendar.ics" * 1000, "f.ics: is not a calendar"),
        (calendar(event(DAY, "X:\0")), "f.ics: is no text: it has NUL bytes, or is UTF-16 (save it as UTF-8)"),
        (calendar(event(DAY)).decode().encode("utf-16"), "f.ics: is no text"),
        (b"<html><body>BEGIN:VCALENDAR</body></html>", "f.ics: is not a calendar"),
        (b"BEGIN:VEVENT\r\n" * 50_000, "f.ics:9: nests more than 8 components in each other"),
        (calendar(event(DAY))[:-20], "f.ics:11: ends a component that is not open"),
        (calendar(event(DAY))[:-40], "f.ics:4: the VEVENT that begins here never ends (send the whole file)"),
        (b"END:VCALENDAR\r\n", "f.ics:1: ends a component that is not open"),
    ],
)  # fmt: skip
def test_what_no_calendar_of_leave_needs_is_refused_before_it_is_parsed(data: bytes, sentence: str) -> None:
    assert refusal(data)[0].startswith(sentence)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["RRULE:FREQ=SECONDLY"], "repeats more often than leave does"),
        (["rrule:Freq=Minutely"], "repeats more often than leave does"),
        (["RRULE:FREQ=HOURLY;COUNT=3"], "repeats more often than leave does"),
        (["RRULE:FR\r\n EQ=SECO\r\n\tNDLY"], "repeats more often than leave does"),
        (['RR\r\n ULE;X-A="a:b":FREQ=SECONDLY'], "repeats more often than leave does"),
        (["RRULE:FREQ=DAILY", "RRULE:FREQ=SECONDLY"], "repeats more often than leave does"),
        (["RRULE:FREQ=DAILY;FREQ=SECONDLY"], "has a repetition that cannot be followed"),
        (["RRULE:FREQ=DAILY;BYSECOND=0,1,2"], "repeats more often than leave does"),
        (["RRULE:FREQ=DAILY;BYMINUTE=0,1,2"], "repeats more often than leave does"),
        (["RRULE:FREQ=DAILY;INTERVAL=0"], "has a repetition that cannot be followed"),
        (["RRULE:COUNT=3"], "has a repetition that cannot be followed"),
        (["RRULE:" + "9" * 100_000], "has a repetition that cannot be followed"),
        (["RRULE:FREQ=DAILY;BYDAY=" + "MO," * 10_000], "has a repetition that cannot be followed"),
        (["RRULE:FREQ=DAILY;BYMONTHDAY=" + "1," * 10_000], "has a repetition that cannot be followed"),
        (["RRULE:FREQ=DAILY"] * 10_000, "has a repetition that cannot be followed"),
        (["RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"], "has a repetition that cannot be followed"),
        (["X-LEFT-ASIDE:OFTEN", "RRULE:FREQ=DAILY;BYEASTER=0"], "has a repetition that cannot be followed"),
    ],
)  # fmt: skip
def test_a_repetition_that_no_leave_has_costs_its_entry_alone(lines: list[str], reason: str) -> None:
    found = read_leave("f.ics", calendar(event("DTSTART:20261205", *lines), event(DAY, uid="2")), FRAME)
    assert texts(found) == ["2026-12-01..2026-12-01"]
    assert [(each.reason.value, each.count) for each in found.skipped] == [(reason, 1)]


@pytest.mark.parametrize(
    "change",
    [
        "RRULE:FREQ=MINUTELY",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=YEARLY;BYHOUR=1,2",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "TZOFFSETTO:+9900",
        "RDATE:soon",
    ],
)
def test_a_time_zone_that_no_place_has_is_an_unknown_one(change: str) -> None:
    hours = event("DTSTART;TZID=Mine:20261201T080000", "DTEND;TZID=Mine:20261201T160000")
    bad = [line for line in zone("Mine", "+0500", change) if change[:10] != "TZOFFSETTO" or line != "TZOFFSETTO:+0500"]
    found = read_leave("f.ics", calendar(bad, hours, event(DAY, uid="2")), FRAME)
    assert texts(found) == ["2026-12-01..2026-12-01"]
    assert texts(read_leave("f.ics", calendar(bad, hours), FRAME)) == ["2026-12-01..2026-12-01 unknown zone"]


def test_an_entry_that_never_comes_to_a_date_is_given_up_and_the_others_are_read() -> None:
    never = event("DTSTART:20261130T080000", "DURATION:PT8H", "RRULE:FREQ=DAILY;BYMONTH=2;BYYEARDAY=300", uid="2")
    found = read_leave("f.ics", calendar(never, event(DAY)), FRAME)
    assert texts(found) == ["2026-12-01..2026-12-01"]
    assert [(each.reason.value, each.count) for each in found.skipped] == [
        ("has a repetition that cannot be followed", 1)
    ]


def besides(*kinds: str) -> list[str]:
    return [line for kind in kinds for line in (f"BEGIN:{kind}", "DTSTART:20270104T080000Z", f"END:{kind}")]


OLD = calendar(event("DTSTART:20270104T080000", "RRULE:D1 #5")).replace(b"VERSION:2.0", b"VERSION:1.0")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            calendar(besides("VFREEBUSY")),
            "f.ics: holds free and busy times only, no entries (export the calendar itself)",
        ),
        (calendar(besides("VTODO", "VTODO")), "f.ics: holds tasks only, no entries (export the calendar itself)"),
        (calendar(besides("VJOURNAL", "VFREEBUSY")), "f.ics: holds free and busy times and notes only, no entries"),
        (calendar(besides("VAVAILABILITY")), "f.ics: holds times of availability only, no entries"),
        (OLD, "f.ics:1: is a vCalendar 1.0, which is not read (export it as iCalendar, VERSION:2.0)"),
        (
            calendar(event(DAY), ["VERSION:1.0"]).replace(b"VERSION:2.0\r\n", b""),
            "f.ics:1: is a vCalendar",
        ),
    ],
)
def test_a_file_whose_form_holds_no_leave_is_told_what_it_is(data: bytes, sentence: str) -> None:
    assert refusal(data)[0].startswith(sentence)


def test_other_things_beside_entries_are_counted_where_they_could_be_leave() -> None:
    parts = besides("VFREEBUSY", "VAVAILABILITY", "VTODO", "VJOURNAL")
    found = read_leave("f.ics", calendar(event(DAY), parts) + OLD + OLD, FRAME)
    assert texts(found) == ["2026-12-01..2026-12-01"]
    assert {each.reason.value: each.count for each in found.skipped} == {
        "is a list of free and busy times": 2,
        "is written as vCalendar 1.0": 2,
    }


def test_what_takes_too_long_is_killed_by_its_own_limit() -> None:
    old = (event("DTSTART:16040101", "RRULE:FREQ=DAILY;COUNT=1000000000", uid=str(n)) for n in range(200))
    with pytest.raises(FaultyInput, match="takes more time or memory than a calendar may"):
        read_guarded("f.ics", calendar(*old), FRAME, seconds=300, cpu_seconds=1)


def test_what_waits_too_long_is_killed_by_the_clock() -> None:
    with pytest.raises(FaultyInput, match="takes more time or memory"):
        read_guarded("f.ics", calendar(event(DAY)), FRAME, seconds=0.001)


def test_what_repeats_too_often_costs_its_entry_alone() -> None:
    hours = ",".join(map(str, range(24)))
    often = event("DTSTART:20261201T080000", f"RRULE:FREQ=DAILY;BYHOUR={hours}", uid="2")
    found = read_leave("f.ics", calendar(often, event(DAY)), FRAME)
    assert texts(found) == ["2026-12-01..2026-12-01"]
    assert [(each.reason.value, each.count) for each in found.skipped] == [("repeats more often than leave does", 1)]


def test_a_child_may_take_no_more_memory_than_it_is_given() -> None:
    greedy = "from rostering.feeds.leave import child; child._limit(5); bytearray(child.MEMORY)"
    done = subprocess.run([sys.executable, "-I", "-c", greedy], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + calendar(event(DAY)), calendar(event(DAY)).replace(b"\r\n", b"\n")])
def test_a_byte_order_mark_and_plain_line_ends_are_read_over(data: bytes) -> None:
    assert texts(read_leave("f.ics", data, FRAME)) == ["2026-12-01..2026-12-01"]


def test_two_files_that_define_one_zone_each_keep_their_own() -> None:
    hours = event("DTSTART;TZID=Mine:20261201T080000", "DTEND;TZID=Mine:20261201T160000")
    found = [read_leave("f.ics", calendar(zone("Mine", offset), hours), FRAME) for offset in ("+0100", "+0500")]
    assert [texts(each) for each in found] == [["2026-12-01..2026-12-01"], []]


def test_a_long_line_that_says_no_date_is_no_matter() -> None:
    long = event(DAY, "X-ALT-DESC:" + "x" * 1_000_000)
    assert texts(read_leave("f.ics", calendar(long), FRAME)) == ["2026-12-01..2026-12-01"]
