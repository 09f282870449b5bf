"""The law of agreement, for the rules that only the on-call benchmark has."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, note, settings
from hypothesis import strategies as st

from check_oncall import broken, data_of, penalty_of
from oncall_instances import WEEKEND, Instance, person, problem_of
from oncall_rules import AdjacentDays, Apart, Balance, ThreeInARow, rules_of
from rostering.audit.judgement import judge
from rostering.domain.parties import LeaveKind
from rostering.rules.roster import Roster
from samples.least_penalties import least_penalty
from samples.oncall_samples import instances, text_of


def drawn_roster(data: st.DataObject, instance: Instance, empty: bool) -> Roster:
    problem = problem_of(instance)
    anyone = st.integers(0 if empty else 1, len(instance.loads))
    on = data.draw(st.lists(anyone, min_size=instance.days, max_size=instance.days))
    return Roster(problem, {seat.id: person(who) for seat, who in zip(problem.seats, on, strict=True) if who})


@settings(max_examples=60)
@given(instance=instances(), data=st.data())
def test_the_least_penalty_of_apply_is_the_penalty_of_check(instance: Instance, data: st.DataObject) -> None:
    roster = drawn_roster(data, instance, empty=True)
    for listed in rules_of(instance, roster.problem):
        rule = (
            replace(listed, penalty=data.draw(st.sampled_from([None, 0, 3]))) if isinstance(listed, Apart) else listed
        )
        breaches = list(rule.check(roster))
        for breach in breaches:
            note(rule.explain(breach))
        if rule.penalty is None:
            assert (least_penalty(rule, roster) is None) == bool(breaches)
        else:
            assert least_penalty(rule, roster) == sum(breach.penalty or 0 for breach in breaches)


@settings(max_examples=200)
@given(instance=instances(most_days=16), data=st.data())
def test_the_audit_and_the_checker_that_knows_no_rule_say_the_same(instance: Instance, data: st.DataObject) -> None:
    roster = drawn_roster(data, instance, empty=False)
    judgement = judge(roster, rules_of(instance, roster.problem))
    on = [0, *(int(roster.holders[seat.id][1:]) for seat in roster.problem.seats)]
    read = data_of(text_of(instance))
    assert bool(judgement.hard) == bool(list(broken(read, on)))
    assert judgement.penalty == penalty_of(read, on)


def test_weekends_last_from_friday_to_sunday_and_unavailable_days_are_leave() -> None:
    instance = Instance(9, (100, 100), (frozenset({3, 4}), frozenset()), (frozenset(), frozenset()), 2, 1, 1)
    problem = problem_of(instance)
    weekends = [seat for seat in problem.seats if seat.kind == WEEKEND]
    assert [problem.seats.index(seat) for seat in weekends] == [2, 7]
    assert [seat.day.isoweekday() for seat in problem.seats] == [3, 4, 5, 1, 2, 3, 4, 5, 1]
    assert [len(problem.touched(seat)) for seat in weekends] == [3, 3]
    away = [weekends[0].day + timedelta(days) for days in range(-1, 5)]
    assert [problem.asked(person(1), day, LeaveKind.LEAVE) for day in away] == [False, True, True, True, True, False]


def test_breaches_are_explained_with_person_and_dates() -> None:
    free = frozenset[int]()
    instance = Instance(8, (100, 50), (free, free), (free, free), 4, 1, 1)
    problem = problem_of(instance)
    roster = Roster(problem, {seat.id: person(1) for seat in problem.seats})
    said = {type(rule): rule.explain(next(rule.check(roster))) for rule in (ThreeInARow(), AdjacentDays(penalty=1))}
    assert said[ThreeInARow] == "s0001 is on call on 2026-12-28 and 2026-12-29 and 2026-12-30, three days in a row."
    assert said[AdjacentDays] == "s0001 is on call on 2026-12-28 and 2026-12-29, one right after the other."
    balance = next(rule for rule in rules_of(instance, problem) if isinstance(rule, Balance))
    breach = next(balance.check(roster))
    assert breach.amount == 4  # 7 days at 50 %, more than 3 and no more than 4 times 100
    assert balance.explain(breach) == "Of weekday duties s0001 has 7 and s0002 0, by their loads too far apart."
