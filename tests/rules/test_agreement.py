"""The law of agreement: what a rule tells the solver and what it checks are the same, for every roster."""

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from rostering.rules.book import RULES
from rostering.rules.rule import Rule
from samples.drawn import problems, rosters, rules
from samples.least_penalties import least_penalty


@pytest.mark.parametrize("kind", RULES, ids=lambda rule: rule.name)
@settings(max_examples=100)
@given(data=st.data())
def test_the_least_penalty_of_apply_is_the_penalty_of_check(kind: type[Rule], data: st.DataObject) -> None:
    problem = data.draw(problems())
    roster = data.draw(rosters(problem))
    rule = data.draw(rules(kind))
    breaches = list(rule.check(roster))
    for breach in breaches:
        note(rule.explain(breach))
    if rule.penalty is None:
        assert (least_penalty(rule, roster) is None) == bool(breaches)
    else:
        assert least_penalty(rule, roster) == sum(breach.penalty or 0 for breach in breaches)
