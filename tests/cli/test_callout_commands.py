"""The commands callouts, on an autumn that is over."""

import json
from pathlib import Path

import pytest

from samples.called import Command
from samples.callout_firm import calling, on, pim
from samples.shared import copy_of

SATURDAY = ("--customer", "havn", "--who", "elma", "--priority", "P1", "--what", "The shop is down")
TIMES = ("--called", on(8, "10:00"), "--answered", on(8, "10:15"), "--ended", on(8, "12:30"))


@pytest.fixture(autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    """The store, named as commands expect it."""
    return copy_of(calling(tmp_path_factory), "calls", tmp_path)


def test_every_command_and_option_is_explained(rostering: Command) -> None:
    for command in ("", "add", "read", "list", "answer", "update", "end", "correct", "withdraw"):
        answer = rostering("callouts", *command.split(), "--help")
        options = answer.out.partition("Options:")[2].splitlines()
        assert answer.code == 0
        assert all(line[20:].strip() or not line.strip().startswith("-") for line in options if line.strip())


def test_a_callout_is_added_listed_corrected_and_withdrawn(rostering: Command) -> None:
    assert rostering("callouts", "list", "2025-11").out == "No call-out.\n"
    added = "Call-out 1: Elma Tangstrup for Havnekontoret Køl A/S, Sat 8 Nov 2025 10:00-12:30.\n"
    assert rostering("callouts", "add", *SATURDAY, *TIMES).out == added
    listed = rostering("callouts", "list", "2025-11").out
    assert "Elma Tangstrup" in listed
    assert listed.endswith("1 call-out, 2:30 hours\n")
    assert rostering("callouts", "correct", "1", "--ended", on(8, "13:00")).out == added.replace("12:30", "13:00")
    assert rostering("callouts", "withdraw", "1", "--reason", "A test").out == "Call-out 1 counts no more.\n"
    assert rostering("callouts", "list", "2025-11").out == "No call-out.\n"
    assert "withdrawn:" in rostering("callouts", "list", "2025-11", "--all").out
    again = rostering("callouts", "withdraw", "1")
    assert (again.code, again.err) == (3, "rostering: call-out 1 was withdrawn\n")


def test_a_callout_as_a_document_says_all_that_is_known(rostering: Command) -> None:
    made = rostering("callouts", "add", *SATURDAY, *TIMES, "--json").json
    assert {key: made[key] for key in ("callout", "customer", "consultant", "seat", "kind", "outside_duty")} == {
        "callout": 1,
        "customer": "havn",
        "consultant": "elma",
        "seat": pim(8),
        "kind": "weekend",
        "outside_duty": False,
    }
    assert (made["called"], made["ended"], made["minutes"]) == (
        "2025-11-08T10:00:00+01:00",
        "2025-11-08T12:30:00+01:00",
        150,
    )
    assert rostering("callouts", "list", "2025-11", "--who", "elma", "--customer", "havn", "--json").json == [made]
    assert rostering("callouts", "list", "2025-11", "--customer", "molo", "--json").json == []


def test_a_callout_that_goes_on_is_answered_told_and_ended(rostering: Command) -> None:
    begun = rostering("callouts", "add", *SATURDAY, "--called", on(8, "10:00"))
    assert begun.out == "Call-out 1: Elma Tangstrup for Havnekontoret Køl A/S since Sat 8 Nov 2025 10:00.\n"
    for command in ("answer", "update"):
        assert rostering("callouts", command, "1", "--at", on(8, "10:30")).code == 0
    ended = rostering("callouts", "end", "1", "--at", on(8, "11:00"), "--json").json
    assert [entry["act"] for entry in ended["entries"]] == ["added", "answered", "updated", "ended"]
    assert rostering("callouts", "end", "1").code == 3


def test_a_callout_outside_any_duty_is_taken_and_told_so(rostering: Command) -> None:
    made = rostering("callouts", "add", *SATURDAY, "--called", on(9, "10:00"), "--ended", on(9, "11:00"))
    assert (made.code, made.err) == (0, "rostering: note: it was outside any duty\n")


def test_a_file_is_read_once_and_its_faults_are_told_at_once(rostering: Command, tmp_path: Path) -> None:
    rows = ["customer,who,called,ended,priority,what", f"havn,elma,{on(8, '10:00')},{on(8, '11:00')},p1,Down"]
    file = tmp_path / "calls.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert rostering("callouts", "read", str(file)).out == "1 call-out added; 0 known before.\n"
    assert rostering("callouts", "read", str(file), "--json").json == {"added": [], "known": 1, "outside_duty": 0}
    file.write_text("\n".join([*rows, f"hav,elma,{on(8, '10:30')},,p1,Down"]) + "\n", encoding="utf-8")
    wrong = rostering("callouts", "read", str(file))
    assert (wrong.code, wrong.err.splitlines()) == (
        2,
        [
            "calls.csv:3: unknown customer 'hav' (did you mean 'havn'?)",
            "calls.csv:3: called: Elma Tangstrup was on call-out 1 then, Sat 8 Nov 2025 10:00-11:00 "
            "(correct or withdraw one of them)",
            "rostering: 2 faults; nothing was done",
        ],
    )
    assert rostering("callouts", "read", str(tmp_path / "none.csv")).code == 2


def test_what_is_not_there_is_said(rostering: Command) -> None:
    for words, told in (
        (("end", "7"), "there is no call-out 7"),
        (("list", "2025-11", "--who", "elm"), "there is no consultant 'elm' (did you mean 'elma'?)"),
        (("list", "2025-11", "--customer", "x"), "there is no customer 'x' (known: havn, molo)"),
    ):
        answer = rostering("callouts", *words)
        assert (answer.code, answer.err) == (2, f"rostering: {told}\n")
    failed = rostering("callouts", "add", "--customer", "havn", "--json")
    places = [place["place"] for place in json.loads(failed.out)["error"]["places"]]
    assert (failed.code, places) == (2, ["who", "priority", "what"])
