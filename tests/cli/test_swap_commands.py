"""The commands swaps, on a roster of the months to come."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from rostering.domain.seats import seat_id
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.spans import Period
from samples.called import Command
from samples.small_firm import write_firm
from samples.swap_firm import PEOPLE, firm_files, post

FIRST = now().date() + timedelta(days=42 - now().date().weekday())
"""A Monday."""
SATURDAYS = [day for day in (FIRST + timedelta(days=n) for n in range(14)) if day.isoweekday() == 6]
LEAVE = "consultant,from,to,kind\n"


def pim(day: date) -> str:
    return seat_id("preparedness", day, "pim", 1)


SEAT, OTHER = pim(SATURDAYS[0]), pim(SATURDAYS[1] + timedelta(days=1))


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> str:
    """A store of which some weeks to come are published, named as commands expect it."""
    url = str(tmp_path / "rostering.db")
    files = {**firm_files(), "leave_csv": LEAVE, "consultants_csv": PEOPLE}
    import_folder(url, write_firm(tmp_path / "firm", **files), "tester")
    post(url, Period(FIRST, FIRST + timedelta(days=27)), now())
    return url


@pytest.mark.parametrize(
    "command", ["", "list", "show", "offer", "take", "let-go", "decline", "withdraw", "approve", "refuse"]
)
def test_every_command_and_option_is_explained(rostering: Command, command: str) -> None:
    answer = rostering("swaps", *command.split(), "--help")
    options = answer.out.partition("Options:")[2].splitlines()
    assert answer.code == 0
    assert all(line[20:].strip() or not line.strip().startswith("-") for line in options if line.strip())


def test_a_duty_is_offered_taken_and_approved(rostering: Command) -> None:
    assert rostering("swaps", "list").out == "No swap is open.\n"
    assert rostering("swaps", "offer", SEAT, "--note", "A wedding").out == "Nobody has taken swap 1.\n"
    shown = rostering("swaps", "show", "1").out
    assert "Elma Tangstrup says: A wedding" in shown
    assert "Could take it: Folke Birkely, Gerda Ravnsbo." in shown
    assert rostering("swaps", "take", "1", "gerda").out == "Swap 1 has been taken, and waits for an ops lead.\n"
    assert "Penalty: " in rostering("swaps", "show", "1").out
    assert "waits for" in rostering("swaps", "list").out
    assert rostering("swaps", "approve", "1").out == "Swap 1 has taken effect.\nPublished roster 2.\n"
    assert rostering("swaps", "list").out == "No swap is open.\n"
    assert "Gerda Ravnsbo" in rostering("swaps", "list", "--all").out


def test_a_trade_as_a_document(rostering: Command) -> None:
    made = json.loads(rostering("swaps", "offer", SEAT, "--to", "folke", "--for", OTHER, "--json").out)
    assert (made["swap"], made["state"], made["giver"], made["to"]) == (1, "open", "elma", "folke")
    assert (made["duty"]["seat"], made["in_return"]["seat"]) == (SEAT, OTHER)
    assert made["duty"]["date"] == SATURDAYS[0].isoformat()
    shown = json.loads(rostering("swaps", "show", "1", "--json").out)
    assert shown["changes"]["forbidden"] == []
    assert shown["changes"]["penalty"] == sum(shown["changes"]["penalty_by_rule"].values())
    (listed,) = json.loads(rostering("swaps", "list", "--json").out)
    assert (listed["swap"], listed["changes"]) == (1, None)


def test_what_was_taken_is_let_go_declined_and_taken_back(rostering: Command) -> None:
    rostering("swaps", "offer", SEAT)
    rostering("swaps", "take", "1", "gerda")
    assert rostering("swaps", "let-go", "1").out == "Nobody has taken swap 1.\n"
    assert rostering("swaps", "decline", "1", "gerda").code == 0
    assert "was taken back by" in rostering("swaps", "withdraw", "1").out
    rostering("swaps", "offer", SEAT, "--to", "gerda")
    assert "was declined by" in rostering("swaps", "decline", "2", "gerda").out
    rostering("swaps", "offer", SEAT, "--to", "gerda")
    rostering("swaps", "take", "3", "gerda")
    assert "was not approved by" in rostering("swaps", "refuse", "3", "--reason", "No").out
    acts = [step["act"] for step in json.loads(rostering("swaps", "show", "1", "--json").out)["steps"]]
    assert acts == ["offered", "taken", "let go", "declined", "withdrawn"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("offer", SEAT, "--to", "asta"), 1, "Asta Fyrlund does not have the role PIM."),
        (("offer", "nonsense"), 3, "nonsense is nobody's duty"),
        (("offer", SEAT, "--to", "elma"), 2, "Elma Tangstrup has this duty already"),
        (("offer", SEAT, "--for", OTHER), 2, "say with whom to trade"),
        (("take", "7", "gerda"), 2, "there is no swap 7"),
        (("show", "7"), 2, "there is no swap 7"),
    ],
)
def test_what_cannot_be_ends_with_its_code(rostering: Command, words: tuple[str, ...], code: int, said: str) -> None:
    answer = rostering("swaps", *words)
    assert (answer.code, said in answer.err) == (code, True), answer.err
