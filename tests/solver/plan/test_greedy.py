"""The greedy start: lawful whatever is drawn, and over when its time is."""

import pytest
from hypothesis import given

from rostering.audit.judgement import is_lawful
from rostering.demand.problem import Problem
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan import greedy
from rostering.solver.plan.greedy import greedy_roster
from rostering.solver.plan.task import Task
from samples.drawn import problems
from samples.hand_made import firm, real_problem

RULES = rules_of(firm().policy)


@given(problem=problems())
def test_a_start_is_lawful_where_the_empty_roster_is(problem: Problem) -> None:
    task = Task(problem, RULES)
    if is_lawful(Roster(problem, {}), task.forbidding):
        assert is_lawful(greedy_roster(task, Budget(SearchLimits())), task.forbidding)


def test_a_start_whose_time_is_over_leaves_empty_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    task = Task(real_problem("2026-11"), RULES)
    over = Budget(SearchLimits(seconds=0))
    assert greedy_roster(task, over).holders == greedy_roster(task, Budget(SearchLimits())).holders, "it has a moment"
    monkeypatch.setattr(greedy, "_MOMENT", 0.0)
    assert greedy_roster(task, over).holders == {}


def test_a_start_that_is_stopped_on_its_way_keeps_who_has_a_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    class Stopping(Budget):
        @property
        def seconds(self) -> float:
            nonlocal asked
            asked += 1
            return 1.0 if asked < 20 else 0.0

    monkeypatch.setattr(greedy, "_MOMENT", 0.0)
    task = Task(real_problem("2026-11"), RULES)
    made, whole = greedy_roster(task, Stopping(SearchLimits())), greedy_roster(task, Budget(SearchLimits()))
    assert 10 < len(made.holders) < len(whole.holders)
    assert made.holders.items() <= whole.holders.items()
    assert is_lawful(made, task.forbidding)
