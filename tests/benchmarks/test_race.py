"""The race: what contestants are told, what the plain one finds, and Timefold where there is one."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import check_oncall
import quarter
from oncall_instances import Instance
from race import COMMON, Row, table
from race_plain import plain
from race_task import ANYONE, FORBIDDEN, Task, oncall_task, quarter_task
from race_timefold import NoTimefold, jars_of, timefold
from rostering.audit.judgement import judge
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from samples.oncall_samples import SMALL, instances, text_of

BENCHMARKS = Path(check_oncall.__file__).parent


def weight(task: Task, on: Sequence[int | None]) -> tuple[int, int]:
    """Forbidden pairs, triples and empty seats, and the penalty of the last level without accounts and spreads."""
    hard, penalty = 0, task.certain
    for pair in task.pairs:
        one, other = (on[seat] for seat in pair.seats)
        if one is not None and one == other:
            cost = pair.penalties.get(ANYONE, pair.penalties.get(one, 0))
            hard, penalty = (hard + cost, penalty) if pair.level == FORBIDDEN else (hard, penalty + cost)
    hard += sum(len({on[seat] for seat in triple}) == 1 for triple in task.triples)
    return hard, penalty + sum(task.singles.get((seat, who), 0) for seat, who in enumerate(on) if who is not None)


@settings(max_examples=30)
@given(instance=instances(most_days=7))
def test_the_plain_contestant_finds_the_best_of_all_rosters(instance: Instance) -> None:
    data = check_oncall.data_of(text_of(instance))
    every = ([0, *on] for on in product(range(1, len(instance.loads) + 1), repeat=instance.days))
    penalties = [check_oncall.penalty_of(data, on) for on in every if not any(check_oncall.broken(data, on))]
    result = plain(oncall_task(data), seconds=60, workers=2)
    assert result.bounds == (min(penalties, default=None),)
    assert (result.holders is None) == (not penalties)


@settings(max_examples=60)
@given(instance=instances(), drawn=st.data())
def test_the_task_forbids_what_the_checker_does(instance: Instance, drawn: st.DataObject) -> None:
    data = check_oncall.data_of(text_of(instance))
    task = oncall_task(data)
    assume(all(task.able))  # a day that is fixed to two people is nobody's
    on = [drawn.draw(st.sampled_from(list(able))) for able in task.able]
    broken = list(check_oncall.broken(data, [0, *(who + 1 for who in on)]))
    assert bool(weight(task, on)[0]) == bool(broken)


def test_the_task_of_a_quarter_weighs_rosters_as_the_audit_does() -> None:
    problem, inputs = quarter.problem(Namespace(consultants=9, teams=1, quarters=1, seed=1))
    rules = [rule for rule in rules_of(inputs.policy) if isinstance(rule, COMMON)]
    task = quarter_task(problem, rules)
    for shift in range(3):
        on = [able[(seat + shift) % len(able)] if able else None for seat, able in enumerate(task.able)]
        named = {problem.seats[s].id: problem.consultants[who].id for s, who in enumerate(on) if who is not None}
        judged = judge(Roster(problem, named), rules)
        hard, penalty = weight(task, on)
        assert bool(hard) == bool(judged.hard)
        assert penalty == judged.penalty_by_rule.get("wishes", 0)


def test_a_table_names_penalty_and_bound_by_level_and_forbidden_breaches_instead() -> None:
    rows = [Row("small", "ours", 0, (0, 4), (0, None), 1.5), Row("small", "Timefold", 2, (9,), (None,), 0.25)]
    assert [line.split() for line in table(rows).splitlines()] == [
        ["race", "contestant", "penalty", "bound", "seconds"],
        ["small", "ours", "0", "4", "0", "-", "1.50"],
        ["small", "Timefold", "2", "forbidden", "-", "0.25"],
    ]


def test_without_timefold_the_others_race_and_a_message_says_why(tmp_path: Path) -> None:
    file = tmp_path / "small.dzn"
    file.write_text(SMALL)
    command = [sys.executable, str(BENCHMARKS / "race.py"), str(file), "--json", "--time-limit", "20"]
    bare = {key: value for key, value in os.environ.items() if key != "TIMEFOLD_WHEEL"}
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=bare)
    rows = json.loads(result.stdout)
    assert [row["contestant"] for row in rows] == ["ours", "plain"]
    assert rows[0]["penalty"] == rows[1]["penalty"] == rows[0]["bound"] == rows[1]["bound"]
    assert result.stderr.startswith("race: without Timefold, as ")


def test_timefold_finds_a_lawful_roster(tmp_path: Path) -> None:
    wheel = os.environ.get("TIMEFOLD_WHEEL")
    try:
        jars = jars_of(Path(wheel) if wheel else None, tmp_path)
    except NoTimefold as reason:
        pytest.skip(str(reason))
    data = check_oncall.data_of(SMALL)
    result = timefold(oncall_task(data), jars, seconds=2)
    on = [0, *((result.holders or {})[day] + 1 for day in range(data["num_days"]))]
    assert not list(check_oncall.broken(data, on))
    assert check_oncall.penalty_of(data, on) == plain(oncall_task(data), 20, 2).bounds[0]
