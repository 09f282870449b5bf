from datetime import timedelta

import pytest
from icalendar import Calendar, vText

from rostering.feeds.frames import PRODID, framed


@pytest.mark.parametrize("title", ["On call: Asta", 'Vagt: Bø, lys; "æ" & 🌌', "a\\b", "æ" * 28])
def test_a_calendar_says_of_itself_what_the_library_would_write(title: str) -> None:
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, vText(title))
    calendar.add("X-WR-TIMEZONE", "Europe/Copenhagen")
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    calendar.add("REFRESH-INTERVAL", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    assert framed(title, "Europe/Copenhagen", frozenset(), b"") == calendar.to_ical()


def test_a_backslash_in_a_name_stays_one_before_any_letter() -> None:
    body = framed("Team \\N \\n", "Europe/Copenhagen", frozenset(), b"")
    assert rb"NAME:Team \\N \\n" in body.splitlines()
