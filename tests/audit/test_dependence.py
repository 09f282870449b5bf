"""Single points of failure: roles and weeks that hang on one person, or on two."""

from datetime import date
from typing import Any

import pytest

from rostering.audit.bench import backings_of
from rostering.audit.dependence import SinglePoint, single_points_of
from rostering.domain.inputs import Policy
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.spans import Hours
from samples.hand_made import away, person, roster, seat

RULES = rules_of(Policy({}, {}, Hours.parse("08:00-16:00"), ()))
SATURDAY, SUNDAY, NEXT = seat("2026-11-07"), seat("2026-11-08"), seat("2026-11-14")
FOUR = [person(who) for who in ("anna", "bo", "cleo", "dora")]


def points(made: Roster, kind: str) -> list[SinglePoint]:
    found = single_points_of(made.problem, backings_of(made, RULES, made.problem.seats))
    return [point for point in found if point.kind == kind]


def sentences(made: Roster, kind: str) -> list[str]:
    return [point.text for point in points(made, kind)]


def test_a_role_of_two_people_hangs_on_them_and_one_of_three_does_not() -> None:
    made = roster({"anna": [SATURDAY], "bo": [NEXT]}, people=FOUR[:2])
    (point,) = points(made, "role")
    assert point.text == "PIM: only Anna and Bo have the role, 2026-11-07 to 2026-11-14."
    assert (point.role, point.consultants, point.seats) == ("pim", ("anna", "bo"), (SATURDAY.id, NEXT.id))
    assert points(roster({"anna": [SATURDAY]}, people=FOUR[:3]), "role") == []


def test_a_role_that_one_has_or_nobody_says_so() -> None:
    held, empty = {"anna": [SATURDAY]}, [seat("2026-11-07", role="backend")]
    assert sentences(roster(held, empty=empty), "role") == [
        "Backend: nobody has the role, 2026-11-07 to 2026-11-07.",
        "PIM: only Anna has the role, 2026-11-07 to 2026-11-07.",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"employed_to": date(2026, 11, 6)},
        {"employed_from": date(2026, 11, 9)},
        {"role_dates": {"pim": (None, date(2026, 11, 6))}},
    ],
)
def test_those_who_are_there_on_no_day_of_the_role_do_not_count(change: dict[str, Any]) -> None:
    people = [*FOUR[:2], person("cleo", **change)]
    made = roster({"anna": [SATURDAY], "bo": [SUNDAY]}, people=people)
    assert sentences(made, "role") == ["PIM: only Anna and Bo have the role, 2026-11-07 to 2026-11-08."]


def test_leave_counts_when_it_covers_every_day_of_the_role() -> None:
    held: dict[str, Any] = {"anna": [SATURDAY], "bo": [SUNDAY]}
    assert points(roster(held, people=FOUR[:3], leave=[away("cleo", "2026-11-07")]), "role") == []
    assert len(points(roster(held, people=FOUR[:3], leave=[away("cleo", "2026-11-07", "2026-11-08")]), "role")) == 1


def test_each_team_has_people_of_its_own_and_those_it_may_borrow() -> None:
    people = [*FOUR, person("emil", teams=("west",)), person("frida", teams=("east",), lends=("west",))]
    here = [person(who.id, teams=("east",)) for who in FOUR] + people[4:]
    held: dict[str, Any] = {"anna": [seat("2026-11-07", pool="east")], "emil": [seat("2026-11-08", pool="west")]}
    assert points(roster(held, people=people), "role") == []
    assert sentences(roster(held, people=here), "role") == [
        "PIM in the team west: only Emil and Frida have the role, 2026-11-08 to 2026-11-08."
    ]


def test_a_week_hangs_on_whom_nobody_could_replace_in_it() -> None:
    leave = [away(who, "2026-11-07", "2026-11-08") for who in ("bo", "cleo", "dora")]
    made = roster({"anna": [SATURDAY], "bo": [NEXT]}, people=FOUR, leave=leave, empty=[SUNDAY])
    (point,) = points(made, "week")
    assert point.text == "PIM in week 45 of 2026 hangs on Anna: nobody could step in on 2026-11-07."
    assert (point.consultants, point.seats) == (("anna",), (SATURDAY.id,))


def test_a_week_is_said_once_for_each_person_it_hangs_on() -> None:
    leave = [away("cleo", "2026-11-01", "2026-11-15"), away("dora", "2026-11-01", "2026-11-15")]
    night = seat("2026-11-07", "00:00-24:00", booking="B1")
    made = roster({"anna": [SATURDAY, SUNDAY], "bo": [night, NEXT]}, people=FOUR, leave=leave)
    assert [point.consultants for point in points(made, "week")] == [("anna",), ("bo",)]
