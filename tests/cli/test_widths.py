"""What the environment says of the terminal: COLUMNS and NO_COLOR, piped or not."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.parametrize("columns", [40, 80, 100])
@pytest.mark.usefixtures("published")
def test_ids_are_never_broken_since_they_are_copied(
    rostering: Command, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    words = rostering("show", "1", "--ids").out.split()
    assert {duty["seat"] for duty in rostering("show", "1", "--json").json["duties"]} <= {*words}


COLOUR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[0-9;]+)(?:;[0-9]+)*m")


def on_a_terminal(*args: str, folder: Path, **environment: str) -> bytes:
    """What a command writes to a terminal that has colours."""
    ours, theirs = pty.openpty()
    usual = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CI")}
    process = subprocess.Popen(
        [sys.executable, "-m", "rostering", *args],
        cwd=folder,
        env={**usual, "TERM": "xterm-256color", **environment},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65536):
            said += part
    except OSError:  # Linux's way to say that nobody writes any more
        pass
    finally:
        os.close(ours)
        process.wait()
    return said


@pytest.mark.usefixtures("published")
def test_no_color_is_honoured_on_a_terminal(tmp_path: Path) -> None:
    assert COLOUR.search(on_a_terminal("show", "1", folder=tmp_path))
    for words in ("show 1", "who --at 2026-11-07T12:00", "rosters", "fairness", "show 9", "--help", "nonsense"):
        said = on_a_terminal(*words.split(), folder=tmp_path, NO_COLOR="1")
        assert said
        assert not COLOUR.search(said), words
