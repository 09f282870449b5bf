"""Building the problem: seats, points, fair shares and opening balances."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.demand.build import accounts_of, points_of, seats_of
from rostering.domain.apportionment import apportion
from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.findings import Account
from rostering.domain.inputs import Inputs, Policy
from rostering.domain.parties import Balance, Consultant, Leave
from rostering.domain.seats import Day, Seat, Window
from rostering.spans import Hours, Period
from samples.hand_made import away, firm, person, real_problem

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


def accounts(
    *people: Consultant,
    points: int,
    leave: tuple[Leave, ...] = (),
    balances: tuple[Balance, ...] = (),
    carried: Mapping[tuple[str, str], int] | None = None,
) -> dict[str, Account]:
    """The accounts of PIM people when one seat earns so many points."""
    inputs = replace(firm(), consultants=people, leave=leave, balances=balances)
    made = accounts_of(inputs, DATES, [_pim(points)], carried or {})
    return {account.consultant: account for account in made if account.role == "pim"}


def _pim(points: int) -> Seat:
    policy = Policy({}, {"weekend": points}, Hours.parse("08:00-16:00"), ())
    return seats_of(window("weekend"), policy)[0]


def targets(made: Mapping[str, Account]) -> dict[str, int]:
    return {who: account.target for who, account in made.items()}


def openings(made: Mapping[str, Account]) -> dict[str, int]:
    return {who: account.opening for who, account in made.items()}


def test_half_time_has_half_the_share() -> None:
    assert targets(accounts(person("anna"), person("bo", fte=Decimal("0.5")), points=9)) == {"anna": 6, "bo": 3}


def test_leave_and_late_employment_shrink_the_share_and_wishes_do_not() -> None:
    leave = (away("anna", "2026-10-20", "2026-11-05"), away("anna", "2026-11-04", "2026-11-05"))
    people = person("anna"), person("bo", employed_from=date(2026, 11, 6)), person("cleo")
    assert targets(accounts(*people, points=8, leave=leave)) == {"anna": 2, "bo": 2, "cleo": 4}


def test_someone_of_two_roles_has_half_the_share_in_each() -> None:
    assert targets(accounts(person("anna", "pim", "backend"), person("bo"), points=9)) == {"anna": 3, "bo": 6}


def test_whoever_is_never_there_has_no_account() -> None:
    gone = person("bo", employed_to=date(2026, 10, 31))
    assert targets(accounts(person("anna"), gone, points=9)) == {"anna": 9}


def test_a_newcomer_opens_at_the_median_of_the_others() -> None:
    balances = (
        Balance("anna", "pim", 7),
        Balance("bo", "pim", 2),
        Balance("cleo", "pim", 4),
        Balance("dag", "backend", 9),
    )
    people = [person(who) for who in ("anna", "bo", "cleo", "dag")]
    assert openings(accounts(*people, points=9, balances=balances)) == {"anna": 7, "bo": 2, "cleo": 4, "dag": 4}


def test_what_published_rosters_left_behind_is_the_opening_balance_now() -> None:
    carried = {("anna", "pim"): -3, ("bo", "backend"): 5, ("bo", "pim"): 1}
    balances = Balance("anna", "pim", 7), Balance("cleo", "pim", 2)
    made = accounts(person("anna"), person("bo"), person("cleo"), points=9, balances=balances, carried=carried)
    assert openings(made) == {"anna": -3, "bo": 1, "cleo": 2}


def test_a_pool_of_newcomers_opens_at_zero() -> None:
    assert openings(accounts(person("anna"), person("bo"), points=9)) == {"anna": 0, "bo": 0}


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
