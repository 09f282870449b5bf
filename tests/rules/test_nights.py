"""Ordinary work after a night, by hand; two weeks from Monday 2 November."""

from typing import Any

import pytest

from rostering.domain.seats import Seat
from rostering.rules.nights import WorkAfterNight
from samples.hand_made import away, roster, seat
from samples.least_penalties import breached

NIGHT = "22:00-08:00"
TUESDAY, WEDNESDAY = "2026-11-03", "2026-11-04"


def days(*seats: Seat, rule: WorkAfterNight | None = None, **more: Any) -> list[str]:
    """The dates on which anna works too soon after a night."""
    return [about[1] for about, _ in breached(rule or WorkAfterNight(), roster({"anna": seats}, **more))]


def test_a_night_before_a_working_day_costs() -> None:
    (found,) = WorkAfterNight(penalty=4).check(roster({"anna": [seat(TUESDAY, NIGHT)]}))
    assert (found.about, found.penalty, found.seats) == (("anna", WEDNESDAY), 4, ("team:2026-11-03:pim:1",))
    assert WorkAfterNight().explain(found) == (
        "anna works on 2026-11-04 without 8 free hours after a duty in the night before."
    )


def test_a_sunday_night_goes_before_a_monday_and_a_saturday_night_before_nothing() -> None:
    assert days(seat("2026-11-08", NIGHT)) == ["2026-11-09"]
    assert days(seat("2026-11-07", NIGHT), seat("2026-11-06", NIGHT)) == []


def test_whoever_is_free_the_day_after_sleeps() -> None:
    assert days(seat(TUESDAY, NIGHT), off=[("anna", WEDNESDAY)]) == []
    assert days(seat(TUESDAY, NIGHT), holidays=[WEDNESDAY]) == []
    assert days(seat(TUESDAY, NIGHT), leave=[away("anna", WEDNESDAY)]) == []


@pytest.mark.parametrize(
    ("hours", "soon"),
    [
        ("16:00-24:00", []),
        ("16:00-22:00", []),
        ("23:00-01:00", [WEDNESDAY]),  # seven hours before eight o'clock
        ("22:00-00:01", [WEDNESDAY]),
        ("05:00-07:00", []),  # the morning of a day is no night
        ("04:00-07:00", [TUESDAY]),
        ("00:00-24:00", [TUESDAY]),  # the night before Tuesday's work; Wednesday's is eight hours off
    ],
)
def test_a_night_is_what_lies_between_midnight_and_five(hours: str, soon: list[str]) -> None:
    assert days(seat(TUESDAY, hours)) == soon


def test_one_of_two_seats_of_a_night_is_a_night() -> None:
    judged = roster({"anna": [seat(TUESDAY, NIGHT)], "bo": [seat(TUESDAY, NIGHT, number=2)]})
    assert breached(WorkAfterNight(), judged) == [((who, WEDNESDAY), 1) for who in ("anna", "bo")]


def test_enough_free_hours_in_between_are_enough() -> None:
    assert days(seat(TUESDAY, "22:00-02:00"), rule=WorkAfterNight(hours=6)) == []
    assert days(seat(TUESDAY, "22:00-02:00"), rule=WorkAfterNight(hours=7)) == [WEDNESDAY]
    assert days(seat(TUESDAY, NIGHT), rule=WorkAfterNight(hours=0)) == []
    assert days(seat(TUESDAY, "22:00-09:00"), rule=WorkAfterNight(hours=0)) == [WEDNESDAY]


def test_two_duties_in_one_night_are_one_breach() -> None:
    both = seat(TUESDAY, NIGHT, booking="B1", shared=True), seat(TUESDAY, "00:00-04:00", booking="B2", shared=True)
    assert days(*both) == [TUESDAY, WEDNESDAY]
    assert days(seat(TUESDAY, NIGHT, booking="B1"), seat(TUESDAY, NIGHT, booking="B2")) == [WEDNESDAY]


@pytest.mark.parametrize("sunday", ["2026-10-25", "2027-03-28"])
def test_the_night_after_the_clocks_change_is_a_night_like_any_other(sunday: str) -> None:
    month = sunday[:7]
    assert days(seat(sunday, "20:00-00:30"), period=month, rule=WorkAfterNight(hours=7)) == []
    assert len(days(seat(sunday, "20:00-00:30"), period=month)) == 1


def test_a_night_that_is_published_counts_with_the_working_day_that_is_planned() -> None:
    more: dict[str, Any] = {"period": "2026-11-04..2026-11-15", "given": [("anna", seat(TUESDAY, NIGHT))]}
    assert days(**more) == [WEDNESDAY]
    (found,) = WorkAfterNight().check(roster({"anna": []}, **more))
    assert found.seats == ()
    assert days(**more, off=[("anna", WEDNESDAY)]) == []


def test_a_night_on_the_last_date_counts_with_the_working_day_after_the_period() -> None:
    assert days(seat(TUESDAY, NIGHT), period="2026-11-02..2026-11-03") == [WEDNESDAY]
    again = [("anna", seat(TUESDAY, NIGHT, booking="B1"))]
    assert days(seat("2026-11-02", NIGHT), period="2026-11-02..2026-11-02", given=again) == [TUESDAY]
