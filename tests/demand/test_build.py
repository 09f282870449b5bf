"""Building the problem: seats, points, fair shares and opening balances."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.demand.build import points_of, seats_of
from rostering.domain.apportionment import apportion
from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Day, Window
from rostering.spans import Hours, Period
from samples.hand_made import firm, real_problem

DATES = Period.parse("2026-11-01..2026-11-10")


def window(
    kind: str, day_kind: DayKind = DayKind.WEEKEND, occasion: str | None = None, *, booking: str | None = None
) -> Window:
    day = Day(date(2026, 11, 7), day_kind, "Day", occasion)
    hours = Hours.parse("08:00-16:00").on(day.day, firm().organisation.zone)
    entitled = {"pim": (("fjord",), ("skov",)), "backend": (("fjord", "skov"),)}
    team, presence = booking or "team", Presence.HOME_STANDBY
    return Window(day, hours, kind, "Name", team, entitled, booking, presence, False, None, "Response")


@pytest.mark.parametrize(
    ("made", "points"),
    [
        (window("weekend"), 3),
        (window("public_holiday", DayKind.PUBLIC_HOLIDAY), 4),
        (window("holiday_period", DayKind.HOLIDAY_PERIOD), 2),
        (window("holiday_period", DayKind.HOLIDAY_PERIOD, "New Year"), 6),
        (window("readiness", DayKind.BUSINESS_DAY, booking="B1"), 2),
        (window("readiness", DayKind.HOLIDAY_PERIOD, booking="B1"), 2),
        (window("readiness", DayKind.WEEKEND, booking="B1"), 3),
        (window("readiness", DayKind.PUBLIC_HOLIDAY, booking="B1"), 4),
        (window("readiness", DayKind.PUBLIC_HOLIDAY, "Easter", booking="B1"), 6),
    ],
)
def test_a_duty_earns_the_points_of_its_day(made: Window, points: int) -> None:
    assert points_of(made, firm().policy) == points


def test_a_policy_without_points_for_big_days_has_none() -> None:
    plain = {kind: points for kind, points in firm().policy.points.items() if kind != "big_day"}
    assert points_of(window("weekend", occasion="Easter"), replace(firm().policy, points=plain)) == 3


def test_seats_are_numbered_by_role_and_serve_their_own_customers() -> None:
    seats = seats_of(window("weekend"), firm().policy)
    assert [(seat.id, seat.customers) for seat in seats] == [
        ("team:2026-11-07:pim:1", ("fjord",)),
        ("team:2026-11-07:pim:2", ("skov",)),
        ("team:2026-11-07:backend:1", ("fjord", "skov")),
    ]


@given(st.integers(0, 500), st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 10_000), max_size=8))
def test_points_are_shared_out_whole_and_within_one_of_the_exact_share(points: int, weights: dict[str, int]) -> None:
    shares, total = apportion(points, weights), sum(weights.values())
    assert sum(shares.values()) == (points if total else 0)
    for who, share in shares.items():
        exact = points * weights[who] / total if total else 0
        assert abs(share - exact) < 1
        assert weights[who] or not share


@given(st.integers(0, 50), st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)))
def test_the_order_in_which_people_are_listed_gives_nobody_more(points: int, weights: Mapping[str, int]) -> None:
    assert apportion(points, weights) == apportion(points, dict(reversed(list(weights.items()))))


def test_the_largest_remainder_takes_the_last_point() -> None:
    assert apportion(10, {"anna": 2, "bo": 2, "cleo": 3}) == {"anna": 3, "bo": 3, "cleo": 4}
    assert apportion(1, {"bo": 1, "anna": 1}) == {"bo": 0, "anna": 1}


def test_the_order_of_the_rows_in_the_folder_does_not_change_the_problem() -> None:
    def turned(inputs: Inputs) -> Inputs:
        return replace(
            inputs,
            consultants=inputs.consultants[::-1],
            customers=inputs.customers[::-1],
            agreements=inputs.agreements[::-1],
            bookings=inputs.bookings[::-1],
            leave=inputs.leave[::-1],
            balances=inputs.balances[::-1],
        )

    period = "2026-11-20..2026-12-01"
    assert real_problem(period, turned).input_hash == real_problem(period).input_hash


def test_the_targets_of_a_role_are_together_what_its_seats_earn() -> None:
    made = real_problem("2026-12")
    for role in made.names:
        earned = sum(seat.points for seat in made.seats if seat.role == role)
        assert sum(account.target for account in made.accounts if account.role == role) == earned > 0
