"""An event is a line: JSON for programs, words for a terminal, and never a secret."""

import json
import logging
import os
import sys
from collections.abc import Callable

import pytest

from rostering.logs.begin import about
from rostering.logs.event_lines import EventLines
from rostering.logs.line_writer import LineWriter

SECRET = "S" * 40 + "-_9"


def record(text: str = "request", *values: object, level: int = logging.INFO, **facts: object) -> logging.LogRecord:
    made = logging.LogRecord("rostering.web", level, __file__, 1, text, values, None)
    made.__dict__.update(facts)
    return made


def event(of: logging.LogRecord) -> dict[str, object]:
    line = EventLines(is_terminal=False).format(of)
    assert "\n" not in line
    found: dict[str, object] = json.loads(line)
    return found


def test_an_event_is_one_line_of_json_with_all_that_it_is_about() -> None:
    found = event(record(status=200, ms=1.5, link=None, user=3))
    assert str(found.pop("at")).endswith("+00:00")
    assert found == {
        "level": "info", "event": "request", "status": 200, "ms": 1.5, "link": None, "user": 3, "by": "rostering.web",
    }  # fmt: skip


def test_on_a_terminal_it_is_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    line = EventLines(is_terminal=True).format(record(method="GET", route="/feeds/{token}", status=200))
    assert "request method=GET route=/feeds/{token} status=200 by=rostering.web" in " ".join(line.split())
    assert "\x1b" not in line


@pytest.mark.parametrize("is_terminal", [False, True])
def test_what_looks_like_a_secret_is_left_out_of_every_part_of_an_event(is_terminal: bool) -> None:
    try:
        int(SECRET)
    except ValueError as error:
        made = record("for %s", f"/feeds/{SECRET}/x.ics", level=logging.ERROR, path=SECRET, deep={"a": [SECRET]})
        made.exc_info = (type(error), error, error.__traceback__)
    said = EventLines(is_terminal).format(made)
    assert SECRET not in said
    assert "for /feeds/.../x.ics" in said
    assert "ValueError: invalid literal" in said


def test_passwords_in_addresses_and_what_is_named_a_secret_are_left_out() -> None:
    found = event(
        record(
            "cannot reach postgresql://anna:hu nt@host/db, smtp://bo:hunter2@mail:587", password="hunter2", Cookie="x=1"
        )
    )
    assert found["event"] == "cannot reach postgresql://anna:hu nt@host/db, smtp://bo:...@mail:587"
    assert (found["password"], found["Cookie"]) == ("...", "...")
    assert event(record("postgresql://anna:hunter2@host/db"))["event"] == "postgresql://anna:...@host/db"
    assert (
        event(record("listening on http://127.0.0.1:8000, ask a@b"))["event"]
        == "listening on http://127.0.0.1:8000, ask a@b"
    )


def test_nothing_in_an_event_tells_a_terminal_what_to_do() -> None:
    assert event(record("\x1b[2J", name_of="a\x07b\nc"))["name_of"] == "a?b\nc"
    assert event(record("\x1b[2J"))["event"] == "?[2J"


@pytest.fixture
def logged() -> Callable[[], list[dict[str, object]]]:
    """A logger's events, as its writer has written them."""
    reading, writing = os.pipe()
    writer = LineWriter(writing)
    writer.setFormatter(EventLines(is_terminal=False))
    logger = logging.getLogger("tests.logs")
    logger.propagate, logger.handlers = False, [writer]
    logger.setLevel(logging.INFO)

    def events() -> list[dict[str, object]]:
        logger.handlers = []
        writer.close()
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    return events


def test_events_say_which_request_they_belong_to_though_another_thread_writes_them(
    logged: Callable[[], list[dict[str, object]]],
) -> None:
    log = logging.getLogger("tests.logs")
    with about(request="abc"):
        log.warning("within")
    log.warning("after")
    assert [(one["event"], one.get("request")) for one in logged()] == [("within", "abc"), ("after", None)]


def test_an_event_that_cannot_be_written_takes_no_other_with_it(logged: Callable[[], list[dict[str, object]]]) -> None:
    class Unsayable:
        def __str__(self) -> str:
            raise KeyError(SECRET)

    log = logging.getLogger("tests.logs")
    log.info("first", extra={"what": Unsayable()})
    log.info("second")
    assert [one["event"] for one in logged()] == ["a line of the log could not be written: KeyError", "second"]


def test_a_reader_that_is_gone_stops_nobody() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    writer = LineWriter(writing)
    writer.setFormatter(EventLines(is_terminal=False))
    writer.emit(record())
    writer.close()
    os.close(writing)
    assert sys.stderr is not None
