"""What plans make of standby, nights and big days by the default policy."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rostering.audit.judgement import judge
from rostering.demand.problem import Problem
from rostering.domain.findings import DATE, BigDayAccount
from rostering.domain.inputs import Policy
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan.planner import plan
from rostering.solver.plan.task import Task
from samples.hand_made import POLICY, away, person, problem, seat

DEFAULTS = rules_of(POLICY)
SATURDAY, SUNDAY, MONDAY = "2026-11-07", "2026-11-08", date(2026, 11, 9)
WEEKEND = [
    seat(day, hours, booking=part)
    for day in (SATURDAY, SUNDAY)
    for part, hours in (("day", "08:00-22:00"), ("night", "22:00-08:00"))
]
FOUR = [person(who) for who in ("anna", "bo", "cleo", "dag")]
CHRISTMAS = [seat(f"2026-12-{day}", occasion="Christmas", points=0) for day in (24, 25, 26)]


def planned(made: Problem, rules: Sequence[Rule] = DEFAULTS) -> Roster:
    return plan(Task(made, rules), Budget(SearchLimits(seconds=600, effort=2))).roster


def broken(made: Roster) -> Counter[str]:
    return Counter(judged.breach.rule for judged in judge(made, DEFAULTS).breaches)


def dates_of(made: Roster) -> Counter[str]:
    return Counter(made.holders.values())


def test_where_there_are_others_nobody_has_a_whole_weekend_of_days_and_nights() -> None:
    made = planned(problem(WEEKEND, FOUR))
    assert made.holders.keys() == {one.id for one in WEEKEND}
    assert max(dates_of(made).values()) == 2
    assert broken(made)["unbroken_standby"] == 0


def test_whoever_has_to_have_one_is_given_the_monday_off() -> None:
    alone = problem(WEEKEND, FOUR[:1])
    made = planned(alone)
    assert ("anna", MONDAY) in made.days_off
    assert broken(made)["work_after_night"] == 0


def test_a_single_night_gives_nothing_off() -> None:
    made = planned(problem([seat("2026-11-03", "22:00-08:00")], FOUR))
    assert made.days_off == frozenset()
    assert broken(made) == {"work_after_night": 1}


def test_a_policy_that_forbids_work_after_a_night_gives_the_day_off() -> None:
    forbidding = rules_of(
        Policy({"work_after_night": {"penalty": "forbidden"}}, {}, POLICY.ordinary_work, (1, 2, 3, 4, 5))
    )
    made = planned(problem([seat("2026-11-03", "22:00-08:00")], FOUR), forbidding)
    assert made.days_off == {(made.holders["team:2026-11-03:pim:1"], date(2026, 11, 4))}


def christmas(leave: Sequence[str] = (), **openings: int) -> Roster:
    people = [person(who) for who in openings]
    accounts = [BigDayAccount(who, opening, DATE * len(CHRISTMAS) // len(people)) for who, opening in openings.items()]
    period = "2026-12-21..2026-12-31"
    gone = [away(who, "2026-12-23", "2026-12-27") for who in leave]
    return planned(problem(CHRISTMAS, people, period=period, big_days=accounts, leave=gone))


def test_three_people_share_christmas() -> None:
    assert dates_of(christmas(anna=0, bo=0, cleo=0)) == {"anna": 1, "bo": 1, "cleo": 1}


def test_whoever_had_it_all_the_year_before_has_none() -> None:
    assert dates_of(christmas(anna=2 * DATE, bo=-DATE, cleo=-DATE))["anna"] == 0


def test_who_is_left_while_others_are_away_still_fills_the_seats() -> None:
    assert dates_of(christmas(leave=["bo", "cleo"], anna=0, bo=0, cleo=0)) == {"anna": 3}
