"""Several programs, and programs that are killed, leave a whole store."""

import random
import sqlite3
import time
from pathlib import Path

import pytest

from rostering.store import open_store
from samples.programs import Program
from samples.store_samples import crew
from samples.store_writer import DUTIES, LARGE, SMALL, add_rosters, write_forever


@pytest.fixture
def url(bare_url: str) -> str:
    """A database in which nothing is yet."""
    return bare_url


def numbers_printed(program: Program) -> list[int]:
    with program:
        output = program.rest()
    assert program.code == 0
    return [int(line) for line in output.split()]


def test_programs_that_make_a_store_and_add_rosters_at_once_all_succeed(url: str) -> None:
    programs = [Program(add_rosters, url, "10") for _ in range(3)]
    numbers = [number for program in programs for number in numbers_printed(program)]
    assert sorted(numbers) == list(range(1, 31))
    with open_store(url).reading() as look:
        assert look.version_numbers() == tuple(range(1, 31))


def test_a_killed_program_leaves_whole_rosters_and_whole_inputs(tmp_path: Path) -> None:
    file = tmp_path / "rostering.db"
    moments = random.Random(1)
    for _ in range(4):
        kill_while_writing(file, moments.uniform(0, 0.3))
        check_whole(file)


def kill_while_writing(file: Path, moment: float) -> None:
    with Program(write_forever, str(file)) as program:
        assert program.stdout.readline() == "written\n"
        time.sleep(moment)
        program.kill()


def check_whole(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    with open_store(str(file)).reading() as look:
        assert look.inputs() in [crew(size, name=f"One of {size}") for size in (SMALL, LARGE)]
        numbers = look.version_numbers()
        assert numbers == tuple(range(1, len(numbers) + 1))
        assert {len(look.version(number).duties) for number in numbers} == {DUTIES}
