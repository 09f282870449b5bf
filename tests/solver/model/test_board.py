"""The board's verbs mean what they say: compared with brute force over every assignment of a few literals."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from rostering.rules.board import FALSE, TRUE, Literal, Term
from rostering.rules.coverage import Coverage
from rostering.rules.roster import Roster
from rostering.solver.model.board import CpBoard, OutOfTime
from samples.hand_made import person, problem, seat

SEATS = [seat(f"2026-11-{day:02d}") for day in (3, 5, 7)]
Expression = Any
"""A signed number: of a seat (1, 2, 3) or of what is certain (4); or a verb with its expressions."""

light = settings(max_examples=25)
atoms = st.integers(1, 4).flatmap(lambda number: st.sampled_from([number, number, -number]))
expressions = st.recursive(
    atoms,
    lambda inner: st.tuples(st.sampled_from(["any", "all", "neither"]), st.lists(inner, max_size=4)),
    max_leaves=10,
)
several = st.lists(expressions, max_size=4)
weighed = st.lists(st.tuples(expressions, st.integers(-3, 3)), max_size=5)
penalties = st.integers(0, 3)


def literal(board: CpBoard, expression: Expression) -> Literal:
    if isinstance(expression, int):
        known = {number: board.holds(one, "anna") for number, one in enumerate(SEATS, start=1)} | {4: TRUE}
        return known[expression] if expression > 0 else -known[-expression]
    verb, parts = expression
    inner = [literal(board, part) for part in parts]
    if verb == "neither":
        return -board.any_of(inner)
    return board.any_of(inner) if verb == "any" else board.all_of(inner)


def truth(expression: Expression, values: Sequence[bool]) -> bool:
    if isinstance(expression, int):
        known = [*values, True][abs(expression) - 1]
        return known if expression > 0 else not known
    verb, parts = expression
    inner = [truth(part, values) for part in parts]
    return {"any": any(inner), "all": all(inner), "neither": not any(inner)}[verb]


def terms(board: CpBoard, weights: Sequence[tuple[Expression, int]]) -> list[Term]:
    return [(literal(board, expression), weight) for expression, weight in weights]


def weight(weights: Sequence[tuple[Expression, int]], values: Sequence[bool]) -> int:
    return sum(weight for expression, weight in weights if truth(expression, values))


def new_board() -> CpBoard:
    return CpBoard(problem(SEATS, [person("anna")]))


def solved(apply: Callable[[CpBoard], cp_model.LinearExprT]) -> Iterator[tuple[tuple[bool, ...], int | None]]:
    """Each assignment with the least value that the solver finds for an expression; None where it finds none."""
    for values in product([False, True], repeat=len(SEATS)):
        board = new_board()
        goal = apply(board)
        holders = {one.id: "anna" for one, held in zip(SEATS, values, strict=True) if held}
        board.fix(Roster(board.problem, holders))
        board.model.minimize(goal)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(board.model)
        assert status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}
        yield values, round(solver.objective_value) if status == cp_model.OPTIMAL else None


def agree(
    penalty: int | None,
    apply: Callable[[CpBoard, Coverage], None],
    units: Callable[[Sequence[bool]], int],
) -> None:
    """The solver's penalty is that of so many units, for every assignment; without a penalty, none are possible."""
    rule = Coverage(penalty=penalty)

    def penalised(board: CpBoard) -> cp_model.LinearExprT:
        apply(board, rule)
        return board.penalty_of([rule])

    for values, found in solved(penalised):
        breached = units(values)
        assert found == (penalty * breached if penalty is not None else None if breached else 0), values


@light
@given(expressions)
def test_any_of_and_all_of_are_true_where_they_say(expression: Expression) -> None:
    def difference(board: CpBoard) -> cp_model.LinearExprT:
        return board.variable(literal(board, expression)) + 0

    least = dict(solved(difference))
    most = dict(solved(lambda board: -1 * difference(board)))
    for values, found in least.items():
        assert found == -(most[values] or 0) == truth(expression, values)


@pytest.mark.parametrize(
    ("verb", "literals", "meaning"),
    [
        ("any", [], FALSE),
        ("any", [FALSE], FALSE),
        ("any", [TRUE, 7], TRUE),
        ("any", [7, -7], TRUE),
        ("any", [7, FALSE, 7], 7),
        ("all", [], TRUE),
        ("all", [TRUE], TRUE),
        ("all", [FALSE, 7], FALSE),
        ("all", [7, -7], FALSE),
        ("all", [-7, TRUE, -7], -7),
    ],
)
def test_what_is_certain_makes_no_new_choice(verb: str, literals: list[Literal], meaning: Literal) -> None:
    board = new_board()
    assert (board.any_of(literals) if verb == "any" else board.all_of(literals)) == meaning


