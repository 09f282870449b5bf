"""What a rule costs at least, by the solver."""

from dataclasses import replace

from ortools.sat.python import cp_model

from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.board import CpBoard


def least_penalty(rule: Rule, roster: Roster) -> int | None:
    """What the solver finds for a fixed roster; None when it is impossible."""
    board = CpBoard(roster.problem)
    rule.apply(board)
    board.fix(roster)
    board.model.minimize(board.penalty_of([rule]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(board.model)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL
    return round(solver.objective_value)


def breached(rule: Rule, judged: Roster) -> list[tuple[tuple[str, ...], int]]:
    """What each breach is about, and how much it is; what the rule tells the solver comes to as much."""
    found = [(breach.about, breach.amount) for breach in rule.check(judged)]
    assert least_penalty(replace(rule, penalty=1), judged) == sum(amount for _, amount in found)
    if rule.can_forbid:
        assert (least_penalty(replace(rule, penalty=None), judged) is None) == bool(found)
    return found
