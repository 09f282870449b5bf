"""The bench: who could step in for whom."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.audit.bench import Backing, StandIn, backings_of
from rostering.audit.judgement import judge
from rostering.domain.findings import Breach
from rostering.domain.inputs import Policy
from rostering.domain.seats import Seat
from rostering.rules.book import rules_of
from rostering.rules.qualification import Seniority
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.rules.weekly_rest import Compensation, WeeklyRest
from rostering.spans import Hours, Period
from samples.drawn import problems, rosters
from samples.hand_made import TWO_WEEKS, away, person, roster, seat

RULES = rules_of(Policy({}, {}, Hours.parse("08:00-16:00"), ()))
SATURDAY, SUNDAY = seat("2026-11-07"), seat("2026-11-08")


def bench_of(made: Roster, place: Seat, rules: Sequence[Rule] = RULES) -> dict[str, list[str]]:
    """Who could step in, with the days off they need."""
    (backing,) = backings_of(made, rules, [place])
    return {one.consultant: [str(day) for day in one.days_off] for one in backing.bench}


def test_those_who_could_step_in_have_the_role_and_are_free() -> None:
    made = roster(
        {"anna": [SATURDAY], "bo": [seat("2026-11-07", booking="B1")]},
        people=[person(who) for who in ("anna", "bo", "cleo", "dora")] + [person("emil", "backend")],
        leave=[away("dora", "2026-11-07")],
    )
    (backing,) = backings_of(made, RULES, [SATURDAY])
    assert backing == Backing(SATURDAY, "anna", (StandIn("cleo"),))
    assert not backing.exposed


def test_a_seat_is_exposed_when_nobody_could_step_in_and_an_empty_one_has_a_bench_too() -> None:
    made = roster({"anna": [SATURDAY]}, empty=[SUNDAY], people=[person("anna"), person("bo", "backend")])
    saturday, sunday = backings_of(made, RULES, [SATURDAY, SUNDAY])
    assert (saturday.holder, saturday.exposed) == ("anna", True)
    assert (sunday.holder, bench_of(made, SUNDAY)) == (None, {"anna": ["2026-11-06", "2026-11-13"]})


def test_a_stand_in_for_one_free_day_of_two_needs_none_off_and_for_both_the_days_around_them() -> None:
    made = roster({"anna": [SATURDAY, SUNDAY], "bo": []})
    assert bench_of(made, SATURDAY) == {"bo": []}
    made = roster({"anna": [SATURDAY], "bo": [SUNDAY]})
    assert bench_of(made, SATURDAY) == {"bo": ["2026-11-06", "2026-11-13"]}


def test_a_day_off_that_is_there_already_is_not_asked_for_again() -> None:
    made = roster({"anna": [SATURDAY], "bo": [SUNDAY]}, off=[("bo", "2026-11-09")])
    assert bench_of(made, SATURDAY) == {"bo": ["2026-11-06"]}


def test_those_without_need_of_days_off_come_first() -> None:
    made = roster({"anna": [SATURDAY], "bo": [SUNDAY], "cleo": []})
    assert list(bench_of(made, SATURDAY)) == ["cleo", "bo"]


def test_no_day_off_makes_room_for_a_duty_on_another_day_off_or_under_a_rule_against_them() -> None:
    friday = seat("2026-11-06", "16:00-22:00")
    made = roster({"anna": [friday], "bo": []}, off=[("bo", "2026-11-06")])
    assert bench_of(made, friday) == {}
    made = roster({"anna": [SATURDAY], "bo": [SUNDAY]})
    assert bench_of(made, SATURDAY, (WeeklyRest(), Compensation(penalty=None))) == {}
    assert bench_of(made, SATURDAY, (WeeklyRest(penalty=1), Compensation(penalty=None))) == {"bo": []}


def test_a_rule_of_several_people_may_speak_against_a_stand_in() -> None:
    beside = seat("2026-11-07", role="backend")
    people = [person("anna", grade="senior"), person("bo"), person("cleo", grade="senior"), person("dora", "backend")]
    junior = [*people[:3], person("dora", "backend", grade="junior")]
    held = {"anna": [SATURDAY], "dora": [beside]}
    forbids = (Seniority(penalty=None),)
    assert list(bench_of(roster(held, people=people), SATURDAY, forbids)) == ["bo", "cleo"]
    assert list(bench_of(roster(held, people=junior), SATURDAY, forbids)) == ["cleo"]


def forbidden(made: Roster) -> set[Breach]:
    return {judged.breach for judged in judge(made, RULES).breaches if judged.breach.penalty is None}


def stepped_in(made: Roster, seat: Seat, one: StandIn) -> Roster:
    off = {(one.consultant, day) for day in one.days_off}
    changed = made.with_holder(seat.id, one.consultant)
    return replace(changed, days_off=changed.days_off | off)


@settings(max_examples=15)
@given(problems().flatmap(rosters))
def test_by_the_whole_roster_too_stand_ins_add_nothing_forbidden_and_all_others_do(drawn: Roster) -> None:
    for backing in backings_of(drawn, RULES, drawn.problem.seats[:4]):
        before = forbidden(drawn) | forbidden(drawn.with_holder(backing.seat.id, None))
        bench = {one.consultant: one for one in backing.bench}
        assert backing.holder not in bench
        assert all(forbidden(stepped_in(drawn, backing.seat, one)) <= before for one in backing.bench)
        for consultant in drawn.problem.consultants:
            one = bench.get(consultant.id)
            if backing.seat.role in consultant.roles and consultant.id != backing.holder and (not one or one.days_off):
                assert not forbidden(drawn.with_holder(backing.seat.id, consultant.id)) <= before


DATES = [str(day) for day in Period.parse(TWO_WEEKS)]
PEOPLE = ("anna", "bo", "cleo")
DAY, NIGHT = "08:00-16:00", "22:00-08:00"


@settings(max_examples=40)
@given(
    holders=st.lists(st.sampled_from(PEOPLE), min_size=len(DATES), max_size=len(DATES)),
    hours=st.lists(st.sampled_from([DAY, DAY, NIGHT]), min_size=len(DATES), max_size=len(DATES)),
    holidays=st.lists(st.sampled_from(DATES), max_size=4),
    off=st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(DATES)), max_size=2),
    number=st.integers(0, len(DATES) - 1),
    days=st.integers(5, 6),
)
def test_no_fewer_days_off_would_do_and_where_two_do_they_are_found(
    holders: list[str], hours: list[str], holidays: list[str], off: list[tuple[str, str]], number: int, days: int
) -> None:
    seats = [seat(day, at) for day, at in zip(DATES, hours, strict=True)]
    held = {who: [one for one, holder in zip(seats, holders, strict=True) if holder == who] for who in PEOPLE}
    made = roster(held, off=off, holidays=holidays)
    made = replace(made, days_off=frozenset((who, day) for who, day in made.days_off if made.problem.works(who, day)))
    rule, place = WeeklyRest(days=days), seats[number]
    needed = {who: len(off) for who, off in bench_of(made, place, [rule]).items()}
    before = {*rule.check(made), *rule.check(made.with_holder(place.id, None))}
    for who in sorted({*PEOPLE} - {holders[number]}):
        work = [day for day in made.problem.work_days(who) if (who, day) not in made.days_off]
        tries = (StandIn(who, some) for count in range(3) for some in combinations(work, count))
        least = next((len(x.days_off) for x in tries if set(rule.check(stepped_in(made, place, x))) <= before), 3)
        assert min(needed.get(who, 3), 3) == least
