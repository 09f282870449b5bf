"""The law of agreement over lines: what lines cost is what rules report, and lines and CP-SAT agree on the best."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from rostering.audit.judgement import is_lawful, penalty_of
from rostering.demand.problem import Problem, Reference
from rostering.rules.book import RULES
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_cost, that_forbid
from rostering.rules.stability import Stability
from rostering.solver.lines.blocks import Blocks, LineBoard
from rostering.solver.lines.compact import compact_duals
from rostering.solver.lines.compiling import NoLine
from rostering.solver.lines.generation import Generation
from rostering.solver.lines.line_stage import LineStage, by_lines
from rostering.solver.lines.pricing import Pricing
from rostering.solver.lines.rows import Contradictory
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.model.feasibility import made_board
from samples.drawn import problems, rosters, rules
from samples.hand_made import person, problem, seat


def plenty() -> Budget:
    """More than any of these needs."""
    return Budget(SearchLimits(seconds=300, effort=100))


def least_by_lines(rule: Rule, roster: Roster) -> int | None:
    """What a rule costs at least for a fixed roster; None where somebody has no such line."""
    board = LineBoard(roster.problem)
    rule.apply(board)
    board.model.minimize(board.penalty_of([rule]))
    budget = plenty()
    try:
        blocks = Blocks(board)
        pricing = Pricing(blocks, 10_000, budget)
    except (Contradictory, NoLine):
        return None
    decided, bounds = board.decided(roster), blocks.bounds
    if any(not bounds.low[variable] <= held <= bounds.high[variable] for variable, held in decided.items()):
        return None
    scope = pricing.whole.deciding(decided)
    relaxed = scope and Generation(pricing, budget, compact_duals(blocks)).relax(scope, 100, 0.0)
    return relaxed.least if relaxed else None


@pytest.mark.parametrize("kind", RULES, ids=lambda rule: rule.name)
@settings(max_examples=15)
@given(data=st.data())
def test_the_price_of_everybodys_lines_is_the_penalty_of_check(kind: type[Rule], data: st.DataObject) -> None:
    problem = data.draw(problems())
    roster = data.draw(rosters(problem))
    rule = data.draw(rules(kind))
    breaches = list(rule.check(roster))
    if rule.penalty is not None:
        assert least_by_lines(rule, roster) == sum(breach.penalty or 0 for breach in breaches)
    elif rule.personal:
        assert (least_by_lines(rule, roster) is None) == bool(breaches)


def test_a_line_with_another_day_off_is_no_share_of_what_is_decided() -> None:
    seats = [seat("2026-11-02", number=number) for number in (1, 2)]
    kept = frozenset({("anna", date(2026, 11, 2))})
    before = Reference(date(2026, 10, 30), {one.id: "anna" for one in seats}, kept)
    made = replace(problem(seats, [person("anna"), person("bo")]), reference=before)
    held = [({}, frozenset()), ({}, kept), (before.holders, frozenset()), (before.holders, kept)]
    assert [least_by_lines(Stability(penalty=1, weeks=1), Roster(made, *one)) for one in held] == [6, 4, 2, 0]


def least_by_cp_sat(problem: Problem, law: list[Rule]) -> int:
    board = made_board(LineBoard, problem, law, plenty())
    for rule in that_cost(law):
        rule.apply(board)
    board.model.minimize(board.penalty_of(that_cost(law)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(board.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@settings(max_examples=40)
@given(data=st.data())
def test_lines_and_cp_sat_agree_on_the_best_with_every_rule_on(data: st.DataObject) -> None:
    problem = data.draw(problems())
    law = [data.draw(rules(kind)) for kind in RULES]
    empty = Roster(problem, {})
    assume(is_lawful(empty, that_forbid(law)))
    penalty = penalty_of(empty, that_cost(law))
    stage = LineStage("all", problem, that_forbid(law), [], that_cost(law))
    shown = by_lines(stage, empty, penalty, plenty())
    best = shown.roster or empty
    assert is_lawful(best, that_forbid(law))
    assert penalty_of(best, that_cost(law)) == shown.bound == least_by_cp_sat(problem, law)
