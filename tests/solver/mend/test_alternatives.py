"""Alternatives: who else could hold a seat, and what each would cost."""

from datetime import date

from hypothesis import given, settings

from rostering.audit.judgement import judge
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.solver.mend.alternatives import alternatives_of
from samples.drawn import problems, rosters
from samples.hand_made import away, firm, person, roster, seat

RULES = rules_of(firm().policy)
SATURDAY, SUNDAY = seat("2026-11-07"), seat("2026-11-08")


def test_the_holder_comes_first_then_the_others_by_penalty_and_who_is_ruled_out_last() -> None:
    made = roster(
        {"anna": [SATURDAY, SUNDAY], "bo": [seat("2026-11-14")], "cleo": [], "dora": []},
        off=[("anna", "2026-11-06"), ("anna", "2026-11-09")],
        leave=[away("cleo", "2026-11-07")],
    )
    found = alternatives_of(made, RULES, SATURDAY.id)
    assert [(one.consultant, one.ok, one.penalty) for one in found] == [
        ("anna", True, 0),
        ("dora", True, -9),
        ("bo", True, -7),
        ("cleo", False, None),
    ]
    assert found[0].reason == "holds the seat; dora would cost 9 less"
    assert found[1].penalty_by_rule == {"compensation": -12, "continuity": 3}
    assert found[1].reason == "would cost 9 less (compensation -12, continuity +3)"
    assert found[3].reason == "cleo is on leave on 2026-11-07."


def test_days_off_that_an_alternative_needs_are_said_and_priced() -> None:
    made = roster({"anna": [SUNDAY], "bo": [SATURDAY]})
    _, anna = alternatives_of(made, RULES, SATURDAY.id)
    assert anna.days_off == (date(2026, 11, 6), date(2026, 11, 13))
    assert anna.penalty_by_rule == {"compensation": 12, "continuity": -3}
    assert anna.reason.endswith(", with days off on 2026-11-06 and 2026-11-13")


def test_of_an_empty_seat_the_penalty_is_the_rosters_and_the_words_leave_out_the_seat_itself() -> None:
    made = roster({"anna": []}, empty=[SATURDAY])
    (anna,) = alternatives_of(made, RULES, SATURDAY.id)
    assert (anna.ok, anna.penalty, anna.reason) == (True, -1000, "could take the seat and would cost as much")


def test_nobody_else_is_said_to_be_nobody_else() -> None:
    assert alternatives_of(roster({"anna": [SATURDAY]}), RULES, SATURDAY.id)[0].reason == (
        "holds the seat; nobody else can take it"
    )


def test_a_holder_who_may_not_be_there_is_not_in_order() -> None:
    made = roster({"anna": [SATURDAY], "bo": []}, leave=[away("anna", "2026-11-07")])
    anna, bo = alternatives_of(made, RULES, SATURDAY.id)
    assert (anna.ok, anna.penalty, anna.reason) == (False, None, "anna is on leave on 2026-11-07.")
    assert bo.ok


def test_who_lacks_the_role_is_not_asked() -> None:
    made = roster({"anna": [SATURDAY]}, people=[person("anna"), person("bo", "backend")])
    assert [one.consultant for one in alternatives_of(made, RULES, SATURDAY.id)] == ["anna"]


@settings(max_examples=15)
@given(problems().flatmap(rosters))
def test_an_alternative_is_lawful_at_its_penalty(drawn: Roster) -> None:
    before = judge(drawn, RULES)
    known = {judged.breach for judged in before.breaches}
    for seat_id in sorted(drawn.problem.seat)[:2]:
        holder = drawn.holders.get(seat_id)
        for one in alternatives_of(drawn, RULES, seat_id):
            if one.ok and one.consultant != holder:
                off = drawn.days_off | {(one.consultant, day) for day in one.days_off}
                after = judge(Roster(drawn.problem, {**drawn.holders, seat_id: one.consultant}, off), RULES)
                assert not [x for x in after.breaches if x.breach.penalty is None and x.breach not in known]
                assert one.penalty is not None
                assert one.penalty <= after.penalty - before.penalty
