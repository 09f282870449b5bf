"""What each command loads: the solver and the database only where they are needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samples.called import in_a_process

SOLVER = {"ortools"}
DATABASE = {"sqlmodel", "sqlalchemy", "alembic"}
SEAT = "preparedness:2026-11-07:pim:1"


def loaded(report: str) -> set[str]:
    """The packages in a report of `python -X importtime`."""
    names = (line.rpartition("|")[2].strip() for line in report.splitlines() if line.startswith("import time:"))
    return {name.partition(".")[0] for name in names}


def loads(folder: Path, *args: str) -> set[str]:
    answer = in_a_process(*args, folder=folder, python=("-X", "importtime"))
    assert answer.code in {0, 1}, answer.err[-500:]
    assert "rostering" in loaded(answer.err)
    return loaded(answer.err)


@pytest.mark.parametrize("command", [(), ("--help",), ("--version",), ("plan", "--help"), ("billing", "--help")])
def test_help_loads_neither_solver_nor_database(tmp_path: Path, command: tuple[str, ...]) -> None:
    if command == ("billing", "--help"):
        command = ("billing", "show", "--help")
    assert not loads(tmp_path, *command) & (SOLVER | DATABASE)


def test_completion_loads_neither_solver_nor_database(tmp_path: Path) -> None:
    environment = {**os.environ, "_ROSTERING_COMPLETE": "complete_bash", "COMP_WORDS": "rostering p", "COMP_CWORD": "1"}
    command = [sys.executable, "-X", "importtime", "-c", "from rostering.cli.main import main; main()"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.split() == ["plan", "publish"]
    assert not loaded(done.stderr) & (SOLVER | DATABASE)


@pytest.mark.parametrize(
    "command",
    [
        ("import", "firm"),
        ("export", "out"),
        ("windows", "2026-11"),
        ("show",),
        ("audit",),
        ("assign", "1", SEAT, "-"),
        ("diff", "1", "1"),
        ("who",),
        ("fairness",),
        ("fairness", "2026-11"),
        ("report",),
        ("risk", "2026-11"),
        ("feeds", "export", "out"),
        ("billing", "show", "2026-11"),
        ("billing", "export", "2026-11"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("published", "firm")
def test_what_does_not_solve_does_not_load_the_solver(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert SOLVER.isdisjoint(loads(tmp_path, *command))


@pytest.mark.usefixtures("planned")
def test_publishing_does_not_load_the_solver(tmp_path: Path) -> None:
    assert SOLVER.isdisjoint(loads(tmp_path, "publish", "1"))


@pytest.mark.usefixtures("imported")
def test_planning_loads_the_solver(tmp_path: Path) -> None:
    assert loads(tmp_path, "plan", "2026-11", "--effort", "1") >= SOLVER
