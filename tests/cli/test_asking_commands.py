from pathlib import Path

import pytest

from rostering.services.questions.changes import CHANGES
from samples.called import Command
from samples.small_firm import edited, write_firm

ASKED = ("what-if", "2026-11-02..2026-11-13", "--effort", "1")
CALL = ("quote", "--customer", "molo", "--part", "evening", "--from", "2026-10-01")


@pytest.mark.parametrize("command", ["what-if", "quote"])
def test_every_option_is_explained(rostering: Command, command: str) -> None:
    answer = rostering(command, "--help")
    options = answer.out.partition("Options:")[2].splitlines()
    assert answer.code == 0
    assert all(line[20:].strip() or line.strip().startswith("-") is False for line in options if line.strip())


def test_every_change_is_offered_as_it_is_written(rostering: Command) -> None:
    told = " ".join(rostering("what-if", "--help").out.split())
    assert all(f"{change.option} {change.form}" in told for change in CHANGES)


@pytest.mark.usefixtures("published")
def test_a_change_that_can_be_staffed_is_a_yes(rostering: Command) -> None:
    answer = rostering(*ASKED, "--add-booking", "molo:2026-11-10:evening:backend:1,pim:1")
    assert answer.code == 0
    assert answer.out.endswith("With these changes every seat is filled.\n")
    assert "  molo books evening on 2026-11-10: backend:1 pim:1.\n" in answer.out


@pytest.mark.usefixtures("imported")
def test_a_change_that_leaves_a_seat_empty_is_a_no(rostering: Command) -> None:
    answer = rostering(*ASKED, "--remove-consultant", "elma", "--remove-consultant", "folke", "--json")
    assert answer.code == 1
    assert answer.json["first_day_that_breaks"]["date"] == "2026-11-07"
    assert answer.json["difference"]["empty_seats"] == 2
    assert answer.json["before"]["published"] is None
    assert answer.err == ""


@pytest.mark.usefixtures("imported")
def test_all_that_is_wrong_is_said_at_once_with_its_option(rostering: Command) -> None:
    answer = rostering(*ASKED, "--set-rule", "caps.weekend=2", "--cancel-booking", "B7", "--json")
    assert (answer.code, list(answer.json)) == (2, ["error"])
    assert answer.err.splitlines() == [
        "--cancel-booking B7: unknown booking 'B7' (known: B1)",
        "--set-rule caps.weekend=2: the rule caps has no parameter 'weekend' (did you mean 'weekends'?)",
        "rostering: 2 faults; nothing was done",
    ]


@pytest.mark.usefixtures("imported")
def test_without_a_change_there_is_nothing_to_ask(rostering: Command) -> None:
    answer = rostering(*ASKED)
    assert answer.code == 2
    assert answer.err.startswith("rostering: nothing is to be changed: give one or more of --end-agreement")


@pytest.mark.usefixtures("published")
def test_a_booking_that_can_be_staffed_is_a_yes(rostering: Command) -> None:
    answer = rostering(*CALL, "--period", "2026-11-10", "--roles", "pim:1", "--shared")
    assert answer.code == 0
    assert "It can be staffed, for DKK 3.750,00 excluding VAT." in answer.out
    line = answer.out.splitlines()[-1].removeprefix("To take it, add to bookings.csv: ")
    assert line == "ID,molo,2026-11-10,2026-11-10,evening,pim:1,yes,"


@pytest.mark.usefixtures("published")
def test_the_line_to_add_is_one_that_an_import_takes(rostering: Command, tmp_path: Path) -> None:
    told = rostering(*CALL, "--period", "2026-11-10..2026-11-11", "--roles", "pim,backend:1").out.splitlines()[-1]
    line = told.rpartition(": ID")[2]
    sheet = edited("bookings.csv", "backend:1,,\n", f"backend:1,,\nB2{line}\n")
    assert rostering("import", str(write_firm(tmp_path / "new", **sheet))).code == 0


@pytest.mark.usefixtures("published")
def test_a_booking_that_cannot_be_staffed_is_a_no(rostering: Command) -> None:
    answer = rostering(*CALL, "--period", "2026-11-08", "--roles", "backend:2", "--json")
    assert answer.code == 1
    assert answer.json["possible"] is False
    assert answer.json["nearest"][0] == {"from": "2026-11-09", "to": "2026-11-09"}


@pytest.mark.usefixtures("published")
def test_a_faulty_booking_is_a_bad_call(rostering: Command) -> None:
    answer = rostering(*CALL, "--period", "tomorrow", "--roles", "pims")
    assert answer.code == 2
    assert "the booking: from: 'tomorrow' is not a date" in answer.err
    assert "the booking: unknown role 'pims' (did you mean 'pim'?)" in answer.err
    assert rostering("quote", "--customer", "molo").code == 2
