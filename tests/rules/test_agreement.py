"""The law of agreement: what a rule tells the solver and what it checks are the same, for every roster."""

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from rostering.rules.book import RULES
from rostering.rules.rule import Rule
from samples.drawn import problems, rosters, rules
from samples.least_prices import least_price


@pytest.mark.parametrize("kind", RULES, ids=lambda rule: rule.name)
@settings(max_examples=100)
@given(data=st.data())
def test_the_least_price_of_apply_is_the_price_of_check(kind: type[Rule], data: st.DataObject) -> None:
    problem = data.draw(problems())
    roster = data.draw(rosters(problem))
    rule = data.draw(rules(kind))
    breaches = list(rule.check(roster))
    for breach in breaches:
        note(rule.explain(breach))
    if rule.price is None:
        assert (least_price(rule, roster) is None) == bool(breaches)
    else:
        assert least_price(rule, roster) == sum(breach.price or 0 for breach in breaches)
