"""The planner: lawful, complete where it can be, the same again, and never without words."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.audit.judgement import judge
from rostering.audit.shortages import shortages_of
from rostering.demand.problem import Problem
from rostering.domain.inputs import Policy
from rostering.domain.parties import LeaveKind
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.budget import Budget, Progress, SearchLimits
from rostering.solver.plan.greedy import greedy_roster
from rostering.solver.plan.planner import FAIREST, FEWEST_CHANGES, FRESH, Infeasible, Order, Plan, plan
from rostering.solver.plan.surplus_days_off import tidied
from rostering.solver.plan.task import Task
from samples.drawn import problems
from samples.hand_made import away, firm, person, problem, real_problem, roster, seat, with_one_pim_consultant

MONTH, EASTER = "2026-11", "2026-03-28..2026-04-06"
EFFORT = SearchLimits(seconds=600, effort=0.5, workers=4)
RULES = rules_of(firm().policy)


def rules(**tables: dict[str, object]) -> tuple[Rule, ...]:
    return rules_of(Policy(tables, {}, firm().policy.ordinary_work, ()))


def planned(problem: Problem, law: Sequence[Rule], longer: Problem | None = None) -> Plan:
    return plan(Task(problem, law, longer=longer), Budget(EFFORT))


@cache
def november() -> Plan:
    return planned(real_problem(MONTH), RULES)


def written(made: Roster) -> str:
    return "\n".join([*(f"{s} {who}" for s, who in sorted(made.holders.items())), *map(str, sorted(made.days_off))])


def test_a_month_of_the_example_firm_is_fully_and_lawfully_staffed() -> None:
    made = november()
    assert made.roster.holders.keys() == made.roster.problem.seat.keys()
    assert judge(made.roster, RULES).hard == 0
    assert not made.interrupted


def test_the_penalties_of_the_stages_are_the_audits_sums() -> None:
    stage_of = {rule.name: rule.stage.name.lower() for rule in RULES}
    sums = Counter[str]()
    for name, penalty in judge(november().roster, RULES).penalty_by_rule.items():
        sums[stage_of[name]] += penalty
    assert [stage.name for stage in november().stages] == [stage.name.lower() for (stage,) in FRESH]
    assert {stage.name: stage.penalty for stage in november().stages if stage.penalty} == sums
    assert all(0 <= stage.bound <= stage.penalty for stage in november().stages)
    assert all(stage.proven == (stage.bound == stage.penalty) for stage in november().stages)


def test_the_same_problem_seed_and_effort_give_the_same_roster() -> None:
    again = planned(real_problem(MONTH), RULES)
    assert written(again.roster) == written(november().roster)
    assert [(s.penalty, s.bound) for s in again.stages] == [(s.penalty, s.bound) for s in november().stages]


def test_another_process_finds_the_same_roster() -> None:
    code = "from test_planner import november, written; print(written(november().roster))"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "4711"}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == written(november().roster)


def test_one_consultant_for_easter_leaves_seats_empty_and_says_so() -> None:
    made = planned(real_problem(EASTER, with_one_pim_consultant), RULES)
    coverage = made.stages[0]
    # work until Friday the 27th, one free day, six in a row, one free day, two and work again from the 7th
    assert (coverage.name, coverage.penalty, coverage.bound, coverage.proven) == ("coverage", 2000, 2000, True)
    assert {seat.role for seat in made.roster.problem.seats if seat.id not in made.roster.holders} == {"pim"}
    assert judge(made.roster, RULES).hard == 0
    (sentence,) = shortages_of(made.roster)
    assert sentence == "PIM: 1 consultant, Easter 2026 needs 2 (2 of 10 seats stay empty)"


def test_a_stop_keeps_the_best_roster_found() -> None:
    seen: dict[str, float] = {}

    def stop(progress: Progress) -> None:
        if progress.penalty is not None:
            seen[progress.stage] = progress.penalty
            budget.stop()

    budget = Budget(EFFORT, stop)
    made = plan(Task(real_problem(MONTH), RULES), budget)
    assert made.interrupted
    assert all(stage.penalty <= seen[stage.name] for stage in made.stages if stage.name in seen)
    assert made.roster.holders
    assert judge(made.roster, RULES).hard == 0


def test_a_stop_in_the_last_stage_keeps_what_the_earlier_ones_settled() -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == "preferences":
            budget.stop()

    budget = Budget(EFFORT, stop)
    made = plan(Task(real_problem(MONTH), RULES), budget)
    assert made.interrupted
    assert [s.penalty for s in made.stages[:3]] == [s.penalty for s in november().stages[:3]]
    assert made.roster.holders.keys() == made.roster.problem.seat.keys()


@pytest.mark.parametrize("stage", ["preferences", "polishing"])
def test_whoever_stops_a_plan_from_another_thread_gets_a_full_and_lawful_roster(stage: str) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == stage:
            Thread(target=budget.stop).start()

    budget = Budget(SearchLimits(seconds=3000, effort=2.0 if stage == "polishing" else 1e6), stop)
    made = plan(Task(real_problem("2026Q4"), RULES), budget)
    assert made.interrupted
    assert budget.seconds
    assert made.roster.holders.keys() == made.roster.problem.seat.keys()
    assert judge(made.roster, RULES).hard == 0


def test_a_stop_while_a_start_is_filled_leaves_the_start() -> None:
    def stop(progress: Progress) -> None:
        told.append(progress.stage)
        if progress.stage == "polishing":
            budget.stop()

    told: list[str] = []
    task = Task(real_problem("2026Q4", with_one_pim_consultant), RULES)
    budget = Budget(SearchLimits(seconds=3000, effort=1e6), stop)
    made, start = plan(task, budget), greedy_roster(task, Budget(SearchLimits()))
    assert told[:2] == ["coverage", "polishing"], "the start itself is told of, then what fills it"
    assert made.interrupted
    assert budget.seconds
    assert made.roster.holders.keys() >= start.holders.keys()
    assert judge(made.roster, RULES).hard == 0


def test_a_plan_that_is_stopped_before_it_begins_is_the_greedy_start() -> None:
    budget = Budget(EFFORT)
    budget.stop()
    task = Task(real_problem(MONTH), RULES)
    made = plan(task, budget)
    assert made.interrupted
    assert not made.searched
    assert made.roster.holders == greedy_roster(task, Budget(SearchLimits())).holders
    assert budget.spent == 0


def test_what_a_plan_spends_is_charged_to_nobody_else() -> None:
    budget = Budget(EFFORT)
    plan(Task(real_problem(MONTH), RULES), budget)
    assert (budget.spent, budget.effort) == (0.0, EFFORT.effort)


def test_the_watch_sees_each_stage_come_closer() -> None:
    seen: list[Progress] = []
    plan(Task(real_problem("2026-11-01..2026-11-15"), RULES), Budget(EFFORT, seen.append))
    assert "preferences" in {progress.stage for progress in seen}
    for earlier, later in pairwise(seen):
        if earlier.stage == later.stage and earlier.penalty is not None:
            assert later.penalty is not None
            assert later.penalty <= earlier.penalty


@pytest.mark.parametrize("limits", [SearchLimits(seconds=0), SearchLimits(seconds=0.001), SearchLimits(effort=0)])
def test_next_to_no_time_still_gives_a_lawful_roster(limits: SearchLimits) -> None:
    made = plan(Task(real_problem(EASTER), RULES), Budget(limits))
    judged = judge(made.roster, RULES)
    assert judged.hard == 0
    assert judged.penalty == sum(stage.penalty for stage in made.stages)
    assert not any(stage.proven for stage in made.stages if stage.penalty)


def test_forbidding_rules_that_contradict_each_other_are_named() -> None:
    asked = [away("anna", "2026-11-07"), away("anna", "2026-11-07", kind=LeaveKind.WOULD_LIKE)]
    made = problem([seat("2026-11-07")], leave=asked)
    with pytest.raises(Infeasible, match=r"possible without any one of: leave, wishes$"):
        planned(made, rules(wishes={"price": "forbidden"}))
    assert planned(made, rules()).roster.holders == {"team:2026-11-07:pim:1": "bo"}


def test_what_the_empty_roster_breaks_is_mended_even_where_nothing_costs() -> None:
    made = planned(problem(people=[person("anna")]), rules(weekly_rest={"days": 4}))
    assert judge(made.roster, rules(weekly_rest={"days": 4})).hard == 0
    assert len(made.roster.days_off) == 2


def test_a_forbidden_wish_is_met_even_where_coverage_is_free() -> None:
    asked = [away("anna", "2026-11-07", kind=LeaveKind.WOULD_LIKE)]
    law = rules(wishes={"price": "forbidden"}, coverage={"price": 0})
    made = planned(problem([seat("2026-11-07")], leave=asked), law)
    assert made.roster.holders == {"team:2026-11-07:pim:1": "anna"}


def test_a_whole_weekend_is_planned_with_its_two_days_off() -> None:
    weekend = [seat("2026-11-07"), seat("2026-11-08")]
    made = planned(problem(weekend, [person("anna")]), RULES)
    assert len(made.roster.holders) == len(made.roster.days_off) == 2
    assert [stage.penalty for stage in made.stages] == [0, 0, 0, 12]
    assert all(stage.proven for stage in made.stages)


@settings(max_examples=8)
@given(problems(), st.sampled_from([FRESH, FEWEST_CHANGES, FAIREST]))
def test_every_small_problem_is_solved_to_the_end_and_lawfully(drawn: Problem, order: Order) -> None:
    drawn = replace(drawn, reference=None) if order == FRESH else drawn
    made = plan(Task(drawn, RULES, order=order), Budget(replace(EFFORT, effort=5.0, workers=1)))
    judged = judge(made.roster, RULES)
    assert judged.hard == 0
    assert judged.penalty == sum(stage.penalty for stage in made.stages) == sum(stage.bound for stage in made.stages)


def test_tidying_removes_the_days_off_that_nothing_needs() -> None:
    held = {"anna": [seat("2026-11-07"), seat("2026-11-08")], "bo": [seat("2026-11-14")]}
    off = [("anna", f"2026-11-{day:02d}") for day in (2, 5, 6, 9, 12)] + [("bo", "2026-11-05")]
    tidy = tidied(roster(held, off=off), RULES)
    assert {(who, str(day)) for who, day in tidy.days_off} == {("anna", "2026-11-06"), ("anna", "2026-11-12")}
    assert judge(tidy, RULES).hard == 0


def test_tidying_keeps_days_off_that_cost_nothing_less_without() -> None:
    free = rules(compensation={"price": 0}, weekly_rest={"price": 3})
    made = roster({"anna": [seat("2026-11-07"), seat("2026-11-08")]}, off=[("anna", "2026-11-09")])
    assert tidied(made, free).days_off == {("anna", date(2026, 11, 9))}
