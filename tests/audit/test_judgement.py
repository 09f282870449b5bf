"""The judgement: what the rules say of a roster, counted and summed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.audit.judgement import is_lawful, judge, penalty_of
from rostering.domain.inputs import Policy
from rostering.domain.parties import LeaveKind
from rostering.rules.absence import NoDutyOnLeave, Wishes
from rostering.rules.book import rules_of
from rostering.rules.coverage import Coverage
from rostering.rules.roster import Roster
from rostering.spans import Hours
from samples.drawn import problems, rosters
from samples.hand_made import away, person, roster, seat

RULES = rules_of(Policy({}, {}, Hours.parse("08:00-16:00"), ()))


def test_forbidden_breaches_are_counted_and_the_others_priced() -> None:
    leave = [away("anna", "2026-11-07"), away("anna", "2026-11-08", kind=LeaveKind.RATHER_NOT)]
    judged = judge(
        roster({"anna": [seat("2026-11-07"), seat("2026-11-08")]}, empty=[seat("2026-11-11")], leave=leave),
        [Coverage(), NoDutyOnLeave(), Wishes()],
    )
    assert (judged.hard, judged.penalty) == (1, 1008)
    assert judged.penalty_by_rule == {"coverage": 1000, "wishes": 8}
    assert [found.text for found in judged.breaches] == [
        "Nobody holds the pim seat on 2026-11-11.",
        "anna is on leave on 2026-11-07.",
        "anna would rather not have a duty on 2026-11-08.",
    ]


def test_breaches_without_a_penalty_to_pay_are_no_part_of_the_sum() -> None:
    made = roster({"anna": []}, empty=[seat("2026-11-07")], people=[person("anna")])
    judged = judge(made, [Coverage(penalty=0)])
    assert len(judged.breaches) == 1
    assert (judged.hard, judged.penalty, judged.penalty_by_rule) == (0, 0, {})


@settings(max_examples=25)
@given(problems().flatmap(rosters))
def test_every_breach_of_any_roster_is_either_forbidden_or_priced_and_has_a_sentence(drawn: Roster) -> None:
    judged = judge(drawn, RULES)
    assert judged.hard + sum(found.breach.penalty is not None for found in judged.breaches) == len(judged.breaches)
    assert judged.penalty == sum(found.breach.penalty or 0 for found in judged.breaches)
    assert all(found.text.endswith(".") and found.breach.amount > 0 for found in judged.breaches)


@settings(max_examples=10)
@given(st.data())
def test_the_order_of_breaches_is_the_order_of_the_rules(data: st.DataObject) -> None:
    drawn = data.draw(problems().flatmap(rosters))
    names = [found.breach.rule for found in judge(drawn, RULES).breaches]
    assert list(dict.fromkeys(names)) == [rule.name for rule in RULES if rule.name in names]


@settings(max_examples=25)
@given(problems().flatmap(rosters))
def test_the_penalty_alone_and_whether_a_roster_is_lawful_are_what_the_whole_judgement_says(drawn: Roster) -> None:
    judged = judge(drawn, RULES)
    assert penalty_of(drawn, RULES) == judged.penalty
    assert is_lawful(drawn, RULES) == (judged.hard == 0)
