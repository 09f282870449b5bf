import io
import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from rostering.services.clock import now
from samples.called import Command
from samples.odd_files import HINT, ODD_FILES

pytestmark = pytest.mark.usefixtures("imported")
FIRST = now().date() + timedelta(days=50)
LAST = FIRST + timedelta(days=2)


@pytest.fixture
def calendar(tmp_path: Path) -> str:
    """A week off, a day marked free, a meeting."""
    entries = [
        f"DTSTART;VALUE=DATE:{FIRST:%Y%m%d}\nDTEND;VALUE=DATE:{LAST + timedelta(days=1):%Y%m%d}",
        f"DTSTART;VALUE=DATE:{LAST + timedelta(days=9):%Y%m%d}\nTRANSP:TRANSPARENT",
        f"DTSTART:{FIRST:%Y%m%d}T090000Z\nDURATION:PT1H",
    ]
    events = [f"BEGIN:VEVENT\nSUMMARY:Operation\n{entry}\nEND:VEVENT\n" for entry in entries]
    file = tmp_path / "ferie.ics"
    file.write_text(f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n")
    return str(file)


@pytest.mark.parametrize("command", ["", "read", "fetch", "list", "show", "accept", "reject"])
def test_every_command_and_option_is_explained(rostering: Command, command: str) -> None:
    answer = rostering("leave", *command.split(), "--help")
    options = answer.out.partition("Options:")[2].splitlines()
    assert answer.code == 0
    assert all(line[20:].strip() or not line.strip().startswith("-") for line in options if line.strip())


def test_reading_proposes_and_applies_nothing(rostering: Command, calendar: str) -> None:
    before = rostering("export", "before").code
    said = rostering("leave", "read", calendar, "--consultant", "asta").out
    assert "Proposal 1 for asta, from ferie.ics: proposed." in said
    assert "Left aside: 1 entry that takes less than a working day." in said
    assert "`rostering leave accept 1`" in said
    assert "Operation" not in said
    rostering("export", "after")
    assert before == 0
    assert Path("before/leave.csv").read_bytes() == Path("after/leave.csv").read_bytes()


def test_a_proposal_in_json_says_what_was_read_and_what_skipped(rostering: Command, calendar: str) -> None:
    answer = rostering("leave", "read", calendar, "--consultant", "asta", "--json").json
    free = str(LAST + timedelta(days=9))
    assert (answer["proposal"], answer["consultant"], answer["source"]) == (1, "asta", "ferie.ics")
    assert answer["items"] == [
        {"item": 1, "from": str(FIRST), "to": str(LAST), "ticked": True, "flags": [], "whole_days": True},
        {"item": 2, "from": free, "to": free, "ticked": False, "flags": ["marked free"], "whole_days": True},
    ]
    assert answer["skipped"] == [{"reason": "takes less than a working day", "count": 1}]
    assert rostering("leave", "show", "1", "--json").json == answer
    assert rostering("leave", "list", "--json").json == [answer]


def test_accepting_adds_leave_and_says_so(rostering: Command, calendar: str) -> None:
    rostering("leave", "read", calendar, "--consultant", "asta")
    accepted = rostering("leave", "accept", "1", "--json").json
    assert accepted["state"] == "accepted"
    assert accepted["added"] == [{"from": str(FIRST), "to": str(LAST)}]
    assert accepted["duties"] == []
    rostering("export", "folder")
    assert f"asta,{FIRST},{LAST},leave\n" in Path("folder/leave.csv").read_text()
    assert rostering("leave", "accept", "1").code == 3
    assert rostering("leave", "list").out == "No proposal waits for an answer.\n"
    assert "accepted" in rostering("leave", "list", "--all").out


def test_some_items_may_be_accepted_and_all_rejected(rostering: Command, calendar: str) -> None:
    rostering("leave", "read", calendar, "--consultant", "asta")
    rostering("leave", "read", calendar, "--consultant", "birk")
    assert rostering("leave", "accept", "1", "--items", "2").out == f"asta is on leave: {LAST + timedelta(days=9)}.\n"
    assert rostering("leave", "reject", "2").out == "Proposal 2 is rejected.\n"
    assert [each["state"] for each in rostering("leave", "list", "--all", "--json").json] == ["accepted", "rejected"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["read", "nowhere.ics", "--consultant", "asta"], 2, "cannot read 'nowhere.ics': No such file or directory"),
        (["read", ".", "--consultant", "asta"], 2, "cannot read '.': Is a directory"),
        (["read", "bad.ics", "--consultant", "asta"], 2, "bad.ics:2: the VEVENT that begins here never ends"),
        (["read", "bad.ics", "--consultant", "nobody"], 2, "there is no consultant 'nobody'"),
        (["show", "7"], 2, "there is no proposal 7"),
        (["accept", "7"], 2, "there is no proposal 7"),
        (["accept", "1", "--items", "one"], 2, "'one' are no item numbers: write them as 1,3"),
        (["reject", "7"], 2, "there is no proposal 7"),
        (["fetch", "https://calendar.test/secret", "--consultant", "asta"], 1, "addresses are not fetched here"),
    ],
)
def test_calls_that_cannot_be_honoured_say_why(
    rostering: Command, tmp_path: Path, words: list[str], code: int, sentence: str
) -> None:
    (tmp_path / "bad.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270104\n")
    answer = rostering("leave", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert "secret" not in answer.err


def test_an_entry_that_cannot_be_followed_is_left_aside_and_the_others_are_read(
    rostering: Command, tmp_path: Path
) -> None:
    leave = f"BEGIN:VEVENT\nDTSTART:{FIRST:%Y%m%d}\nEND:VEVENT\n"
    bells = f"BEGIN:VEVENT\nDTSTART:{FIRST:%Y%m%d}T080000Z\nRRULE:FREQ=HOURLY\nEND:VEVENT\n"
    (tmp_path / "bells.ics").write_text(f"BEGIN:VCALENDAR\n{bells}{leave}{bells}END:VCALENDAR\n")
    answer = rostering("leave", "read", "bells.ics", "--consultant", "asta")
    assert answer.code == 0
    assert "Left aside: 2 entries that repeat more often than leave does." in answer.out
    (item,) = rostering("leave", "show", "1", "--json").json["items"]
    assert (item["from"], item["to"], item["ticked"]) == (str(FIRST), str(FIRST), True)


def test_days_partly_away_are_offered_unticked_with_a_remark(rostering: Command, tmp_path: Path) -> None:
    lines = [f"DTSTART:{FIRST:%Y%m%d}T090000", f"DTEND:{FIRST + timedelta(days=4):%Y%m%d}T120000"]
    (tmp_path / "trip.ics").write_text(
        "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    )
    answer = rostering("leave", "read", "trip.ics", "--consultant", "asta", "--json").json
    whole = {"flags": ["floating time"], "whole_days": False}
    partly = {"flags": ["floating time", "partly away"], "whole_days": False}
    first, second, fourth, fifth = (str(FIRST + timedelta(days=day)) for day in (0, 1, 3, 4))
    assert answer["items"] == [
        {"item": 1, "from": first, "to": first, "ticked": False, **partly},
        {"item": 2, "from": second, "to": fourth, "ticked": True, **whole},
        {"item": 3, "from": fifth, "to": fifth, "ticked": False, **partly},
    ]
    assert "partly away" in rostering("leave", "show", "1").out


def test_an_address_may_come_from_stdin_out_of_sight(
    rostering: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    rostering("export", str(folder))
    organisation = folder / "organisation.toml"
    organisation.write_text(organisation.read_text() + "\n[leave]\nfetch_urls = true\n")
    rostering("import", str(folder))
    monkeypatch.setattr(sys, "stdin", io.StringIO("http://calendar.test/secret\n"))
    answer = rostering("leave", "fetch", "-", "--consultant", "asta")
    assert (answer.code, answer.err) == (2, "rostering: only addresses with https are fetched\n")


@pytest.mark.parametrize("odd", ODD_FILES)
def test_a_calendar_that_is_no_file_is_a_fault(rostering: Command, odd: str) -> None:
    make, said = ODD_FILES[odd]
    make(Path("away.ics"))
    answer = rostering("leave", "read", "away.ics", "--consultant", "asta")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[0] == f"away.ics: {said} ({HINT})"


def test_a_calendar_beyond_the_limit_is_not_read(rostering: Command) -> None:
    Path("away.ics").touch()
    os.truncate("away.ics", 1 << 40)
    answer = rostering("leave", "read", "away.ics", "--consultant", "asta")
    assert (answer.code, answer.err.splitlines()[0]) == (2, "away.ics: is too large (at most 1 MiB)")
