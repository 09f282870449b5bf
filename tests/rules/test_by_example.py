"""Each rule by hand-computed examples: what both of its routes share could be wrong in both."""

from datetime import date
from typing import Any

import pytest

from rostering.domain.findings import Account
from rostering.domain.parties import LeaveKind
from rostering.rules.absence import NoDutyOnLeave, Wishes
from rostering.rules.average_hours import AverageHours
from rostering.rules.big_days import BigDays
from rostering.rules.caps import Caps
from rostering.rules.continuity import Continuity
from rostering.rules.coverage import Coverage
from rostering.rules.daily_rest import DailyRest
from rostering.rules.fairness import LargestUnfairness, Unfairness
from rostering.rules.overlap import Overlap
from rostering.rules.qualification import Knowledge, Qualification, Seniority
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.rules.spacing import Spacing
from rostering.rules.weekly_rest import Compensation, WeeklyRest
from samples.hand_made import away, person, problem, roster, seat
from samples.least_penalties import breached, least_penalty

SATURDAY, SUNDAY = "2026-11-07", "2026-11-08"


def penalty(rule: Rule, judged: Roster) -> int:
    found = sum(breach.penalty or 0 for breach in rule.check(judged))
    assert least_penalty(rule, judged) == found
    return found


def units(rule: Rule, judged: Roster) -> int:
    return sum(amount for _, amount in breached(rule, judged))


def sentences(rule: Rule, judged: Roster) -> list[str]:
    return [rule.explain(breach) for breach in rule.check(judged)]


# Coverage


def test_an_empty_seat_is_not_covered() -> None:
    judged = roster({"anna": [seat(SATURDAY)]}, empty=[seat(SUNDAY)])
    assert penalty(Coverage(), judged) == 1000
    assert sentences(Coverage(), judged) == ["Nobody holds the pim seat on 2026-11-08."]


def test_breaches_name_the_seats_that_they_are_about() -> None:
    friday, saturday, sunday = seat("2026-11-06", "22:00-08:00"), seat(SATURDAY), seat(SUNDAY, working=True)
    people = [person("anna", "backend"), person("bo", "pim", role_dates={"pim": (None, date(2026, 11, 7))})]
    strangers = roster({"anna": [saturday], "bo": [sunday]}, people=people)
    junior = roster({"anna": [saturday]}, people=[person("anna", grade="junior")], empty=[seat(SATURDAY, number=2)])
    handed = roster({"anna": [saturday], "bo": [sunday]})
    late = roster({"anna": [seat(SUNDAY, "16:00-22:00", working=True)]})
    assert seats_of(Qualification(), strangers) == [(saturday.id,), (sunday.id,)]
    assert seats_of(Seniority(), junior) == [(saturday.id,)]
    assert seats_of(Continuity(), handed) == [(saturday.id, sunday.id)]
    assert seats_of(DailyRest(), late) == [(sunday.id,)]
    assert seats_of(WeeklyRest(), roster({"anna": [friday]}, off=[("anna", "2026-11-06")])) == [(friday.id,)]
    on_leave = roster({"anna": [saturday]}, leave=[away("anna", SATURDAY)])
    assert seats_of(NoDutyOnLeave(), on_leave) == [(saturday.id,)]
    booked = roster({"anna": [seat(SATURDAY, booking="B1")]})
    assert seats_of(Knowledge(), booked) == [("B1:2026-11-07:pim:1",)]
    row = roster({"anna": [saturday, sunday, seat("2026-11-28")]}, period="2026-11-02..2026-11-29")
    assert seats_of(WeeklyRest(), row) == [(saturday.id, sunday.id)]


def seats_of(rule: Rule, judged: Roster) -> list[tuple[str, ...]]:
    return [breach.seats for breach in rule.check(judged)]


# Qualification, seniority, knowledge


def test_nobody_sits_in_a_role_they_do_not_have() -> None:
    people = [person("anna", "backend"), person("bo", "backend", "pim")]
    judged = roster({"anna": [seat(SATURDAY)], "bo": [seat(SUNDAY)]}, people=people)
    assert sentences(Qualification(), judged) == ["anna does not have the role pim."]


@pytest.mark.parametrize(
    ("grades", "number"),
    [
        ({"anna": "junior", "bo": "senior"}, 0),
        ({"anna": "junior", "bo": "regular"}, 1),
        ({"anna": "junior", "bo": "junior"}, 2),
        ({"anna": "junior", "bo": "junior", "cleo": "senior"}, 0),
        ({"anna": "regular", "bo": "regular"}, 0),
        ({"anna": "junior"}, 0),  # a team of one has no others
    ],
)
def test_a_junior_in_a_team_has_a_senior_beside(grades: dict[str, str], number: int) -> None:
    seats = {who: [seat(SATURDAY, number=n)] for n, who in enumerate(grades, start=1)}
    judged = roster(seats, people=[person(who, grade=grade) for who, grade in grades.items()])
    assert units(Seniority(), judged) == number


def test_the_senior_of_another_team_or_day_does_not_help() -> None:
    held = {"anna": [seat(SATURDAY)], "bo": [seat(SATURDAY, booking="B1"), seat(SUNDAY)]}
    people = [person("anna", grade="junior"), person("bo", grade="senior")]
    judged = roster(held, people=people, empty=[seat(SATURDAY, number=2)])
    assert breached(Seniority(), judged) == [(("anna", SATURDAY), 1)]
    assert sentences(Seniority(), judged) == ["anna is junior and has no senior in the team on 2026-11-07."]


def test_one_who_knows_the_customer_is_enough_for_a_booked_team() -> None:
    team = {"anna": [seat(SATURDAY, booking="B1")], "bo": [seat(SATURDAY, booking="B1", number=2)]}
    knowing = [person("anna"), person("bo", knows=("fjord",))]
    assert units(Knowledge(), roster(team, people=knowing)) == 0
    assert sentences(Knowledge(), roster(team)) == ["Nobody in the team of B1 on 2026-11-07 knows fjord."]


