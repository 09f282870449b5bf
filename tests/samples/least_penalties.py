"""What a rule costs at least, by the solver."""

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
