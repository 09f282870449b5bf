"""Solve shift scheduling instances through the product's rules and solver, and print one JSON object a run."""

import argparse
import json
import math
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from check_nrp import disagreements
from line_search.line_planner import FoundLines, search_lines
from line_search.lineboard import LineBoard
from line_search.lines import LineProblem
from line_search.reduced_costs import GapClosing
from nrp_instance import Instance, NoInstance, candidates, problem_of, read, rules_of
from nrp_rules import date_of
from rostering.audit.judgement import is_lawful, penalty_of
from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.board import CpBoard
from rostering.solver.model.budget import Budget, SearchLimits


def solve(instance: Instance, limits: SearchLimits) -> dict[str, Any]:
    """What is printed of an instance; the limit includes the making of the model."""
    began, budget = time.monotonic(), Budget(limits)
    problem, rules = problem_of(instance), rules_of(instance)
    board = LineBoard(problem, candidates)
    for rule in rules:
        rule.apply(board)
    lines = board.lines()
    closing = partial(_closing, problem, rules, lines)
    found = search_lines(lines, budget, closing)
    roster = Roster(problem, holders(lines, found)) if found.lines else None
    if roster and not is_lawful(roster, rules):
        raise AssertionError("the solver's roster breaks a rule")
    return {
        "instance": instance.name,
        "status": status(found),
        "objective": penalty_of(roster, rules) if roster else None,
        "bound": int(found.bound) if math.isfinite(found.bound) else None,
        "seconds": round(time.monotonic() - began, 2),
        "roster": {who: shown(roster, instance, who) for who in instance.contracts} if roster else {},
    }


def _closing(problem: Problem, rules: Sequence[Rule], lines: LineProblem) -> GapClosing:
    board = CpBoard(problem, lambda seat, who: who in candidates(seat))
    return GapClosing(board, rules, lines)


def holders(lines: LineProblem, found: FoundLines) -> Mapping[str, str]:
    """Who holds which seat."""
    taken = enumerate(found.lines or [])
    return {
        lines.seats[person, day, choice]: lines.people[person]
        for person, line in taken
        for day, choice in enumerate(line)
        if (person, day, choice) in lines.seats
    }


def status(found: FoundLines) -> str:
    """The search's end in one word."""
    if found.lines is not None:
        return "optimal" if found.proven else "feasible"
    return "infeasible" if found.bound == math.inf else "unknown"


def shown(roster: Roster, instance: Instance, who: str) -> list[str]:
    """An employee's shifts day by day, "" for a day off."""
    held = {seat.day: seat.role for seat in roster.own[who]}
    return [held.get(date_of(day), "") for day in range(instance.days)]


def main() -> int:
    """Read the arguments, solve file after file, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds for each file")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    limits = SearchLimits(seconds=max(0.0, 0.98 * arguments.time_limit - 0.5), workers=arguments.workers)
    for path in arguments.files:
        try:
            instance = read(path)
        except NoInstance as error:
            print(error, file=sys.stderr)
            return 2
        result = solve(instance, limits)
        if differing := disagreements(path, result):
            raise AssertionError(f"{path}: {'; '.join(differing)}")
        json.dump(result, sys.stdout)
        print(flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
