"""Columns, dives and branches against every pair of lines there is."""

import math
from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from line_search.branching import branch
from line_search.columns import Columns
from line_search.diving import PACES, Pace, dive
from line_search.line_planner import search_lines
from line_search.lines import Line, LineProblem
from line_search.reduced_costs import GapClosing
from line_search.sequential_start import linewise
from rostering.solver.model.budget import Budget, SearchLimits
from samples.drawn_lines import best_penalty, open_lines, problems


def soon() -> Budget:
    """More time than any of these needs."""
    return Budget(SearchLimits(seconds=60))


def is_lawful(lines: LineProblem, found: list[Line]) -> bool:
    return all(line in open_lines(lines, person) for person, line in enumerate(found))


@given(problems(), st.lists(st.integers(-20, 20), min_size=32, max_size=32))
@settings(max_examples=40)
def test_no_bound_is_above_the_best_penalty_whatever_the_duals(lines: LineProblem, duals: list[int]) -> None:
    best, columns = best_penalty(lines), Columns(lines)
    size = len(columns.master.rows)
    bound, _ = columns.penalty(columns.rounded(np.array(duals[:size], dtype=float)))
    assert bound <= best
    assert columns.relax(soon()).bound <= best + 1e-6


@given(problems())
@settings(max_examples=40)
def test_branching_ends_with_the_best_penalty_or_with_none(lines: LineProblem) -> None:
    columns, penalties = Columns(lines), [math.inf]
    for proof in branch(columns, columns.root, partial(min, penalties), soon()):
        if proof.lines is not None:
            assert is_lawful(lines, proof.lines)
            penalties.append(lines.penalty(proof.lines))
    assert min(penalties) == best_penalty(lines)


@given(problems(), st.sampled_from(PACES))
@settings(max_examples=40)
def test_what_a_start_or_a_dive_finds_is_lawful(lines: LineProblem, pace: Pace) -> None:
    columns = Columns(lines)
    for found in (linewise(columns, soon()), dive(columns, columns.root, soon(), pace=pace)):
        assert found is None or is_lawful(lines, found)


@given(problems())
@settings(max_examples=40)
def test_choices_that_are_worth_a_penalty_include_those_of_the_best_lines(lines: LineProblem) -> None:
    best, columns = best_penalty(lines), Columns(lines)
    relaxation = columns.relax(soon())
    if math.isfinite(best):
        worth = columns.worth(relaxation, best - relaxation.bound)
        people = [open_lines(lines, person) for person in range(2)]
        cheapest = min(((a, b) for a in people[0] for b in people[1]), key=lines.penalty)
        for person, line in enumerate(cheapest):
            assert all(worth[person, day, choice] for day, choice in enumerate(line))


@given(problems())
@settings(max_examples=20)
def test_a_search_that_is_stopped_before_it_begins_claims_nothing(lines: LineProblem) -> None:
    budget = Budget(SearchLimits(seconds=600, workers=1))
    budget.stop()
    found = search_lines(lines, budget, nothing_is_asked)
    assert (found.lines, found.penalty, found.bound) == (None, math.inf, -math.inf)


def nothing_is_asked() -> GapClosing:
    raise AssertionError("the budget is stopped")
