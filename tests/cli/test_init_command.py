"""`init`: first data folders that can be imported at once."""

import tomllib
from pathlib import Path

import pytest

from rostering.folder.reader import HOLDS
from rostering.resources import shipped
from samples.called import Command

EXAMPLES = sorted(path.parent.name for path in shipped("examples").glob("*/organisation.toml"))


def test_a_first_folder_has_every_file_with_comments_and_headers_and_is_imported_at_once(
    rostering: Command, tmp_path: Path
) -> None:
    answer = rostering("init", "Vindkær & Søn", "--json")
    assert answer.json == {"files": [str(Path("Vindkær & Søn") / name) for name in answer_order()]}
    folder = tmp_path / "Vindkær & Søn"
    assert {file.name for file in folder.iterdir()} == set(answer_order())
    assert all("#" in file.read_text(encoding="utf-8") for file in folder.glob("*.toml"))
    assert all(file.read_text().count("\n") == 1 for file in folder.glob("*.csv"))
    assert tomllib.loads((folder / "organisation.toml").read_text(encoding="utf-8"))["name"] == "Vindkær & Søn"
    assert rostering("import", "Vindkær & Søn", "--json").code == 0
    assert rostering("plan", "2026-10", "--effort", "1").code == 0


def answer_order() -> list[str]:
    left_out = {"pagers.toml", "pay.toml", "pins.csv"}
    return [name for name in HOLDS if name not in left_out]


@pytest.mark.parametrize("name", ['Quote " and \\ & ]', "  spaced  ", "\x07\x1b", "Ærø"])
def test_any_name_makes_a_folder_that_can_be_imported(rostering: Command, name: str) -> None:
    assert rostering("init", "firm", "--name", name).code == 0
    assert rostering("import", "firm").code == 0


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_copied_as_it_is_and_imported_at_once(rostering: Command, tmp_path: Path, example: str) -> None:
    answer = rostering("init", "firm", "--from", example)
    assert answer.code == 0
    assert answer.out.endswith("To load it: rostering import firm\n")
    for file in (tmp_path / "firm").iterdir():
        assert file.read_bytes() == (shipped("examples") / example / file.name).read_bytes()
    assert rostering("import", "firm").code == 0


def test_an_empty_folder_is_taken_and_any_other_is_refused_and_left_alone(rostering: Command, tmp_path: Path) -> None:
    (tmp_path / "firm").mkdir()
    assert rostering("init", "firm").code == 0
    before = {file: file.read_bytes() for file in (tmp_path / "firm").iterdir()}
    refused = rostering("init", "firm", "--from", "picocore")
    said = "rostering: 'firm' is not empty; name a folder that is, or a new one\n"
    assert (refused.code, refused.err) == (2, said)
    assert {file: file.read_bytes() for file in (tmp_path / "firm").iterdir()} == before
    (tmp_path / "file").write_text("")
    assert rostering("init", "file").code == 2


def test_what_cannot_be_begun_with_is_told(rostering: Command) -> None:
    unknown = rostering("init", "firm", "--from", "picocor")
    said = "rostering: there is no example 'picocor' (did you mean 'picocore'?)\n"
    assert (unknown.code, unknown.err) == (2, said)
    assert rostering("init", "firm", "--from", "picocore", "--name", "X").code == 2
    assert not Path("firm").exists()
