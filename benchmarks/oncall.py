"""Solve on-call instances through the product's board and rules; one JSON object a file.

    python benchmarks/oncall.py FILE... [--time-limit S] [--workers N]

Keys: instance, status (optimal, feasible, infeasible, unknown), objective, bound, seconds (from data to roster), roster
(staff number for each day, from 1; empty where there is none). Exit 2 where a file is no instance.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import check_oncall
from oncall_instances import BadInstance, Instance, problem_of, read_instance
from oncall_rules import rules_of
from oncall_search import solve
from rostering.audit.judgement import judge


def main() -> int:
    """Read all files, then solve one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds for each file")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    try:
        instances = [(path, read_instance(path)) for path in arguments.files]
    except BadInstance as error:
        print(f"oncall: {error}", file=sys.stderr)
        return error.exit_code
    for path, instance in instances:
        row = {"instance": path.stem, **solved(instance, arguments.time_limit, arguments.workers)}
        if found := check_oncall.differences(check_oncall.data_of(path.read_text(encoding="utf-8")), row):
            raise AssertionError(f"{path}: the checker rejects the roster: {'; '.join(found)}")
        print(json.dumps(row), flush=True)
    return 0


def solved(instance: Instance, seconds: float, workers: int) -> Mapping[str, object]:
    """The row of an instance, as audited."""
    began = time.monotonic()
    problem = problem_of(instance)
    rules = rules_of(instance, problem)
    answer = solve(problem, rules, seconds, workers)
    took = round(time.monotonic() - began, 3)
    if answer.roster is None:
        status = "unknown" if answer.possible else "infeasible"
        bound = answer.bound if answer.possible else None
        return {"status": status, "objective": None, "bound": bound, "seconds": took, "roster": []}
    judgement = judge(answer.roster, rules)
    if judgement.hard:
        raise AssertionError(f"the audit rejects the roster: {judgement.breaches[0].text}")
    return {
        "status": "optimal" if judgement.penalty == answer.bound else "feasible",
        "objective": judgement.penalty,
        "bound": answer.bound,
        "seconds": took,
        "roster": [int(answer.roster.holders[seat.id].lstrip("s")) for seat in problem.seats],
    }


if __name__ == "__main__":
    sys.exit(main())
