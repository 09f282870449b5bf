"""Fixes: the single changes that fill an empty seat, proven by solving again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from rostering.audit.effects import effect_of
from rostering.demand.problem import Problem
from rostering.domain.findings import Fix
from rostering.domain.inputs import Policy
from rostering.domain.parties import LeaveKind
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.mend.fixes import fixes_for
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan.greedy import greedy_roster
from rostering.solver.plan.task import Task
from samples.drawn import problems
from samples.hand_made import away, firm, person, roster, seat

RULES = rules_of(firm().policy)
START = date(2026, 11, 2)
SATURDAY = seat("2026-11-07")


def rules(**tables: dict[str, object]) -> tuple[Rule, ...]:
    return rules_of(Policy(tables, {}, firm().policy.ordinary_work, ()))


def kinds(fixes: Sequence[Fix]) -> list[str]:
    return [fix.change.split(":")[0] for fix in fixes]


def test_duties_change_hands_where_that_is_enough() -> None:
    backend = seat("2026-11-07", role="backend")
    people = [person("anna", "backend"), person("bo", "backend", "pim")]
    made = roster({"bo": [backend]}, empty=[SATURDAY], people=people)
    best, *others = fixes_for(made, RULES, SATURDAY.id, START, Budget(SearchLimits()))
    assert best.change == f"move:{backend.id}:bo>anna {SATURDAY.id}:->bo"
    assert best.text == "Bo takes the seat; Anna takes Backend on 2026-11-07 from Bo."
    assert best.proven
    assert kinds(others) == ["role", "hire"]


def test_a_free_person_takes_the_seat_with_the_days_off_that_it_takes() -> None:
    made = roster({"anna": [seat("2026-11-08")]}, empty=[SATURDAY])
    fix = fixes_for(made, RULES, SATURDAY.id, START, Budget(SearchLimits()))[0]
    assert fix.change.startswith(f"move:{SATURDAY.id}:->anna off:anna:2026-11-")
    assert fix.penalty == -1000 + 12
    assert fix.text == "Anna takes the seat, is off on 2026-11-06 and 2026-11-13."


def test_a_cap_is_raised_for_one_person() -> None:
    made = roster({"anna": [seat("2026-11-14")]}, empty=[SATURDAY])
    fix = fixes_for(made, rules(caps={"weekends": 1}), SATURDAY.id, START, Budget(SearchLimits()))[0]
    assert (fix.change, fix.text) == (
        "caps.weekends:anna=2",
        "Anna may have 2 weekends a quarter instead of 1: Anna takes the seat.",
    )


def test_leave_leaves_out_the_day_and_a_forbidden_wish_is_given_up() -> None:
    asked = [away("anna", "2026-11-06", "2026-11-09"), away("bo", "2026-11-07", kind=LeaveKind.RATHER_NOT)]
    made = roster({"anna": [], "bo": []}, empty=[SATURDAY], leave=asked)
    fixes = fixes_for(made, rules(wishes={"price": "forbidden"}), SATURDAY.id, START, Budget(SearchLimits()))
    assert [(fix.change, fix.text) for fix in fixes[:2]] == [
        (
            "wish:bo:2026-11-07..2026-11-07",
            "Bo's wish against duties of 2026-11-07 is given up: Bo takes the seat.",
        ),
        (
            "leave:anna:2026-11-07..2026-11-07",
            "Anna's leave of 2026-11-06 to 2026-11-09 leaves out 2026-11-07: Anna takes the seat.",
        ),
    ]


def test_someone_is_lent_takes_on_the_role_or_is_new() -> None:
    local = seat("2026-11-07", pool="malmo")
    people = [person("anna", teams=("oslo",)), person("bo", "backend", teams=("malmo",))]
    fixes = fixes_for(roster({}, empty=[local], people=people), RULES, local.id, START, Budget(SearchLimits()))
    assert [fix.change for fix in fixes] == ["lend:anna:malmo", "role:bo:pim", "hire:pim:2026-11-07"]
    assert fixes[-1].text == "One more PIM consultant is there on 2026-11-07: the new one takes the seat."


def test_no_change_helps_where_nobody_may_have_a_duty() -> None:
    nobody = roster({}, empty=[SATURDAY], people=[person("anna", "backend")])
    assert fixes_for(nobody, rules(caps={"duties_per_month": 0}), SATURDAY.id, START, Budget(SearchLimits())) == ()


def test_duties_before_today_stay_with_their_holders() -> None:
    # Bo could take Saturday the 14th without the 7th, which only Anna could take over.
    early, late = SATURDAY, seat("2026-11-14")
    asked = [away("anna", "2026-11-14")]
    made = roster({"bo": [early], "anna": []}, empty=[late], leave=asked)
    law = rules(caps={"weekends": 1})
    assert kinds(fixes_for(made, law, late.id, START, Budget(SearchLimits())))[0] == "move"
    assert "move" not in kinds(fixes_for(made, law, late.id, date(2026, 11, 9), Budget(SearchLimits())))


def test_other_empty_seats_stay_empty_and_do_not_stand_in_the_way() -> None:
    made = roster({"anna": []}, empty=[SATURDAY, seat("2026-11-07", number=2)], people=[person("anna")])
    assert fixes_for(made, RULES, SATURDAY.id, START, Budget(SearchLimits()))[0].change == f"move:{SATURDAY.id}:->anna"


def moved(roster: Roster, change: str) -> Roster:
    holders, off = dict(roster.holders), set(roster.days_off)
    for step in change.removeprefix("move:").split():
        if step.startswith("off:"):
            _, who, day = step.split(":")
            off.add((who, date.fromisoformat(day)))
        elif step.startswith("work:"):
            _, who, day = step.split(":")
            off.remove((who, date.fromisoformat(day)))
        else:
            where, _, hands = step.rpartition(":")
            holders[where] = hands.split(">")[1]
    return Roster(roster.problem, holders, frozenset(off))


@settings(max_examples=12)
@given(problems())
def test_a_move_does_what_it_says(problem: Problem) -> None:
    drawn = greedy_roster(Task(replace(problem, reference=None), RULES), Budget(SearchLimits()))
    for empty in problem.seats[:1]:
        drawn = drawn.with_holder(empty.id, None)
        for fix in fixes_for(drawn, RULES, empty.id, drawn.problem.period.first, Budget(SearchLimits())):
            assert fix.proven
            if fix.change.startswith("move:"):
                after = moved(drawn, fix.change)
                effect = effect_of(drawn, after, RULES)
                assert empty.id in after.holders
                assert (effect.added, effect.penalty) == ((), fix.penalty)


def test_no_fix_is_looked_for_once_the_budget_is_stopped() -> None:
    made, budget = roster({"anna": []}, empty=[SATURDAY]), Budget(SearchLimits())
    assert fixes_for(made, RULES, SATURDAY.id, START, budget)
    budget.stop()
    assert fixes_for(made, RULES, SATURDAY.id, START, budget) == ()
