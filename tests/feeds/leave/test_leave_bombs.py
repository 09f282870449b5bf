"""Files that are made to hang, to fill the memory or to deceive: refused at once, or killed, always with a sentence."""

import subprocess
import sys

import pytest

from rostering.errors import FaultyInput
from rostering.feeds.leave.files import read_leave
from rostering.feeds.leave.guard import read_guarded
from rostering.feeds.leave.sieve import MOST_BYTES
from samples.leave_samples import FRAME, calendar, event, faults_of, texts, zone

DAY = "DTSTART;VALUE=DATE:20261201"
HINT = "export fewer months, or send the dates as CSV: from,to"


def refusal(data: bytes) -> list[str]:
    with pytest.raises(FaultyInput) as refused:
        read_leave("f.ics", data, FRAME)
    return [str(fault) for fault in faults_of(refused.value)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (calendar(event(DAY, "RRULE:FREQ=SECONDLY")), "f.ics:11: an entry repeats SECONDLY; allowed are DAILY"),
        (calendar(event(DAY, "rrule:Freq=Minutely")), "f.ics:11: an entry repeats MINUTELY"),
        (calendar(event(DAY, "RRULE:FREQ=HOURLY;COUNT=3")), "f.ics:11: an entry repeats HOURLY"),
        (calendar(event(DAY, "RRULE:FR\r\n EQ=SECO\r\n\tNDLY")), "f.ics:11: an entry repeats SECONDLY"),
        (calendar(event(DAY, "RR\r\n ULE;X-A=\"a:b\":FREQ=SECONDLY")), "f.ics:11: an entry repeats SECONDLY"),
        (calendar(event(DAY, "RRULE:FREQ=DAILY;FREQ=SECONDLY")), "f.ics:11: a repetition says FREQ twice"),
        (calendar(event(DAY, "RRULE:FREQ=DAILY;BYSECOND=0,1,2")), "f.ics:11: an entry repeats several times an hour"),
        (calendar(event(DAY, "RRULE:FREQ=DAILY;BYMINUTE=0,1,2")), "f.ics:11: an entry repeats several times an hour"),
        (calendar(event(DAY, "RRULE:FREQ=DAILY;INTERVAL=0")), "f.ics:11: the INTERVAL of a repetition"),
        (calendar(event(DAY, "RRULE:COUNT=3")), "f.ics:11: a repetition does not say how often"),
        (calendar(event(DAY, "RRULE:" + "9" * 100_000)), "f.ics:11: a repetition does not say how often"),
        (calendar(event(DAY, "RRULE:FREQ=DAILY;BYDAY=" + "MO," * 10_000)), "f.ics:11: the BYDAY of a repetition"),
        (calendar(zone("Mine", "+0100", "RRULE:FREQ=MINUTELY"), event(DAY)), "f.ics:10: a time zone repeats MINUTELY"),
        (calendar(zone("Mine", "+0100", "RRULE:FREQ=DAILY"), event(DAY)), "f.ics:10: a time zone repeats DAILY"),
        (calendar(zone("Mine", "+0100", "RRULE:FREQ=YEARLY;BYHOUR=1,2"), event(DAY)), "f.ics:10: a time zone repeats"),
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


def test_all_faults_are_told_with_their_lines_up_to_a_hundred() -> None:
    assert len(refusal(calendar(*(event(DAY, "RRULE:FREQ=HOURLY", uid=str(n)) for n in range(20))))) == 20
    assert len(refusal(calendar(event(DAY, *["RRULE:FREQ=HOURLY"] * 10_000)))) == 100


def test_what_takes_too_long_is_killed_by_its_own_limit() -> None:
    old = (event("DTSTART:16040101", "RRULE:FREQ=DAILY;COUNT=1000000000", uid=str(n)) for n in range(200))
    with pytest.raises(FaultyInput, match="takes more time or memory than a calendar may"):
        read_guarded("f.ics", calendar(*old), FRAME, seconds=300, cpu_seconds=1)


def test_what_waits_too_long_is_killed_by_the_clock() -> None:
    with pytest.raises(FaultyInput, match="takes more time or memory"):
        read_guarded("f.ics", calendar(event(DAY)), FRAME, seconds=0.001)


def test_what_repeats_too_often_is_refused() -> None:
    hours = ",".join(map(str, range(24)))
    assert refusal(calendar(event("DTSTART:20261201T080000", f"RRULE:FREQ=DAILY;BYHOUR={hours}"))) == [
        f"f.ics: repeats more than 5000 times ({HINT})"
    ]


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
