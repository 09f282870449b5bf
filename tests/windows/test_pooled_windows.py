"""Pooled windows: who is entitled to a team, on which dates, and how many teams that takes."""

from datetime import UTC, date, datetime

import pytest

from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.seats import Window
from rostering.spans import Span
from samples.window_firm import TRIO, agreement, inputs, obligation, package, windows


def dates(found: tuple[Window, ...]) -> list[str]:
    return [window.day.day.isoformat() for window in found]


def test_a_window_says_when_what_why_for_whom_and_how() -> None:
    (window,) = windows(inputs([agreement("zoo", "premium"), agreement("acme", "premium")]), "2026-12-26..2026-12-26")

    assert window.span == Span(datetime(2026, 12, 26, 7, tzinfo=UTC), datetime(2026, 12, 26, 15, tzinfo=UTC))
    assert (window.kind, window.name, window.team) == ("public_holiday", "Anden juledag", "preparedness")
    assert window.entitled == dict.fromkeys(TRIO, (("acme", "zoo"),))
    assert (window.booking, window.presence, window.shared) == (None, Presence.HOME_STANDBY, False)
    assert (window.day_class, window.response) == (None, "Within 08:00-16:00")


def test_a_window_names_each_response_once_and_none_where_nothing_is_promised() -> None:
    weekends = [obligation(DayKind.WEEKEND, response=response) for response in ("Within 4 hours", "", "Next morning")]
    packages = [package(f"p{number}", promise) for number, promise in enumerate(weekends)]
    firm = inputs([agreement(f"c{number}", f"p{number}") for number in range(3)], packages=packages)

    (window,) = windows(firm, "2026-11-14..2026-11-14")

    assert window.response == "Within 4 hours; Next morning"


def test_office_hours_are_danish_time_in_july_too() -> None:
    (window,) = windows(inputs([agreement("acme", "extended")]), "2026-07-06..2026-07-06")

    assert window.span == Span(datetime(2026, 7, 6, 6, tzinfo=UTC), datetime(2026, 7, 6, 14, tzinfo=UTC))


def test_premium_has_holiday_periods_weekends_and_public_holidays_once_each() -> None:
    found = windows(inputs([agreement("acme", "premium")]), "2026-12-21..2027-01-03")

    assert [(f"{window.day.day:%m-%d}", window.kind) for window in found] == [
        ("12-24", "public_holiday"),
        ("12-25", "public_holiday"),
        ("12-26", "public_holiday"),
        ("12-27", "weekend"),
        ("12-28", "holiday_period"),
        ("12-29", "holiday_period"),
        ("12-30", "holiday_period"),
        ("12-31", "holiday_period"),
        ("01-01", "public_holiday"),
        ("01-02", "weekend"),
        ("01-03", "weekend"),
    ]


@pytest.mark.parametrize("name", ["basic", "essential"])
def test_packages_without_obligations_give_no_windows(name: str) -> None:
    assert windows(inputs([agreement("acme", name)]), "2026") == ()


def test_extended_has_holiday_periods_only() -> None:
    found = windows(inputs([agreement("acme", "extended")]), "2026Q2")

    assert dates(found) == ["2026-04-01", "2026-05-15"]


def test_an_upgrade_in_mid_quarter_covers_from_its_day() -> None:
    firm = inputs([agreement("acme", "extended", last="2026-05-23"), agreement("acme", "premium", "2026-05-24")])

    assert dates(windows(firm, "2026-05-14..2026-05-31")) == [
        "2026-05-15",  # the day after Ascension, still Extended
        "2026-05-24",  # Whit Sunday, the upgrade's first day
        "2026-05-25",
        "2026-05-30",
        "2026-05-31",
    ]


def test_who_joins_or_leaves_in_a_period_is_served_on_the_days_of_the_agreement() -> None:
    firm = inputs(
        [
            agreement("acme", "premium"),
            agreement("late", "premium", "2026-08-02"),
            agreement("gone", "premium", last="2026-08-01"),
        ]
    )

    assert [window.customers for window in windows(firm, "2026-08-01..2026-08-02")] == [
        ("acme", "gone"),
        ("acme", "late"),
    ]