def test_a_booked_team_that_is_not_whole_is_asked_for_knowledge_too() -> None:
    judged = roster({"anna": [seat(SATURDAY, booking="B1")]}, empty=[seat(SATURDAY, booking="B1", number=2)])
    assert units(Knowledge(), judged) == 1


def test_where_one_grade_is_both_each_asks_for_another_of_it() -> None:
    both = Seniority(junior="regular", senior="regular")
    people = [person("anna"), person("bo", grade="junior"), person("cleo")]
    pair = {"anna": [seat(SATURDAY)], "bo": [seat(SATURDAY, number=2)], "cleo": []}
    assert breached(both, roster(pair, people=people)) == [(("anna", SATURDAY), 1)]
    assert units(both, roster({**pair, "cleo": [seat(SATURDAY, number=3)]}, people=people)) == 0


def test_knowledge_is_asked_of_booked_teams_that_have_somebody_only() -> None:
    judged = roster({"anna": [seat(SATURDAY)]}, empty=[seat(SATURDAY, booking="B1")])
    assert units(Knowledge(), judged) == 0


# Leave and wishes


def test_a_night_into_the_first_day_of_leave_is_a_duty_on_leave() -> None:
    held = {"anna": [seat(SATURDAY, "22:00-08:00")], "bo": [seat(SATURDAY, "16:00-24:00", number=2)]}
    judged = roster(held, leave=[away("anna", SUNDAY), away("bo", SUNDAY)])
    assert breached(NoDutyOnLeave(), judged) == [(("anna", SATURDAY, "leave"), 1)]


@pytest.mark.parametrize("day", [6, 7, 8])
def test_each_date_of_leave_is_one_of_leave(day: int) -> None:
    held = {"anna": [seat(f"2026-11-0{day}")], "bo": [seat("2026-11-05", number=2), seat("2026-11-09", number=2)]}
    leave = [away(who, "2026-11-06", "2026-11-08") for who in held]
    assert breached(NoDutyOnLeave(), roster(held, leave=leave)) == [(("anna", f"2026-11-0{day}", "leave"), 1)]


@pytest.mark.parametrize(
    ("hours", "employment", "number"),
    [
        ("08:00-16:00", {"employed_to": date(2026, 11, 7)}, 0),
        ("22:00-08:00", {"employed_to": date(2026, 11, 7)}, 1),
        ("08:00-16:00", {"employed_to": date(2026, 11, 6)}, 1),
        ("08:00-16:00", {"employed_from": date(2026, 11, 7)}, 0),
        ("22:00-08:00", {"employed_from": date(2026, 11, 8)}, 1),
    ],
)
def test_duties_lie_within_employment(hours: str, employment: dict[str, Any], number: int) -> None:
    judged = roster({"anna": [seat(SATURDAY, hours)]}, people=[person("anna", **employment)])
    assert units(NoDutyOnLeave(), judged) == number


def test_leave_and_employment_are_told_apart_and_who_is_gone_is_not_on_leave() -> None:
    left: dict[str, Any] = {"employed_to": date(2026, 11, 6)}
    held = {"anna": [seat(SATURDAY)], "bo": [seat(SATURDAY, number=2)], "cleo": [seat(SATURDAY, number=3)]}
    people = [person("anna"), person("bo", **left), person("cleo", **left)]
    judged = roster(held, people=people, leave=[away("anna", SATURDAY), away("cleo", SATURDAY)])
    said = [NoDutyOnLeave().explain(breach) for breach in NoDutyOnLeave().check(judged)]
    assert [why for (_, _, why), _ in breached(NoDutyOnLeave(), judged)] == ["leave", "not_employed", "not_employed"]
    assert said == [
        "anna is on leave on 2026-11-07.",
        "bo is not employed on 2026-11-07.",
        "cleo is not employed on 2026-11-07.",
    ]


def test_a_breach_that_was_kept_without_its_reason_is_told_with_both() -> None:
    kept = NoDutyOnLeave().breach(["anna", SATURDAY])
    assert NoDutyOnLeave().explain(kept) == "anna is on leave or not employed on 2026-11-07."


def test_a_wish_for_a_date_before_one_has_the_role_is_not_missed() -> None:
    leave = [away("bo", SATURDAY, "2026-11-08", kind=LeaveKind.WOULD_LIKE)]
    people = [person("anna"), person("bo", role_dates={"pim": (date(2026, 11, 8), None)})]
    judged = roster({"anna": [seat(SATURDAY), seat(SUNDAY)]}, people=people, leave=leave)
    assert breached(Wishes(), judged) == [(("bo", SUNDAY, "would_like"), 1)]


def test_wishes_cost_by_their_units() -> None:
    leave = [
        away("anna", SUNDAY, kind=LeaveKind.RATHER_NOT),  # the night reaches into it: 2 units
        away("bo", SATURDAY, SUNDAY, kind=LeaveKind.WOULD_LIKE),  # has Sunday, not Saturday: 1 unit
        away("bo", "2026-11-10", kind=LeaveKind.WOULD_LIKE),  # nothing to have that day
    ]
    judged = roster({"anna": [seat(SATURDAY, "22:00-08:00")], "bo": [seat(SUNDAY)]}, leave=leave)
    assert penalty(Wishes(), judged) == 4 * (2 + 1)
    assert penalty(Wishes(would_like=5, rather_not=3), judged) == 4 * (3 + 5)
    assert sentences(Wishes(), judged) == [
        "bo would like a duty on 2026-11-07 and has none.",
        "anna would rather not have a duty on 2026-11-07.",
    ]


