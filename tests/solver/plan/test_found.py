"""Whoever follows a plan hears of lawful rosters by the way, of the whole plan though it is made in parts."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from ortools.sat.python import cp_model

from rostering.audit.judgement import is_lawful
from rostering.demand.problem import Problem
from rostering.domain.inputs import Policy
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import that_forbid
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.model.search import Values, search
from rostering.solver.plan.independent_parts import parts_of
from rostering.solver.plan.planner import plan
from rostering.solver.plan.stages import NothingFound
from rostering.solver.plan.task import Task
from samples.drawn import problems
from samples.hand_made import person, problem, seat

LAW = rules_of(Policy({}, {}, problem().policy.ordinary_work, ()))
LIMITS = SearchLimits(seconds=600, effort=0.5, workers=2)


def heard(asked: Problem) -> tuple[list[Roster], Roster]:
    """What is heard of by the way, and what comes of the plan."""
    rosters: list[Roster] = []
    return rosters, plan(Task(asked, LAW), Budget(LIMITS), rosters.append).roster


@settings(max_examples=40)
@given(problems())
def test_what_is_heard_of_is_lawful_and_the_last_of_it_is_what_comes_of_the_plan(asked: Problem) -> None:
    rosters, made = heard(asked)
    assert all(is_lawful(roster, that_forbid(LAW)) for roster in rosters)
    assert all(roster.problem is asked for roster in rosters)
    assert dict(rosters[-1].holders) == dict(made.holders)


def test_of_a_plan_in_parts_the_whole_is_heard_of() -> None:
    anna, bo = (person(name, teams=(pool,)) for name, pool in (("anna", "north"), ("bo", "south")))
    seats = (seat("2026-11-07", pool="north"), replace(seat("2026-11-08", booking="b1"), pool="south"))
    asked = problem(seats, [anna, bo])
    assert len(parts_of(asked, LAW)) == 2
    rosters, made = heard(asked)
    assert max(len(roster.holders) for roster in rosters) == 2
    assert dict(rosters[-1].holders) == dict(made.holders)


def test_solutions_are_heard_of_while_the_search_goes_on() -> None:
    model = cp_model.CpModel()
    choices = [model.new_bool_var("") for _ in range(6)]
    model.add(sum(choices) >= 3)
    model.minimize(sum((1 + place) * choice for place, choice in enumerate(choices)))
    taken: list[int] = []

    def hear(values: Values) -> None:
        taken.append(sum((1 + place) * values(choice) for place, choice in enumerate(choices)))

    outcome = search(model, Budget(SearchLimits()), "x", hear)
    assert outcome.proven
    assert taken == sorted(taken, reverse=True)
    assert taken[-1] == 6


def test_an_error_of_whoever_hears_is_an_error_of_the_search() -> None:
    model = cp_model.CpModel()
    model.minimize(model.new_bool_var(""))

    def hear(_: Values) -> None:
        raise NothingFound

    with pytest.raises(NothingFound):
        search(model, Budget(SearchLimits()), "x", hear)
