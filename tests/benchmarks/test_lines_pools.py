"""Pools, and what is chosen out of them, against every line there is."""

import math
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from line_search.columns import Columns
from line_search.enumeration import Walk, pool_within
from line_search.labels import LabelSet
from line_search.lines import OFF, Line, LineProblem, Resource, Shape
from line_search.strong_branching import choose
from rostering.solver.model.budget import Budget, SearchLimits
from samples.drawn_lines import CHOICES, every, open_lines, problems, resources, shapes

DAYS = 6
_PRICES = st.one_of(st.just(np.inf), st.integers(-4, 6).map(float))
_MANY = 10_000


def soon() -> Budget:
    """More time than any of these needs."""
    return Budget(SearchLimits(seconds=60))


def cost_of(costs: np.ndarray, rest: np.ndarray, line: Line) -> float:
    return float(sum(rest[day] if choice == OFF else costs[day, choice] for day, choice in enumerate(line)))


@given(shapes(DAYS), st.lists(resources(DAYS), max_size=2), st.integers(0, 6), st.data())
def test_a_walk_meets_every_line_within_the_gap_once_and_no_other(
    shape: Shape, counted: list[Resource], gap: int, data: st.DataObject
) -> None:
    cells = data.draw(st.lists(_PRICES, min_size=DAYS * CHOICES, max_size=DAYS * CHOICES))
    costs = np.array(cells).reshape(DAYS, CHOICES, 1)
    rest = np.array(data.draw(st.lists(st.sampled_from([0.0, 0.0, np.inf]), min_size=DAYS, max_size=DAYS)))[:, None]
    priced = {line: cost_of(costs[:, :, 0], rest[:, 0], line) for line in every(shape, counted)}
    least = min(priced.values(), default=math.inf)
    near = sorted(line for line, cost in priced.items() if math.isfinite(cost) and cost <= least + gap)
    walk = Walk(LabelSet(shape, counted))
    found = walk.within(costs, rest, gap, _MANY)
    assert found is not None
    assert sorted(tuple(line) for line in found.tolist()) == near
    assert not near or walk.within(costs, rest, gap, len(near) - 1) is None


@given(problems(), st.integers(0, 5))
@settings(max_examples=60)
def test_a_pool_has_all_lines_of_rosters_that_cost_no_more(lines: LineProblem, above: int) -> None:
    columns = Columns(lines)
    relaxation = columns.relax(soon())
    people = [open_lines(lines, person) for person in range(2)]
    if all(people):
        penalty = math.ceil(relaxation.bound) + above
        pool = pool_within(columns, relaxation, penalty, _MANY, soon())
        assert pool is not None
        known = {(int(owner), pool.line(number)) for number, owner in enumerate(pool.owners)}
        assert all(line in people[person] for person, line in known)
        cheap = [both for both in product(*people) if lines.penalty(both) <= penalty]
        assert {(person, line) for both in cheap for person, line in enumerate(both)} <= known


@given(problems(), st.integers(0, 5))
@settings(max_examples=60)
def test_lines_are_chosen_just_where_some_cost_no_more(lines: LineProblem, above: int) -> None:
    columns = Columns(lines)
    relaxation = columns.relax(soon())
    people = [open_lines(lines, person) for person in range(2)]
    if all(people):
        penalty = math.ceil(relaxation.bound - 1e-6) + above
        pool = pool_within(columns, relaxation, penalty, _MANY, soon())
        assert pool is not None
        answer = choose(lines, pool, penalty, soon())
        best = min(lines.penalty(both) for both in product(*people))
        assert answer.impossible == (best > penalty)
        if answer.lines is not None:
            assert all(line in people[person] for person, line in enumerate(answer.lines))
            assert lines.penalty(answer.lines) <= penalty
        else:
            assert answer.impossible
