"""Compensating days: each says which duties it makes up for."""

from datetime import date

from rostering.audit.rest import compensating_days_of
from rostering.domain.findings import CompensatingDay
from rostering.rules.roster import Roster
from rostering.rules.weekly_rest import WeeklyRest
from samples.hand_made import away, roster, seat

SATURDAY, SUNDAY = seat("2026-11-07"), seat("2026-11-08")


def made_up_for(made: Roster) -> dict[str, tuple[str, ...]]:
    return {str(found.day): found.seats for found in compensating_days_of(made)}


def test_the_days_on_both_sides_of_a_weekend_make_up_for_it() -> None:
    made = roster({"anna": [SATURDAY, SUNDAY]}, off=[("anna", "2026-11-09"), ("anna", "2026-11-05")])
    weekend = (SATURDAY.id, SUNDAY.id)
    assert compensating_days_of(made) == (
        CompensatingDay("anna", date(2026, 11, 5), weekend),
        CompensatingDay("anna", date(2026, 11, 9), weekend),
    )


def test_a_duty_beyond_a_free_day_is_not_made_up_for() -> None:
    made = roster({"anna": [SATURDAY, seat("2026-11-14")]}, off=[("anna", "2026-11-06"), ("anna", "2026-11-11")])
    assert made_up_for(made) == {"2026-11-06": (SATURDAY.id,), "2026-11-11": (seat("2026-11-14").id,)}


def test_holidays_and_leave_end_the_run_and_a_night_continues_it() -> None:
    night = seat("2026-11-07", "22:00-08:00")
    days_off = [("anna", "2026-11-09")]
    assert made_up_for(roster({"anna": [night]}, off=days_off)) == {"2026-11-09": (night.id,)}
    assert made_up_for(roster({"anna": [SATURDAY]}, off=days_off)) == {"2026-11-09": ()}
    leave = [away("anna", "2026-11-10")]
    assert made_up_for(roster({"anna": [seat("2026-11-11")]}, off=days_off, leave=leave)) == {"2026-11-09": ()}


def test_one_persons_days_have_nothing_to_do_with_anothers_duties() -> None:
    made = roster({"anna": [SATURDAY, SUNDAY], "bo": []}, off=[("bo", "2026-11-09")])
    assert made_up_for(made) == {"2026-11-09": ()}


def test_a_day_off_makes_up_for_published_duties_too() -> None:
    weekend = [("anna", seat("2026-11-14")), ("anna", seat("2026-11-15"))]
    made = roster({"anna": []}, off=[("anna", "2026-11-13")], given=weekend, period="2026-11-02..2026-11-13")
    assert made_up_for(made) == {"2026-11-13": (seat("2026-11-14").id, seat("2026-11-15").id)}


def test_a_published_day_off_beside_the_period_is_as_free_as_a_planned_one() -> None:
    held = {"anna": [seat("2026-11-14"), seat("2026-11-15")]}
    made = roster(
        held, off=[("anna", "2026-11-12")], period="2026-11-02..2026-11-15", given_off=[("anna", "2026-11-16")]
    )
    assert list(WeeklyRest().check(made)) == []
    assert list(WeeklyRest().check(roster(held, off=[("anna", "2026-11-12")], period="2026-11-02..2026-11-15")))
