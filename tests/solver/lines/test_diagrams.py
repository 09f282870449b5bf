"""Decision diagrams against every assignment there is."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from rostering.solver.lines.compiling import NoLine, TooWide, diagram_of
from rostering.solver.lines.diagram import Diagram
from rostering.solver.lines.joining import joined
from rostering.solver.lines.ladders import merged, without_ladders
from rostering.solver.lines.rows import FAR, Bounds, Contradictory, Row, rows_of
from rostering.solver.model.board import OutOfTime

HIGHEST = (1, 1, 1, 2, 1, 1)
"""The largest value of each variable."""

VARIABLES = range(len(HIGHEST))
_TERMS = st.dictionaries(st.sampled_from(VARIABLES), st.integers(-3, 3).filter(bool), min_size=1, max_size=4)
ROWS = st.lists(
    st.builds(
        lambda terms, least, room: Row(terms, least, least + room), _TERMS, st.integers(-4, 2), st.integers(0, 6)
    ),
    max_size=5,
)
COSTS = st.fixed_dictionaries({variable: st.integers(-20, 20) for variable in VARIABLES})
EVERY = frozenset(VARIABLES)


def bounds() -> Bounds:
    model = cp_model.CpModel()
    for highest in HIGHEST:
        model.new_int_var(0, highest, "")
    return Bounds(model)


def lines(rows: list[Row]) -> Iterator[dict[int, int]]:
    """Every assignment that keeps to rows."""
    for values in product(*(range(highest + 1) for highest in HIGHEST)):
        sums = [(row, sum(weight * values[variable] for variable, weight in row.terms.items())) for row in rows]
        if all(row.least <= total <= row.most for row, total in sums):
            yield dict(enumerate(values))


def cost_of(line: Mapping[int, int], cost: Mapping[int, int]) -> int:
    return sum(cost[variable] * value for variable, value in line.items())


def made(rows: list[Row]) -> Diagram | None:
    try:
        return diagram_of(list(VARIABLES), rows, bounds(), 1000, EVERY)
    except NoLine:
        return None


@given(ROWS, COSTS)
def test_the_cheapest_line_is_the_cheapest_of_all_that_keep_to_the_rows(rows: list[Row], cost: dict[int, int]) -> None:
    every, diagram = list(lines(rows)), made(rows)
    assert (diagram is None) == (not every)
    if diagram:
        least, line = diagram.cheapest(cost)
        assert least == min(cost_of(one, cost) for one in every) == cost_of(line, cost)
        assert diagram.has(line)


@given(ROWS)
def test_a_diagram_has_all_lines_and_no_others(rows: list[Row]) -> None:
    every, diagram = list(lines(rows)), made(rows)
    assume(diagram)
    assert diagram
    assert [line for line in lines([]) if diagram.has(line)] == every


@given(ROWS, ROWS)
def test_rows_that_join_a_diagram_leave_what_they_would_have_left_at_first(rows: list[Row], more: list[Row]) -> None:
    diagram = made(rows)
    for number, row in enumerate(more if diagram else []):
        every = list(lines([*rows, *more[: number + 1]]))
        try:
            diagram = joined(diagram, row, 1000) if diagram else None
        except NoLine:
            assert not every
            return
        assert diagram
        assert [line for line in lines([]) if diagram.has(line)] == every


@given(ROWS, st.dictionaries(st.sampled_from([0, 1, 2, 4, 5]), st.booleans()), COSTS)
def test_what_is_decided_leaves_the_lines_that_have_it_so(
    rows: list[Row], decided: dict[int, bool], cost: dict[int, int]
) -> None:
    diagram = made(rows)
    assume(diagram)
    assert diagram
    left = diagram.deciding(decided)
    wanted = [one for one in lines(rows) if all(bool(one[variable]) == held for variable, held in decided.items())]
    assert (left is None) == (not wanted)
    if left:
        assert left.cheapest(cost)[0] == min(cost_of(one, cost) for one in wanted)


@given(ROWS, COSTS, st.integers(0, 30))
def test_no_line_within_the_gap_is_lost_and_no_cheaper_one_comes(
    rows: list[Row], cost: dict[int, int], gap: int
) -> None:
    diagram = made(rows)
    assume(diagram)
    assert diagram
    least, _ = diagram.cheapest(cost)
    left = diagram.within(cost, least + gap)
    assert left
    assert left.cheapest(cost)[0] == least
    assert all(left.has(one) for one in lines(rows) if cost_of(one, cost) <= least + gap)
    assert left.size <= diagram.size


@given(ROWS)
def test_no_narrowing_loses_a_line(rows: list[Row]) -> None:
    narrowed, every = bounds(), list(lines(rows))
    try:
        narrowed.narrow(rows)
    except Contradictory:
        assert not every
    else:
        assert all(narrowed.low[v] <= one[v] <= narrowed.high[v] for one in every for v in VARIABLES)


@given(ROWS)
def test_rows_of_one_sum_are_one_row_that_says_the_same(rows: list[Row]) -> None:
    assert list(lines(merged(rows))) == list(lines(rows))


def test_steps_that_cost_nothing_become_a_range_of_their_sum() -> None:
    ladder = [Row({0: 3, 1: 2, 2: -1, 4: -1}, -1, -1), Row({2: 1, 4: -1}, 0, FAR)]
    assert without_ladders(ladder, frozenset({0, 1}), bounds()) == [Row({0: 3, 1: 2}, -1, 1)]
    assert without_ladders(ladder, frozenset({0, 1, 4}), bounds()) == ladder


def test_a_diagram_may_be_too_wide() -> None:
    many = Row(dict.fromkeys(VARIABLES, 1), 3, 3)
    assert made([many])
    with pytest.raises(TooWide):
        diagram_of(list(VARIABLES), [many], bounds(), 2, EVERY)
    with pytest.raises(TooWide):
        joined(diagram_of(list(VARIABLES), [], bounds(), 2, EVERY), many, 2)


def test_a_diagram_is_given_up_in_its_middle_when_there_is_no_more_time() -> None:
    many = Row(dict.fromkeys(VARIABLES, 1), 3, 3)
    whole = diagram_of(list(VARIABLES), [], bounds(), 1000, EVERY)
    for asked in (1, 3, len(VARIABLES)):
        with pytest.raises(OutOfTime):
            diagram_of(list(VARIABLES), [many], bounds(), 1000, EVERY, after(asked))
        with pytest.raises(OutOfTime):
            joined(whole, many, 1000, after(asked))


def after(asked: int) -> Callable[[], bool]:
    """Tells the end when it is asked so many times."""
    return iter([*[False] * (asked - 1), True]).__next__


def test_a_models_clauses_sums_and_choices_become_rows() -> None:
    model = cp_model.CpModel()
    a, b, c = model.new_bool_var(""), model.new_bool_var(""), model.new_int_var(0, 5, "")
    model.add_bool_or(a, ~b)
    model.add_implication(a, b)
    model.add_exactly_one(a, b)
    model.add(2 * a + c <= 4)
    assert list(rows_of(model)) == [
        Row({0: 1, 1: -1}, 0, FAR),
        Row({1: 1, 0: -1}, 0, FAR),
        Row({0: 1, 1: 1}, 1, 1),
        Row({0: 2, 2: 1}, -FAR, 4),
    ]
