"""Our solver, a plain CP-SAT model and Timefold side by side, on the same task under the same limit.

    python benchmarks/race.py [FILE...] [--consultants N ...] [--time-limit S] [--workers N] [--timefold WHEEL] [--json]

FILE is an on-call instance; all of it is raced. `--consultants` races the first quarter of `quarter.py` twice. As
`quarter-N` under all rules, where plain is one model of them as they stand on the product's board, and Timefold does
not start. As `common-N` under the rules that all three are told of: coverage, role, leave, overlap, daily rest and
wishes, the largest unfairness and unfairness; without weekly rest and its compensating days, average hours, caps,
seniority, knowledge, continuity, spacing and big days.

- ours: the product's rules, board and search: the planner with all its stages, or `oncall_search.py`.
- plain: one CP-SAT model of yes-or-nos (`race_plain.py`), default parameters, the levels one after the other.
- Timefold: a planning entity for each seat, constraint streams, construction heuristic and late acceptance as they come
  (`race/Race.java`); it uses one core and proves nothing, so it has no bound, always searches to the limit, and its
  seconds are those of its last improvement.

Else plain and Timefold read the task (`race_task.py`): of the quarter, what the audit says of each person in each seat
and in each two seats up to two days apart, which is all that the local rules look at; three duties within two days may
still break one of them. Every roster is judged by the audit, level by level, and by the checker of on-call instances; a
forbidden breach shows instead of the penalty. `--timefold`, or TIMEFOLD_WHEEL, names the wheel of timefold 1.24.0b0 or
a folder where it is installed; without it or without Java that contestant is left out, with a message.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import check_oncall
import quarter
from oncall import solved
from oncall_instances import BadInstance, read_instance
from race_plain import STAGES, Result, plain, plain_board
from race_task import Task, oncall_task, quarter_task
from race_timefold import NoTimefold, jars_of, timefold
from rostering.audit.judgement import judge
from rostering.demand.problem import Problem
from rostering.rules.absence import NoDutyOnLeave, Wishes
from rostering.rules.book import rules_of
from rostering.rules.coverage import Coverage
from rostering.rules.daily_rest import DailyRest
from rostering.rules.fairness import LargestUnfairness, Unfairness
from rostering.rules.overlap import Overlap
from rostering.rules.qualification import Qualification
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan import planner

COMMON = (Coverage, Qualification, NoDutyOnLeave, Overlap, DailyRest, Wishes, LargestUnfairness, Unfairness)
LEVELS = tuple(stage.name.lower() for stage in STAGES)


@dataclass(frozen=True)
class Row:
    """How a contestant did: penalty and bound a level, None where there is none; `hard` counts forbidden breaches."""

    race: str
    contestant: str
    hard: int
    penalty: tuple[int, ...] | None
    bound: tuple[int | None, ...]
    seconds: float


@dataclass(frozen=True)
class Conditions:
    """What is the same for all contestants; without jars Timefold does not start."""

    seconds: float
    workers: int
    jars: list[Path]


def race_oncall(path: Path, conditions: Conditions) -> Iterator[Row]:
    """All contestants on an on-call instance."""
    data = check_oncall.data_of(path.read_text(encoding="utf-8"))
    row = solved(read_instance(path), conditions.seconds, conditions.workers)
    on, bound, seconds = row["roster"], row["bound"], row["seconds"]
    assert isinstance(on, list)
    assert isinstance(seconds, float)
    assert bound is None or isinstance(bound, int)
    yield _oncall_row(path.stem, "ours", data, Result(dict(enumerate(on)) or None, (bound,), seconds))
    for name, result in _others(oncall_task(data), conditions):
        named = result.holders and {day: who + 1 for day, who in result.holders.items()}
        yield _oncall_row(path.stem, name, data, Result(named, result.bounds, result.seconds))


def _oncall_row(race: str, name: str, data: check_oncall.Data, result: Result) -> Row:
    if not result.holders:
        return Row(race, name, 0, None, result.bounds, round(result.seconds, 3))
    on = [0, *(result.holders.get(day, 0) for day in range(data["num_days"]))]
    hard = sum(not who for who in on[1:]) + len(list(check_oncall.broken(data, on)))
    penalty = check_oncall.penalty_of(data, on)
    return Row(race, name, hard, (penalty,), result.bounds, round(result.seconds, 3))


def race_quarter(consultants: int, conditions: Conditions) -> Iterator[Row]:
    """A generated quarter: ours and plain under all rules, then everybody under those that all have in common."""
    arguments = argparse.Namespace(consultants=consultants, teams=max(1, consultants // 25), quarters=1, seed=1)
    problem, inputs = quarter.problem(arguments)
    rules = rules_of(inputs.policy)
    yield _ours(f"quarter-{consultants}", problem, rules, conditions)
    roster, result = plain_board(problem, rules, conditions.seconds, conditions.workers)
    yield _quarter_row(f"quarter-{consultants}", "plain", roster, rules, result)
    common = [rule for rule in rules if isinstance(rule, COMMON)]
    yield _ours(f"common-{consultants}", problem, common, conditions)
    for contestant, result in _others(quarter_task(problem, common), conditions):
        roster = _roster(problem, result.holders)
        yield _quarter_row(f"common-{consultants}", contestant, roster, common, result)


def _ours(race: str, problem: Problem, rules: Sequence[Rule], conditions: Conditions) -> Row:
    began = time.monotonic()
    limits = SearchLimits(
        seconds=conditions.seconds, effort=1e9, workers=max(conditions.workers, SearchLimits().workers)
    )
    made = planner.plan(planner.Task(problem, rules), Budget(limits))
    bounds = {stage.name: stage.bound for stage in made.stages}
    result = Result(None, tuple(bounds.get(level) for level in LEVELS), time.monotonic() - began)
    return _quarter_row(race, "ours", made.roster, rules, result)


def _roster(problem: Problem, holders: Mapping[int, int] | None) -> Roster | None:
    if holders is None:
        return None
    return Roster(problem, {problem.seats[s].id: problem.consultants[who].id for s, who in holders.items()})


def _quarter_row(race: str, name: str, roster: Roster | None, rules: Sequence[Rule], result: Result) -> Row:
    if roster is None:
        return Row(race, name, 0, None, result.bounds, round(result.seconds, 3))
    judged = judge(roster, rules)
    of = {rule.name: rule.stage.name.lower() for rule in rules}
    penalty = tuple(sum(cost for rule, cost in judged.penalty_by_rule.items() if of[rule] == level) for level in LEVELS)
    return Row(race, name, judged.hard, penalty, result.bounds, round(result.seconds, 3))


def _others(task: Task, conditions: Conditions) -> Iterator[tuple[str, Result]]:
    yield "plain", plain(task, conditions.seconds, conditions.workers)
    if conditions.jars:
        yield "Timefold", timefold(task, conditions.jars, conditions.seconds)


def table(rows: Sequence[Row]) -> str:
    """The rows as text."""
    lines = [f"{'race':14} {'contestant':10} {'penalty':>22} {'bound':>22} {'seconds':>8}"]
    for row in rows:
        penalty = f"{row.hard} forbidden" if row.hard else _joined(row.penalty or (None,))
        lines.append(f"{row.race:14} {row.contestant:10} {penalty:>22} {_joined(row.bound):>22} {row.seconds:8.2f}")
    return "\n".join(lines)


def _joined(values: Sequence[int | None]) -> str:
    return " ".join("-" if value is None else str(value) for value in values)


def main() -> int:
    """Read the arguments, race, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path)
    parser.add_argument("--consultants", type=int, nargs="*", default=[])
    parser.add_argument("--time-limit", type=float, default=30.0, help="seconds for each contestant")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--timefold", type=Path, default=os.environ.get("TIMEFOLD_WHEEL"))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        conditions = Conditions(arguments.time_limit, arguments.workers, _jars(arguments.timefold, Path(folder)))
        try:
            rows = [row for path in arguments.files for row in race_oncall(path, conditions)]
        except BadInstance as error:
            print(f"race: {error}", file=sys.stderr)
            return error.exit_code
        rows += [row for consultants in arguments.consultants for row in race_quarter(consultants, conditions)]
    print(json.dumps([asdict(row) for row in rows]) if arguments.json else table(rows))
    return 0


def _jars(wheel: Path | None, folder: Path) -> list[Path]:
    try:
        return jars_of(wheel, folder)
    except NoTimefold as reason:
        print(f"race: without Timefold, as {reason}", file=sys.stderr)
        return []


if __name__ == "__main__":
    sys.exit(main())
