from pathlib import Path

import pytest

from rostering.services.rosters.edits import assign
from samples.called import Command

SEAT = "preparedness:2026-11-01:pim:1"


@pytest.mark.usefixtures("published")
def test_teams_and_customers_have_files_where_they_are_asked_for(rostering: Command) -> None:
    usual = rostering("feeds", "export", "ics", "--json").json["files"]
    more = rostering("feeds", "export", "ics", "--teams", "--customers", "--json").json["files"]
    new = ["ics/team-preparedness.ics", "ics/customer-havn.ics", "ics/customer-molo.ics"]
    assert more == [*usual, *new]
    assert all(Path(file).read_bytes().count(b"BEGIN:VEVENT") >= 9 for file in new)
    assert b"Fyrlund" not in Path(new[1]).read_bytes()


@pytest.mark.usefixtures("published")
def test_options_say_how_the_files_are_written(rostering: Command) -> None:
    assert rostering("feeds", "export", "plain").code == 0
    assert rostering("feeds", "export", "ics", "--language", "da", "--utc", "--busy", "--alarm", "30").code == 0
    plain, other = (Path(folder, "consultant-asta.ics").read_text("utf-8") for folder in ("plain", "ics"))
    for told in ("NAME:On call: Asta Fyrlund", "DTSTART;TZID=Europe/Copenhagen:"):
        assert told in plain
        assert told not in other
    for told in ("NAME:Vagt: Asta Fyrlund", "TRIGGER:-PT30M", "T070000Z"):
        assert told in other
        assert told not in plain
    assert "TRANSPARENT" not in other.replace("\r\n", "\n").split("SUMMARY:Kompenserende")[0]


def test_a_download_since_a_roster_tells_what_has_left_as_cancelled(rostering: Command, published: str) -> None:
    holder = next(d for d in rostering("show", "1", "--json").json["duties"] if d["seat"] == SEAT)["consultant"]
    other = "folke" if holder == "elma" else "elma"
    assign(published, 1, SEAT, other, "tester")
    assert rostering("publish", "2", "--force").code == 0
    assert rostering("feeds", "export", "ics", "--since", "1").code == 0
    assert Path(f"ics/consultant-{holder}.ics").read_bytes().count(b"STATUS:CANCELLED") == 1
    assert Path(f"ics/consultant-{other}.ics").read_bytes().count(b"STATUS:CANCELLED") == 0
    assert rostering("feeds", "export", "ics", "--since", "2").code == 0
    assert b"CANCELLED" not in Path("ics/all.ics").read_bytes()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--since 2", "roster 2 was never published"),
        ("--since 9", "there is no roster 9; the newest is 2"),
        ("--since 0", "there is no roster 0; the newest is 2"),
        ("--language sv", "'sv' is not a language of rostering; known: en, da"),
        ("--alarm -1", "an alarm is 0 to 40320 minutes before a duty, not -1"),
    ],
)
def test_wishes_that_cannot_be_met_are_answered_in_a_sentence(
    rostering: Command, published: str, options: str, sentence: str
) -> None:
    assign(published, 1, SEAT, None, "tester")
    answer = rostering("feeds", "export", "ics", *options.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"rostering: {sentence}")
    assert not Path("ics").exists()
