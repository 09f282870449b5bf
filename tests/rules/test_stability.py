"""Notice and stability by example: what a repair changes costs, the nearer the more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from rostering.demand.problem import Reference
from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.rules.stability import Notice, Stability
from samples.hand_made import person, roster, seat
from samples.least_penalties import breached

TODAY = date(2026, 11, 2)  # the first day of the period
QUARTER = "2026-11-02..2027-01-31"
KINDS = (Notice(), Stability())


def changed(
    before: Mapping[Seat, str],
    after: Mapping[Seat, str],
    *,
    off_before: frozenset[tuple[str, str]] = frozenset(),
    off_after: frozenset[tuple[str, str]] = frozenset(),
    today: date = TODAY,
) -> Roster:
    """A roster of Anna and Bo after a change; seats named in neither are not there."""
    held = {who: [one for one, holder in after.items() if holder == who] for who in ("anna", "bo")}
    made = roster(held, empty=[one for one in before if one not in after], off=sorted(off_after), period=QUARTER)
    days = frozenset((who, date.fromisoformat(day)) for who, day in off_before)
    reference = Reference(today, {one.id: who for one, who in before.items()}, days)
    return replace(made, problem=replace(made.problem, reference=reference))


def units(rule: Rule, judged: Roster) -> int:
    return sum(amount for _, amount in breached(rule, judged))


@pytest.mark.parametrize(
    ("day", "notice", "stability"),
    [
        ("2026-11-02", 14, 7),  # today
        ("2026-11-03", 13, 7),
        ("2026-11-08", 8, 7),
        ("2026-11-09", 7, 6),  # a week ahead
        ("2026-11-15", 1, 6),
        ("2026-11-16", 0, 5),  # the notice is over
        ("2026-12-13", 0, 2),
        ("2026-12-14", 0, 1),  # six weeks ahead
        ("2027-01-31", 0, 1),
    ],
)
def test_a_change_weighs_more_the_nearer_it_is(day: str, notice: int, stability: int) -> None:
    moved = changed({seat(day): "anna"}, {seat(day): "bo"})
    assert breached(Notice(), moved) == ([(("anna", day, "bo"), notice)] if notice else [])
    assert breached(Stability(), moved) == [(("anna", day, "bo"), stability)]


def test_days_and_weeks_of_the_policy_say_how_near_is_near() -> None:
    moved = changed({seat("2026-11-05"): "anna"}, {seat("2026-11-05"): "bo"})
    assert [units(Notice(days=days), moved) for days in (0, 3, 4, 30)] == [0, 0, 1, 27]
    assert [units(Stability(weeks=weeks), moved) for weeks in (0, 1, 52)] == [1, 2, 53]
    assert [breach.penalty for breach in Stability(penalty=5, weeks=0).check(moved)] == [5]


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)
def test_filling_an_empty_seat_costs_nothing(rule: Rule) -> None:
    assert units(rule, changed({}, {seat("2026-11-03"): "bo"})) == 0


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)
def test_a_duty_that_is_left_to_nobody_costs_as_one_that_is_given_away(rule: Rule) -> None:
    left = changed({seat("2026-11-03"): "anna"}, {})
    assert units(rule, left) == units(rule, changed({seat("2026-11-03"): "anna"}, {seat("2026-11-03"): "bo"})) > 0
    (breach,) = rule.check(left)
    assert rule.explain(breach) == "anna gives up team:2026-11-03:pim:1 to nobody."


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)
def test_what_stays_costs_nothing(rule: Rule) -> None:
    seats = {seat("2026-11-03"): "anna", seat("2026-11-08"): "bo"}
    off = frozenset({("anna", "2026-11-05")})
    assert units(rule, changed(seats, seats, off_before=off, off_after=off)) == 0


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)
def test_a_swap_is_two_changes(rule: Rule) -> None:
    one, other = seat("2026-11-03"), seat("2026-11-03", "16:00-22:00", number=2)
    swapped = changed({one: "anna", other: "bo"}, {one: "bo", other: "anna"})
    assert [about for about, _ in breached(rule, swapped)] == [
        ("anna", "2026-11-03", "bo"),
        ("bo", "2026-11-03", "anna"),
    ]


def test_a_compensating_day_that_comes_goes_or_moves_costs_by_its_own_date() -> None:
    day, week = frozenset({("anna", "2026-11-03")}), frozenset({("anna", "2026-11-10")})
    assert breached(Notice(), changed({}, {}, off_after=day)) == [(("anna", "2026-11-03"), 13)]
    assert breached(Notice(), changed({}, {}, off_before=day)) == [(("anna", "2026-11-03"), 13)]
    moved = changed({}, {}, off_before=day, off_after=week)
    assert breached(Notice(), moved) == [(("anna", "2026-11-03"), 13), (("anna", "2026-11-10"), 6)]
    assert units(Stability(), moved) == 7 + 6
    (gone, _) = Stability().check(moved)
    assert Stability().explain(gone) == "anna's compensating day on 2026-11-03 comes or goes."


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)
def test_a_compensating_day_that_can_be_none_any_more_goes_for_free(rule: Rule) -> None:
    saturday, stranger = ("anna", "2026-11-07"), ("cleo", "2026-11-03")
    assert units(rule, changed({}, {}, off_before=frozenset({saturday, stranger}))) == 0


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)
def test_days_before_today_are_not_judged(rule: Rule) -> None:
    late = date(2026, 11, 5)
    assert units(rule, changed({seat("2026-11-04"): "anna"}, {seat("2026-11-04"): "bo"}, today=late)) == 0
    assert units(rule, changed({}, {}, off_after=frozenset({("bo", "2026-11-04")}), today=late)) == 0
    assert units(rule, changed({seat("2026-11-05"): "anna"}, {seat("2026-11-05"): "bo"}, today=late)) > 0


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)
def test_a_fresh_plan_knows_no_change(rule: Rule) -> None:
    assert breached(rule, roster({"anna": [seat("2026-11-03")]}, off=[("anna", "2026-11-05")])) == []


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)
def test_the_seats_of_one_who_has_left_change_like_others(rule: Rule) -> None:
    made = changed({seat("2026-11-03"): "anna"}, {seat("2026-11-03"): "bo"})
    gone = replace(made, problem=replace(made.problem, consultants=(person("bo"),)))
    assert [about for about, _ in breached(rule, gone)] == [("anna", "2026-11-03", "bo")]
