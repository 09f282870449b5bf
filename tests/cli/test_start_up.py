"""What each command loads: the solver and the database only where they are needed."""

import ast
import inspect
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rostering.cli import services
from samples import loader
from samples.called import in_a_process
from samples.small_firm import write_firm

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


def test_each_use_case_is_the_module_that_its_type_says() -> None:
    written = [node for node in ast.walk(ast.parse(inspect.getsource(services))) if isinstance(node, ast.ImportFrom)]
    names = {f"{node.module}.{name.name}": name.name for node in written for name in node.names if name.asname}
    assert len(names) > 20
    assert {getattr(services, name).__name__ for name in names.values()} == set(names)


def test_a_use_case_that_is_not_there_is_no_attribute() -> None:
    assert not hasattr(services, "nothing")


@pytest.mark.parametrize("command", [(), ("--help",), ("--version",), ("plan", "--help"), ("billing", "--help")])
def test_help_loads_neither_solver_nor_database(tmp_path: Path, command: tuple[str, ...]) -> None:
    if command == ("billing", "--help"):
        command = ("billing", "show", "--help")
    assert not loads(tmp_path, *command) & (SOLVER | DATABASE)


def test_completion_loads_neither_solver_nor_database(tmp_path: Path) -> None:
    environment = {**os.environ, "_ROSTERING_COMPLETE": "complete_bash", "COMP_WORDS": "rostering p", "COMP_CWORD": "1"}
    command = [sys.executable, "-X", "importtime", "-c", "from rostering.cli.main import main; main()"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.split() == ["plan", "publish", "pay", "people", "pagers"]
    assert not loaded(done.stderr) & (SOLVER | DATABASE)


WITHOUT_SOLVER = [
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
    ("publish", "1"),
]
PLAN = ("plan", "2026-11", "--effort", "1")
STATES = {"publish": "planned", "plan": "imported"}


@pytest.fixture(scope="module")
def answers(firm_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """How each command ends and what it loads that none before it did; all run in one process, the plan last."""
    folder, lines = tmp_path_factory.mktemp("loading"), []
    for number, command in enumerate([*WITHOUT_SOLVER, PLAN]):
        write_firm(folder / str(number) / "firm")
        state = STATES.get(command[0], "published")
        shutil.copy(firm_stores / f"{state}.db", folder / str(number) / "rostering.db")
        lines.append(json.dumps([str(folder / str(number)), command]))
    program = [sys.executable, loader.__file__, str(folder / "report")]
    subprocess.run(program, input="\n".join(lines), encoding="utf-8", check=True, capture_output=True)
    return [json.loads(line) for line in (folder / "report").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("command", WITHOUT_SOLVER, ids=" ".join)
def test_what_does_not_solve_does_not_load_the_solver(command: tuple[str, ...], answers: list[dict[str, Any]]) -> None:
    answer = answers[WITHOUT_SOLVER.index(command)]
    assert answer["code"] in {None, 0, 1}
    assert SOLVER.isdisjoint(answer["loaded"])


def test_planning_loads_the_solver(answers: list[dict[str, Any]]) -> None:
    assert answers[-1]["code"] in {None, 0}
    assert set(answers[-1]["loaded"]) >= SOLVER


def test_what_is_loaded_is_seen(answers: list[dict[str, Any]]) -> None:
    assert {"rostering", "sqlmodel", "sqlalchemy"} <= {name for answer in answers for name in answer["loaded"]}
