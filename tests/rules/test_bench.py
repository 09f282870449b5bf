"""The rule bench by hand-computed examples."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rostering.rules.bench import Bench
from rostering.rules.roster import Roster
from samples.hand_made import away, person, roster, seat
from samples.least_penalties import breached

SATURDAY, SUNDAY = "2026-11-07", "2026-11-08"


def big(day: str = SATURDAY, hours: str = "08:00-16:00", **fields: Any) -> Any:
    return seat(day, hours, occasion="Christmas", **fields)


def missing(rule: Bench, judged: Roster) -> int:
    return sum(amount for _, amount in breached(rule, judged))


def test_somebody_with_the_role_is_left_free_on_a_big_day() -> None:
    assert missing(Bench(), roster({"anna": [big()], "bo": []})) == 0
    judged = roster({"anna": [big()], "bo": [big(number=2)]})
    (breach,) = Bench().check(judged)
    assert (breach.amount, breach.penalty) == (1, 10)
    assert breach.seats == (big().id, big(number=2).id)
    assert Bench().explain(breach) == "On 2026-11-07 the team team has nobody with the role pim free to step in."


def test_each_one_missing_is_a_unit() -> None:
    held = {"anna": [big()], "bo": [big(number=2)], "cleo": [], "dora": []}
    assert missing(Bench(people=2), roster(held)) == 0
    assert missing(Bench(people=3), roster(held)) == 1
    assert missing(Bench(people=4), roster(held)) == 2
    (breach,) = Bench(people=3).check(roster(held))
    assert Bench().explain(breach) == "On 2026-11-07 the team team has only 2 with the role pim free to step in."


def test_ordinary_days_and_bookings_ask_for_no_bench() -> None:
    assert missing(Bench(), roster({"anna": [seat(SATURDAY)]})) == 0
    assert missing(Bench(), roster({"anna": [big(booking="B1")]})) == 0


@pytest.mark.parametrize(
    ("busy", "number"),
    [
        (seat(SATURDAY, "16:00-22:00", booking="B1"), 1),  # at other hours, for a customer: busy all the same
        (seat("2026-11-06", "22:00-08:00", booking="B1"), 1),  # a night that ends on the big day
        (seat("2026-11-06", "16:00-24:00", booking="B1"), 0),  # one that ends as it begins
        (seat(SATURDAY, role="backend"), 1),
        (seat(SUNDAY), 0),
    ],
)
def test_whoever_has_any_duty_that_touches_the_date_is_not_free(busy: Any, number: int) -> None:
    people = [person("anna"), person("bo", "pim", "backend")]
    assert missing(Bench(), roster({"anna": [big()], "bo": [busy]}, people=people)) == number


@pytest.mark.parametrize(
    "change",
    [
        {"roles": ("backend",)},
        {"employed_to": date(2026, 11, 6)},
        {"employed_from": date(2026, 11, 8)},
        {"role_dates": {"pim": (date(2026, 11, 8), None)}},
        {"teams": ("elsewhere",)},
    ],
)
def test_those_who_could_not_serve_are_no_bench(change: dict[str, Any]) -> None:
    held, anna, bo = {"anna": [big(pool="team")]}, person("anna"), person("bo")
    assert missing(Bench(), roster(held, people=[anna, bo])) == 0
    assert missing(Bench(), roster(held, people=[anna, replace(bo, **change)])) == 1


@pytest.mark.parametrize("change", [{"employed_from": date(2026, 11, 7)}, {"employed_to": date(2026, 11, 7)}])
def test_whoever_begins_or_ends_on_the_date_is_a_bench(change: dict[str, Any]) -> None:
    bo = replace(person("bo"), **change)
    assert missing(Bench(), roster({"anna": [big()]}, people=[person("anna"), bo])) == 0


def test_a_colleague_who_may_be_lent_to_the_team_is_a_bench() -> None:
    lent = person("bo", teams=("elsewhere",), lends=("team",))
    assert missing(Bench(), roster({"anna": [big(pool="team")]}, people=[person("anna"), lent])) == 0


def test_leave_empties_the_bench_and_wishes_do_not() -> None:
    held = {"anna": [big()], "bo": []}
    assert missing(Bench(), roster(held, leave=[away("bo", SATURDAY)])) == 1
    assert missing(Bench(), roster(held, leave=[away("bo", SUNDAY)])) == 0


def test_nobody_is_missed_whom_no_plan_could_keep_free() -> None:
    published = seat("2026-11-01", "22:00-08:00", booking="B1")
    monday = big("2026-11-02")
    assert missing(Bench(), roster({"anna": [monday], "bo": []})) == 0
    assert missing(Bench(people=2), roster({"anna": [monday], "bo": []})) == 1
    assert missing(Bench(people=2), roster({"bo": [], "anna": []}, empty=[monday], given=[("anna", published)])) == 0
    assert missing(Bench(), roster({"anna": [], "bo": [monday]}, given=[("anna", published)])) == 1
    assert missing(Bench(), roster({}, empty=[monday], people=[person("anna", "backend")])) == 0


def test_each_role_and_team_has_a_bench_of_its_own() -> None:
    held = {"anna": [big()], "bo": [big(role="backend")], "cleo": []}
    people = [person("anna"), person("bo", "backend"), person("cleo", "pim")]
    assert breached(Bench(), roster(held, people=people)) == [((SATURDAY, "team", "backend", "0"), 1)]
