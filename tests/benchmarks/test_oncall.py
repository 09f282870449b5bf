"""The on-call benchmark: what it reads, finds and prints, against every roster that there is."""

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

import check_oncall
from oncall import solved
from oncall_instances import BadInstance, Instance, read_instance
from samples.oncall_samples import SMALL, instances, text_of

BENCHMARKS = Path(check_oncall.__file__).parent
BEST = {"4s-10d": 1, "4s-23d": 2, "10s-50d": 0, "10s-150d": 5, "20s-200d": 2}


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@settings(max_examples=40)
@given(instance=instances(most_days=8))
def test_what_is_found_is_the_best_of_all_rosters(instance: Instance) -> None:
    data = check_oncall.data_of(text_of(instance))
    every = ([0, *on] for on in product(range(1, len(instance.loads) + 1), repeat=instance.days))
    penalties = [check_oncall.penalty_of(data, on) for on in every if not any(check_oncall.broken(data, on))]
    row = dict(solved(instance, seconds=60, workers=2))
    assert row["objective"] == row["bound"] == min(penalties, default=None)
    assert row["status"] == ("optimal" if penalties else "infeasible")
    assert not check_oncall.differences(data, row)


def test_a_file_is_read_with_comments_ranges_and_days_after_the_last(tmp_path: Path) -> None:
    (tmp_path / "small.dzn").write_text(SMALL)
    read = read_instance(tmp_path / "small.dzn")
    assert read.loads == (100, 50, 100)
    assert read.unavailable == (frozenset({1}), frozenset(), frozenset({4, 5}))
    assert read.fixed == (frozenset(), frozenset({1}), frozenset())
    assert (read.days, read.weekend_offset, read.adjacent, read.wednesday) == (9, 2, 1, 2)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("num_days = 9;", "", "'num_days' is missing"),
        ("num_days = 9;", "num_days = 0;", "'num_days' must be a number from 1 to 10000"),
        ("num_days = 9;", "num_days = {9};", "'num_days' must be a number from 1 to 10000"),
        ("num_days = 9;", "num_days = 9; num_days = 9;", "'num_days' stands twice"),
        ("num_days = 9;", "num_days = 9", "';' is missing before 'unavailable'"),
        ("num_days = 9;", "num_days 9;", "'=' is missing before '9'"),
        ("num_days = 9;", "num_days = nine;", "a number is missing before 'nine'"),
        ("num_days", "days", "unexpected 'days'"),
        ("num_days = 9;", "num_days = 9; ?", "unexpected '?'"),
        ("[100, 50,", "[100, 5000000,", "'work_load' must be a number from 0 to 10000"),
        ("[100, 50,", "[100,", "'work_load' must list one entry for each of the 3 staff"),
        ("{1, 12}", "7", "'unavailable' must list sets of days from 1"),
        ("{1, 12}", "{0}", "'unavailable' must list sets of days from 1"),
        ("{1, 12}", "{1", "',' or '}' is missing before ']'"),
        ("wed_before_weekend_str = 2", "wed_before_weekend_str = ", "the file ends within a value"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    file = tmp_path / "bad.dzn"
    file.write_text(SMALL.replace(was, becomes, 1))
    with pytest.raises(BadInstance) as refusal:
        read_instance(file)
    assert str(refusal.value) == f"{file}: {said}"


def test_files_that_are_none_are_refused_with_exit_2_before_anything_is_solved(tmp_path: Path) -> None:
    (tmp_path / "small.dzn").write_text(SMALL)
    (tmp_path / "binary.dzn").write_bytes(b"\xff\xfe")
    for bad, said in (("missing.dzn", "No such file or directory"), ("binary.dzn", "the file is not UTF-8 text")):
        result = run("oncall.py", tmp_path / "small.dzn", tmp_path / bad)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == f"oncall: {tmp_path / bad}: {said}\n"


def test_each_file_has_a_line_that_the_checker_agrees_with(tmp_path: Path) -> None:
    small, never = tmp_path / "small.dzn", tmp_path / "never.dzn"
    small.write_text(SMALL)
    never.write_text(SMALL.replace("{1, 12}, {},", "{6}, {6},").replace("4..5", "6..6"))
    result = run("oncall.py", small, never, "--time-limit", 30)
    assert result.returncode == 0, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["instance"], row["status"]) for row in rows] == [("small", "optimal"), ("never", "infeasible")]
    assert set(rows[0]) == {"instance", "status", "objective", "bound", "seconds", "roster"}
    (tmp_path / "rows.json").write_text(result.stdout)
    agreed = run("check_oncall.py", small, tmp_path / "rows.json")
    assert (agreed.returncode, agreed.stdout) == (0, f"small: agreed: optimal, objective {rows[0]['objective']}\n")
    assert run("check_oncall.py", never, tmp_path / "rows.json").returncode == 0


def test_the_checker_says_what_differs(tmp_path: Path) -> None:
    file, result = tmp_path / "small.dzn", tmp_path / "row.json"
    file.write_text(SMALL)
    row = {"instance": "small", "status": "optimal", "objective": 5, "bound": 5, "roster": [1, 1, 1, 3, 3, 1, 2, 3, 1]}
    result.write_text(json.dumps(row))
    said = run("check_oncall.py", file, result)
    assert said.returncode == 1
    assert said.stdout.splitlines() == [
        "small: 1 cannot have day 1",
        "small: 2 must have day 1",
        "small: 3 cannot have day 4",
        "small: 3 cannot have day 5",
        "small: 1 has days 1, 2 and 3 in a row",
        "small: 1 has weekend 3 and day 2 beside it",
        "small: the objective is said to be 5 and is 8",
        "small: status 'optimal' and bound 5 do not fit a penalty of 8",
    ]
    result.write_text(json.dumps(row | {"instance": "other"}))
    assert run("check_oncall.py", file, result).returncode == 2
    result.write_text(json.dumps(row | {"roster": []}))
    assert run("check_oncall.py", file, result).returncode == 1


def test_the_published_instances_are_proven() -> None:
    if not (shared := os.environ.get("ROSTERING_SHARED")):
        pytest.skip("ROSTERING_SHARED does not name the folder with the published instances")
    files = sorted((Path(shared) / "benchmarks" / "oncall").glob("*.dzn"))
    result = run("oncall.py", *files)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["instance"]: row["objective"] for row in rows} == BEST
    assert {row["status"] for row in rows} == {"optimal"}
