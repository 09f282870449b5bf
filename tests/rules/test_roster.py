"""Rosters seen in part: some dates of them, and a part put back in its place."""

from datetime import date

import pytest

from rostering.rules.roster import Roster
from rostering.spans import Period
from samples.hand_made import problem, roster, seat

MONDAY, SATURDAY, LAST = seat("2026-11-09"), seat("2026-11-07"), seat("2026-11-14")
SECOND_WEEK = Period.parse("2026-11-09..2026-11-15")
FRIDAY, TUESDAY = ("anna", date(2026, 11, 6)), ("bo", date(2026, 11, 10))


@pytest.fixture
def whole() -> Roster:
    off = [(who, str(day)) for who, day in (FRIDAY, TUESDAY)]
    made: Roster = roster({"anna": [SATURDAY, LAST], "bo": [MONDAY]}, empty=[seat("2026-11-15")], off=off)
    return made


def test_a_part_has_the_seats_and_days_off_of_its_dates_and_the_rest_is_given(whole: Roster) -> None:
    part = whole.within(SECOND_WEEK)
    assert part.holders == {MONDAY.id: "bo", LAST.id: "anna"}
    assert part.days_off == {TUESDAY}
    assert [one.id for one in part.problem.seats] == [MONDAY.id, LAST.id, "team:2026-11-15:pim:1"]
    assert part.given["anna"] == (SATURDAY,)
    assert part.problem.given_days_off == (FRIDAY,)
    assert whole.seen_in(whole.problem) is whole


def test_what_a_person_holds_stands_in_order_of_time(whole: Roster) -> None:
    part = whole.within(Period.parse("2026-11-07..2026-11-08"))
    assert part.all_of("anna") == (SATURDAY, LAST)
    unordered = problem([MONDAY, SATURDAY]).seats[::-1]
    assert Roster(problem(unordered), {MONDAY.id: "anna", SATURDAY.id: "anna"}).own["anna"] == (SATURDAY, MONDAY)


def test_some_people_are_seen_with_their_own_duties_and_days_off(whole: Roster) -> None:
    seen = whole.among({"bo"})
    assert (seen.holders, seen.days_off) == ({MONDAY.id: "bo"}, frozenset({TUESDAY}))


def test_a_part_takes_the_place_of_its_dates_and_changes_no_others(whole: Roster) -> None:
    part = whole.within(SECOND_WEEK)
    sunday = "team:2026-11-15:pim:1"
    mended = Roster(part.problem, {MONDAY.id: "anna", sunday: "bo"}, frozenset({("anna", date(2026, 11, 11))}))
    merged = whole.merged(mended)
    assert merged.problem is whole.problem
    assert merged.holders == {SATURDAY.id: "anna", MONDAY.id: "anna", sunday: "bo"}
    assert merged.days_off == {FRIDAY, ("anna", date(2026, 11, 11))}
    assert whole.merged(part) == whole
