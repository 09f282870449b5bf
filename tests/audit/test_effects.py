"""Effects: what a change of a roster breaks and costs."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.audit.effects import common_judgement, effect_of
from rostering.audit.judgement import Judgement, judge
from rostering.rules.book import RULES as ALL_RULES
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from samples.drawn import problems, rosters, rules
from samples.hand_made import away, firm, person, roster, seat

RULES = rules_of(firm().policy)


def penalties(judgement: Judgement) -> Counter[str]:
    return Counter(judgement.penalty_by_rule)


@settings(max_examples=30)
@given(problems().flatmap(lambda problem: st.tuples(rosters(problem), rosters(problem))))
def test_the_effect_is_what_the_whole_judgements_differ_in(drawn: tuple[Roster, Roster]) -> None:
    before, after = drawn
    effect = effect_of(before, after, RULES)
    old, new = judge(before, RULES), judge(after, RULES)
    known = {judged.breach for judged in old.breaches}
    assert effect.penalty == new.penalty - old.penalty
    assert all(cost == penalties(new)[rule] - penalties(old)[rule] for rule, cost in effect.penalty_by_rule.items())
    assert sorted(judged.text for judged in effect.added) == sorted(
        judged.text for judged in new.breaches if judged.breach.penalty is None and judged.breach not in known
    )


@settings(max_examples=60)
@given(data=st.data())
def test_a_duty_that_changes_hands_has_the_same_effect_nearby_as_in_the_whole(data: st.DataObject) -> None:
    before = data.draw(problems().filter(lambda problem: bool(problem.seats)).flatmap(rosters))
    book = [data.draw(rules(kind)) for kind in ALL_RULES]
    people = [None, *(one.id for one in before.problem.consultants)]
    after = before
    for _ in range(data.draw(st.integers(1, 2))):
        moved = data.draw(st.sampled_from(before.problem.seats))
        after = after.with_holder(moved.id, data.draw(st.sampled_from(people)))
    whole = effect_of(before, after, book, changed=book)
    assert effect_of(before, after, book) == whole
    assert effect_of(before, after, book, common=common_judgement(before, book)) == whole


def test_a_change_of_inputs_counts_for_those_whom_it_concerns() -> None:
    duty = seat("2026-11-07")
    before = roster({"anna": [duty]}, leave=[away("anna", "2026-11-07")])
    after = Roster(replace(before.problem, leave=()), before.holders)
    assert effect_of(before, after, RULES).added == ()
    (found,) = effect_of(after, before, RULES).added
    assert found.text == "anna is on leave on 2026-11-07."


def test_somebody_new_has_an_effect_only_with_a_duty() -> None:
    before = roster({"anna": []}, empty=[seat("2026-11-07")])
    people = (*before.problem.consultants, person("bo"))
    joined = Roster(replace(before.problem, consultants=people), {})
    assert effect_of(before, joined, RULES).penalty_by_rule == {}
    assert (
        effect_of(before, joined.with_holder(seat("2026-11-07").id, "bo"), RULES).penalty_by_rule["coverage"] == -1000
    )


def test_what_a_change_only_lessens_it_does_not_bring_about() -> None:
    weekends = [seat(day) for day in ("2026-11-07", "2026-11-14", "2026-11-21", "2026-11-28")]
    before = roster({"anna": weekends, "bo": []})
    given = effect_of(before, before.with_holder(weekends[3].id, "bo"), RULES)
    assert [one.breach.about[:2] for one in given.added] == [("anna", "weekends_in_a_row")]
    assert given.worse == ()


def test_what_a_change_brings_about_and_costs_is_said_and_what_it_makes_cheaper_is_not() -> None:
    first, second = seat("2026-11-07"), seat("2026-11-08")
    before = roster({"anna": [first, second], "bo": []}, off=[("anna", "2026-11-06"), ("anna", "2026-11-13")])
    effect = effect_of(before, before.with_holder(second.id, "bo"), RULES)
    assert "continuity" in {one.breach.rule for one in effect.penalised}
    assert all(effect.penalty_by_rule.get(one.breach.rule, 0) > 0 for one in effect.penalised)