def test_a_wish_for_a_day_without_a_seat_of_ones_role_is_not_missed() -> None:
    leave = [away("bo", SATURDAY, kind=LeaveKind.WOULD_LIKE)]
    people = [person("anna"), person("bo", "backend")]
    assert units(Wishes(), roster({"anna": [seat(SATURDAY)]}, people=people, leave=leave)) == 0


@pytest.mark.parametrize(
    ("teams", "number"),
    [({}, 1), ({"teams": ("oslo",)}, 0), ({"teams": ("malmo",)}, 1), ({"teams": ("oslo",), "lends": ("malmo",)}, 1)],
)
def test_a_wish_for_a_day_of_seats_that_one_may_not_serve_is_not_missed(teams: dict[str, Any], number: int) -> None:
    leave = [away("bo", SATURDAY, kind=LeaveKind.WOULD_LIKE)]
    people = [person("anna"), person("bo", **teams)]
    judged = roster({"anna": [seat(SATURDAY, pool="malmo")]}, people=people, leave=leave)
    assert units(Wishes(), judged) == number


def test_missed_wishes_stand_by_person_and_date() -> None:
    seats = [seat(f"2026-11-{day:02}") for day in range(2, 9)]
    wishes = [away(who, "2026-11-02", "2026-11-08", kind=LeaveKind.WOULD_LIKE) for who in ("bo", "anna")]
    found = [about for about, _ in breached(Wishes(), roster({"anna": [], "bo": []}, empty=seats, leave=wishes))]
    assert found == [(who, str(one.day), "would_like") for who in ("anna", "bo") for one in seats]


# Overlap


def test_an_overlap_is_said_with_both_seats() -> None:
    judged = roster({"anna": [seat(SATURDAY), seat(SATURDAY, "08:00-22:00", booking="B1")]})
    assert sentences(Overlap(), judged) == ["anna would hold team:2026-11-07:pim:1 and B1:2026-11-07:pim:1 at once."]


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (seat(SATURDAY), seat(SATURDAY, "16:00-22:00", booking="B1"), 0),  # the ends touch
        (seat(SATURDAY), seat(SATURDAY, "08:00-22:00", booking="B1"), 1),  # private beside pooled
        (seat(SATURDAY), seat(SATURDAY, "08:00-22:00", booking="B1", shared=True), 0),
        (seat(SATURDAY, booking="B2"), seat(SATURDAY, "08:00-22:00", booking="B1", shared=True), 1),
        (seat(SATURDAY, booking="B2", shared=True), seat(SATURDAY, booking="B1", shared=True), 0),
        (seat(SATURDAY, booking="B1", shared=True), seat(SATURDAY, booking="B1", shared=True, number=2), 1),
        (seat(SATURDAY), seat(SATURDAY, role="backend"), 1),  # two places of one team need two people
        (seat(SATURDAY, "22:00-08:00", booking="B1"), seat(SUNDAY), 0),
        (seat(SATURDAY, "22:00-10:00"), seat(SUNDAY), 1),  # the team's own night and day
        (seat(SATURDAY, "06:00-22:00", booking="B1", shared=True), seat(SATURDAY), 0),
        (seat(SATURDAY, "22:00-08:00", booking="B1"), seat(SUNDAY, "00:00-24:00"), 1),
    ],
)
def test_seats_at_once_exclude_each_other_unless_shared(one: Any, other: Any, number: int) -> None:
    assert units(Overlap(), roster({"anna": [one, other]})) == number
    assert units(Overlap(), roster({"anna": [one], "bo": [other]})) == 0


def test_a_published_night_reaches_into_the_period() -> None:
    night = seat("2026-11-01", "22:00-08:00", booking="B1")
    judged = roster({"anna": [seat("2026-11-02", "06:00-10:00")]}, given=[("anna", night)])
    assert units(Overlap(), judged) == 1
    assert (
        units(Overlap(), roster({"anna": []}, given=[("anna", night), ("anna", seat("2026-11-01", "20:00-24:00"))]))
        == 0
    )


def test_a_night_of_the_period_reaches_into_what_is_published_after_it() -> None:
    night = seat("2026-11-15", "22:00-08:00", booking="B1")
    judged = roster({"anna": [night]}, given=[("anna", seat("2026-11-16", "06:00-10:00"))])
    assert breached(Overlap(), judged) == [(("anna", "2026-11-15"), 1)]


# Daily rest; ordinary work is 08:00-16:00


@pytest.mark.parametrize(
    ("day", "hours", "days"),
    [
        ("2026-11-05", "16:00-22:00", ["2026-11-05", "2026-11-05"]),  # from work and from the evening: ten hours
        ("2026-11-05", "16:00-21:00", []),  # eleven hours until Friday's work
        ("2026-11-06", "00:00-06:00", ["2026-11-05", "2026-11-06"]),  # eight hours after Thursday's work
        ("2026-11-06", "16:00-22:00", ["2026-11-06"]),  # Friday 08:00 until Saturday 08:00 has ten
        (SATURDAY, "16:00-22:00", []),
        (SUNDAY, "16:00-22:00", [SUNDAY]),
        (SUNDAY, "00:00-24:00", [SUNDAY]),  # ten and less before Monday's work
    ],
)
def test_eleven_hours_lie_within_24_from_each_start_of_work(day: str, hours: str, days: list[str]) -> None:
    judged = roster({"anna": [seat(day, hours, working=True)]})
    assert breached(DailyRest(), judged) == [(("anna", start), 1) for start in days]
    assert sentences(DailyRest(), judged) == [
        f"anna has no 11 hours of rest in the 24 hours from the start of work on {start}." for start in days
    ]


def test_published_home_standby_is_rest_too() -> None:
    more: dict[str, Any] = {"period": "2026-11-08..2026-11-15", "given": [("anna", seat(SATURDAY, "16:00-24:00"))]}
    assert units(DailyRest(), roster({"anna": [seat(SUNDAY, working=True)]}, **more)) == 0


