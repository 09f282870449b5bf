"""Settled days: the same law of agreement as the rules of the book, and an example of what it asks."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.rules.book import RULES
from rostering.rules.settled import Settled
from samples.drawn import problems, rosters
from samples.hand_made import roster, seat
from samples.least_penalties import least_penalty


@settings(max_examples=60)
@given(data=st.data())
def test_the_least_penalty_of_apply_is_the_penalty_of_check(data: st.DataObject) -> None:
    drawn = data.draw(problems())
    days = data.draw(st.frozensets(st.sampled_from(list(drawn.period))))
    rule = Settled(penalty=data.draw(st.none() | st.integers(0, 3)), days=days)
    judged = data.draw(rosters(drawn))
    breaches = list(rule.check(judged))
    if rule.penalty is None:
        assert (least_penalty(rule, judged) is None) == bool(breaches)
    else:
        assert least_penalty(rule, judged) == sum(breach.penalty or 0 for breach in breaches)


def test_nobody_gets_a_day_off_on_a_date_that_is_over() -> None:
    rule = Settled(days=frozenset({date(2026, 11, 4)}))
    off = [("anna", "2026-11-04"), ("anna", "2026-11-05")]
    (breach,) = rule.check(roster({"anna": [seat("2026-11-07")]}, off=off))
    assert rule.explain(breach) == "anna gets a compensating day off on 2026-11-04, which is over."


def test_days_off_that_are_over_stand_by_person_and_date() -> None:
    over = [date(2026, 11, day) for day in range(2, 7)]
    off = [(who, str(day)) for who in ("bo", "anna") for day in reversed(over)]
    found = list(Settled(days=frozenset(over)).check(roster({"anna": [], "bo": []}, off=off)))
    assert [breach.about for breach in found] == sorted(off)
    assert {breach.rule for breach in found} == {"settled"}


def test_it_is_no_rule_of_the_book() -> None:
    assert Settled not in RULES
