"""Calendars in the manner of the programs that write them, each with the stretches that it means beside it."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.domain.proposals import FoundLeave
from rostering.feeds.leave.dates_only import dates_only
from rostering.feeds.leave.files import read_leave
from rostering.feeds.leave.reading import read_calendar
from samples.leave_samples import FRAME, SECRETS, texts

FILES = sorted((Path(__file__).parent / "calendars").glob("*.ics"))
_FOLD = re.compile(rb"\r?\n[ \t]")
_PART = re.compile(r"BEGIN:(VTIMEZONE|VEVENT|VTODO|VFREEBUSY)\n.*?END:\1\n", re.DOTALL)


def told(found: FoundLeave) -> list[str]:
    return [*texts(found), *(f"aside: {each.count} {each.reason}" for each in found.skipped)]


def expected(file: Path) -> list[str]:
    return file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_calendar_means_what_stands_beside_it(file: Path) -> None:
    assert told(read_leave(file.name, file.read_bytes(), FRAME)) == expected(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_of_a_calendar_but_its_dates_reaches_the_parser(file: Path) -> None:
    assert any(secret in file.read_text(encoding="utf-8") for secret in SECRETS)
    body = dates_only(file.name, file.read_bytes()).decode()
    assert not any(secret in body for secret in SECRETS)
    names = {line.partition(":")[0].partition(";")[0] for line in body.splitlines()}
    dates = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
    words = {"UID", "SEQUENCE", "STATUS", "TRANSP", "METHOD", "X-MICROSOFT-CDO-BUSYSTATUS", "X-LEFT-ASIDE"}
    assert names <= {"BEGIN", "END", "TZID", "TZOFFSETFROM", "TZOFFSETTO", *dates, *words}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_the_order_of_entries_zones_and_lines_does_not_matter(file: Path, random: Random) -> None:
    text = _FOLD.sub(b"", file.read_bytes()).decode().replace("\r\n", "\n")
    calendars = []
    for calendar in text.split("BEGIN:VCALENDAR\n")[1:]:
        parts = [match[0] for match in _PART.finditer(calendar)]
        random.shuffle(parts)
        head = _PART.sub("", calendar).removesuffix("END:VCALENDAR\n")
        body = "".join(_shuffled(part, random) for part in parts)
        calendars.append(f"BEGIN:VCALENDAR\n{head}{body}END:VCALENDAR\n")
    random.shuffle(calendars)
    data = "".join(calendars).encode()
    assert told(read_calendar(dates_only(file.name, data), FRAME)) == expected(file)


def _shuffled(part: str, random: Random) -> str:
    """The part with the lines of an entry in another order; those of components in it stay together."""
    if not part.startswith("BEGIN:VEVENT"):
        return part
    alarms = "".join(match[0] for match in re.finditer(r"BEGIN:VALARM\n.*?END:VALARM\n", part, re.DOTALL))
    lines = re.sub(r"BEGIN:VALARM\n.*?END:VALARM\n", "", part, flags=re.DOTALL).splitlines()[1:-1]
    random.shuffle(lines)
    return "".join(f"{line}\n" for line in ["BEGIN:VEVENT", *lines, *alarms.splitlines(), "END:VEVENT"])
