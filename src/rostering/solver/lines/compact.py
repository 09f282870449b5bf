"""Prices to begin with: the duals of the ties in the linear relaxation of the model as it is."""

from ortools.linear_solver import pywraplp  # type: ignore[import-untyped] # has no types

from rostering.solver.lines.blocks import Blocks
from rostering.solver.lines.rows import FAR, Row


def compact_duals(blocks: Blocks) -> list[float]:
    """The price of each tie; 0 where there is no solution."""
    program = pywraplp.Solver.CreateSolver("GLOP")
    objective, infinity = program.Objective(), program.infinity()
    objective.SetMinimization()
    rows = [*blocks.ties, *(row for block in blocks.blocks.values() for row in block.rows)]
    variables: dict[int, pywraplp.Variable] = {}
    for number in sorted({v for row in rows for v in row.terms} | blocks.cost.keys()):
        variables[number] = program.NumVar(blocks.bounds.low[number], blocks.bounds.high[number], "")
        objective.SetCoefficient(variables[number], float(blocks.cost.get(number, 0)))

    def stated(row: Row) -> pywraplp.Constraint:
        low = float(row.least) if row.least > -FAR else -infinity
        made = program.Constraint(low, float(row.most) if row.most < FAR else infinity)
        for variable, weight in row.terms.items():
            made.SetCoefficient(variables[variable], float(weight))
        return made

    made = [stated(row) for row in rows]
    solved = program.Solve() == pywraplp.Solver.OPTIMAL
    return [tie.dual_value() if solved else 0.0 for tie in made[: len(blocks.ties)]]