def test_home_standby_is_rest() -> None:
    assert units(DailyRest(), roster({"anna": [seat("2026-11-05", "16:00-22:00")]})) == 0


def test_a_free_day_after_an_evening_gives_the_rest() -> None:
    evening = {"anna": [seat(SUNDAY, "16:00-22:00", working=True)]}
    assert units(DailyRest(), roster(evening, holidays=["2026-11-09"])) == 0
    assert units(DailyRest(), roster(evening, leave=[away("anna", "2026-11-09")])) == 0
    assert units(DailyRest(), roster(evening, off=[("anna", "2026-11-09")])) == 0


@pytest.mark.parametrize(
    ("saturday", "end", "number"),
    [("2026-11-07", "22:00", 1), ("2026-10-24", "22:00", 0), ("2026-11-07", "21:00", 0), ("2027-03-27", "21:00", 1)],
)
def test_the_night_when_the_clocks_change_is_an_hour_longer_or_shorter(saturday: str, end: str, number: int) -> None:
    day = date.fromisoformat(saturday)
    held = [seat(saturday, f"12:00-{end}", working=True), seat(str(day.replace(day=day.day + 1)), working=True)]
    assert units(DailyRest(), roster({"anna": held}, period=f"{saturday}..{held[1].day}")) == number


def test_a_published_evening_before_the_period_counts_where_a_duty_of_the_period_follows() -> None:
    evening = seat("2026-11-07", "16:00-22:00", working=True)
    more: dict[str, Any] = {"period": "2026-11-08..2026-11-15", "given": [("anna", evening)]}
    assert breached(DailyRest(), roster({"anna": [seat(SUNDAY, working=True)]}, **more)) == [(("anna", SATURDAY), 1)]
    assert units(DailyRest(), roster({"anna": [seat(SUNDAY, "09:00-16:00", working=True)]}, **more)) == 0


# Weekly rest; two weeks from Monday 2 November


def test_one_day_of_the_weekend_leaves_the_other_free() -> None:
    for day in (SATURDAY, SUNDAY):
        assert units(WeeklyRest(), roster({"anna": [seat(day)]})) == 0


def test_a_whole_weekend_makes_twelve_days_in_a_row() -> None:
    judged = roster({"anna": [seat(SATURDAY), seat(SUNDAY)]})
    assert breached(WeeklyRest(), judged) == [(("anna", "2026-11-02", "2026-11-13"), 12 - 6)]
    text = "anna has work or standby 12 days in a row, 2026-11-02 to 2026-11-13; at most 6."
    assert sentences(WeeklyRest(), judged) == [text]


def test_a_night_past_midnight_takes_both_dates_of_the_weekend() -> None:
    assert units(WeeklyRest(), roster({"anna": [seat(SATURDAY, "22:00-08:00")]})) == 6
    assert units(WeeklyRest(), roster({"anna": [seat(SATURDAY, "16:00-24:00")]})) == 0
    assert units(WeeklyRest(), roster({"anna": [seat("2026-11-06", "22:00-08:00")]})) == 0
    assert units(WeeklyRest(), roster({"anna": [seat(SUNDAY, "22:00-08:00")]})) == 0


def test_no_single_day_off_makes_up_for_a_whole_weekend() -> None:
    weekend = {"anna": [seat(SATURDAY), seat(SUNDAY)]}
    for day in problem(people=[person("anna")]).work_days("anna"):
        assert units(WeeklyRest(), roster(weekend, off=[("anna", str(day))])) > 0


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        ("2026-11-06", "2026-11-09", 0),
        ("2026-11-02", "2026-11-09", 0),  # Tuesday to Sunday is six
        ("2026-11-05", "2026-11-11", 0),  # Friday to Tuesday, Thursday to Friday
        ("2026-11-06", "2026-11-13", 0),  # Saturday to Thursday is six
        ("2026-11-02", "2026-11-10", 1),  # Tuesday to Monday is seven
        ("2026-11-02", "2026-11-13", 4),  # Tuesday to Thursday is ten
    ],
)
def test_a_whole_weekend_asks_for_days_off_on_both_sides(before: str, after: str, number: int) -> None:
    judged = roster({"anna": [seat(SATURDAY), seat(SUNDAY)]}, off=[("anna", before), ("anna", after)])
    assert units(WeeklyRest(), judged) == number


def test_holidays_and_leave_are_free_days_too() -> None:
    more: dict[str, Any] = {"holidays": ["2026-11-06"], "leave": [away("anna", "2026-11-09")]}
    assert units(WeeklyRest(), roster({"anna": [seat(SATURDAY), seat(SUNDAY)]}, **more)) == 0


def test_a_duty_on_a_compensating_day_is_a_breach_of_its_own() -> None:
    judged = roster({"anna": [seat("2026-11-06", "22:00-08:00")]}, off=[("anna", "2026-11-06")])
    assert sentences(WeeklyRest(), judged) == ["anna has a duty on the compensating day off 2026-11-06."]


def test_a_day_off_after_a_night_is_for_sleep_and_no_free_date() -> None:
    night = {"anna": [seat("2026-11-04", "22:00-08:00")]}
    assert units(WeeklyRest(), roster(night, off=[("anna", "2026-11-05")])) == 0
    weekend = [seat(SATURDAY), seat(SUNDAY, "22:00-08:00")]
    off = [("anna", "2026-11-06"), ("anna", "2026-11-09")]
    assert units(WeeklyRest(), roster({"anna": weekend}, off=off)) == 1  # Saturday to Friday is seven
    assert units(WeeklyRest(), roster({"anna": weekend}, off=[*off, ("anna", "2026-11-10")])) == 0


