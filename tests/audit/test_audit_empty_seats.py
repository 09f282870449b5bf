"""Vacancies: who could be asked, and what rules each of them out."""

from datetime import date

from hypothesis import given, settings

from rostering.audit.empty_seats import COULD, candidates_for, empty_seats
from rostering.audit.judgement import judge
from rostering.domain.inputs import Policy
from rostering.rules.book import rules_of
from rostering.rules.qualification import Seniority
from rostering.rules.roster import Roster
from rostering.spans import Hours
from samples.drawn import problems, rosters
from samples.hand_made import away, person, roster, seat

RULES = rules_of(Policy({}, {}, Hours.parse("08:00-16:00"), ()))
SATURDAY = seat("2026-11-07")


def test_everyone_with_the_role_is_listed_with_the_reason() -> None:
    made = roster(
        {"bo": [seat("2026-11-07", "08:00-22:00", booking="B1")], "dora": [seat("2026-11-08")]},
        empty=[SATURDAY],
        people=[person(who) for who in ("anna", "bo", "cleo", "dora")] + [person("emil", "backend")],
        leave=[away("anna", "2026-11-06", "2026-11-08")],
    )
    ((seat_id, candidates),) = [(found.seat, found.candidates) for found in empty_seats(made, RULES)]
    assert seat_id == SATURDAY.id
    assert {found.consultant: found.reason for found in candidates} == {
        "anna": "anna is on leave on 2026-11-07.",
        "bo": "bo would hold team:2026-11-07:pim:1 and B1:2026-11-07:pim:1 at once.",
        "cleo": COULD,
        "dora": "dora has work or standby 12 days in a row, 2026-11-02 to 2026-11-13; at most 6.",
    }


def test_who_has_left_or_is_yet_to_come_is_no_candidate() -> None:
    people = [
        person("anna", employed_to=date(2026, 11, 6)),
        person("bo", employed_from=date(2026, 11, 8)),
        person("cleo", employed_to=date(2026, 11, 7)),
        person("dora", employed_from=date(2026, 11, 7)),
    ]
    made = roster({}, empty=[SATURDAY], people=people)
    assert [found.consultant for found in candidates_for(made, SATURDAY.id, RULES)] == ["cleo", "dora"]


def test_who_leaves_in_the_middle_of_a_night_is_told_why() -> None:
    night = seat("2026-11-07", "22:00-08:00")
    made = roster({}, empty=[night], people=[person("anna", employed_to=date(2026, 11, 7))])
    (found,) = candidates_for(made, night.id, RULES)
    assert found.reason.startswith("anna is not employed on 2026-11-07. ")


def test_every_reason_is_given() -> None:
    night = seat("2026-11-06", "22:00-09:00")
    made = roster({"anna": [night]}, empty=[SATURDAY], leave=[away("anna", "2026-11-07")])
    (found,) = candidates_for(made, SATURDAY.id, RULES)
    assert found.reason.split(". ") == [
        "anna is on leave on 2026-11-07",
        "anna would hold team:2026-11-06:pim:1 and team:2026-11-07:pim:1 at once.",
    ]


def test_a_reason_may_lie_in_who_sits_beside() -> None:
    beside = seat("2026-11-07", role="backend")
    people = [person("anna", grade="junior"), person("bo"), person("cleo", "backend")]
    made = roster({"cleo": [beside]}, empty=[SATURDAY], people=people)
    reasons = {found.consultant: found.reason for found in candidates_for(made, SATURDAY.id, [Seniority(penalty=None)])}
    assert reasons == {"anna": "anna is junior and has no senior in the team on 2026-11-07.", "bo": COULD}
    assert candidates_for(made, SATURDAY.id, [Seniority(penalty=30)])[0].reason == COULD


def test_nobody_is_blamed_for_what_somebody_beside_them_makes_good() -> None:
    people = [person("anna", grade="junior"), person("cleo", "backend", grade="senior")]
    made = roster({"cleo": [seat("2026-11-07", role="backend")]}, empty=[SATURDAY], people=people)
    assert [found.reason for found in candidates_for(made, SATURDAY.id, [Seniority(penalty=None)])] == [COULD]


def test_a_full_roster_has_no_empty_seats() -> None:
    assert empty_seats(roster({"anna": [SATURDAY]}), RULES) == ()


@settings(max_examples=15)
@given(problems().flatmap(rosters))
def test_a_candidate_without_a_reason_can_take_the_seat_and_one_with_a_reason_cannot(drawn: Roster) -> None:
    before = {found.breach for found in judge(drawn, RULES).breaches if found.breach.penalty is None}
    for vacancy in empty_seats(drawn, RULES)[:2]:
        for candidate in vacancy.candidates:
            after = judge(drawn.with_holder(vacancy.seat, candidate.consultant), RULES).breaches
            added = [found for found in after if found.breach.penalty is None and found.breach not in before]
            assert (candidate.reason == COULD) == (not added)
