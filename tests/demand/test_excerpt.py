"""An excerpt judges a change of its dates as the whole does: repairs and explanations rest on it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rostering.domain.findings import Account
from rostering.rules.book import RULES
from rostering.rules.fairness import LargestUnfairness, ledger_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import Period
from samples.drawn import problems, rosters
from samples.hand_made import roster, seat

PRICED = [rule for rule in RULES if rule.price is not None and rule is not LargestUnfairness]
FORBIDDING = [rule for rule in RULES if rule.price is None]
EXAMPLES = settings(max_examples=25)
NOVEMBER = "2026-11"


def price(rule: Rule, judged: Roster) -> int:
    return sum(breach.price or 0 for breach in rule.check(judged))


@pytest.mark.parametrize("kind", PRICED, ids=lambda rule: rule.name)
@EXAMPLES
@given(data=st.data())
def test_a_change_costs_the_same_in_an_excerpt_and_in_the_whole(kind: type[Rule], data: st.DataObject) -> None:
    before, changed, period = data.draw(changes())
    rule = kind(price=1)
    in_part = price(rule, changed.within(period)) - price(rule, before.within(period))
    assert in_part == price(rule, changed) - price(rule, before)


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
    assert bool(list(kind().check(changed.within(period)))) is bool(list(kind().check(changed)))


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
