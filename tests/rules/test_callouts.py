"""Rest after call-outs, by hand; two weeks from Monday 2 November."""

from typing import Any

import pytest

from rostering.domain.seats import Seat
from rostering.rules.callouts import RestAfterCallout, WorkAfterCallout
from rostering.rules.daily_rest import DailyRest
from samples.hand_made import away, problem, roster, seat
from samples.least_penalties import breached

SATURDAY, SUNDAY, MONDAY = "2026-11-07", "2026-11-08", "2026-11-09"
DUTY = seat(SUNDAY, working=True)


def late(*called: tuple[str, str, str], **more: Any) -> list[tuple[str, ...]]:
    """Who begins work too soon, on which date, and when they may."""
    return [about for about, _ in breached(WorkAfterCallout(), roster({"anna": []}, called=called, **more))]


def soon(hours: str, *seats: Seat, rule: RestAfterCallout | None = None, day: str = SUNDAY) -> list[tuple[str, ...]]:
    """What is breached by duties after a call-out in these hours."""
    judged = roster({"anna": seats or [DUTY]}, called=[("anna", day, hours)])
    return [about for about, _ in breached(rule or RestAfterCallout(), judged)]


def test_a_duty_at_work_soon_after_a_callout_is_forbidden_with_a_sentence() -> None:
    judged = roster({"anna": [DUTY]}, called=[("anna", SUNDAY, "00:30-02:00")])
    (found,) = RestAfterCallout().check(judged)
    assert (found.about, found.penalty, found.seats) == (("anna", SUNDAY), None, (DUTY.id,))
    assert RestAfterCallout().explain(found) == (
        "anna begins a duty on 2026-11-08 without 11 hours of rest after a call-out."
    )


@pytest.mark.parametrize(
    ("day", "hours", "is_soon"),
    [
        (SATURDAY, "20:00-21:00", False),  # eleven hours
        (SATURDAY, "20:00-21:01", True),
        (SUNDAY, "07:00-09:00", True),  # it goes on into the duty
        (SUNDAY, "08:00-10:00", False),  # during the duty
        (SUNDAY, "17:00-18:00", False),
    ],
)
def test_it_hangs_on_when_the_callout_ended(day: str, hours: str, is_soon: bool) -> None:
    assert soon(hours, day=day) == ([("anna", SUNDAY)] if is_soon else [])


def test_standby_at_home_is_rest() -> None:
    assert soon("00:30-02:00", seat(SUNDAY)) == []


def test_nobody_else_has_to_rest() -> None:
    assert breached(RestAfterCallout(), roster({"anna": [DUTY]}, called=[("bo", SUNDAY, "00:30-02:00")])) == []


def test_an_agreement_allows_some_rests_of_eight_hours_a_month() -> None:
    two = [seat("2026-11-07", working=True), seat("2026-11-08", working=True)]
    called = [("anna", "2026-11-06", "22:00-23:00"), ("anna", "2026-11-07", "22:00-23:30")]
    judged = roster({"anna": two}, called=called)
    for exceptions, most in ((0, 2), (1, 1), (2, 0)):
        found = breached(RestAfterCallout(exceptions=exceptions), judged)
        assert sum(amount for _, amount in found) == most
    (over,) = RestAfterCallout(exceptions=1).check(judged)
    assert (over.about, RestAfterCallout(exceptions=1).explain(over)) == (
        ("anna", "2026-11"),
        "anna has more than 1 rests of less than 11 hours after call-outs in 2026-11.",
    )
    assert soon("00:00-00:01", rule=RestAfterCallout(exceptions=10)) == [("anna", SUNDAY)]


def test_exceptions_of_published_duties_count() -> None:
    given = [("anna", seat("2026-11-01", working=True))]
    called = [("anna", "2026-10-31", "22:00-23:00"), ("anna", "2026-11-07", "22:00-23:30")]
    judged = roster({"anna": [DUTY]}, called=called, given=given)
    assert breached(RestAfterCallout(exceptions=1), judged) == [(("anna", "2026-11"), 1)]
    assert breached(RestAfterCallout(exceptions=2), judged) == []


def test_work_begins_later_after_a_callout() -> None:
    judged = roster({"anna": []}, called=[("anna", MONDAY, "00:30-02:10")])
    (found,) = WorkAfterCallout().check(judged)
    assert (found.about, found.penalty) == (("anna", MONDAY, "13:10"), 4)
    assert WorkAfterCallout().explain(found) == (
        "anna begins work on 2026-11-09 at 13:10 at the soonest, 11 hours after a call-out."
    )


def test_whoever_worked_until_the_morning_rests_all_of_the_day() -> None:
    judged = roster({"anna": []}, called=[("anna", MONDAY, "03:00-05:00")])
    (found,) = WorkAfterCallout().check(judged)
    assert WorkAfterCallout().explain(found) == (
        "anna rests on 2026-11-09 instead of working, 11 hours from the end of a call-out."
    )


def test_the_last_of_several_callouts_counts_and_only_before_work() -> None:
    night = [("anna", SUNDAY, "22:00-23:00"), ("anna", MONDAY, "01:00-02:00"), ("anna", MONDAY, "10:00-11:00")]
    assert late(*night) == [("anna", MONDAY, "13:00")]
    assert late(("anna", SUNDAY, "20:00-21:00")) == []
    assert late(("anna", SATURDAY, "03:00-05:00")) == []


def test_who_is_free_or_away_that_day_rests_anyway() -> None:
    call = ("anna", MONDAY, "00:30-02:10")
    assert late(call, off=[("anna", MONDAY)]) == []
    assert late(call, leave=[away("anna", MONDAY)]) == []
    assert late(call, holidays=[MONDAY]) == []


def test_daily_rest_takes_a_callout_for_work() -> None:
    """Work until 16:00 on Friday, a call-out by night, a duty on Saturday: no eleven hours in the 24 from eight."""
    held = {"anna": [seat(SATURDAY, "07:00-15:00", working=True)]}
    assert breached(DailyRest(), roster(held)) == []
    called = [("anna", "2026-11-06", "22:00-23:00")]
    assert [about for about, _ in breached(DailyRest(), roster(held, called=called))] == [
        ("anna", "2026-11-06"),
        ("anna", "2026-11-06"),
    ]


def test_a_problem_without_callouts_has_the_hash_that_it_had_before_there_were_any() -> None:
    without = problem([DUTY])
    assert without.input_hash == problem([DUTY], called=[]).input_hash
    assert without.input_hash != problem([DUTY], called=[("anna", SUNDAY, "00:30-02:00")]).input_hash
