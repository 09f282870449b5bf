"""Cuts: an excerpt judges a change of its dates as the whole does; some people, teams or seats keep what is theirs."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rostering.audit.judgement import penalty_of
from rostering.demand.cuts import among, of_teams, only, with_seats
from rostering.domain.findings import Account
from rostering.domain.inputs import Policy
from rostering.domain.seats import Duty
from rostering.rules.average_hours import AverageHours
from rostering.rules.book import RULES
from rostering.rules.fairness import LargestUnfairness, ledger_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Hours, Period
from samples.drawn import problems, rosters
from samples.hand_made import away, person, problem, roster, seat

PRICED = [rule for rule in RULES if rule.penalty is not None and rule is not LargestUnfairness]
FORBIDDING = [rule for rule in RULES if rule.penalty is None]
EXAMPLES = settings(max_examples=25)
NOVEMBER = "2026-11"


@pytest.mark.parametrize("kind", PRICED, ids=lambda rule: rule.name)
@EXAMPLES
@given(data=st.data())
def test_a_change_costs_the_same_in_an_excerpt_and_in_the_whole(kind: type[Rule], data: st.DataObject) -> None:
    before, changed, period = data.draw(changes())
    rule = kind(penalty=1)
    in_part = penalty_of(changed.within(period), [rule]) - penalty_of(before.within(period), [rule])
    assert in_part == penalty_of(changed, [rule]) - penalty_of(before, [rule])


@pytest.mark.parametrize("kind", FORBIDDING, ids=lambda rule: rule.name)
@EXAMPLES
@given(data=st.data())
def test_a_lawful_roster_stays_lawful_in_an_excerpt_when_it_does_in_the_whole(
    kind: type[Rule], data: st.DataObject
) -> None:
    before, changed, period = data.draw(changes())
    # A day off that goes may be too much work together with duties outside the excerpt, for which it cannot answer.
    changed = replace(changed, days_off=changed.days_off | before.days_off)
    assume(not list(kind().check(before)))
    # Neither can it answer for what is given that would be too much if it were planned: no rule counts that.
    assume(kind is not AverageHours or not any(map(_too_much_given, (before, before.within(period)))))
    assert bool(list(kind().check(changed.within(period)))) is bool(list(kind().check(changed)))


def _too_much_given(held: Roster) -> bool:
    """Whether the duties that are given would be too much work, had somebody planned them."""
    planned = {duty.seat: duty.consultant for duty in held.problem.given if duty.consultant}
    bare = replace(held.problem, seats=tuple(planned), given=())
    return bool(list(AverageHours().check(Roster(bare, {seat.id: who for seat, who in planned.items()}))))


@st.composite
def changes(draw: st.DrawFn) -> tuple[Roster, Roster, Period]:
    """A roster, the same with some of its dates as another one has them, and these dates."""
    whole = draw(problems())
    days = list(whole.period)
    first, last = sorted([draw(st.sampled_from(days)), draw(st.sampled_from(days))])
    before, other, period = draw(rosters(whole)), draw(rosters(whole)), Period(first, last)
    held = {s.id: other.holders[s.id] for s in whole.seats if s.day in period and s.id in other.holders}
    days_off = frozenset(off for off in other.days_off if off[1] in period)
    return before, before.merged(Roster(before.within(period).problem, held, days_off)), period


@EXAMPLES
@given(changes())
def test_a_deviation_means_the_same_in_an_excerpt(drawn: tuple[Roster, Roster, Period]) -> None:
    whole, _, period = drawn
    part = whole.within(period)
    assert [a.deviation for a in ledger_of(part)] == [a.deviation for a in ledger_of(whole)]
    assert whole.merged(part) == whole


def test_duties_outside_an_excerpt_are_given_empty_seats_too() -> None:
    seats = [seat("2026-11-07"), seat("2026-11-08"), seat("2026-11-21")]
    held = roster({"anna": seats[:1]}, empty=seats[1:], off=[("anna", "2026-11-09")], period=NOVEMBER)
    part = held.within(Period(date(2026, 11, 20), date(2026, 11, 22)))
    assert [(duty.seat.id, duty.consultant) for duty in part.problem.given] == [
        ("team:2026-11-07:pim:1", "anna"),
        ("team:2026-11-08:pim:1", None),
    ]
    assert part.problem.given_days_off == (("anna", date(2026, 11, 9)),)
    assert [one.id for one in part.problem.seats] == ["team:2026-11-21:pim:1"]


def test_an_excerpt_opens_with_what_is_earned_outside_it() -> None:
    seats, account = [seat("2026-11-07"), seat("2026-11-21")], Account("anna", "pim", opening=1, target=4)
    whole = roster({"anna": seats}, accounts=[account], period=NOVEMBER)
    part = whole.within(Period(date(2026, 11, 20), date(2026, 11, 22)))
    assert part.problem.accounts == (replace(account, opening=1 + seats[0].points),)


# Fewer people, seats, teams

SATURDAY, SUNDAY, NEXT = seat("2026-11-07"), seat("2026-11-08"), seat("2026-11-14", points=5)


def test_some_people_bring_what_is_theirs_and_nothing_of_others() -> None:
    whole = problem(
        [SATURDAY],
        leave=[away("anna", "2026-11-07"), away("bo", "2026-11-08")],
        given=[("bo", seat("2026-10-31"))],
        given_off=[("anna", "2026-10-30"), ("bo", "2026-10-30")],
        accounts=[Account("anna", "pim", 1, 4), Account("bo", "pim", 2, 4)],
    )
    cut = among(whole, {"anna"})
    assert [who.id for who in cut.consultants] == ["anna"]
    assert cut.leave == whole.leave[:1]
    assert cut.given_days_off == (("anna", date(2026, 10, 30)),)
    assert cut.accounts == whole.accounts[:1]
    assert (cut.seats, cut.given, cut.period) == (whole.seats, whole.given, whole.period)


def test_a_roster_among_some_people_is_their_own() -> None:
    whole = roster({"anna": [SATURDAY], "bo": [SUNDAY]}, off=[("anna", "2026-11-06"), ("bo", "2026-11-09")])
    own = whole.among({"bo"})
    assert own.holders == {SUNDAY.id: "bo"}
    assert own.days_off == {("bo", date(2026, 11, 9))}
    assert own.problem == among(whole.problem, {"bo"})


def test_seats_that_are_cut_off_are_given_as_they_are_held_and_counted() -> None:
    whole = problem([SATURDAY, SUNDAY, NEXT], accounts=[Account("anna", "pim", 1, 4), Account("bo", "pim", 2, 4)])
    cut = with_seats(whole, lambda one: one is SUNDAY, {SATURDAY.id: "anna", SUNDAY.id: "bo"})
    assert cut.seats == (SUNDAY,)
    assert cut.given == (Duty(SATURDAY, "anna"), Duty(NEXT, None))
    assert [(account.consultant, account.opening) for account in cut.accounts] == [("anna", 4), ("bo", 2)]


def test_seats_that_are_not_asked_for_are_nobodys_and_not_given() -> None:
    whole = problem([SATURDAY, SUNDAY, NEXT], given=[("anna", seat("2026-10-31"))])
    assert only(whole, lambda one: one is not SATURDAY) == replace(whole, seats=(SUNDAY, NEXT))


def test_teams_bring_the_published_duties_of_all_teams_that_their_people_have_served() -> None:
    north, south, west = (seat("2026-10-31", booking=name) for name in ("north", "south", "west"))
    ours, theirs = seat("2026-11-07", booking="north"), seat("2026-11-07", booking="south")
    whole = problem(
        [ours, theirs], [person("anna"), person("bo")], given=[("anna", west), ("bo", south), ("bo", north)]
    )
    cut = of_teams(whole, {"north"}, {"anna"})
    assert cut.seats == (ours,)
    assert {duty.seat.team for duty in cut.given} == {"west", "north"}
    assert cut.consultants == among(whole, {"anna"}).consultants


def test_a_roster_is_seen_in_a_problem_of_fewer_dates() -> None:
    whole = roster({"anna": [SATURDAY, NEXT]}, off=[("anna", "2026-11-06"), ("anna", "2026-11-13")])
    week = Period(date(2026, 11, 9), date(2026, 11, 15))
    part = replace(only(whole.problem, lambda one: one.day in week), period=week)
    seen = whole.seen_in(part)
    assert seen.problem is part
    assert seen.holders == {NEXT.id: "anna"}
    assert seen.days_off == {("anna", date(2026, 11, 13))}
    assert whole.seen_in(whole.problem) is whole


def test_an_excerpt_blames_nobody_for_ordinary_work_that_is_too_long_by_itself() -> None:
    always = Policy({}, {}, Hours(time(0), time(0)), (1, 2, 3, 4, 5))
    duty = seat("2026-11-07", working=True)
    whole = roster({"anna": [duty]}, off=[("anna", "2026-11-16")], period=NOVEMBER, policy=always)
    part = whole.within(Period(date(2026, 11, 2), date(2026, 11, 8)))
    assert [list(AverageHours().check(one)) for one in (whole, part)] == [[], []]
