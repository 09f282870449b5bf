"""Failures as JSON: one document on stdout for each, with the exit code and the message that it has without."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from rostering.cli.main import app
from samples.called import Command
from samples.small_firm import edited, write_firm

CALLS = {
    "plan nonsense": (2, "bad_call", "'nonsense' is not a period: write"),
    "plan 2026 --time-limit x": (2, "usage", "Invalid value for '--time-limit'"),
    "plan": (2, "usage", "Missing argument 'PERIOD'"),
    "plan 2026 --nonsense": (2, "usage", "No such option"),
    "nonsense": (2, "usage", "No such command 'nonsense'"),
    "billing": (2, "usage", "a command is missing: see rostering billing --help"),
    "import nowhere": (2, "bad_call", "cannot read the data folder 'nowhere': there is no such folder"),
    "show": (2, "bad_call", "there is no store rostering.db yet"),
    "show --db nowhere/x.db": (4, "storage_failed", "the store nowhere/x.db cannot be made"),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_failure_is_one_document_with_its_kind_and_message(rostering: Command, call: str) -> None:
    code, kind, message = CALLS[call]
    plain, answer = rostering(*call.split()), rostering("--json", *call.split())
    assert plain.out == ""
    assert (answer.code, answer.err) == (code, plain.err)
    assert plain.code == code
    error = answer.json["error"]
    assert (error["kind"], error["places"]) == (kind, [])
    assert error["message"].startswith(message)


def test_a_missing_value_of_the_store_is_told_as_json_too(rostering: Command) -> None:
    answer = rostering("--json", "show", "--db")
    assert answer.code == 2
    assert answer.json["error"]["kind"] == "usage"
    assert "--db" in answer.json["error"]["message"]


def test_faults_of_a_folder_stand_with_their_places_beside_what_an_import_always_says(
    rostering: Command, tmp_path: Path
) -> None:
    write_firm(tmp_path / "new", **edited("bookings.csv", "backend:1,,", "nonsense:1,,"))
    answer = rostering("import", "new", "--json")
    assert answer.code == 2
    assert answer.json["added"] == 0
    assert answer.json["error"]["kind"] == "faulty_input"
    assert answer.json["error"]["places"] == answer.json["faults"] != []


@pytest.mark.usefixtures("published")
def test_what_is_refused_and_what_conflicts_have_kinds_of_their_own(rostering: Command) -> None:
    refused = rostering("billing", "close", "2026-10", "--json")
    assert (refused.code, refused.json["error"]["kind"]) == (1, "refused")
    assert refused.json["error"]["message"].startswith("2026-10 cannot be closed:")
    assert refused.json["reasons"]
    conflict = rostering("publish", "1", "--json")
    assert (conflict.code, conflict.json["error"]["kind"]) == (3, "conflict")


@pytest.fixture
def breaking() -> Iterator[Callable[[Callable[[], object]], None]]:
    """Adds a command `break` that does something."""
    before = list(app.registered_commands)

    def add(deed: Callable[[], object]) -> None:
        def command() -> None:
            """Do it."""
            deed()

        app.command("break")(command)

    yield add
    app.registered_commands[:] = before


@pytest.mark.parametrize("call", [("--json", "break"), ("break",)])
def test_a_command_that_is_stopped_by_hand_says_so(
    rostering: Command, breaking: Callable[[Callable[[], object]], None], call: tuple[str, ...]
) -> None:
    breaking(lambda: os.kill(os.getpid(), signal.SIGINT))
    answer = rostering(*call)
    assert (answer.code, answer.err.strip()) == (130, "rostering: stopped")
    if "--json" in call:
        assert answer.json == {"error": {"kind": "stopped", "message": "stopped by hand", "places": []}}
    else:
        assert answer.out == ""


def test_a_mistake_of_our_own_is_a_document_for_scripts_and_a_trace_for_people(
    rostering: Command, breaking: Callable[[Callable[[], object]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    breaking(partial(dict[str, str]().__getitem__, "nothing"))
    with pytest.raises(KeyError):
        rostering("--json", "break")
    said = json.loads(capsys.readouterr().out)
    assert said == {"error": {"kind": "crash", "message": "KeyError: 'nothing'", "places": []}}
    with pytest.raises(KeyError):
        rostering("break")
    assert capsys.readouterr().out == ""