def test_a_second_team_is_added_only_for_the_roles_that_more_customers_need() -> None:
    packages = (
        package("shop", obligation(DayKind.WEEKEND, backend=1)),
        package("all", obligation(DayKind.WEEKEND, backend=1, pim=1)),
    )
    agreements = [agreement("a", "shop"), agreement("b", "all"), agreement("c", "shop"), agreement("d", "all")]
    firm = inputs(agreements, packages=packages, teams={"preparedness": 2})

    (window,) = windows(firm, "2026-08-01..2026-08-01")
    assert window.entitled == {"backend": (("a", "b"), ("c", "d")), "pim": (("b", "d"),)}
    assert window.roles == {"backend": 2, "pim": 1}


def test_a_group_has_as_many_seats_as_its_most_demanding_customer() -> None:
    packages = (
        package("one", obligation(DayKind.WEEKEND, backend=1)),
        package("two", obligation(DayKind.WEEKEND, backend=1), obligation(DayKind.WEEKEND, backend=2)),
    )
    agreements = [agreement("a", "one"), agreement("b", "two"), agreement("c", "one")]
    firm = inputs(agreements, packages=packages, teams={"preparedness": 2})

    (window,) = windows(firm, "2026-08-01..2026-08-01")
    assert window.entitled == {"backend": (("a", "b"), ("a", "b"), ("c",))}


def test_roles_stand_in_the_order_of_the_catalogue() -> None:
    packages = (package("all", obligation(DayKind.WEEKEND, pim=1, frontend=1, backend=1)),)

    (window,) = windows(inputs([agreement("a", "all")], packages=packages), "2026-08-01..2026-08-01")
    assert list(window.entitled) == ["backend", "frontend", "pim"]


def test_a_duty_with_a_kind_of_its_own_keeps_it_and_different_responses_are_all_said() -> None:
    packages = tuple(
        package(name, obligation(DayKind.BUSINESS_DAY, team="p1", kind="p1", response=response, backend=1))
        for name, response in (("slow", "P1 within 6 h"), ("fast", "P1 within 4 h"), ("same", "P1 within 6 h"))
    )
    agreements = [agreement("a", "slow"), agreement("b", "fast"), agreement("c", "same")]
    firm = inputs(agreements, packages=packages, teams={"p1": None})

    (window,) = windows(firm, "2026-08-03..2026-08-03")
    assert (window.kind, window.name, window.response) == ("p1", "Monday", "P1 within 6 h; P1 within 4 h")


def test_two_teams_have_a_window_each_on_one_date() -> None:
    packages = (package("both", obligation(DayKind.WEEKEND, team="second"), obligation(DayKind.WEEKEND, team="first")),)
    firm = inputs([agreement("a", "both")], packages=packages, teams={"second": None, "first": None})

    found = windows(firm, "2026-08-01..2026-08-02")
    assert [(window.day.day.day, window.team) for window in found] == [
        (1, "first"),
        (1, "second"),
        (2, "first"),
        (2, "second"),
    ]


def test_the_order_of_the_agreements_changes_nothing() -> None:
    agreements = [agreement(f"c{number}", "premium") for number in range(5)]

    assert windows(inputs(agreements), "2026Q2") == windows(inputs(agreements[::-1]), "2026Q2")


def test_an_obligation_of_no_heads_makes_no_window() -> None:
    packages = (package("none", obligation(DayKind.WEEKEND, backend=0)),)

    assert windows(inputs([agreement("a", "none")], packages=packages), "2026-08") == ()


def test_the_last_day_of_an_agreement_is_covered() -> None:
    firm = inputs([agreement("acme", "premium", "2026-08-01", "2026-08-08")])

    assert [window.day.day for window in windows(firm, "2026-08")] == [
        date(2026, 8, 1),
        date(2026, 8, 2),
        date(2026, 8, 8),
    ]
