"""Several programs that close, and programs that are killed while they do, leave one right result."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import samples
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.verifying import verify
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import DECEMBER, FIRST, HOLDERS, NOVEMBER, closable, post

HALF_CLOSER = Path(samples.__file__).with_name("half_closer.py")


@pytest.fixture
def store(url: str, tmp_path: Path) -> str:
    return closable(url, tmp_path / "firm")


def started(url: str, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "rostering", "--db", url, "--json", "billing", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def codes(programs: Sequence[subprocess.Popen[str]]) -> list[int]:
    for program in programs:
        program.communicate()
    return sorted(program.returncode for program in programs)


def test_of_programs_that_close_one_month_at_once_one_succeeds(store: str) -> None:
    programs = [started(store, "close", "--early", "2026-11") for _ in range(2)]
    assert codes(programs) == [0, 3]
    with open_store(store).reading() as look:
        assert len(look.charges.lines()) == 2
        assert len([entry for entry in look.audit_log() if entry.action == "close"]) == 1
    assert verify(store, NOVEMBER).agrees


def test_two_months_closed_at_once_are_both_right(store: str, tmp_path: Path) -> None:
    programs = [started(store, "close", "--early", month) for month in ("2026-11", "2026-12")]
    assert codes(programs) == [0, 0]
    other = closable(str(tmp_path / "one_by_one.db"), tmp_path / "firm")
    for month in (NOVEMBER, DECEMBER):
        assert close_month(other, month, "cfo", early=True).lines == show_charges(store, month).lines
    assert verify(store, Period.parse("2026-11-01..2026-12-31")).agrees


def test_corrections_are_billed_once_though_two_months_are_closed_at_once(store: str) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    post(store, {**HOLDERS, FIRST: "birk"})
    assert codes([started(store, "close", "--early", month) for month in ("2026-12", "2027-01")]) == [0, 0]
    with open_store(store).reading() as look:
        assert len(look.charges.lines()) == 2 + 2
    assert verify(store, Period.parse("2026-11-01..2027-01-31")).agrees


def test_a_program_that_is_killed_before_the_end_has_closed_nothing(store: str) -> None:
    with subprocess.Popen(
        [sys.executable, HALF_CLOSER, store, "2026-11"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "written\n"
        program.kill()
    with open_store(store).reading() as look:
        assert (look.charges.lines(), look.charges.closings(), look.charges.frozen()) == ((), {}, ())
    assert len(close_month(store, NOVEMBER, "cfo", early=True).lines) == 2
    assert verify(store, NOVEMBER).agrees


def test_a_program_that_is_killed_at_any_moment_leaves_a_month_open_or_closed(store: str) -> None:
    moments = random.Random(7)
    for _ in range(2):
        program = started(store, "close", "--early", "2026-11")
        time.sleep(moments.uniform(0.2, 1.5))
        program.kill()
        program.communicate()
        with open_store(store).reading() as look:
            assert len(look.charges.lines()) == 2 * len(look.charges.closings()) == len(look.charges.frozen())
    assert codes([started(store, "close", "--early", "2026-11")])[0] in {0, 3}
    assert len(show_charges(store, NOVEMBER).lines) == 2
    assert verify(store, NOVEMBER).agrees
