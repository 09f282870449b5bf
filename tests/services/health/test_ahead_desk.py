"""What lies ahead takes long in a large firm: whoever asks is told what is known, and nobody waits for it."""

import logging
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from rostering.answers.health import FiguresAhead
from rostering.errors import RosteringError
from rostering.services.health.ahead_desk import AheadDesk
from rostering.store import Pulse, Reading

AT = datetime(2026, 11, 7, 11, tzinfo=UTC)
LONG = 60.0
BEFORE: Pulse = (None, None)
"""A state of the store that is none by now, so that each look finds something newer to look for."""


def days(number: int) -> FiguresAhead:
    return FiguresAhead({}, number, 0, {}, {}, {})


def test_while_it_is_found_anew_the_last_is_told(imported: str) -> None:
    go_on, looks = Event(), []

    def find(_: Reading, __: datetime) -> FiguresAhead:
        looks.append(1)
        if len(looks) > 1:
            go_on.wait(LONG)
        return days(len(looks))

    desk = AheadDesk(imported, find)
    assert desk.look(BEFORE, AT, LONG) == days(1)
    assert [desk.look(BEFORE, AT, 0) for _ in range(3)] == [days(1)] * 3
    go_on.set()
    newer = desk.look(BEFORE, AT, LONG)
    assert newer
    assert newer.published_days > 1


def test_a_clock_that_jumps_back_or_ahead_makes_it_be_found_anew(imported: str) -> None:
    looks: list[datetime] = []

    def find(reading: Reading, at: datetime) -> FiguresAhead:
        looks.append(at)
        pulses.append(reading.pulse())
        return days(len(looks))

    pulses: list[Pulse] = []
    desk = AheadDesk(imported, find)
    desk.look(BEFORE, AT, LONG)
    for at in (AT, AT + timedelta(minutes=1), AT - timedelta(hours=1), AT + timedelta(hours=1)):
        desk.look(pulses[-1], at, LONG)
    assert looks == [AT, AT - timedelta(hours=1), AT + timedelta(hours=1)]


def test_where_it_cannot_be_found_the_log_says_so_once_and_nothing_is_told(
    imported: str, caplog: pytest.LogCaptureFixture
) -> None:
    def find(_: Reading, __: datetime) -> FiguresAhead:
        raise RosteringError("there is no calendar dk")

    desk = AheadDesk(imported, find)
    with caplog.at_level(logging.WARNING):
        assert [desk.look(BEFORE, AT, LONG) for _ in range(2)] == [None, None]
    assert [record.getMessage() for record in caplog.records] == [
        "what lies ahead cannot be told: there is no calendar dk"
    ]
