"""Booked windows: readiness for one customer, on the dates and at the price classes it was ordered for."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.catalogue import READINESS, Presence
from rostering.domain.parties import Booking
from rostering.domain.seats import Window
from rostering.spans import DAY, Hours, Period, Span
from samples.window_firm import agreement, booking, inputs, part, windows


def booked(*bookings: Booking, period: str = "2026", package: str = "essential") -> tuple[Window, ...]:
    return windows(inputs([agreement("acme", package)], bookings), period)


def test_a_window_says_when_what_for_whom_and_at_which_class() -> None:
    (window,) = booked(booking("b1", "2026-08-03..2026-08-03", pim=1, backend=2))

    assert window.span == Span(datetime(2026, 8, 3, 14, tzinfo=UTC), datetime(2026, 8, 3, 20, tzinfo=UTC))
    assert (window.kind, window.name, window.team, window.booking) == (READINESS, "Evening", "b1", "b1")
    assert window.entitled == {"backend": (("acme",), ("acme",)), "pim": (("acme",),)}
    assert list(window.entitled) == ["backend", "pim"]
    assert (window.presence, window.shared, window.day_class) == (Presence.HOME_STANDBY, False, "weekday_evening")
    assert window.response == "Response in under an hour"


@pytest.mark.parametrize(
    ("day", "name", "day_class"),
    [
        ("2026-08-03", "Evening", "weekday_evening"),
        ("2026-08-01", "Evening (Saturday)", "weekend"),
        ("2026-07-06", "Evening (Summer)", "weekday_evening"),
        ("2026-06-05", "Evening (Grundlovsdag)", "weekday_evening"),
        ("2026-04-03", "Evening (Langfredag)", "public_holiday"),
        ("2026-12-26", "Evening (Anden juledag)", "public_holiday"),  # a Saturday too
        ("2026-12-24", "Evening (Juleaftensdag)", "special"),
        ("2026-12-31", "Evening (Nytårsaftensdag)", "special"),
        ("2028-12-24", "Evening (Juleaftensdag)", "special"),  # a Sunday
        ("2033-12-24", "Evening (Juleaftensdag)", "special"),  # a Saturday
        ("2028-12-31", "Evening (Nytårsaftensdag)", "special"),
        ("2027-06-05", "Evening (Grundlovsdag)", "weekend"),  # a Saturday, and special in name alone
    ],
)
def test_the_day_gives_the_name_and_the_price_class(day: str, name: str, day_class: str) -> None:
    (window,) = booked(booking("b1", f"{day}..{day}"), period=f"{day}..{day}")

    assert (window.name, window.day_class) == (name, day_class)


def test_office_hours_have_a_class_of_their_own_on_weekdays() -> None:
    found = booked(booking("b1", "2026-08-07..2026-08-08", "office"))

    assert [window.day_class for window in found] == ["weekday_office", "weekend"]


@pytest.mark.parametrize(
    ("day", "minutes", "start"),
    [
        ("2026-03-27", 600, datetime(2026, 3, 27, 21, tzinfo=UTC)),
        ("2026-03-28", 540, datetime(2026, 3, 28, 21, tzinfo=UTC)),
        ("2026-03-29", 600, datetime(2026, 3, 29, 20, tzinfo=UTC)),
        ("2026-10-23", 600, datetime(2026, 10, 23, 20, tzinfo=UTC)),
        ("2026-10-24", 660, datetime(2026, 10, 24, 20, tzinfo=UTC)),
        ("2026-10-25", 600, datetime(2026, 10, 25, 21, tzinfo=UTC)),
    ],
)
def test_a_night_is_as_long_as_the_clock_change_makes_it(day: str, minutes: int, start: datetime) -> None:
    (window,) = booked(booking("b1", f"{day}..{day}", "night"))

    assert (window.span.start, window.span.minutes) == (start, minutes)


def test_a_night_belongs_to_the_date_it_starts_on() -> None:
    night = booking("b1", "2026-12-31..2026-12-31", "night")

    assert [window.day.day for window in booked(night, period="2026")] == [date(2026, 12, 31)]
    assert booked(night, period="2027") == ()


def test_a_booking_over_new_year_has_one_window_per_date_and_each_year_has_its_own() -> None:
    order = booking("b1", "2026-12-30..2027-01-02")

    whole = booked(order, period="2026-12-01..2027-01-31")
    assert [(f"{window.day.day:%m-%d}", window.day_class) for window in whole] == [
        ("12-30", "weekday_evening"),
        ("12-31", "special"),
        ("01-01", "public_holiday"),
        ("01-02", "weekend"),
    ]
    assert booked(order, period="2026Q4") + booked(order, period="2027Q1") == whole


def test_a_shared_booking_says_so() -> None:
    found = booked(
        booking("b1", "2026-08-03..2026-08-03", shared=True), booking("b2", "2026-08-03..2026-08-03", shared=False)
    )

    assert [(window.team, window.shared) for window in found] == [("b1", True), ("b2", False)]


def test_a_cancelled_booking_needs_nobody() -> None:
    assert booked(booking("b1", "2026-08-03..2026-08-07", cancelled=True)) == ()


def test_a_package_that_cannot_be_booked_gives_no_window() -> None:
    assert booked(booking("b1", "2026-08-03..2026-08-07"), package="basic") == ()


def test_a_booking_ends_with_the_agreement_and_goes_on_with_the_next() -> None:
    agreements = [
        agreement("acme", "essential", last="2026-08-03"),
        agreement("acme", "basic", "2026-08-04", "2026-08-04"),
        agreement("acme", "premium", "2026-08-06"),
    ]
    found = windows(inputs(agreements, [booking("b1", "2026-08-03..2026-08-07")]), "2026-08-03..2026-08-07")

    assert [window.day.day.day for window in found] == [3, 6, 7]


def test_windows_of_one_date_stand_by_start_then_by_team() -> None:
    orders = [
        booking("b3", "2026-08-01..2026-08-01", "office"),
        booking("b2", "2026-08-01..2026-08-02"),
        booking("b1", "2026-08-01..2026-08-01"),
    ]
    found = booked(*orders, package="premium", period="2026-08-01..2026-08-02")

    assert [(window.day.day.day, window.team) for window in found] == [
        (1, "b3"),
        (1, "preparedness"),
        (1, "b1"),
        (1, "b2"),
        (2, "preparedness"),
        (2, "b2"),
    ]


def test_what_starts_first_stands_first_however_long_it_lasts() -> None:
    firm = inputs([agreement("acme", "premium")], [booking("b1", "2026-08-01..2026-08-01", "long")])
    long = part("long", Hours.parse("06:00-22:00"))
    catalogue = replace(firm.catalogue, parts={**firm.catalogue.parts, "long": long})

    found = windows(replace(firm, catalogue=catalogue), "2026-08-01..2026-08-01")
    assert [window.team for window in found] == ["b1", "preparedness"]


@given(
    first=st.dates(date(2026, 1, 1), date(2026, 12, 1)),
    length=st.integers(0, 60),
    cut=st.integers(0, 60),
    part=st.sampled_from(["office", "evening", "night"]),
)
def test_a_period_cut_in_two_has_the_same_windows(first: date, length: int, cut: int, part: str) -> None:
    last = first + DAY * (length + 1)
    middle = first + DAY * min(cut, length)
    firm = inputs([agreement("acme", "premium")], [booking("b1", "2026-03-20..2026-11-10", part)])

    halves = windows(firm, str(Period(first, middle))) + windows(firm, str(Period(middle + DAY, last)))
    assert halves == windows(firm, str(Period(first, last)))
