"""Standby without end, by hand; the clock of the wall, ordinary work and what is published included."""

from typing import Any

import pytest

from rostering.domain.seats import Seat
from rostering.rules.standby import UnbrokenStandby
from samples.hand_made import away, roster, seat
from samples.least_penalties import breached

SATURDAY, SUNDAY, MONDAY = "2026-11-07", "2026-11-08", "2026-11-09"
DAY, NIGHT = "08:00-22:00", "22:00-08:00"


def day(on: str) -> Seat:
    return seat(on, DAY, booking="B1")


def night(on: str) -> Seat:
    return seat(on, NIGHT, booking="B2")


def units(*seats: Seat, rule: UnbrokenStandby | None = None, **more: Any) -> int:
    return sum(amount for _, amount in breached(rule or UnbrokenStandby(), roster({"anna": seats}, **more)))


WEEKEND = day(SATURDAY), night(SATURDAY), day(SUNDAY), night(SUNDAY)


def test_a_weekend_of_days_and_nights_and_then_ordinary_work_is_standby_without_end() -> None:
    judged = roster({"anna": WEEKEND})
    (found,) = UnbrokenStandby(penalty=5).check(judged)
    assert (found.about, found.amount, found.penalty) == (("anna", SATURDAY, MONDAY), 3, 15)
    assert found.seats == tuple(duty.id for duty in WEEKEND)
    assert UnbrokenStandby().explain(found) == (
        "anna has duties and work for more than 24 hours without 8 free ones, 2026-11-07 to 2026-11-09."
    )


def test_a_run_that_began_with_a_published_duty_names_the_periods_own() -> None:
    published, *own = day("2026-10-31"), night("2026-10-31"), day("2026-11-01"), night("2026-11-01")
    judged = roster({"anna": own[1:]}, given=[("anna", published), ("anna", own[0])])
    (found,) = UnbrokenStandby().check(judged)
    assert found.about == ("anna", "2026-10-31", "2026-11-02")
    assert found.seats == tuple(duty.id for duty in own[1:])


def test_a_run_is_named_by_the_dates_on_which_its_first_duty_begins_and_it_ends() -> None:
    (found,) = UnbrokenStandby().check(roster({"anna": [night(SATURDAY), day(SUNDAY), night(SUNDAY)]}))
    assert found.about == ("anna", SATURDAY, MONDAY)
    after_work = roster({"anna": [seat("2026-11-06", "00:00-10:00")]})
    assert breached(UnbrokenStandby(hours=8, pause=10), after_work) == [(("anna", "2026-11-06", "2026-11-06"), 1)]


def test_a_free_monday_ends_it_sooner() -> None:
    assert units(*WEEKEND, off=[("anna", MONDAY)]) == 2
    assert units(*WEEKEND, holidays=[MONDAY]) == 2
    assert units(*WEEKEND, leave=[away("anna", MONDAY)]) == 2


@pytest.mark.parametrize(
    "duties",
    [
        [day(SATURDAY), night(SATURDAY)],
        [day(SATURDAY), day(SUNDAY)],
        [seat(SATURDAY), seat(SUNDAY)],
        [night(SATURDAY), day(SUNDAY)],
        [seat(f"2026-11-0{number}", "16:00-22:00") for number in (2, 3, 4, 5, 6)],
        [seat("2026-11-03", "16:00-22:00"), night("2026-11-03")],  # until Wednesday 16:00
    ],
    ids=["day and night", "two days", "two times eight hours", "night and day", "evenings", "evening and night"],
)
def test_what_leaves_a_night_or_a_day_in_time_is_no_standby_without_end(duties: list[Seat]) -> None:
    assert units(*duties) == 0


def test_six_hours_between_two_duties_are_no_pause() -> None:
    duties = [seat(SATURDAY), night(SATURDAY), seat(SUNDAY)]  # 8 to 16, 22 to 8, 8 to 16
    assert units(*duties) == 1
    assert units(*duties, rule=UnbrokenStandby(pause=6)) == 0
    assert units(*duties, rule=UnbrokenStandby(hours=32)) == 0
    assert units(*duties, rule=UnbrokenStandby(hours=31)) == 1


def test_ordinary_work_between_two_nights_is_no_pause_and_a_day_off_is_one() -> None:
    nights = [night("2026-11-03"), night("2026-11-04")]
    assert units(*nights) == 1
    assert units(*nights, off=[("anna", "2026-11-04")]) == 0


def test_ordinary_work_begins_by_the_clock_on_the_wall() -> None:
    evening = seat("2026-11-03", "16:00-24:00")  # eight hours before Wednesday's work
    assert units(evening, rule=UnbrokenStandby(hours=23)) == 0
    assert units(evening, rule=UnbrokenStandby(hours=23, pause=9)) == 1


def test_duties_at_work_count_as_those_at_home() -> None:
    working = [seat(SATURDAY, DAY, working=True), night(SATURDAY), seat(SUNDAY, DAY, working=True)]
    assert units(*working) == 1


@pytest.mark.parametrize("saturday", ["2026-10-24", "2027-03-27"])
def test_a_day_and_its_night_are_24_hours_when_the_clocks_change_too(saturday: str) -> None:
    more: dict[str, Any] = {"period": saturday[:7]}
    assert units(day(saturday), night(saturday), **more) == 0
    assert units(day(saturday), night(saturday), rule=UnbrokenStandby(hours=23), **more) == 1


def test_what_is_published_counts_with_what_goes_on_from_it() -> None:
    given = [("anna", day(SATURDAY)), ("anna", night(SATURDAY))]
    more: dict[str, Any] = {"period": "2026-11-08..2026-11-15", "given": given}
    judged = roster({"anna": [day(SUNDAY)]}, **more)
    assert breached(UnbrokenStandby(), judged) == [(("anna", SATURDAY, SUNDAY), 1)]
    assert units(**more) == 0


def test_what_is_published_goes_on_from_the_period_too() -> None:
    given = [("anna", day(SUNDAY)), ("anna", night(SUNDAY))]
    more: dict[str, Any] = {"period": "2026-11-01..2026-11-07", "given": given}
    assert units(day(SATURDAY), night(SATURDAY), **more) == 2  # Sunday's day goes on until Monday by itself


def test_published_standby_without_end_is_done_with() -> None:
    more: dict[str, Any] = {"period": "2026-11-10..2026-11-15", "given": [("anna", duty) for duty in WEEKEND]}
    assert units(**more) == 0
    assert units(night("2026-11-10"), **more) == 0


def test_a_plan_answers_for_ordinary_work_that_it_could_give_off() -> None:
    more: dict[str, Any] = {"period": "2026-11-09..2026-11-15", "given": [("anna", duty) for duty in WEEKEND]}
    assert units(**more) == 1  # Sunday's day, which goes on until Monday 16:00
    assert units(**more, off=[("anna", MONDAY)]) == 0
