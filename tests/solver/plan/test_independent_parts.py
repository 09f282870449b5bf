"""Parts: what is planned team by team is penalised, found and stopped as if it were planned together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.audit.judgement import judge, penalty_of
from rostering.demand.problem import Problem
from rostering.domain.findings import Account, StageResult
from rostering.domain.inputs import Policy
from rostering.domain.parties import Consultant, LeaveKind
from rostering.rules.book import RULES, rules_of
from rostering.rules.fairness import LargestUnfairness
from rostering.rules.membership import Membership
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.budget import Budget, Progress, SearchLimits
from rostering.solver.plan.independent_parts import IndependentPart, parts_of
from rostering.solver.plan.planner import Infeasible, Plan, plan
from rostering.solver.plan.planner import _stage as joined_stage
from rostering.solver.plan.task import Task
from samples.drawn import PEOPLE, POOLS, problems
from samples.hand_made import away, person, problem, seat

LAW = [Membership()]


def rules(**tables: dict[str, object]) -> tuple[Rule, ...]:
    return rules_of(Policy(tables, {}, problem().policy.ordinary_work, ()))


DEFAULTS = rules()
EFFORT = SearchLimits(seconds=600, effort=1.0, workers=2)
EXAMPLES = settings(max_examples=60)
WEEKENDS = ("2026-11-07", "2026-11-08", "2026-11-14", "2026-11-15")

_ASKED = st.sampled_from([(*POOLS, "north"), (*POOLS, "south")] * 3 + [("north", None, "south")])
"""The pools of the drawn team and the two bookings."""
_TEAMS = st.sampled_from([POOLS[:1], POOLS[1:]] * 4 + [(), POOLS])


def planned(problem: Problem, law: Sequence[Rule], longer: Problem | None = None) -> Plan:
    return plan(Task(problem, law, longer=longer), Budget(EFFORT))


@st.composite
def teamed(draw: st.DrawFn) -> Roster:
    """A lawful roster of a drawn problem in which each team or booking has one pool and most people one team."""
    pools = dict(zip(("team", "b1", "b2"), draw(_ASKED), strict=True))
    whole = draw(problems())
    made = replace(
        whole,
        seats=tuple(replace(one, pool=pools[one.team]) for one in whole.seats),
        given=tuple(replace(one, seat=replace(one.seat, pool=pools[one.seat.team])) for one in whole.given),
        consultants=tuple(
            replace(who, teams=draw(_TEAMS), lends=who.lends if draw(st.integers(0, 8)) == 8 else ())
            for who in whole.consultants
        ),
    )
    held = {one.id: draw(st.sampled_from([*_able(made, one), None])) for one in made.seats}
    days = [(who, day) for who in PEOPLE for day in made.work_days(who)]
    days_off = draw(st.frozensets(st.sampled_from(days), max_size=5)) if days else frozenset()
    return Roster(made, {one: who for one, who in held.items() if who}, days_off)


def _able(made: Problem, one: Any) -> list[str]:
    return [who for who in PEOPLE if not Membership().rules_out(made, one, who)]


def views(roster: Roster) -> Iterator[Roster]:
    """The roster part by part."""
    for part in parts_of(roster.problem, LAW):
        made = part.of(roster.problem)
        held = {one.id: roster.holders[one.id] for one in made.seats if one.id in roster.holders}
        yield Roster(made, held, frozenset(off for off in roster.days_off if off[0] in part.people))


def people_of(parts: tuple[IndependentPart, ...]) -> list[list[str]]:
    return [sorted(part.people) for part in parts]


@EXAMPLES
@given(teamed())
def test_every_rule_finds_part_by_part_what_it_finds_in_the_whole(roster: Roster) -> None:
    parts = list(views(roster))
    for rule in [kind(penalty=1) for kind in RULES if kind is not LargestUnfairness]:
        assert Counter(found for part in parts for found in rule.check(part)) == Counter(rule.check(roster)), rule.name
    largest = LargestUnfairness(tolerance=0)
    assert max(penalty_of(part, [largest]) for part in parts) == penalty_of(roster, [largest])


@EXAMPLES
@given(teamed())
def test_everything_of_a_problem_is_in_exactly_one_of_its_parts(roster: Roster) -> None:
    whole, parts = roster.problem, [view.problem for view in views(roster)]
    assert Counter(one for part in parts for one in part.seats) == Counter(whole.seats)
    assert sorted(who.id for part in parts for who in part.consultants) == sorted(whole.consultant)
    assert Counter(one for part in parts for one in part.leave) == Counter(whole.leave)
    assert Counter(one for part in parts for one in part.accounts) == Counter(whole.accounts)
    assert Counter(off for part in parts for off in part.given_days_off) == Counter(whole.given_days_off)
    assert {duty for part in parts for duty in part.given} <= {*whole.given}


# Who is parted, and what joins

NORTH, SOUTH = seat("2026-11-07", pool="north"), seat("2026-11-07", booking="B1", pool="south")
ANNA, BO = person("anna", teams=("north",)), person("bo", teams=("south",))


def test_teams_that_share_nobody_are_parted() -> None:
    north, south = parts_of(problem([NORTH, SOUTH], [ANNA, BO]), LAW)
    assert north == IndependentPart(frozenset({"team"}), frozenset({"anna"}))
    assert south == IndependentPart(frozenset({"B1"}), frozenset({"bo"}))


@pytest.mark.parametrize(
    "between",
    [
        person("cleo"),
        person("cleo", teams=("north", "south")),
        person("cleo", teams=("north",), lends=("south",)),
        person("cleo", teams=("west",), lends=("north", "south")),
    ],
    ids=["without a team", "in both teams", "lent to the other", "lent to both"],
)
def test_one_who_may_serve_two_teams_joins_them(between: Consultant) -> None:
    assert people_of(parts_of(problem([NORTH, SOUTH], [ANNA, BO, between]), LAW)) == [["anna", "bo", "cleo"]]


def test_a_booking_that_anybody_may_staff_joins_the_teams() -> None:
    anybodys = seat("2026-11-08", booking="B2")
    assert people_of(parts_of(problem([NORTH, SOUTH, anybodys], [ANNA, BO]), LAW)) == [["anna", "bo"]]


def test_a_team_asked_for_by_two_pools_joins_them() -> None:
    both = [NORTH, replace(SOUTH, team="team", id="team:2026-11-07:pim:9")]
    assert people_of(parts_of(problem(both, [ANNA, BO]), LAW)) == [["anna", "bo"]]


@pytest.mark.parametrize("law", [[Membership(penalty=5)], []], ids=["penalised", "absent"])
def test_without_a_forbidding_membership_everybody_may_serve_everywhere(law: list[Rule]) -> None:
    assert len(parts_of(problem([NORTH, SOUTH], [ANNA, BO]), law)) == 1


def test_people_whom_no_seat_asks_for_are_planned_with_the_first_part() -> None:
    idle = person("abel", teams=("west",))
    assert people_of(parts_of(problem([NORTH, SOUTH], [idle, ANNA, BO]), LAW)) == [["abel", "anna"], ["bo"]]
    assert people_of(parts_of(problem([], [idle, ANNA]), LAW)) == [["abel", "anna"]]
    assert people_of(parts_of(problem([], []), LAW)) == [[]]


def test_a_team_that_nobody_serves_is_a_part_of_its_own() -> None:
    empty, staffed = sorted(parts_of(problem([NORTH, SOUTH], [ANNA]), LAW), key=lambda part: len(part.people))
    assert empty == IndependentPart(frozenset({"B1"}), frozenset())
    assert staffed == IndependentPart(frozenset({"team"}), frozenset({"anna"}))


def test_one_whose_published_block_goes_on_in_the_period_is_joined_with_its_team() -> None:
    before, after = seat("2026-11-01", pool="north"), seat("2026-11-02", pool="north")
    moved = problem([after, SOUTH], [ANNA, BO], given=[("bo", before)])
    assert len(parts_of(moved, LAW)) == 1
    long_ago = problem([after, SOUTH], [ANNA, BO], given=[("bo", seat("2026-10-25", pool="north"))])
    assert len(parts_of(long_ago, LAW)) == 2


def test_a_wish_for_a_date_when_only_another_team_has_seats_is_not_missed() -> None:
    wish = away("a", "2026-11-06", kind=LeaveKind.WOULD_LIKE)
    friday = seat("2026-11-06", booking="B1", pool="south")
    asked = replace(two_teams(leave=[wish]), seats=(friday, *two_teams().seats))
    made = planned(asked, rules(wishes={"price": 10}))
    assert judge(made.roster, rules(wishes={"price": 10})).penalty == sum(stage.penalty for stage in made.stages)


def test_a_published_duty_is_given_to_its_team_and_to_its_holder() -> None:
    lent = seat("2026-11-01", booking="B1", pool="south")
    north, south = (part.of(two_teams(given=[("a", lent)])) for part in parts_of(two_teams(), DEFAULTS))
    assert north.given == south.given != ()
    assert Roster(north, {}).given["a"] == (lent,)
    assert all(not seats for seats in Roster(south, {}).given.values())


# Planned together


def two_teams(**more: Any) -> Problem:
    """Two weekends of two teams of two, whose accounts and wishes differ."""
    seats = [seat(day, pool="north") for day in WEEKENDS] + [seat(day, booking="B1", pool="south") for day in WEEKENDS]
    people = [person(who, teams=(team,)) for who, team in zip("abcd", ["north", "south"] * 2, strict=True)]
    accounts = [Account(who.id, "pim", opening, 6) for who, opening in zip(people, (0, 9, 0, -2), strict=True)]
    given: dict[str, Any] = {"accounts": accounts, "leave": [away("a", "2026-11-07")]} | more
    made: Problem = problem(seats, people, **given)
    return made


def found(made: Plan) -> tuple[Any, ...]:
    return sorted(made.roster.holders.items()), made.roster.days_off, [(s.penalty, s.bound) for s in made.stages]


def test_two_teams_planned_together_cost_what_each_costs_alone() -> None:
    whole = two_teams()
    alone = [planned(part.of(whole), DEFAULTS) for part in parts_of(whole, DEFAULTS)]
    together = planned(whole, DEFAULTS)
    assert len(alone) == 2
    for stage, one, other in zip(together.stages, *(each.stages for each in alone), strict=True):
        join = max if stage.name == "largest_unfairness" else sum
        assert (stage.name, stage.penalty) == (one.name, join([one.penalty, other.penalty]))
        assert stage.proven
    assert together.roster.problem is whole
    assert together.roster.holders == {**alone[0].roster.holders, **alone[1].roster.holders}
    judged = judge(together.roster, DEFAULTS)
    assert (judged.hard, judged.penalty) == (0, sum(stage.penalty for stage in together.stages))


def test_planned_again_two_teams_get_the_same_roster() -> None:
    assert found(planned(two_teams(), DEFAULTS)) == found(planned(two_teams(), DEFAULTS))


def test_a_largest_deviation_is_proven_where_it_is_largest() -> None:
    proven, open_ = (
        StageResult("largest_unfairness", 5, 5, True, 0.1),
        StageResult("largest_unfairness", 3, 1, False, 0.2),
    )
    assert joined_stage([proven, open_]) == replace(proven, seconds=0.3)
    assert not joined_stage([proven, replace(open_, penalty=6)]).proven
    assert not joined_stage([replace(each, name="unfairness") for each in (proven, open_)]).proven


def test_a_stop_in_one_part_ends_all_and_keeps_a_lawful_roster() -> None:
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        budget.stop()

    budget = Budget(EFFORT, stop)
    made = plan(Task(two_teams(), DEFAULTS), budget)
    assert made.interrupted
    assert judge(made.roster, DEFAULTS).hard == 0
    assert {progress.parts for progress in seen} <= {(0, 2), (1, 2)}
    assert [stage.name for stage in made.stages] == [s.name for s in planned(two_teams(), DEFAULTS).stages]


def test_another_thread_stops_all_parts_with_one_call() -> None:
    def stop(_: Progress) -> None:
        Thread(target=budget.stop).start()

    budget = Budget(SearchLimits(seconds=3000, effort=1e6, workers=2), stop)
    made = plan(Task(two_teams(), DEFAULTS), budget)
    assert budget.seconds
    assert made.roster.holders.keys() == made.roster.problem.seat.keys()
    assert judge(made.roster, DEFAULTS).hard == 0


def test_one_part_that_fails_stops_the_others_and_not_the_whole_budget() -> None:
    asked = [away("b", "2026-11-07"), away("b", "2026-11-07", kind=LeaveKind.WOULD_LIKE)]
    budget = Budget(EFFORT)
    with pytest.raises(Infeasible):
        plan(Task(two_teams(leave=asked), rules(wishes={"price": "forbidden"})), budget)
    assert not budget.stopped


def test_the_watch_is_told_how_many_parts_are_done() -> None:
    seen: list[Progress] = []
    plan(Task(two_teams(), DEFAULTS), Budget(EFFORT, seen.append))
    assert {progress.parts for progress in seen} <= {(0, 2), (1, 2)}
    assert seen


def test_one_part_without_any_lawful_roster_is_said_of_the_whole() -> None:
    asked = [away("b", "2026-11-07"), away("b", "2026-11-07", kind=LeaveKind.WOULD_LIKE)]
    with pytest.raises(Infeasible, match=r"it concerns b\b.*leave, wishes"):
        planned(two_teams(leave=asked), rules(wishes={"price": "forbidden"}))


def test_next_to_no_time_for_several_parts_still_gives_a_lawful_roster() -> None:
    made = plan(Task(two_teams(), DEFAULTS), Budget(SearchLimits(seconds=0)))
    assert judge(made.roster, DEFAULTS).hard == 0
    assert made.roster.holders.keys() == made.roster.problem.seat.keys()
    assert not made.searched
