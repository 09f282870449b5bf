"""Commands in Danish: the firm's language, or the one that the environment asks for; JSON is English."""

import json
from pathlib import Path

import pytest

from rostering.resources import shipped
from samples.called import Command
from samples.danish import english_in
from samples.small_firm import edited, write_firm

DANISH = edited("organisation.toml", 'language = "en"', 'language = "da"')
SEAT = "preparedness:2026-11-07:backend:1"


@pytest.fixture
def danish(rostering: Command, tmp_path: Path) -> Command:
    """The command on a store of a firm that speaks Danish, planned and published."""
    write_firm(tmp_path / "danish", **DANISH)
    assert rostering("import", "danish").out.splitlines()[-1].startswith("Indlæste danish: ")
    assert rostering("plan", "2026-11", "--effort", "2", "--time-limit", "60").code in {0, 1}
    assert "Offentliggjorde vagtplan 1 for " in rostering("publish", "1", "--force").out
    return rostering


def test_nothing_english_is_left_in_what_people_read(danish: Command, tmp_path: Path) -> None:
    calls = (
        *(
            ("show", "1"),
            ("audit", "1"),
            ("fairness",),
            ("fairness", "--history"),
            ("rosters",),
            ("windows", "2026-11"),
        ),
        *(("risk", "2026-11"), ("billing", "show", "2026-11"), ("notices", "list"), ("leave", "list"), ("report", "1")),
        *(("windows", "2026-11"),),
        *(("diff", "1", "1"), ("who", "--at", "2026-11-07T12:00"), ("users", "list"), ("feeds", "token", "list")),
    )
    said = [danish(*call) for call in calls]
    texts = [one.out + one.err for one in said] + [(tmp_path / "roster.html").read_text("utf-8")]
    assert [english_in(shown) for shown in texts] == [[]] * len(texts)
    assert "Vagtplan 1 (offentliggjort)" in texts[0]
    assert '<html lang="da">' in texts[-1]


