"""The hours of a call-out, by the clock on the wall."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from rostering.domain.callouts import Call
from rostering.language import speaking
from rostering.reports.roster.callouts import hours

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(
    ("called", "ended", "words"),
    [
        ("2026-11-21T01:10", "2026-11-21T02:30", "02:10-03:30"),
        ("2026-11-21T01:10", None, "02:10-"),
        ("2026-10-25T00:30", "2026-10-25T01:30", "02:30-02:30 (1:00 timer)"),
        ("2026-03-29T00:30", "2026-03-29T01:45", "01:30-03:45 (1:15 timer)"),
    ],
)
def test_how_long_it_took_is_said_where_the_clocks_were_changed_meanwhile(
    called: str, ended: str | None, words: str
) -> None:
    at, end = datetime.fromisoformat(called), datetime.fromisoformat(ended) if ended else None
    call = Call("fjord", "anna", at.replace(tzinfo=UTC), "p1", "x", ended=end and end.replace(tzinfo=UTC))
    with speaking("da"):
        assert hours(call, COPENHAGEN) == words
