"""Tasks that are too large for one board: a start, and cuts of it that are searched."""

from datetime import timedelta

import pytest

from rostering.audit.empty_seats import NOT_ASKED, empty_seats
from rostering.audit.judgement import judge, penalty_of
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import that_cost
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan import task as tasks
from rostering.solver.plan.greedy import greedy_roster
from rostering.solver.plan.planner import Plan, plan
from rostering.solver.plan.task import Task
from samples.hand_made import firm, person, problem, real_problem, seat

RULES = rules_of(firm().policy)
FEW = 150
"""Choices of some dates of the example firm; its month has 340."""


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Task:
    monkeypatch.setattr(tasks, "LARGEST", FEW)
    task = Task(real_problem("2026-11"), RULES)
    assert task.is_large
    return task


def planned(task: Task, effort: float = 1.0) -> Plan:
    return plan(task, Budget(SearchLimits(seconds=600, effort=effort)))


def test_a_large_task_is_searched_in_cuts_that_are_not(large: Task) -> None:
    made = planned(large)
    start = greedy_roster(large, Budget(SearchLimits()))
    assert made.searched
    assert made.roster.holders.keys() >= start.holders.keys()
    assert penalty_of(made.roster, that_cost(RULES)) < penalty_of(start, that_cost(RULES))
    assert judge(made.roster, RULES).hard == 0
    assert [stage.bound for stage in made.stages] == [0] * len(made.stages)


def test_a_large_task_is_planned_the_same_again(large: Task) -> None:
    first, second = planned(large), planned(large)
    assert (first.roster, first.stages[0].penalty) == (second.roster, second.stages[0].penalty)


def test_a_cut_of_a_large_task_has_no_more_choices_than_fit(large: Task) -> None:
    days, busiest = large.most_days, max(large.choices.values())
    assert days * busiest <= FEW < (days + 1) * busiest


def test_choices_are_seats_times_those_who_have_the_role_on_their_date() -> None:
    first, second = seat("2026-11-03"), seat("2026-11-05")
    people = [person("anna"), person("bo", "backend", "pim"), person("cilla", "backend")]
    task = Task(problem([first, second, seat("2026-11-05", role="backend")], people), RULES)
    assert task.choices == {first.day: 2, second.day: 4}
    assert not task.is_large
    assert task.most_days >= timedelta(days=365).days


def test_a_seat_for_which_there_was_no_time_says_so() -> None:
    made = Roster(real_problem("2026-11"), {})
    asked, hurried = empty_seats(made, RULES), empty_seats(made, RULES, lambda: True)
    assert [one.seat for one in hurried] == [one.seat for one in asked]
    assert {one.reason for seat in hurried for one in seat.candidates} == {NOT_ASKED}
    assert NOT_ASKED not in {one.reason for seat in asked for one in seat.candidates}
