"""Look-ahead: the weeks after a period stay coverable, and cost the period nothing else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings

from rostering.audit.judgement import judge
from rostering.demand.problem import Problem
from rostering.domain.inputs import Policy
from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Duty
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.budget import Budget, Progress, SearchLimits
from rostering.solver.plan.planner import FRESH, Infeasible, Plan, plan
from rostering.solver.plan.task import Task
from rostering.spans import DAY, Period
from samples.drawn import problems
from samples.hand_made import away, problem, seat

EFFORT = SearchLimits(seconds=600, effort=2.0, workers=2)
EXAMPLES = settings(max_examples=12)
SATURDAYS = ("2026-11-07", "2026-11-14", "2026-11-21", "2026-11-28")


def rules(**tables: dict[str, object]) -> tuple[Rule, ...]:
    return rules_of(Policy(tables, {}, problem().policy.ordinary_work, ()))


DEFAULTS = rules()
ONE_IN_A_ROW = rules(caps={"weekends_in_a_row": 1})


def planned(problem: Problem, law: Sequence[Rule], longer: Problem | None = None) -> Plan:
    return plan(Task(problem, law, longer=longer), Budget(EFFORT))


def saturdays(count: int, **more: Any) -> Problem:
    """So many Saturdays in November with one seat each, for Anna and Bo."""
    last = date.fromisoformat(SATURDAYS[count - 1]) + DAY
    given: dict[str, Any] = {"period": f"2026-11-02..{last}"} | more
    made: Problem = problem([seat(day) for day in SATURDAYS[:count]], **given)
    return made


def after_it(made: Plan, longer: Problem) -> Plan:
    """The plan of the dates after a period, whose roster is published by then."""
    whole, last = longer.period, made.roster.problem.period.last
    published = tuple(Duty(one, made.roster.holders.get(one.id)) for one in made.roster.problem.seats)
    rest = replace(
        longer,
        period=Period(last + DAY, whole.last),
        seats=tuple(one for one in longer.seats if one.day > last),
        given=(*longer.given, *published),
        given_days_off=(*longer.given_days_off, *sorted(made.roster.days_off)),
    )
    return planned(rest, ONE_IN_A_ROW)


def empty(roster: Roster) -> set[str]:
    return {one.id for one in roster.problem.seats} - roster.holders.keys()


def bo_is_away_next(day: str, wishes: str) -> dict[str, Any]:
    """Bo is on leave on a date after the period; Anna would like the period's last Saturday."""
    return {"leave": [away("bo", day), away("anna", wishes, kind=LeaveKind.WOULD_LIKE)]}


# One weekend in a row each: who takes the period's last cannot take the next one.

CORNER = bo_is_away_next("2026-11-21", wishes="2026-11-14")


def test_without_looking_ahead_the_next_weeks_are_painted_into_a_corner() -> None:
    made = planned(saturdays(2, **CORNER), ONE_IN_A_ROW)
    assert made.roster.holders["team:2026-11-14:pim:1"] == "anna"
    assert empty(after_it(made, saturdays(3, **CORNER)).roster) == {"team:2026-11-21:pim:1"}


def test_looking_ahead_keeps_the_next_weeks_coverable() -> None:
    made = planned(saturdays(2, **CORNER), ONE_IN_A_ROW, longer=saturdays(3, **CORNER))
    assert made.roster.holders == {"team:2026-11-07:pim:1": "anna", "team:2026-11-14:pim:1": "bo"}
    assert empty(after_it(made, saturdays(3, **CORNER)).roster) == set()


def test_a_quarters_cap_is_saved_for_weekends_that_only_one_can_take() -> None:
    law = rules(caps={"weekends": 2, "weekends_in_a_row": "unlimited"})
    more = {"leave": [away("bo", "2026-11-21", "2026-11-29"), away("anna", "2026-11-14", kind=LeaveKind.WOULD_LIKE)]}
    alone, made = (
        planned(saturdays(2, **more), law),
        planned(saturdays(2, **more), law, longer=saturdays(4, **more)),
    )
    assert "anna" in alone.roster.holders.values()
    assert set(made.roster.holders.values()) == {"bo"}