def test_the_weekend_of_the_clock_change_has_two_dates_like_any_other() -> None:
    night = roster({"anna": [seat("2026-10-24", "22:00-08:00")]}, period="2026-10-19..2026-11-01")
    assert breached(WeeklyRest(), night) == [(("anna", "2026-10-19", "2026-10-30"), 6)]
    day = roster({"anna": [seat("2026-10-25", "00:00-24:00")]}, period="2026-10-19..2026-11-01")
    assert units(WeeklyRest(), day) == 0


def test_published_duties_before_the_period_count_with_what_follows() -> None:
    published = [("anna", seat(SATURDAY)), ("anna", seat(SUNDAY))]
    more: dict[str, Any] = {"period": "2026-11-09..2026-11-15", "given": published}
    assert units(WeeklyRest(), roster({"anna": []}, **more)) == 5  # the stretches that end on 9 to 13 November
    assert units(WeeklyRest(), roster({"anna": []}, off=[("anna", "2026-11-09")], **more)) == 0


def test_a_run_outside_the_period_is_nobodys_fault_now() -> None:
    published = [("anna", seat("2026-11-07")), ("anna", seat("2026-11-08"))]
    more: dict[str, Any] = {"period": "2026-11-14..2026-11-15", "given": published}
    assert units(WeeklyRest(), roster({"anna": []}, **more)) == 0
    assert units(WeeklyRest(), roster({"anna": [seat("2026-11-14")]}, **more)) == 1  # seven days that end on the 14th


def test_a_stretch_that_published_duties_and_work_before_the_period_fill_is_not_counted() -> None:
    given = [("anna", seat("2026-10-31")), ("anna", seat("2026-11-01", "22:00-08:00"))]
    assert units(WeeklyRest(), roster({"anna": []}, given=given)) == 4  # Wednesday to Tuesday and on to Friday
    assert units(WeeklyRest(), roster({"anna": []}, given=given, off=[("anna", "2026-11-03")])) == 0


def test_compensating_days_stand_by_person_and_date() -> None:
    off = [(who, f"2026-11-0{day}") for who in ("bo", "anna") for day in (6, 5, 4, 3, 2)]
    found = [about for about, _ in breached(Compensation(), roster({"anna": [], "bo": []}, off=off))]
    assert found == sorted(off)


def test_each_compensating_day_costs() -> None:
    judged = roster({"anna": []}, off=[("anna", "2026-11-06"), ("anna", "2026-11-09")])
    assert penalty(Compensation(), judged) == 12


def test_a_compensating_day_is_said_with_its_date() -> None:
    judged = roster({"anna": []}, off=[("anna", "2026-11-06")])
    assert sentences(Compensation(), judged) == ["anna has a compensating day off on 2026-11-06."]


# Average hours; November 2026 has 30 days and 21 working days of 8 hours

NOVEMBER = AverageHours(hours=40, months=1)
SLACK = 40 * 60 * 30 // 7 - 21 * 480  # 205 minutes


def test_only_what_lies_outside_ordinary_hours_is_more_work() -> None:
    def excess(*seats: Any) -> int:
        return units(NOVEMBER, roster({"anna": seats}))

    assert excess(seat("2026-11-05", "16:00-22:00", working=True)) == 360 - SLACK == 155
    assert excess(seat("2026-11-05", "12:00-22:00", working=True)) == 155
    assert excess(seat("2026-11-05", "08:00-16:00", working=True)) == 0
    assert excess(seat("2026-11-05", "16:00-22:00")) == 0
    assert excess(seat(SATURDAY, working=True), seat("2026-11-14", working=True)) == 2 * 480 - SLACK


def test_an_average_that_is_kept_to_the_minute_is_kept() -> None:
    assert SLACK == 3 * 60 + 25
    assert units(NOVEMBER, roster({"anna": [seat("2026-11-05", "16:00-19:25", working=True)]})) == 0
    assert units(NOVEMBER, roster({"anna": [seat("2026-11-05", "16:00-19:26", working=True)]})) == 1


def test_each_month_of_a_period_has_its_own_average() -> None:
    evenings = [seat(day, "16:00-22:00", working=True) for day in ("2026-11-26", "2026-12-03")]
    slack = 40 * 60 * 31 // 7 - 23 * 480
    judged = roster({"anna": evenings}, period="2026-11-23..2026-12-06", off=[("anna", "2026-12-04")])
    assert slack < 0
    assert breached(NOVEMBER, judged) == [(("anna", "2026-11-01", "2026-11-30"), 360 - SLACK)]


def test_a_month_without_a_duty_hides_no_later_one() -> None:
    evening = seat("2026-12-03", "16:00-22:00", working=True)
    judged = roster({"anna": [evening]}, period="2026-11-23..2026-12-06")
    assert breached(NOVEMBER, judged) == [(("anna", "2026-12-01", "2026-12-31"), 360)]  # 23 working days are above it


def test_whoever_begins_in_a_month_has_the_hours_of_its_rest() -> None:
    begun = [person("anna", employed_from=date(2026, 11, 9))]
    judged = roster({"anna": [seat("2026-11-10", "16:00-22:00", working=True)]}, people=begun)
    assert 16 * 480 > 40 * 60 * 22 // 7  # ordinary work alone is above the limit
    assert units(NOVEMBER, judged) == 360


def test_days_off_that_are_given_leave_room_for_duties() -> None:
    evening = {"anna": [seat("2026-11-05", "16:00-22:00", working=True)]}
    short = AverageHours(hours=39, months=1)
    assert 21 * 480 > 39 * 60 * 30 // 7  # ordinary work alone is above the limit
    assert units(short, roster(evening)) == 360
    assert units(short, roster(evening, given_off=[("anna", "2026-11-20")])) == 0


def test_published_standby_at_home_uses_up_nothing() -> None:
    judged = roster(
        {"anna": [seat("2026-11-05", "16:00-19:00", working=True)]}, given=[("anna", seat("2026-11-20", "16:00-22:00"))]
    )
    assert units(NOVEMBER, judged) == 0


