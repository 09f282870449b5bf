"""Personal rules: what lies in one person's own duties shows when everybody else's are out of sight."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.rules.book import RULES
from samples.drawn import problems, rosters, rules

PERSONAL = [rule for rule in RULES if rule.personal]


@settings(max_examples=60)
@given(data=st.data())
def test_a_personal_rule_finds_person_by_person_what_it_finds_in_the_whole(data: st.DataObject) -> None:
    roster = data.draw(problems().flatmap(rosters))
    views = [roster.among({consultant.id}) for consultant in roster.problem.consultants]
    for rule in [data.draw(rules(kind)) for kind in PERSONAL]:
        assert Counter(found for view in views for found in rule.check(view)) == Counter(rule.check(roster)), rule.name


def test_rules_of_several_people_say_so() -> None:
    assert [rule.name for rule in RULES if not rule.personal] == [
        *("coverage", "seniority", "knowledge", "continuity", "largest_unfairness", "unfairness"),
        *("bench", "notice", "stability"),
    ]


def test_rules_that_see_no_further_than_the_dates_around_a_duty_say_so() -> None:
    assert [rule.name for rule in RULES if rule.near] == ["coverage", "seniority", "knowledge", "continuity", "bench"]
