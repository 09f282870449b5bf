"""Shift scheduling: the search over lines against CP-SAT, the rules against the checker that knows none of them."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from ortools.sat.python import cp_model

import check_nrp
import nrp
from line_search.columns import Columns
from line_search.lineboard import LineBoard
from line_search.reduced_costs import ClosingAnswer, GapClosing
from nrp_instance import candidates, problem_of, read, rules_of
from nrp_rules import date_of
from rostering.domain.seats import seat_id
from rostering.rules.roster import Roster
from rostering.solver.model.board import CpBoard
from rostering.solver.model.budget import Budget, SearchLimits

BENCHMARKS = Path(nrp.__file__).parent
FAMILY = range(12)
HALF_A_MINUTE = SearchLimits(seconds=30)


def written(folder: Path, seed: int) -> Path:
    """A small instance drawn by chance, in the format of its family."""
    draw = random.Random(seed)
    days, shifts, staff = draw.choice([7, 10, 14]), ["E", "L", "N"][: draw.randint(1, 3)], ["A", "B", "C", "D"]
    caps = [f"{shift}={draw.choice([days, days, 4])}" for shift in shifts]
    lines = ["SECTION_HORIZON", str(days), "", "SECTION_SHIFTS"]
    lines += [f"{shift},{480 + 60 * i},{draw.choice(['', shifts[0]]) if i else ''}" for i, shift in enumerate(shifts)]
    lines += ["", "SECTION_STAFF"]
    for who in staff:
        most, least = draw.randint(3, 5), draw.randint(1, 2)
        hours = (draw.randint(1, 3) * days * 480 // 7, draw.randint(4, 5) * days * 480 // 7 + 300)
        lines.append(
            f"{who},{'|'.join(caps)},{hours[1]},{hours[0]},{most},{least},{draw.randint(1, 2)},{draw.randint(1, 2)}"
        )
    lines += ["", "SECTION_DAYS_OFF", *(f"{who},{draw.randrange(days)}" for who in staff)]
    wish = [(who, draw.randrange(days), draw.choice(shifts), draw.randint(1, 4)) for who in staff for _ in range(3)]
    told = {(who, day): (who, day, shift, weight) for who, day, shift, weight in wish}
    rows = [",".join(map(str, row)) for row in told.values()]
    lines += [
        "",
        "SECTION_SHIFT_ON_REQUESTS",
        *rows[::2],
        "",
        "SECTION_SHIFT_OFF_REQUESTS",
        *rows[1::2],
        "",
        "SECTION_COVER",
    ]
    lines += [
        f"{day},{shift},{draw.randint(0, 2)},{draw.choice([10, 100])},1" for day in range(days) for shift in shifts
    ]
    file = folder / f"Instance{seed}.txt"
    file.write_text("# made up\n" + "\n".join(lines) + "\n")
    return file


def plainly(path: Path) -> int | None:
    """What CP-SAT finds with the same rules on its own board; None where there is no roster."""
    instance = read(path)
    board = CpBoard(problem_of(instance), lambda seat, who: who in candidates(seat))
    rules = rules_of(instance)
    for rule in rules:
        rule.apply(board)
    board.model.minimize(board.penalty_of(rules))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2  # without it one of the family takes a thousand times as long
    status = solver.solve(board.model)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


@pytest.mark.parametrize("seed", FAMILY)
def test_lines_and_cp_sat_find_the_same_best_penalty(seed: int, tmp_path: Path) -> None:
    path = written(tmp_path, seed)
    result = nrp.solve(read(path), SearchLimits(seconds=600, workers=2))
    assert check_nrp.disagreements(path, result) == []
    best = plainly(path)
    assert result["status"] == ("infeasible" if best is None else "optimal")
    assert result["objective"] == best


@pytest.mark.parametrize("seed", FAMILY[:5])
def test_questions_are_answered_with_lines_at_the_best_penalty_and_with_a_proof_below_it(
    seed: int, tmp_path: Path
) -> None:
    path = written(tmp_path, seed)
    instance, best = read(path), plainly(path)
    problem, rules = problem_of(instance), rules_of(instance)
    lined = LineBoard(problem, candidates)
    for rule in rules:
        rule.apply(lined)
    lines = lined.lines()
    closing = GapClosing(CpBoard(problem, lambda seat, who: who in candidates(seat)), rules, lines)
    everything = Columns(lines).root.open
    if best is None:
        assert closing.ask(everything, 10**6, Budget(HALF_A_MINUTE), 1) == ClosingAnswer(None, impossible=True)
        return
    assert closing.ask(everything, best - 1, Budget(HALF_A_MINUTE), 1) == ClosingAnswer(None, impossible=True)
    found = closing.ask(everything, best, Budget(HALF_A_MINUTE), 1).lines
    assert found is not None
    assert lines.lawful(found)
    assert lines.penalty(found) == best
    held = {
        lines.seats[n, day, c]: lines.people[n] for n, line in enumerate(found) for day, c in enumerate(line) if c >= 0
    }
    breaches = [breach for rule in rules for breach in rule.check(Roster(problem, held))]
    assert (sum(breach.penalty or 0 for breach in breaches), [b for b in breaches if b.penalty is None]) == (best, [])
    only = np.zeros_like(everything)
    for person, line in enumerate(found):
        only[person, range(lines.days), line] = True
    assert closing.ask(only, best, Budget(HALF_A_MINUTE), 1) == ClosingAnswer(found, impossible=False)


@pytest.mark.parametrize("cap", [0, 2])
def test_somebody_who_cannot_work_as_much_as_they_must_makes_an_instance_infeasible(cap: int, tmp_path: Path) -> None:
    path = written(tmp_path, 1)
    text = re.sub(
        r"^A,[^,]*,(\d+),(\d+),", f"A,E={cap}|L={cap}|N={cap},9000,8000,", path.read_text(), flags=re.MULTILINE
    )
    path.write_text(text)
    result = nrp.solve(read(path), SearchLimits(seconds=600, workers=2))
    assert (result["status"], plainly(path)) == ("infeasible", None)


@pytest.mark.parametrize("seed", FAMILY)
def test_rules_and_checker_judge_any_roster_alike(seed: int, tmp_path: Path) -> None:
    path = written(tmp_path, seed)
    instance, rows, draw = read(path), check_nrp.sections(path), random.Random(seed)
    problem, rules = problem_of(instance), rules_of(instance)
    for _ in range(40):
        shown = {
            who: [draw.choice(["", "", *instance.shifts]) for _ in range(instance.days)] for who in instance.contracts
        }
        held = {seat_id(w, date_of(d), s, 1): w for w, line in shown.items() for d, s in enumerate(line) if s}
        breaches = [breach for rule in rules for breach in rule.check(Roster(problem, held))]
        assert any(breach.penalty is None for breach in breaches) == bool(list(check_nrp.faults(rows, shown)))
        assert sum(breach.penalty or 0 for breach in breaches) == check_nrp.objective(rows, shown)


def test_the_command_prints_one_object_a_file_that_the_checker_agrees_with(tmp_path: Path) -> None:
    files = [written(tmp_path, seed) for seed in (1, 2)]
    command = [sys.executable, str(BENCHMARKS / "nrp.py"), *map(str, files), "--time-limit", "20"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [json.loads(line)["instance"] for line in lines] == ["Instance1", "Instance2"]
    for file, line in zip(files, lines, strict=True):
        check = [sys.executable, str(BENCHMARKS / "check_nrp.py"), str(file), "-"]
        assert subprocess.run(check, input=line, capture_output=True, text=True, check=True).stdout == "agreed\n"


def test_the_checker_names_what_a_wrong_result_says(tmp_path: Path) -> None:
    path = written(tmp_path, 1)
    result = nrp.solve(read(path), SearchLimits(seconds=600, workers=2))
    assert check_nrp.disagreements(path, {**result, "objective": 10**6, "bound": None, "status": "feasible"})
    idle = {who: [""] * len(line) for who, line in result["roster"].items()}
    assert any("minutes" in fault for fault in check_nrp.disagreements(path, {**result, "roster": idle}))


@pytest.mark.parametrize("text", ["", "SECTION_HORIZON\nsoon\n", "SECTION_STAFF\nA,D=1\n", "\x00\x01"])
def test_a_file_that_is_no_instance_ends_with_a_sentence(text: str, tmp_path: Path) -> None:
    file = tmp_path / "no.txt"
    file.write_text(text)
    command = [sys.executable, str(BENCHMARKS / "nrp.py"), str(file), "--time-limit", "5"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(("number", "best"), [(1, 607), (2, 828), (3, 1001), (4, 1716)])
def test_small_published_instances_are_proven(number: int, best: int) -> None:
    shared = os.environ.get("ROSTERING_SHARED")
    if not shared:
        pytest.skip("ROSTERING_SHARED does not name the folder with the published instances")
    path = Path(shared) / "benchmarks" / "nrp" / f"Instance{number}.txt"
    assert nrp.solve(read(path), SearchLimits(seconds=120, workers=2))["bound"] == best
