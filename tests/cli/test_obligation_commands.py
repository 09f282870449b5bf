"""The commands obligations, by the clock of now."""

from datetime import date
from pathlib import Path

import pytest

from rostering.demand.due_dates import dues_in
from rostering.language.formats import short_day
from rostering.services.clock import now
from rostering.spans import Period
from rostering.store import open_store
from samples.called import Command
from samples.due_firm import import_due_firm

THIS_YEAR = now().year
AGREEMENTS = f"customer,package,from,to\naaby,premium,{THIS_YEAR - 1}-01-01,\nbrink,basic,2020-01-01,\n"
NEXT = THIS_YEAR + 1
KEY = f"aaby:review:{NEXT}Q1"


@pytest.fixture(autouse=True)
def store(rostering: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001 - it forgets COLUMNS
    monkeypatch.setenv("COLUMNS", "200")
    url = str(tmp_path / "rostering.db")
    import_due_firm(url, tmp_path / "firm", agreements=AGREEMENTS)
    return url


@pytest.mark.parametrize("command", ["", "list", "done", "move", "waive", "promises"])
def test_every_command_and_option_is_explained(rostering: Command, command: str) -> None:
    answer = rostering("obligations", *command.split(), "--help")
    options = answer.out.partition("Options:")[2].splitlines()
    assert answer.code == 0
    assert all(line[20:].strip() or not line.strip().startswith("-") for line in options if line.strip())


def test_what_falls_due_is_listed(rostering: Command, store: str) -> None:
    listed = rostering("obligations", str(NEXT))
    assert listed.code == 0
    assert "Review (at most 3 times a quarter)" in " ".join(listed.out.split())
    shapes = rostering("obligations", str(NEXT), "--customer", "aaby", "--json").json
    with open_store(store).reading() as look:
        inputs = look.inputs()
    dues = dues_in(inputs.agreements, inputs.catalogue.packages, Period.parse(str(NEXT)))
    assert [(each["key"], each["date"]) for each in shapes] == [(due.key, str(due.day)) for due in dues]
    review = next(each for each in shapes if each["key"] == KEY)
    assert (review["name"], review["often"], review["up_to"]) == ("Review", "1 a quarter", "3 a quarter")
    assert (review["by"], review["state"], review["steps"]) == ("account_manager", "due", [])
    assert (
        rostering("obligations", "list", str(NEXT), "--json").json == rostering("--json", "obligations", str(NEXT)).json
    )
    assert rostering("obligations", str(NEXT), "--customer", "brink").out == "Nothing falls due.\n"


def test_it_is_moved_done_and_waived(rostering: Command) -> None:
    moved = rostering("obligations", "move", KEY, "--to", f"{NEXT}-03-01", "--hours", "10:00-11:00", "--holder", "bo")
    assert moved.out.startswith(f"Review for Aaby Møbler A/S, {NEXT}Q1: ")
    assert " 1 Mar 10:00-11:00, by Bo Å; due, moved from " in moved.out
    done = rostering("obligations", "done", KEY, "--note", "early", "--json")
    listed = " ".join(rostering("obligations", str(NEXT)).out.split())
    assert f"done on {short_day(date.fromisoformat(done.json['steps'][-1]['date']))}" in listed
    assert (done.json["state"], [step["deed"] for step in done.json["steps"]]) == ("done", ["moved", "done"])
    assert (done.json["date"], done.json["hours"], done.json["holder"]) == (f"{NEXT}-03-01", "10:00-11:00", "bo")
    again = rostering("obligations", "done", KEY)
    assert (again.code, again.out) == (3, "")
    waived = rostering("obligations", "waive", KEY, "--reason", "it was another customer's")
    assert (waived.code, waived.out) == (0, f"Review for Aaby Møbler A/S, {NEXT}Q1: waived.\n")


def test_wrong_calls_end_with_2_and_say_why(rostering: Command) -> None:
    assert rostering("obligations", "soon").err.startswith("rostering: 'soon' is not a period: ")
    faulty = rostering("obligations", "move", KEY, "--to", "soon", "--hours", "late")
    assert faulty.code == 2
    assert "to: 'soon' is not a date" in faulty.err
    assert "hours: 'late' is not hours like 08:00-16:00" in faulty.err
    unknown = rostering("obligations", "done", "aaby:review:1999", "--json")
    assert (unknown.code, unknown.json["error"]["message"][:42]) == (2, "nothing is due that is called 'aaby:review")
    assert rostering("obligations", "promises", "--customer", "abby").err == "rostering: there is no customer 'abby'\n"


def test_promises_are_told_with_their_clocks(rostering: Command) -> None:
    told = " ".join(rostering("obligations", "promises").out.split())
    for words in ("2 a month", "first within 30 minutes, day and night", "first within 1 business day"):
        assert words in told
    (aaby, brink) = rostering("obligations", "promises", "--at", f"{NEXT}-01-01", "--json").json
    assert aaby["response"][0] == {
        "priority": "p1",
        "first": {"number": 1, "unit": "business_days"},
        "updates": {"number": 4, "unit": "hours"},
        "clock": {"hours": None, "calendar": None},
    }
    assert (aaby["response"][1]["clock"], aaby["allowances"][0]["a_month"]) == (None, 2)
    assert (brink["cadences"], brink["allowances"], brink["response"]) == ([], [], [])
    nothing = rostering("obligations", "promises", "--customer", "brink")
    assert nothing.out == "Nothing is promised besides windows.\n"


def test_they_speak_danish(rostering: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTERING_LANGUAGE", "da")
    assert "højst 3 gange i kvartalet" in " ".join(rostering("obligations", str(NEXT)).out.split())
    assert rostering("obligations", "waive", KEY, "--reason", " ").err.startswith("reason: skriv, hvorfor")
