"""What an unproven stage hangs on: rules and weeks in which its roster pays."""

from rostering.domain.findings import OpenPenalty
from rostering.domain.parties import LeaveKind
from rostering.rules.book import rules_of
from rostering.rules.rule import that_cost
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan.open_gaps import hinges
from rostering.solver.plan.planner import plan
from rostering.solver.plan.task import Task
from samples.hand_made import away, firm, real_problem, roster, seat

RULES = rules_of(firm().policy)


def test_each_rule_is_told_with_the_weeks_in_which_most_is_paid() -> None:
    first, second, third = seat("2026-11-07"), seat("2026-11-14"), seat("2026-11-15")
    wishes = [away("anna", day, kind=LeaveKind.RATHER_NOT) for day in ("2026-11-07", "2026-11-14", "2026-11-15")]
    made = roster({"anna": [first, second, third]}, leave=wishes)
    found = {one.rule: one for one in hinges(made, [rule for rule in RULES if rule.name == "wishes"])}
    paid = sum(breach.penalty or 0 for rule in RULES if rule.name == "wishes" for breach in rule.check(made))
    assert found == {"wishes": OpenPenalty("wishes", paid, ("2026-W45", "2026-W46"))}


def test_fairness_is_of_no_week() -> None:
    made = roster({"anna": [seat(f"2026-11-{day:02d}", points=9) for day in (7, 14)], "bo": []})
    assert {one.weeks for one in hinges(made, [rule for rule in that_cost(RULES) if rule.name == "fairness"])} <= {()}


def test_an_unproven_stage_of_a_plan_says_what_it_hangs_on_and_a_proven_one_nothing() -> None:
    made = plan(Task(real_problem("2026Q4"), RULES), Budget(SearchLimits(seconds=600, effort=0.3)))
    last = made.stages[-1]
    assert not last.proven
    assert [one.penalty for one in last.hangs_on] == sorted((one.penalty for one in last.hangs_on), reverse=True)
    assert 0 < sum(one.penalty for one in last.hangs_on) <= last.penalty
    assert all(one.weeks for one in last.hangs_on)
    assert all(stage.hangs_on == () for stage in made.stages if stage.proven)