def test_json_is_english_in_every_language(danish: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = [("show", "1"), ("audit", "1"), ("fairness",), ("risk", "2026-11"), ("billing", "show", "2026-11")]
    firm = [danish(*call, "--json").out for call in calls]
    monkeypatch.setenv("ROSTERING_LANGUAGE", "en")
    assert [danish(*call, "--json").out for call in calls] == firm
    assert json.loads(firm[0])["status"] == "published"


def test_the_environment_asks_for_another_language(danish: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTERING_LANGUAGE", "en")
    assert "Roster 1 (published)" in danish("show", "1").out
    monkeypatch.setenv("ROSTERING_LANGUAGE", "xx")
    answer = danish("show", "1")
    assert (answer.code, answer.err) == (2, "rostering: 'xx' is not a language of rostering; known: en, da\n")


@pytest.mark.usefixtures("imported")
def test_a_firm_of_another_language_is_asked_in_danish(rostering: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTERING_LANGUAGE", "da")
    answer = rostering("rosters")
    assert answer.out == "Der er ingen vagtplan endnu.\n"


def test_day_classes_and_kinds_of_a_danish_firm_are_danish_in_its_files(danish: Command, tmp_path: Path) -> None:
    assert danish("billing", "export", "2026-11", "--out", "out").code == 0
    table = (tmp_path / "out" / "charges-2026-11.csv").read_text("utf-8-sig").splitlines()
    head, *rows = [line.split(";") for line in table]
    day_classes = {row[head.index("Dagklasse")] for row in rows}
    kinds = {row[head.index("Type")] for row in rows}
    assert kinds - {""} == {"beredskab"}
    assert day_classes - {""}
    assert not any("_" in one for one in day_classes)


REFUSALS = (
    *(("plan", "2026-13"), ("show", "99"), ("assign", "1", "nowhere", "asta"), ("assign", "1", SEAT, "aste")),
    *(("publish", "1"), ("replan", "1", "--absent", "birk"), ("replan", "1", "--from", "2027-01-01")),
    *(("explain", "1", "nowhere"), ("fairness", "9"), ("diff", "1", "9"), ("report", "9")),
    *(("what-if", "2026-11", "--remove-consultant", "nobody"), ("what-if", "2026-11", "--set-rule", "caps.week=1")),
    *(("what-if", "2026-11", "--cancel-booking", "B9"), ("what-if", "2026-11", "--add-booking", "havn")),
    *(("billing", "close", "2026-12", "--early"), ("billing", "close", "2027-01"), ("billing", "why", "nothing")),
    *(("billing", "export", "2026-11", "--format", "peppol", "--out", "out", "--without", "nobody"),),
    *(("billing", "verify", "2026-11", "--files", "nowhere"), ("billing", "export", "2026-11", "--format", "sap")),
    *(("leave", "accept", "9"), ("leave", "read", "nowhere.ics", "--consultant", "asta")),
    *(("leave", "read", "danish/rates.toml", "--consultant", "asta"), ("users", "remove", "nobody")),
    *(("feeds", "token", "add", "nobody"), ("feeds", "token", "revoke", "9"), ("rosters", "discard", "1")),
    *(("import", "nowhere"), ("import", "danish/rates.toml"), ("init", "danish"), ("init", "new", "--from", "nothing")),
    *(("notices", "send"), ("users", "add", "ida", "--role", "ops", "--consultant", "nobody")),
)
"""Calls of the Danish firm that cannot be honoured, or not in full."""


def test_whatever_is_refused_is_refused_in_danish(danish: Command) -> None:
    answers = {call: danish(*call) for call in REFUSALS}
    assert {call for call, answer in answers.items() if answer.code not in {1, 2, 3}} == set()
    assert {call for call, answer in answers.items() if "Usage: " in answer.err} == set()
    said = {call: english_in(answer.out + answer.err) for call, answer in answers.items()}
    assert {call: english for call, english in said.items() if english} == {}


def faulty(folder: Path) -> Path:
    """A Danish firm's folder with a fault in each of its files, and a calendar of its own that has some, too."""
    write_firm(folder, **DANISH)
    for file, old, new in (
        ("organisation.toml", "timezone", "timzone"),
        ("organisation.toml", 'calendar = "dk"', 'calendar = "own"'),
        ("packages.toml", 'extends = "', 'extends = "x'),
        ("policy.toml", "[rules.caps]", "[rules.kaps]"),
        ("rates.toml", "[[rate_cards]]", "[[rate_cards]"),
        ("consultants.csv", "asta,Asta", "asta,,Asta"),
        ("customers.csv", ",DK,91422778", ",Danmark,91422778"),
        ("agreements.csv", "premium,2024-01-01", "premium,01-01-2024"),
        ("bookings.csv", "backend:1", "backend:0"),
        ("leave.csv", "2026-11-08,leave", "2026-11-01,away"),
        ("ledger.csv", "birk,backend", "bjerk,backend"),
    ):
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    (folder / "own.toml").write_text('country = "XX"\nlanguage = "da"\nweeks = 3\n', "utf-8")
    return folder


def test_faults_of_a_folder_are_told_in_the_language_that_it_names(rostering: Command, tmp_path: Path) -> None:
    faulty(tmp_path / "faulty")
    answer = rostering("import", "faulty")
    assert answer.code == 2
    assert english_in(answer.err) == []
    assert "bookings.csv:2: roles: 'backend:0' er ikke en rolle med et antal" in answer.err
    assert "agreements.csv:2: from: '01-01-2024' er ikke en dato" in answer.err
    assert "own.toml: country: der kendes ingen helligdage for 'XX'" in answer.err
    assert answer.err.endswith(" fejl; intet blev indlæst\n")


def test_a_folder_whose_first_file_is_broken_is_still_spoken_to_in_its_language(
    rostering: Command, tmp_path: Path
) -> None:
    folder = write_firm(tmp_path / "broken", **DANISH)
    with (folder / "organisation.toml").open("a", encoding="utf-8") as file:
        file.write("this is no TOML\n")
    answer = rostering("import", "broken")
    assert "er ikke TOML: Der mangler '=' efter en nøgle (se på https://toml.io" in answer.err


def test_the_environment_comes_before_the_language_of_a_folder(
    rostering: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(tmp_path / "faulty")
    monkeypatch.setenv("ROSTERING_LANGUAGE", "en")
    answer = rostering("import", "faulty")
    assert "bookings.csv:2: roles: 'backend:0' is not a role with a head count" in answer.err


def test_faults_are_english_in_json_whatever_the_folder_speaks(
    rostering: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(tmp_path / "faulty")
    danish = rostering("--json", "import", "faulty").out
    monkeypatch.setenv("ROSTERING_LANGUAGE", "da")
    assert rostering("--json", "import", "faulty").out == danish
    monkeypatch.setenv("ROSTERING_LANGUAGE", "en")
    assert rostering("--json", "import", "faulty").out == danish
    messages = [fault["message"] for fault in json.loads(danish)["faults"]]
    assert "roles: 'backend:0' is not a role with a head count" in messages


def test_a_contradiction_is_explained_in_danish(rostering: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTERING_LANGUAGE", "da")
    assert rostering("import", str(shipped("examples") / "contradictory")).code == 0
    answer = rostering("plan", "2026-11", "--effort", "1")
    assert answer.code == 1
    assert english_in(answer.err) == []
    assert "ingen vagtplan overholder alle forbud, ikke engang en tom" in answer.err


def test_a_changed_file_of_a_danish_month_is_found_and_told(danish: Command, tmp_path: Path) -> None:
    assert danish("billing", "close", "2026-11", "--early").code == 0
    assert danish("billing", "export", "2026-11", "--out", "out").code == 0
    assert danish("billing", "verify", "2026-11", "--files", "out").code == 0
    table = tmp_path / "out" / "charges-2026-11.csv"
    table.write_bytes(table.read_bytes().replace(b"beredskab", b"standby", 1))
    answer = danish("billing", "verify", "2026-11", "--files", "out")
    assert (answer.code, english_in(answer.out)) == (1, [])
    assert answer.out.startswith("charges-2026-11.csv er ikke, som den blev skrevet: dens SHA-256 er ")


def test_picocore_is_danish_from_end_to_end(rostering: Command, tmp_path: Path) -> None:
    folder = tmp_path / "pico"
    folder.mkdir()
    for file in (shipped("examples") / "picocore").iterdir():
        (folder / file.name).write_bytes(file.read_bytes().replace(b'language = "en"', b'language = "da"'))
    calls = (
        *(("import", "pico"), ("import", "pico"), ("windows", "2026-10"), ("plan", "2026-10", "--effort", "1")),
        *(("show", "1", "--ids"), ("audit", "1"), ("explain", "1", "preparedness:2026-10-03:pim:1")),
        *(("assign", "1", "preparedness:2026-10-03:pim:1", "karen"), ("audit", "2"), ("diff", "1", "2")),
        *(("publish", "1", "--force"), ("fairness",), ("fairness", "--history"), ("rosters",)),
        *(("replan", "1", "--absent", "karen:2026-10-04", "--from", "2026-10-01", "--effort", "0.2"),),
        *(("risk", "2026-10", "--from", "2026-10-01"), ("radar", "--from", "2026-10-01"), ("who",), ("report", "1")),
        *(("billing", "show", "2026-10"), ("billing", "close", "2026-10"), ("billing", "show", "2026-10")),
        *(("billing", "why", "B-2026-031:2026-10-07:emil"), ("billing", "verify", "2026-10")),
    )
    answers = {call: rostering(*call) for call in calls}
    assert {call: answer.err for call, answer in answers.items() if answer.code != 0} == {}
    texts = {call: answer.out + answer.err for call, answer in answers.items()}
    texts[("the page",)] = (tmp_path / "roster.html").read_text("utf-8")
    assert {call: found for call, text in texts.items() if (found := english_in(text))} == {}
