"""Difference: the same law of agreement as the rules of the book, and an example of what it asks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.rules.book import RULES
from rostering.rules.difference import OtherPeople
from samples.drawn import PEOPLE, problems, rosters
from samples.hand_made import problem, roster, seat
from samples.least_penalties import least_penalty

FIRST, SECOND = seat("2026-11-07"), seat("2026-11-14")
BARRED = OtherPeople(seats=frozenset({FIRST.id}), people=frozenset({"anna"}))


@settings(max_examples=60)
@given(data=st.data())
def test_the_least_penalty_of_apply_is_the_penalty_of_check(data: st.DataObject) -> None:
    drawn = data.draw(problems())
    seats = data.draw(st.frozensets(st.sampled_from([*drawn.seat, "team:2026-01-01:pim:1"])))
    people, penalty = data.draw(st.frozensets(st.sampled_from(PEOPLE))), data.draw(st.none() | st.integers(0, 3))
    rule, judged = OtherPeople(penalty=penalty, seats=seats, people=people), data.draw(rosters(drawn))
    breaches = list(rule.check(judged))
    if penalty is None:
        assert (least_penalty(rule, judged) is None) == bool(breaches)
    else:
        assert least_penalty(rule, judged) == sum(breach.penalty or 0 for breach in breaches)


def test_seats_that_are_taken_again_stand_in_order() -> None:
    again = [seat(f"2026-11-{day:02}") for day in range(2, 12)]
    rule = OtherPeople(seats=frozenset(one.id for one in again), people=frozenset({"anna"}))
    found = list(rule.check(roster({"anna": again})))
    assert [breach.seats for breach in found] == [(one.id,) for one in again]
    assert {breach.rule for breach in found} == {"difference"}


def test_who_was_asked_before_may_not_take_these_seats_and_may_take_others() -> None:
    (breach,) = BARRED.check(roster({"anna": [FIRST, SECOND]}))
    assert BARRED.explain(breach) == "anna takes team:2026-11-07:pim:1 in another way already."
    assert not list(BARRED.check(roster({"bo": [FIRST], "anna": [SECOND]})))


@pytest.mark.parametrize("who", ["anna", "bo"])
def test_it_rules_out_before_there_is_a_choice(who: str) -> None:
    asked = problem([FIRST, SECOND])
    assert [BARRED.rules_out(asked, one, who) for one in asked.seats] == [who == "anna", False]


def test_it_is_no_rule_of_the_book() -> None:
    assert OtherPeople not in RULES