def test_the_step_ahead_is_told_as_a_stage_after_coverage() -> None:
    made = planned(saturdays(2, **CORNER), ONE_IN_A_ROW, longer=saturdays(3, **CORNER))
    names = [stage.name for stage in made.stages]
    assert names == ["coverage", "look_ahead", *(group[0].name.lower() for group in FRESH[1:])]
    assert all(stage.proven for stage in made.stages)


def test_seats_ahead_that_nobody_can_take_cost_their_own_stage_alone() -> None:
    both_away = [away("bo", "2026-11-21"), away("anna", "2026-11-21")]
    longer, short = saturdays(3, leave=both_away), saturdays(2, leave=both_away)
    made, alone = (
        planned(short, DEFAULTS, longer=longer),
        planned(short, DEFAULTS),
    )
    assert {stage.name: stage.penalty for stage in made.stages if stage.name != "look_ahead"} == {
        stage.name: stage.penalty for stage in alone.stages
    }
    assert next(stage.penalty for stage in made.stages if stage.name == "look_ahead") == 1000


def test_an_empty_seat_of_the_period_is_never_the_penalty_of_a_full_one_after_it() -> None:
    """Bo alone can take the 14th, and then the 21st, where Anna is away too, stays empty."""
    leave = [away("anna", "2026-11-14"), away("anna", "2026-11-21")]
    made = planned(saturdays(2, leave=leave), ONE_IN_A_ROW, longer=saturdays(3, leave=leave))
    assert empty(made.roster) == set()
    assert [stage.penalty for stage in made.stages[:2]] == [0, 1000]


def test_fairness_and_wishes_of_the_weeks_after_are_not_weighed() -> None:
    wish = [away("anna", "2026-11-21", kind=LeaveKind.WOULD_LIKE)]
    made = planned(saturdays(2, leave=wish), DEFAULTS, longer=saturdays(4, leave=wish))
    judged = judge(made.roster, DEFAULTS)
    assert judged.penalty == sum(stage.penalty for stage in made.stages)
    assert {breach.breach.rule for breach in judged.breaches} <= {"spacing"}


def test_a_stop_while_looking_ahead_keeps_a_lawful_roster_of_the_period() -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == "look_ahead":
            budget.stop()

    budget = Budget(EFFORT, stop)
    made = plan(Task(saturdays(2, **CORNER), ONE_IN_A_ROW, longer=saturdays(3, **CORNER)), budget)
    assert made.roster.problem.period == saturdays(2).period
    assert empty(made.roster) == set()
    assert judge(made.roster, ONE_IN_A_ROW).hard == 0


def test_weeks_after_that_no_lawful_roster_can_have_do_not_stop_the_period_from_being_planned() -> None:
    asked = [away("anna", "2026-11-21"), away("anna", "2026-11-21", kind=LeaveKind.WOULD_LIKE)]
    law = rules(wishes={"price": "forbidden"})
    made = planned(saturdays(2, leave=asked), law, longer=saturdays(3, leave=asked))
    assert empty(made.roster) == set()
    assert judge(made.roster, law).hard == 0
    with pytest.raises(Infeasible):
        planned(saturdays(3, leave=asked), law, longer=saturdays(4, leave=asked))


def cut(longer: Problem) -> Problem:
    """The same problem up to the middle of its period."""
    last = longer.period.first + DAY * (len(longer.period) // 2)
    return replace(
        longer,
        period=Period(longer.period.first, last),
        seats=tuple(one for one in longer.seats if one.day <= last),
    )


@EXAMPLES
@given(problems())
def test_a_plan_that_looks_ahead_is_a_lawful_plan_of_its_period(drawn: Problem) -> None:
    longer = replace(drawn, reference=None)
    assume(any(one.day > cut(longer).period.last for one in longer.seats))
    alone, made = (
        planned(cut(longer), DEFAULTS),
        planned(cut(longer), DEFAULTS, longer=longer),
    )
    judged, by_stage = judge(made.roster, DEFAULTS), Counter[str]()
    for rule in DEFAULTS:
        by_stage[rule.stage.name.lower()] += judged.penalty_by_rule.get(rule.name, 0)
    assert made.roster.problem == cut(longer)
    assert judged.hard == 0
    assert {one.name: one.penalty for one in made.stages if one.penalty and one.name != "look_ahead"} == +by_stage
    assert all(stage.proven for stage in (*alone.stages, *made.stages))
    assert made.stages[0].penalty == alone.stages[0].penalty
