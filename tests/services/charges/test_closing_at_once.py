"""Several programs that close, and programs that are killed while they do, leave one right result."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.verifying import verify
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import DECEMBER, FIRST, HOLDERS, NOVEMBER, closable, post
from samples.half_closer import close_half
from samples.programs import Program, command


@pytest.fixture
def store(url: str, tmp_path: Path) -> str:
    return closable(url, tmp_path / "firm")


def started(url: str, *words: str) -> Program:
    return command("--db", url, "--json", "billing", *words)


def codes(programs: Sequence[Program]) -> list[int]:
    for program in programs:
        with program:
            program.rest()
    return sorted(program.code for program in programs)


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
    with Program(close_half, store, "2026-11") as program:
        assert program.stdout.readline() == "written\n"
        program.kill()
    with open_store(store).reading() as look:
        assert (look.charges.lines(), look.charges.closings(), look.charges.frozen()) == ((), {}, ())
    assert len(close_month(store, NOVEMBER, "cfo", early=True).lines) == 2
    assert verify(store, NOVEMBER).agrees


def test_a_program_that_is_killed_at_any_moment_leaves_a_month_open_or_closed(store: str) -> None:
    moments = random.Random(7)
    for _ in range(2):
        with started(store, "close", "--early", "2026-11") as program:
            time.sleep(moments.uniform(0, 0.5))
            program.kill()
        with open_store(store).reading() as look:
            assert len(look.charges.lines()) == 2 * len(look.charges.closings()) == len(look.charges.frozen())
    assert codes([started(store, "close", "--early", "2026-11")])[0] in {0, 3}
    assert len(show_charges(store, NOVEMBER).lines) == 2
    assert verify(store, NOVEMBER).agrees
