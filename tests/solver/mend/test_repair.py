"""Repairs: what must change does, little else, and each further way gives the seats to other people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rostering.audit.judgement import judge
from rostering.demand.problem import Problem, Reference
from rostering.domain.findings import Account
from rostering.domain.inputs import Policy
from rostering.domain.seats import Seat
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.mend.repair import NothingToRepair, Repair, hurt_seats, repairs
from rostering.solver.model.budget import Budget, Progress, SearchLimits
from samples.hand_made import away, person, problem, seat

MONTH = "2026-11-02..2026-12-06"
SATURDAYS = tuple(seat(day) for day in ("2026-11-07", "2026-11-14", "2026-11-21", "2026-11-28", "2026-12-05"))
FIRST, *_, LAST = SATURDAYS
HOLDERS = ("anna", "bo", "cleo", "anna", "bo")
START = date(2026, 11, 2)
EFFORT = SearchLimits(seconds=600, effort=1.0, workers=2)


def rules(**tables: dict[str, object]) -> tuple[Rule, ...]:
    return rules_of(Policy(tables, {}, problem().policy.ordinary_work, ()))


DEFAULTS = rules()


def before(
    holders: Mapping[Seat, str | None] = dict(zip(SATURDAYS, HOLDERS, strict=True)),
    *,
    today: date = START,
    off: tuple[tuple[str, str], ...] = (),
    **more: Any,
) -> Roster:
    """What stands, as it looks after something has changed; `more` is of the problem."""
    people = {"people": [person(who) for who in ("anna", "bo", "cleo", "david")]}
    made: Problem = problem(holders, **({"period": MONTH} | people | more))
    held = {one.id: who for one, who in holders.items() if who}
    days_off = frozenset((who, date.fromisoformat(day)) for who, day in off)
    known = {one: who for one, who in held.items() if who in made.consultant}
    return Roster(replace(made, reference=Reference(today, held, days_off)), known, days_off)


def mended(roster: Roster, law: tuple[Rule, ...] = DEFAULTS, limits: SearchLimits = EFFORT) -> tuple[Repair, ...]:
    found = repairs(roster, law, Budget(limits))
    for one in found:
        assert judge(one.part, law).hard == 0
        assert one.roster.problem is roster.problem
    return found


def moved(roster: Roster, repair: Repair) -> dict[str, str | None]:
    """The seats whose holder differs from before, with their new one."""
    reference = roster.problem.reference
    assert reference
    after = repair.roster.holders
    return {
        one.id: after.get(one.id) for one in roster.problem.seats if after.get(one.id) != reference.holders.get(one.id)
    }


def test_a_roster_that_holds_has_nothing_to_repair() -> None:
    with pytest.raises(NothingToRepair, match="nothing is to be repaired"):
        mended(before())


def test_seats_that_are_asked_for_at_other_hours_are_mended_by_the_same_people() -> None:
    stands = before()
    known = stands.problem.reference
    assert known
    shifted = replace(stands, problem=replace(stands.problem, reference=replace(known, moved=frozenset({FIRST.id}))))
    first = mended(shifted)[0]
    assert (first.aim, moved(shifted, first)) == ("fewest_changes", {})


def test_an_empty_seat_that_still_nobody_can_take_is_nothing_to_repair() -> None:
    backend = seat("2026-11-15", role="backend", number=2)
    with pytest.raises(NothingToRepair):
        mended(before(dict(zip(SATURDAYS, HOLDERS, strict=True)) | {backend: None}))


def test_an_empty_seat_that_somebody_can_take_now_is_filled() -> None:
    late = seat("2026-11-22")
    sick = before(dict(zip(SATURDAYS, HOLDERS, strict=True)) | {late: None})
    assert moved(sick, mended(sick)[0]).keys() == {late.id}


def test_a_sick_call_changes_only_what_must() -> None:
    sick = before(leave=[away("bo", "2026-11-12", "2026-11-17")])
    assert hurt_seats(sick, DEFAULTS) == (SATURDAYS[1].id,)
    for repair in mended(sick):
        assert moved(sick, repair).keys() == {SATURDAYS[1].id}
        assert repair.part.problem.period.last < date(2026, 12, 1)


def test_options_are_named_by_their_aim_and_differ_in_who_takes_the_seats() -> None:
    found = mended(before(leave=[away("bo", "2026-11-12", "2026-11-17")]))
    assert [repair.aim for repair in found] == ["fewest_changes", "other_people", "still_others"]
    assert {repair.roster.holders[SATURDAYS[1].id] for repair in found} == {"anna", "cleo", "david"}


def test_each_further_way_gives_some_of_several_seats_to_others() -> None:
    found = mended(before(leave=[away("bo", "2026-11-03", "2026-12-06")]))
    takers = [[repair.roster.holders[one.id] for one in (SATURDAYS[1], LAST)] for repair in found]
    assert len(found) == 3
    for number, mine in enumerate(takers):
        assert all(sum(a != b for a, b in zip(mine, other, strict=True)) >= 1 for other in takers[:number])


def test_a_way_that_would_not_differ_is_left_out() -> None:
    people = [person(who) for who in ("anna", "bo")]
    holders = dict(zip(SATURDAYS, ("anna", "bo", "anna", "bo", "anna"), strict=True))
    only_anna = before(holders, people=people, leave=[away("bo", "2026-11-14")])
    assert [repair.aim for repair in mended(only_anna, rules(caps={"weekends_in_a_row": 3}))] == ["fewest_changes"]


def test_a_seat_that_nobody_can_take_stays_empty_in_the_one_way_there_is() -> None:
    everybody = [away(who, "2026-11-14") for who in ("anna", "bo", "cleo", "david")]
    sick = before(leave=everybody)
    (only,) = mended(sick)
    assert moved(sick, only) == {SATURDAYS[1].id: None}
    assert only.stages[0].penalty == 1000


def test_a_further_way_never_leaves_more_seats_empty() -> None:
    some = [away(who, "2026-11-14") for who in ("anna", "bo", "cleo")]
    (only,) = mended(before(leave=some))
    assert only.roster.holders[SATURDAYS[1].id] == "david"


def test_what_lies_before_today_stays_whatever_is_wrong_with_it() -> None:
    sick = before(today=date(2026, 11, 10), leave=[away("anna", "2026-11-02", "2026-11-30")])
    for repair in mended(sick):
        assert repair.roster.holders[FIRST.id] == "anna"
        assert repair.part.problem.period.first >= date(2026, 11, 10)
        assert moved(sick, repair).keys() == {SATURDAYS[3].id}


def test_a_roster_that_is_wrong_before_today_alone_has_nothing_to_repair() -> None:
    with pytest.raises(NothingToRepair):
        mended(before(today=date(2026, 11, 10), leave=[away("anna", "2026-11-07")]))


def test_a_seat_far_away_does_not_move_in_the_first_way_even_where_that_were_fairer() -> None:
    accounts = [
        Account(who, "pim", opening, 3) for who, opening in (("anna", 0), ("bo", 60), ("cleo", 0), ("david", 0))
    ]
    sick = before(leave=[away("anna", "2026-11-05", "2026-11-09")], accounts=accounts)
    first = mended(sick)[0]
    assert moved(sick, first).keys() == {FIRST.id}
    assert first.roster.holders[LAST.id] == "bo"


def test_the_fairest_way_also_changes_what_is_unfair_once_the_notice_is_over() -> None:
    accounts = [
        Account(who, "pim", opening, 3) for who, opening in (("anna", 0), ("bo", 60), ("cleo", 0), ("david", 0))
    ]
    sick = before(leave=[away("cleo", "2026-11-20", "2026-11-23")], accounts=accounts)
    fairest = next(repair for repair in mended(sick) if repair.aim == "fairest")
    assert fairest.roster.holders[LAST.id] != "bo"
    assert fairest.roster.holders[SATURDAYS[1].id] == "bo"  # within fourteen days of notice


def test_a_repair_looks_at_the_whole_rest_where_two_weeks_around_leave_a_seat_empty() -> None:
    """Cleo has a weekend a quarter, in December: it has to be given away for her to take the first."""
    cap = rules(caps={"overrides": {"cleo": {"weekends": 1}}})
    holders = dict(zip(SATURDAYS, ("anna", "bo", "anna", "bo", "cleo"), strict=True))
    others = [away(who, "2026-11-07") for who in ("anna", "bo")]
    people = [person(who) for who in ("anna", "bo", "cleo")]
    sick = before(holders, people=people, leave=others)
    first = mended(sick, cap)[0]
    assert first.roster.holders[FIRST.id] == "cleo"
    assert first.roster.holders[LAST.id] in {"anna", "bo"}


def test_the_seats_of_one_who_leaves_are_taken_over() -> None:
    people = [person("anna"), person("bo", employed_to=date(2026, 11, 30)), person("cleo")]
    gone = before(people=people)
    for repair in mended(gone):
        assert moved(gone, repair).keys() >= {LAST.id}
        assert repair.roster.holders[SATURDAYS[1].id] == "bo"


def test_seats_of_one_whom_nobody_knows_any_more_are_filled() -> None:
    unknown = before(people=[person("anna"), person("cleo"), person("david")])
    first = mended(unknown)[0]
    assert moved(unknown, first).keys() == {SATURDAYS[1].id, LAST.id}
    assert None not in moved(unknown, first).values()


def test_a_seat_that_nothing_asks_for_any_more_is_a_reason_to_repair() -> None:
    booked = seat("2026-11-18", "16:00-22:00", booking="B1")
    stands = before(dict(zip(SATURDAYS, HOLDERS, strict=True)) | {booked: "david"})
    cancelled = replace(stands.problem, seats=SATURDAYS)
    first = mended(Roster(cancelled, {one.id: stands.holders[one.id] for one in SATURDAYS}))[0]
    assert first.roster.holders == {one.id: who for one, who in zip(SATURDAYS, HOLDERS, strict=True)}


def test_compensating_days_that_are_lost_are_a_reason_to_repair() -> None:
    """A leave is withdrawn: after the whole weekend nobody is off any more, in six days and six more."""
    weekend = {seat("2026-11-14"): "anna", seat("2026-11-15"): "anna"}
    tired = before(weekend, off=(("anna", "2026-11-13"),), people=[person("anna"), person("bo")])
    assert judge(tired, DEFAULTS).hard
    first = mended(tired)[0]
    assert judge(first.roster, DEFAULTS).hard == 0


def test_too_many_weekends_are_a_reason_to_repair() -> None:
    many = before(dict.fromkeys(SATURDAYS, "anna"))
    law = rules(caps={"weekends": 3, "weekends_in_a_row": "unlimited"})
    assert sum(who == "anna" for who in mended(many, law)[0].roster.holders.values()) == 3


def test_without_time_a_repair_is_lawful_still() -> None:
    sick = before(leave=[away("bo", "2026-11-12", "2026-11-17")])
    found = mended(sick, limits=SearchLimits(seconds=0))
    assert found[0].roster.holders.keys() == sick.problem.seat.keys()
    assert moved(sick, found[0]).keys() == {SATURDAYS[1].id}


def test_without_time_nobody_is_found_where_only_a_search_finds_a_lawful_way() -> None:
    """The weekly rest of four days asks for days off that a greedy start does not give."""
    strict = rules(weekly_rest={"days": 4})
    off = tuple((who, f"2026-11-{day:02}") for who in ("anna", "bo", "cleo", "david") for day in (4, 11, 18, 25))
    off += tuple((who, "2026-12-02") for who in ("anna", "bo", "cleo", "david"))
    sick = before(leave=[away("bo", "2026-11-14")], off=off)
    found = repairs(sick, strict, Budget(SearchLimits(seconds=0)))
    assert all(judge(repair.roster, strict).hard == 0 for repair in found)


def test_a_stop_ends_the_repair_with_the_ways_that_are_found() -> None:
    """The way with the fewest changes needs a search, as both who have a duty before would hand over."""
    pressed: list[Progress] = []

    def press_once(progress: Progress) -> None:
        pressed.append(progress)
        if len(pressed) == 1:
            budget.stop()

    budget = Budget(EFFORT, press_once)
    sick = before(leave=[away("bo", "2026-11-12", "2026-11-17")])
    *_, last = repairs(sick, rules(wishes={"price": 9}), budget)
    assert last.interrupted
    assert judge(last.roster, DEFAULTS).hard == 0


def test_each_way_is_told_as_soon_as_it_is_ready() -> None:
    told: list[tuple[str, Roster]] = []

    def tell(aim: str, roster: Roster, ready: bool) -> None:
        if ready:
            told.append((aim, roster))

    sick = before(leave=[away("bo", "2026-11-12", "2026-11-17")])
    found = repairs(sick, DEFAULTS, Budget(EFFORT), tell)
    assert told == [(repair.aim, repair.roster) for repair in found]
    assert len(told) == 3


@pytest.mark.parametrize("many", [1, 2])
def test_a_stop_after_some_ways_leaves_these_whole(many: int) -> None:
    budget, told = Budget(EFFORT), list[str]()

    def stop_at(aim: str, _roster: Roster, ready: bool) -> None:
        if ready:
            told.append(aim)
        if len(told) == many:
            budget.stop()

    sick = before(leave=[away("bo", "2026-11-12", "2026-11-17")])
    found = repairs(sick, DEFAULTS, budget, stop_at)
    assert [(repair.aim, repair.interrupted) for repair in found] == [(aim, False) for aim in told]
    assert len(found) == many


def test_what_is_told_of_a_way_before_it_is_ready_is_lawful() -> None:
    rough: list[Roster] = []

    def tell(_aim: str, roster: Roster, ready: bool) -> None:
        if not ready:
            rough.append(roster)

    law = rules(wishes={"price": 9})
    repairs(before(leave=[away("bo", "2026-11-12", "2026-11-17")]), law, Budget(EFFORT), tell)
    assert rough
    assert [judge(roster, law).hard for roster in rough] == [0] * len(rough)


def test_a_repair_that_is_stopped_before_it_begins_is_lawful_and_the_only_one() -> None:
    sick, budget = before(leave=[away("bo", "2026-11-12", "2026-11-17")]), Budget(EFFORT)
    budget.stop()
    (only,) = repairs(sick, DEFAULTS, budget)
    assert only.roster.holders.keys() == sick.problem.seat.keys()
    assert judge(only.roster, DEFAULTS).hard == 0


def test_the_same_sick_call_is_mended_the_same_way_again() -> None:
    sick = before(leave=[away("bo", "2026-11-12", "2026-11-17")])
    assert [(one.aim, one.roster) for one in mended(sick)] == [(one.aim, one.roster) for one in mended(sick)]
