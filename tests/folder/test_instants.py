"""Instants as people write them: by the firm's clock, where the clock shows them once."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.folder.instants import instant, instants_in
from rostering.folder.notes import Misread

ZONE = ZoneInfo("Europe/Copenhagen")
naive = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-21T02:10", 1),
        ("2026-11-21 02:10", 1),
        ("2026-07-21T02:10:00", 0),
        ("21-11-2026 02:10", 1),
        ("21.11.2026 02.10", 1),
        ("2026-11-21T02:10+02:00", 0),
        ("2026-11-21T02:10Z", 2),
        ("2026-10-25T02:10+02:00", 0),
        ("2026-10-25T02:10+01:00", 1),
    ],
)
def test_a_time_is_by_the_firms_clock_unless_it_has_an_offset(text: str, hour: int) -> None:
    read = instant(text, ZONE)
    assert (read.hour, read.minute, read.tzinfo) == (hour, 10, UTC)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "2026-10-25T02:30",
            "'2026-10-25T02:30' comes twice as the clocks go back",
            "write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00",
        ),
        (
            "29-03-2026 02:30",
            "'29-03-2026 02:30' is skipped as the clocks go forward",
            "an hour later, the clock shows 03:30",
        ),
        ("2026-11-31T10:00", "'2026-11-31T10:00' is no date with a time", "there is no such time"),
        ("2026-11-30T24:01", "'2026-11-30T24:01' is no date with a time", "there is no such time"),
        ("0001-01-01T00:00", "'0001-01-01T00:00' is no date with a time", "there is no such time"),
        (
            "yesterday",
            "'yesterday' is no date with a time",
            "write it as 2026-12-24T20:00, by the firm's clock, or with an offset as 2026-12-24T20:00+01:00",
        ),
        (
            "2026-11-21",
            "'2026-11-21' is no date with a time",
            "write it as 2026-12-24T20:00, by the firm's clock, or with an offset as 2026-12-24T20:00+01:00",
        ),
    ],
)
def test_what_the_clock_never_shows_or_shows_twice_is_said_with_what_to_write(
    text: str, message: str, hint: str
) -> None:
    with pytest.raises(Misread) as told:
        instant(text, ZONE)
    assert (str(told.value), told.value.hint) == (message, hint)


@given(naive)
def test_what_is_read_is_what_the_clock_shows_and_every_minute_is_read_or_refused(wall: datetime) -> None:
    both = {wall.replace(tzinfo=ZONE, fold=fold).astimezone(UTC) for fold in (0, 1)}
    try:
        read = instant(wall.isoformat(), ZONE)
    except Misread:
        assert len(both) == 2
    else:
        assert both == {read}
        assert read.astimezone(ZONE).replace(tzinfo=None) == wall


def test_several_are_in_order() -> None:
    read = instants_in(ZONE)("2026-11-21T04:00 2026-11-21T03:00")
    assert [each.hour for each in read] == [2, 3]