@pytest.mark.parametrize(("minutes", "said"), [(59, "0 h 59 min"), (65, "1 h 05 min"), (180, "3 h 00 min")])
def test_an_excess_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    text = NOVEMBER.explain(NOVEMBER.breach(["anna", "2026-11-01", "2026-11-30"], minutes))
    assert text == f"anna works {said} more than 40 hours a week on average, 2026-11-01 to 2026-11-30."


def test_leave_is_left_out_of_the_average() -> None:
    evening = {"anna": [seat("2026-11-05", "16:00-22:00", working=True)]}
    judged = roster(evening, leave=[away("anna", "2026-11-09", "2026-11-15")])
    slack = 40 * 60 * 23 // 7 - 16 * 480
    assert slack == SLACK
    assert sentences(NOVEMBER, judged) == [
        "anna works 2 h 35 min more than 40 hours a week on average, 2026-11-01 to 2026-11-30."
    ]


def test_a_compensating_day_makes_room() -> None:
    evening = {"anna": [seat("2026-11-05", "16:00-22:00", working=True)]}
    assert units(NOVEMBER, roster(evening, off=[("anna", "2026-11-09")])) == 0


def test_the_average_is_taken_over_every_stretch_of_months_around_the_duty() -> None:
    held = {"anna": [seat("2026-11-05", "16:00-22:00", working=True)]}
    found = breached(AverageHours(hours=39, months=2), roster(held))
    # 22 working days in October, 23 in December: in both stretches ordinary work alone is above 39 hours
    assert found == [
        (("anna", "2026-10-01", "2026-11-30"), min(360, 43 * 480 + 360 - 39 * 60 * 61 // 7)),
        (("anna", "2026-11-01", "2026-12-31"), min(360, 44 * 480 + 360 - 39 * 60 * 61 // 7)),
    ]


def test_what_was_published_elsewhere_in_the_month_uses_up_the_slack() -> None:
    published = [("anna", seat("2026-11-20", "16:00-22:00", working=True))]
    judged = roster({"anna": [seat("2026-11-05", "16:00-18:00", working=True)]}, given=published)
    assert units(NOVEMBER, judged) == 120
    assert units(NOVEMBER, roster({"anna": []}, given=published)) == 0


# Caps


def test_duties_are_counted_by_month() -> None:
    held = {"anna": [seat("2026-11-28"), seat("2026-11-29"), seat("2026-12-05")]}
    judged = roster(held, period="2026-11-23..2026-12-06", given=[("anna", seat("2026-11-01"))])
    assert breached(Caps(duties_per_month=2), judged) == [(("anna", "duties_per_month", "2026-11", "3"), 1)]
    assert sentences(Caps(duties_per_month=2), judged) == ["anna has 3 duties in 2026-11; the cap is 2."]


def test_what_published_duties_exceed_by_themselves_is_not_counted_again() -> None:
    published = [("anna", seat(f"2026-11-{day}")) for day in (16, 17, 18)]
    assert units(Caps(duties_per_month=2), roster({"anna": []}, given=published)) == 0
    assert units(Caps(duties_per_month=2), roster({"anna": [seat("2026-11-02")]}, given=published)) == 1


def test_a_persons_own_cap_goes_before_the_general_one() -> None:
    held = {"anna": [seat(SATURDAY), seat("2026-11-10")], "bo": [seat(SUNDAY), seat("2026-11-11")]}
    assert units(Caps(duties_per_month=2, overrides={"bo": {"duties_per_month": 1}}), roster(held)) == 1
    assert units(Caps(duties_per_month=1, overrides={"bo": {"duties_per_month": 5}}), roster(held)) == 1
    assert units(Caps(duties_per_month=None, overrides={"bo": {"duties_per_month": 0}}), roster(held)) == 2
    assert units(Caps(duties_per_month=None), roster(held)) == 0


def test_a_persons_own_caps_of_weekends_go_before_the_general_ones() -> None:
    days = (SATURDAY, "2026-11-14")
    held = {"anna": [seat(day) for day in days], "bo": [seat(day, number=2) for day in days]}
    few, row = {"bo": {"weekends": 1}}, {"bo": {"weekends_in_a_row": 1}}
    assert breached(Caps(overrides=few), roster(held)) == [(("bo", "weekends", "2026Q4", "2"), 1)]
    assert breached(Caps(overrides=row), roster(held)) == [
        (("bo", "weekends_in_a_row", "2026-11-07..2026-11-15", "2"), 1)
    ]
    assert sentences(Caps(overrides=few), roster(held)) == ["bo has 2 weekends in 2026Q4; the cap is 1."]


def test_a_period_without_a_weekend_has_none_to_cap() -> None:
    week = "2026-11-09..2026-11-13"
    assert units(Caps(weekends_in_a_row=0), roster({"anna": [seat("2026-11-10")]}, period=week)) == 0


def test_one_date_of_a_weekend_is_a_weekend_of_whoever_serves_it() -> None:
    held = {"anna": [seat(SATURDAY), seat("2026-11-14")], "bo": [seat(SUNDAY), seat("2026-11-15")]}
    assert units(Caps(weekends=1, weekends_in_a_row=None), roster(held)) == 2
    assert units(Caps(weekends=None, weekends_in_a_row=1), roster(held)) == 2


def test_both_days_are_one_weekend() -> None:
    weekends = Caps(weekends=1, weekends_in_a_row=None)
    assert units(weekends, roster({"anna": [seat(SATURDAY), seat(SUNDAY)]})) == 0
    assert units(weekends, roster({"anna": [seat(SUNDAY), seat("2026-11-14")]})) == 1
    assert units(Caps(weekends=0), roster({"anna": [seat("2026-11-06", "22:00-08:00")]})) == 0  # Friday's, by its date


@pytest.mark.parametrize(
    ("own", "published", "number"),
    [
        ([SATURDAY], ["2026-10-24", "2026-11-01"], 1),  # the third in a row
        (["2026-11-14"], ["2026-10-24", "2026-11-01"], 0),
        (["2026-11-14"], ["2026-11-21", "2026-11-29"], 1),
        ([SUNDAY], ["2026-11-21", "2026-11-28"], 0),
        ([SUNDAY, "2026-11-14"], ["2026-11-01"], 1),
        ([SUNDAY, "2026-11-14"], ["2026-11-01", "2026-11-21"], 2),
        (["2026-11-14"], ["2026-11-21", "2026-11-28", "2026-12-05"], 1),  # the last three would be a row without it
        ([], ["2026-10-17", "2026-10-24", "2026-10-31"], 0),  # not of this plan's making
        ([SATURDAY], ["2026-10-17", "2026-10-24", "2026-10-31"], 1),
    ],
)
def test_weekends_in_a_row_reach_over_the_edges_of_the_period(
    own: list[str], published: list[str], number: int
) -> None:
    judged = roster({"anna": [seat(day) for day in own]}, given=[("anna", seat(day)) for day in published])
    assert units(Caps(weekends_in_a_row=2), judged) == number


def test_each_row_of_weekends_is_judged_by_itself() -> None:
    rows = [seat(day) for day in ("2026-11-07", "2026-11-14", "2026-11-22", "2026-11-28", "2026-12-12", "2026-12-19")]
    judged = roster({"anna": rows}, period="2026-11-02..2026-12-20")
    own = Caps(weekends=None, weekends_in_a_row=2)
    assert breached(own, judged) == [(("anna", "weekends_in_a_row", "2026-11-07..2026-11-29", "4"), 2)]
    assert units(Caps(weekends=None, weekends_in_a_row=1), judged) == 3 + 1


def test_nights_reach_past_midnight() -> None:
    nights = [seat("2026-11-03", "22:00-08:00"), seat("2026-11-05", "22:00-08:00"), seat("2026-11-10", "16:00-24:00")]
    assert units(Caps(nights=1), roster({"anna": nights})) == 1
    assert sentences(Caps(nights=1), roster({"anna": nights})) == ["anna has 2 nights in 2026Q4; the cap is 1."]
    assert units(Caps(nights=2), roster({"anna": nights})) == 0


# Continuity


def test_a_handover_from_one_date_to_the_next_costs() -> None:
    judged = roster({"anna": [seat("2026-11-06"), seat(SATURDAY)], "bo": [seat(SUNDAY)]})
    assert sentences(Continuity(), judged) == ["anna hands over to bo on 2026-11-08."]
    assert penalty(Continuity(), judged) == 3


def test_empty_seats_other_teams_and_gaps_are_no_handovers() -> None:
    held = {
        "anna": [seat("2026-11-03"), seat("2026-11-10")],
        "bo": [seat("2026-11-05"), seat("2026-11-11", booking="B1")],
    }
    assert units(Continuity(), roster(held, empty=[seat("2026-11-04")])) == 0


@pytest.mark.parametrize(("given", "number"), [("anna", 0), ("bo", 1)])
@pytest.mark.parametrize(("own", "published"), [("2026-11-02", "2026-11-01"), ("2026-11-15", "2026-11-16")])
def test_handovers_at_the_edges_of_the_period_count(own: str, published: str, given: str, number: int) -> None:
    judged = roster({"anna": [seat(own)], "bo": []}, given=[(given, seat(published))])
    assert units(Continuity(), judged) == number
    assert least_penalty(Continuity(penalty=1), judged) == number


def test_handovers_between_published_duties_are_done_with() -> None:
    given = [("anna", seat("2026-10-31")), ("bo", seat("2026-11-01"))]
    assert units(Continuity(), roster({"anna": [], "bo": [seat("2026-11-02")]}, given=given)) == 0


def test_handovers_stand_by_team_role_and_place_then_by_date() -> None:
    days = ("2026-11-09", "2026-11-10", "2026-11-11")
    held: dict[str, list[Any]] = {"anna": [], "bo": []}
    for number, day in enumerate(days):
        for team in ("B2", "B1"):
            held["anna" if number % 2 else "bo"].append(seat(day, booking=team, shared=True))
    found = [(breach.seats[1], breach.about[1]) for breach in Continuity().check(roster(held))]
    assert found == [
        (f"{team}:{day}:pim:1", who) for team in ("B1", "B2") for day, who in zip(days[1:], ("anna", "bo"), strict=True)
    ]


# Spacing


def test_two_weekends_in_a_row_have_five_free_days_between_them() -> None:
    weekends = {"anna": [seat(SATURDAY), seat(SUNDAY), seat("2026-11-14"), seat("2026-11-15")]}
    assert sentences(Spacing(days=6), roster(weekends)) == [
        "anna has duties 2026-11-07 to 2026-11-08 and again 2026-11-14 to 2026-11-15, fewer than 6 days apart."
    ]
    assert units(Spacing(days=5), roster(weekends)) == 0


def test_a_block_is_as_long_as_the_teams_need_whoever_serves_it() -> None:
    held = {"anna": [seat(SATURDAY), seat("2026-11-15")], "bo": [seat(SUNDAY), seat("2026-11-14")]}
    assert breached(Spacing(days=6), roster(held)) == [
        ((who, "2026-11-07", "2026-11-08", "2026-11-14", "2026-11-15"), 1) for who in ("anna", "bo")
    ]


def test_a_block_of_three_dates_lasts_until_its_third_whoever_of_a_team_serves_it() -> None:
    friday, *weekend = (seat(day) for day in ("2026-11-06", SATURDAY, SUNDAY))
    held = {"anna": [friday, seat("2026-11-13")], "bo": [seat("2026-11-13", number=2), *weekend]}
    assert [about for about, _ in breached(Spacing(days=5), roster(held))] == [
        (who, "2026-11-06", SUNDAY, "2026-11-13", "2026-11-13") for who in ("anna", "bo")
    ]
    assert units(Spacing(days=4), roster(held)) == 0


def test_blocks_of_two_teams_at_once_are_too_close() -> None:
    assert units(Spacing(days=1), roster({"anna": [seat(SATURDAY), seat(SATURDAY, "16:00-22:00", booking="B1")]})) == 1


@pytest.mark.parametrize(
    ("own", "published", "number"),
    [
        (SATURDAY, "2026-11-01", 1),
        (SUNDAY, "2026-11-01", 0),
        ("2026-11-15", "2026-11-21", 1),
        ("2026-11-14", "2026-11-21", 0),
        ("2026-11-02", "2026-11-01", 0),  # one block over the edge
        ("2026-11-15", "2026-11-16", 0),
    ],
)
def test_spacing_and_blocks_reach_over_the_edges_of_the_period(own: str, published: str, number: int) -> None:
    judged = roster({"anna": [seat(own)]}, given=[("anna", seat(published))])
    assert units(Spacing(days=6), judged) == number


def test_published_blocks_that_are_close_are_done_with() -> None:
    given = [("anna", seat("2026-10-25")), ("anna", seat("2026-10-27"))]
    assert units(Spacing(), roster({"anna": []}, given=given)) == 0


# Fairness


def test_unfairness_is_what_lies_beyond_the_tolerance() -> None:
    accounts = [
        Account("anna", "pim", 2, 3),  # 2 + 6 - 3 = +5
        Account("bo", "pim", -3, 4),  # -3 + 3 - 4 = -4
        Account("cleo", "pim", 0, 3),  # -3, within the tolerance
        Account("anna", "backend", 0, 0),
    ]
    held = {"anna": [seat(SATURDAY), seat("2026-11-14")], "bo": [seat(SUNDAY)], "cleo": []}
    judged = roster(held, accounts=accounts)
    assert breached(LargestUnfairness(tolerance=3), judged) == [(("anna", "pim", "+5"), 2)]
    assert breached(LargestUnfairness(tolerance=5), judged) == []
    assert sentences(LargestUnfairness(), judged) == [
        "Nobody is further from the fair share than anna as pim: +5 points."
    ]
    assert breached(Unfairness(tolerance=3), judged) == [(("anna", "pim", "+5"), 4), (("bo", "pim", "-4"), 1)]
    assert penalty(Unfairness(tolerance=0, penalty=2), judged) == 2 * (25 + 16 + 9)
    assert sentences(Unfairness(), judged) == [
        "anna is +5 points from the fair share as pim.",
        "bo is -4 points from the fair share as pim.",
    ]


def test_points_count_in_the_role_they_are_earned_in() -> None:
    accounts = [Account("anna", "backend", 0, 0), Account("anna", "pim", 0, 0)]
    judged = roster({"anna": [seat(SATURDAY, role="backend", points=7)]}, accounts=accounts)
    assert breached(Unfairness(), judged) == [(("anna", "backend", "+7"), 16)]


# Big days

WINTER = "2026-12-21..2027-01-05"


def new_year(day: str) -> Any:
    return seat(day, occasion="New Year")


@pytest.mark.parametrize(
    ("own", "published", "years"),
    [
        ("2026-12-31", "2026-01-01", ("2025", "2026")),  # New Year's Day is of the winter before
        ("2027-01-01", "2025-12-31", ("2025", "2026")),
        ("2027-01-01", "2026-01-01", ("2025", "2026")),
        ("2026-12-31", "2025-12-31", ("2025", "2026")),
        ("2026-12-31", "2024-12-31", None),
        ("2026-12-31", "2025-01-01", None),
    ],
)
def test_a_big_day_two_winters_running_costs(own: str, published: str, years: tuple[str, str] | None) -> None:
    judged = roster({"anna": [new_year(own)]}, period=WINTER, given=[("anna", new_year(published))])
    assert breached(BigDays(), judged) == ([(("anna", "New Year", *years), 1)] if years else [])


def test_both_days_of_one_new_year_and_different_occasions_are_no_repetition() -> None:
    given = [("anna", seat("2025-12-25", occasion="Christmas")), ("bo", new_year("2025-12-31"))]
    judged = roster({"anna": [new_year("2026-12-31"), new_year("2027-01-01")], "bo": []}, period=WINTER, given=given)
    assert units(BigDays(), judged) == 0


def test_plain_days_are_no_big_days_whatever_was_published_a_year_before() -> None:
    given = [("anna", seat("2025-12-29"))]
    judged = roster({"anna": [seat("2026-12-28")]}, period=WINTER, given=given)
    assert units(BigDays(), judged) == 0


def test_one_of_two_days_is_enough_and_each_occasion_is_told_in_order() -> None:
    occasions = ("New Year", "Christmas", "Boxing Day", "Advent")
    mine = [seat(f"2026-12-{day}", occasion=name) for day, name in enumerate(occasions, 24)]
    others = [seat(f"2026-12-{day}", number=2, occasion=name) for day, name in enumerate(occasions, 24)]
    given = [("anna", seat(f"2025-12-{day}", occasion=name)) for day, name in enumerate(occasions, 24)]
    judged = roster({"anna": mine, "bo": others}, period=WINTER, given=given)
    assert [about[1] for about, _ in breached(BigDays(), judged)] == sorted(occasions)


def test_easters_of_two_years_follow_each_other_whenever_they_fall() -> None:
    given = [("anna", seat("2026-04-06", occasion="Easter"))]
    held = {"anna": [seat("2027-03-25", occasion="Easter"), seat("2027-03-29", occasion="Easter")]}
    judged = roster(held, period="2027-03-22..2027-03-31", given=given)
    assert sentences(BigDays(), judged) == ["anna has duty at Easter in 2026 and again in 2027."]
    assert penalty(BigDays(), judged) == 40
