"""What the environment says of the terminal: COLUMNS and NO_COLOR, piped or not."""

import pytest

from samples.called import Command


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
@pytest.mark.usefixtures("published")
def test_piped_tables_are_as_wide_as_columns_says(
    rostering: Command, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    told = [rostering(*words.split()).out for words in ("show 1", "fairness", "windows 2026-11")]
    assert all(len(line) <= columns for text in told for line in text.splitlines() if line.startswith(" "))
    monkeypatch.setenv("COLUMNS", str(columns + 40))
    assert rostering("show", "1").out != told[0] or columns == 140


@pytest.mark.parametrize("columns", ["0", "", "wide", "-5", "\u0663\u0660"])
@pytest.mark.usefixtures("published")
def test_nonsense_in_columns_leaves_the_usual_width(
    rostering: Command, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    usual = rostering("show", "1").out
    monkeypatch.setenv("COLUMNS", columns)
    assert rostering("show", "1").out == usual


@pytest.mark.usefixtures("published")
def test_show_names_seats_by_the_ids_that_assign_takes(rostering: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    duties = rostering("show", "1", "--json").json["duties"]
    words = rostering("show", "1", "--ids").out.split()
    assert [duty["seat"] for duty in duties if duty["seat"] not in words] == []
    assert duties[0]["seat"] not in rostering("show", "1").out.split()
