"""Difference: the same law of agreement as the rules of the book, and examples of what it asks."""

from collections.abc import Mapping
from typing import Any

import pytest
from drawn import PEOPLE, problems, rosters
from hand_made import breached, roster, seat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_agreement import least_price

from rostering.rules.book import RULES
from rostering.rules.difference import Difference

FIRST, SECOND, THIRD = (seat(day) for day in ("2026-11-07", "2026-11-08", "2026-11-14"))


def taken(**holders: Any) -> Mapping[str, str]:
    return {one.id: who for who, seats in holders.items() for one in seats}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_least_price_of_apply_is_the_price_of_check(data: st.DataObject) -> None:
    problem = data.draw(problems())
    seats = [*problem.seat, "team:2026-01-01:pim:1"]
    earlier = data.draw(st.dictionaries(st.sampled_from(seats), st.sampled_from(PEOPLE)))
    price, least = data.draw(st.none() | st.integers(0, 3)), data.draw(st.integers(0, 4))
    rule, judged = Difference(price=price, taken=earlier, least=least), data.draw(rosters(problem))
    breaches = list(rule.check(judged))
    if price is None:
        assert (least_price(rule, judged) is None) == bool(breaches)
    else:
        assert least_price(rule, judged) == sum(breach.price or 0 for breach in breaches)


@pytest.mark.parametrize(("least", "amount"), [(0, 0), (1, 0), (2, 1), (3, 2), (9, 2)])
def test_so_many_seats_go_to_somebody_else(least: int, amount: int) -> None:
    judged = roster({"anna": [FIRST, SECOND], "bo": [THIRD]})
    rule = Difference(taken=taken(anna=[FIRST, SECOND, THIRD]), least=least)
    assert [units for _, units in breached(rule, judged)] == ([amount] if amount else [])


def test_an_empty_seat_is_a_difference() -> None:
    judged = roster({"anna": [FIRST]}, empty=[SECOND])
    assert breached(Difference(taken=taken(anna=[FIRST, SECOND]), least=1), judged) == []


def test_seats_of_other_dates_are_not_asked_for() -> None:
    rule = Difference(taken=taken(anna=[FIRST, THIRD]), least=1)
    assert breached(rule, roster({"anna": [FIRST]})) == [(("1", "1"), 1)]


def test_a_breach_is_said_in_a_sentence() -> None:
    rule = Difference(taken=taken(anna=[FIRST, SECOND]), least=2)
    (breach,) = rule.check(roster({"anna": [FIRST], "bo": [SECOND]}))
    assert rule.explain(breach) == "1 of 2 seats go to the same people as before."


def test_it_is_no_rule_of_the_book_and_forbids() -> None:
    assert Difference not in RULES
    assert Difference().price is None
