"""Stages by lines: proven as CP-SAT proves them, joined with the weeks after, the same again, only where they fit."""

from dataclasses import replace
from functools import cache

from rostering.audit.judgement import is_lawful
from rostering.domain.findings import StageResult
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import that_cost, that_forbid
from rostering.solver.lines.line_stage import MOST_CHOICES, LineStage, Shown, by_lines
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan.greedy import greedy_roster
from rostering.solver.plan.stages import Plan, StagedSearch, steps_of
from rostering.solver.plan.task import Task
from rostering.solver.plan.with_lines import with_lines
from samples.hand_made import firm, person, problem, real_problem, seat

FORTNIGHT, LONGER = "2026-11-07..2026-11-22", "2026-11-07..2026-11-29"
RULES = rules_of(firm().policy)
LIMITS = SearchLimits(seconds=600, effort=10)


@cache
def task(*, ahead: bool = False) -> Task:
    return Task(real_problem(FORTNIGHT), RULES, longer=real_problem(LONGER) if ahead else None)


def unproven(asked: Task) -> Plan:
    """The greedy roster as a plan of which nothing is proven."""
    start = greedy_roster(asked, Budget(LIMITS))
    stages = [StageResult(step.name, step.penalty(start), 0, step.penalty(start) == 0, 0.0) for step in steps_of(asked)]
    return Plan(start.seen_in(asked.problem), tuple(stages), interrupted=False, searched=True, whole=start)


def penalties(made: Plan) -> list[int]:
    return [stage.penalty for stage in made.stages]


def test_lines_prove_what_cp_sat_proves() -> None:
    by_cp_sat = StagedSearch(task(), Budget(LIMITS), greedy_roster(task(), Budget(LIMITS))).climb()
    made = with_lines(task(), unproven(task()), Budget(LIMITS))
    assert all(stage.proven for stage in by_cp_sat.stages)
    assert all(stage.proven for stage in made.stages)
    assert penalties(made) == penalties(by_cp_sat)


def test_a_roster_of_lines_is_lawful_together_with_the_weeks_after_it() -> None:
    asked, heard = task(ahead=True), list[Roster]()
    before = unproven(asked)
    made = with_lines(asked, before, Budget(LIMITS), heard.append)
    assert penalties(made) < penalties(before)
    assert is_lawful(made.whole, asked.forbidding)
    assert is_lawful(made.roster, asked.forbidding)
    assert heard[-1].holders == made.roster.holders
    assert all(stage.bound <= stage.penalty for stage in made.stages)


def test_the_same_effort_gives_the_same_roster_of_lines() -> None:
    one, other = (with_lines(task(), unproven(task()), Budget(replace(LIMITS, effort=1))) for _ in range(2))
    assert (one.roster.holders, one.roster.days_off) == (other.roster.holders, other.roster.days_off)
    assert [replace(stage, seconds=0.0) for stage in one.stages] == [
        replace(stage, seconds=0.0) for stage in other.stages
    ]


def test_lines_that_may_take_nothing_change_nothing() -> None:
    budget = Budget(LIMITS)
    budget.stop()
    before = unproven(task())
    assert with_lines(task(), before, budget).roster == before.roster


def test_lines_are_left_alone_where_too_many_might_hold_too_many_seats() -> None:
    days = [f"2026-11-{day:02d}" for day in range(1, 31)]
    for people in (3, MOST_CHOICES // len(days) + 1):
        crew = [person(f"p{number:02d}") for number in range(people)]
        made = problem([seat(day) for day in days], crew, period="2026-11")
        stage = LineStage("all", made, that_forbid(RULES), [], that_cost(RULES))
        budget = Budget(replace(LIMITS, effort=0.1))
        shown = by_lines(stage, Roster(made, {}), 10**6, budget)
        assert (budget.spent == 0) == (people > 3)
        assert people == 3 or shown == Shown(0, None)