@light
@given(several, several, st.integers(1, 3), penalties | st.none())
def test_require_breaches_where_all_of_when_and_none_of_then_are_true(
    when: list[Expression], then: list[Expression], amount: int, penalty: int | None
) -> None:
    def apply(board: CpBoard, rule: Coverage) -> None:
        board.require(rule, [literal(board, x) for x in when], (literal(board, x) for x in then), amount=amount)

    def units(values: Sequence[bool]) -> int:
        broken = all(truth(x, values) for x in when) and not any(truth(x, values) for x in then)
        return amount * broken

    agree(penalty, apply, units)


@light
@given(weighed, st.integers(-4, 6), penalties | st.none())
def test_at_most_breaches_each_unit_above_the_limit(
    weights: list[tuple[Expression, int]], limit: int, penalty: int | None
) -> None:
    agree(
        penalty,
        lambda board, rule: board.at_most(rule, terms(board, weights), limit),
        lambda values: max(0, weight(weights, values) - limit),
    )


@light
@given(weighed, st.integers(-5, 5), st.integers(0, 3), penalties)
def test_squared_breaches_the_square_of_what_lies_beyond_the_tolerance(
    weights: list[tuple[Expression, int]], offset: int, tolerance: int, penalty: int
) -> None:
    agree(
        penalty,
        lambda board, rule: board.squared(rule, terms(board, weights), offset, tolerance),
        lambda values: max(0, abs(weight(weights, values) + offset) - tolerance) ** 2,
    )


@light
@given(st.lists(st.tuples(weighed, st.integers(-5, 5)), max_size=3), st.integers(0, 3), penalties)
def test_peak_breaches_what_the_furthest_group_has_beyond_the_tolerance(
    groups: list[tuple[list[tuple[Expression, int]], int]], tolerance: int, penalty: int
) -> None:
    def furthest(values: Sequence[bool]) -> int:
        return max((abs(weight(weights, values) + offset) for weights, offset in groups), default=0)

    agree(
        penalty,
        lambda board, rule: board.peak(rule, [(terms(board, w), offset) for w, offset in groups], tolerance),
        lambda values: max(0, furthest(values) - tolerance),
    )


def test_a_seat_has_one_holder_or_is_empty() -> None:
    board = CpBoard(problem(SEATS[:1], [person("anna"), person("bo")]))
    choices = [board.holds(SEATS[0], "anna"), board.holds(SEATS[0], "bo"), -board.filled(SEATS[0])]
    variables = [board.variable(choice) for choice in choices]
    found = []
    for values in product([False, True], repeat=3):
        model = board.model.clone()
        for variable, value in zip(variables, values, strict=True):
            model.add(variable == value)
        found += [values] if cp_model.CpSolver().solve(model) == cp_model.OPTIMAL else []
    assert found == [(False, False, True), (False, True, False), (True, False, False)]


def test_only_candidates_can_hold_a_seat_and_only_working_days_be_freed() -> None:
    made = problem(SEATS, [person("anna"), person("bo")])
    board = CpBoard(made, lambda one, who: (one, who) != (SEATS[0], "bo"))
    assert board.candidates(SEATS[0]) == ["anna"]
    assert board.holds(SEATS[0], "bo") == FALSE
    assert board.off("anna", SEATS[0].day) != FALSE
    assert board.off("anna", SEATS[2].day) == FALSE  # a Saturday


def test_a_fixed_board_gives_the_roster_back() -> None:
    board = new_board()
    fixed = Roster(board.problem, {SEATS[1].id: "anna"}, frozenset([("anna", SEATS[0].day)]))
    board.fix(fixed)
    solver = cp_model.CpSolver()
    solver.solve(board.model)
    assert board.roster(solver.boolean_value) == fixed


def test_a_board_whose_builder_has_no_more_time_is_given_up() -> None:
    many = [seat(f"2026-11-{day:02d}", number=number) for day in range(1, 15) for number in range(1, 40)]
    made = problem(many, [person("anna"), person("bo")])
    assert CpBoard(made).candidates(many[0]) == ["anna", "bo"]
    with pytest.raises(OutOfTime):
        CpBoard(made, ended=lambda: True)
    clock = [False]
    board = CpBoard(made, ended=lambda: clock[0])
    clock[0] = True
    with pytest.raises(OutOfTime):
        spend(board)


def spend(board: CpBoard) -> None:
    for _ in range(2000):
        board.require(Coverage(), [board.holds(board.problem.seats[0], "anna")])
