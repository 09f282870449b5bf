"""Commands in Danish: the firm's language, or the one that the environment asks for; JSON is English."""

import json
import re
from pathlib import Path

import pytest

from rostering.language.sentences import KEPT
from samples.called import Command
from samples.small_firm import write_firm
from words import catalogue


def english() -> list[str]:
    """Messages with words that Danish has otherwise, long enough that no name of the firm can be meant."""
    found = []
    for message in catalogue("da"):
        forms = message.id if isinstance(message.id, tuple | list) else (message.id,)
        there = message.string if isinstance(message.string, tuple | list) else (message.string,)
        plain = [part for form in forms for part in re.split(r"{\w+}", str(form)) if message.context != KEPT]
        found += [
            part.strip() for part in plain if len(part.split()) > 1 and not any(part in str(one) for one in there)
        ]
    return sorted(set(found))


@pytest.fixture
def danish(rostering: Command, tmp_path: Path) -> Command:
    """The command on a store of a firm that speaks Danish, planned and published."""
    folder = write_firm(tmp_path / "danish")
    file = folder / "organisation.toml"
    file.write_text(file.read_text("utf-8").replace('language = "en"', 'language = "da"'), "utf-8")
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
    found = {text for text in english() for shown in texts if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", shown)}
    assert found == set()
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
