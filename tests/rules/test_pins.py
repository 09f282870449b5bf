from collections.abc import Sequence
from dataclasses import replace

import pytest

from rostering.demand.problem import Problem
from rostering.domain.seats import Pin, Seat
from rostering.rules.book import RULES
from rostering.rules.coverage import Coverage
from rostering.rules.pins import Pins
from rostering.rules.roster import Roster
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan.planner import plan
from rostering.solver.plan.task import Task
from samples.hand_made import person, problem, roster, seat
from samples.least_penalties import breached

SATURDAY = seat("2026-11-07")


def pinned(judged: Roster, *pins: tuple[Seat, str]) -> Roster:
    return replace(judged, problem=replace(judged.problem, pins=tuple(Pin(seat.id, who) for seat, who in pins)))


def test_somebody_else_in_a_pinned_seat_breaks_the_rule() -> None:
    judged = pinned(roster({"anna": [], "bo": [SATURDAY]}), (SATURDAY, "anna"))
    (breach,) = Pins().check(judged)
    assert (breach.penalty, breach.seats) == (None, (SATURDAY.id,))
    assert Pins().explain(breach) == "team:2026-11-07:pim:1 is pinned to anna, and bo holds it."


@pytest.mark.parametrize("held", [{"anna": [SATURDAY], "bo": []}, {"anna": [], "bo": []}])
def test_a_pinned_seat_that_its_holder_has_or_nobody_is_in_order(held: dict[str, Sequence[Seat]]) -> None:
    judged = pinned(roster(held, empty=[] if held["anna"] else [SATURDAY]), (SATURDAY, "anna"))
    assert list(Pins().check(judged)) == []


def test_a_pinned_seat_that_is_empty_weighs_more_than_all_others() -> None:
    others = [seat("2026-11-08"), seat("2026-11-14")]
    judged = pinned(roster({"anna": []}, empty=[SATURDAY, *others]), (SATURDAY, "anna"))
    assert [amount for _, amount in breached(Coverage(), judged)] == [1000, 1, 1]


def clashing() -> Problem:
    """One person for a seat over noon, or for one before it and one after it."""
    early, late = seat("2026-11-07", "08:00-12:00", number=2), seat("2026-11-07", "13:00-16:00", number=3)
    return problem([SATURDAY, early, late], [person("anna")])


def test_a_pin_holds_even_where_more_seats_stay_empty_for_it() -> None:
    rules = [rule() for rule in RULES]
    free = plan(Task(clashing(), rules), Budget(SearchLimits(effort=1))).roster.holders
    held = replace(clashing(), pins=(Pin(SATURDAY.id, "anna"),))
    assert SATURDAY.id not in free
    assert plan(Task(held, rules), Budget(SearchLimits(effort=1))).roster.holders == {SATURDAY.id: "anna"}


def test_pins_are_part_of_what_is_hashed_and_no_pins_are_not() -> None:
    without = clashing()
    assert replace(without, pins=()).input_hash == without.input_hash
    assert replace(without, pins=(Pin(SATURDAY.id, "anna"),)).input_hash != without.input_hash
