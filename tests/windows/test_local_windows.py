"""Local teams: each has its windows by its own calendar, for its own customers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from rostering.calendars import HolidayWeekOutside, days_of, shipped_calendar
from rostering.domain.catalogue import DayKind, Team
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Booking
from rostering.domain.seats import Window
from rostering.spans import Period
from rostering.windows import Calendars, calendars_of, windows_of
from samples.window_firm import WEEKENDS, agreement, booking, inputs, obligation, package

SERVED = {"acme": "malmo", "brisk": "oslo", "crisp": None}
TEAMS = (
    Team("preparedness", "Preparedness"),
    Team("malmo", "Malmö", calendar="se", stands_for="preparedness"),
    Team("oslo", "Oslo", calendar="no", stands_for="preparedness"),
)


def firm(*bookings: Booking, agreements: Mapping[str, str] | None = None) -> Inputs:
    """Three Premium customers: Acme of Malmö, Brisk of Oslo, and Crisp, which has no local team."""
    bought = agreements or dict.fromkeys(SERVED, "premium")
    made = inputs([agreement(customer, name) for customer, name in bought.items()], bookings)
    customers = tuple(replace(customer, team=SERVED[customer.id]) for customer in made.customers)
    teams = {team.id: team for team in TEAMS}
    return replace(made, customers=customers, catalogue=replace(made.catalogue, teams=teams))


def windows(made: Inputs, period: str) -> tuple[Window, ...]:
    dates = Period.parse(period)
    days = calendars_of(made).days(dates)
    return windows_of(made, days.own, dates, days.local)


def teams_on(day: str, made: Inputs | None = None) -> dict[str, str]:
    """By team, the kind of its window on a date."""
    return {window.team: window.kind for window in windows(made or firm(), f"{day}..{day}")}


@pytest.mark.parametrize(
    ("day", "why", "teams"),
    [
        ("2028-05-17", "the Norwegian constitution's day, a Wednesday", {"oslo"}),
        ("2025-06-06", "the Swedish national day, a Friday", {"malmo"}),
        ("2027-01-06", "Epiphany, a Wednesday", {"malmo"}),
        ("2026-05-01", "the first of May, a Friday", {"malmo", "oslo"}),
        ("2026-05-14", "Ascension Day", {"preparedness", "malmo", "oslo"}),
        ("2026-05-25", "Whit Monday", {"preparedness", "oslo"}),
        ("2026-05-27", "a Wednesday", set()),
    ],
)
def test_a_holiday_of_one_country_is_staffed_there_alone(day: str, why: str, teams: set[str]) -> None:
    assert teams_on(day) == dict.fromkeys(teams, "public_holiday"), why


def test_one_date_has_its_kind_in_each_country() -> None:
    assert teams_on("2027-05-17") == {"preparedness": "public_holiday", "oslo": "public_holiday"}
    assert teams_on("2026-05-17") == {"preparedness": "weekend", "malmo": "weekend", "oslo": "public_holiday"}
    assert teams_on("2027-03-25") == {
        "preparedness": "public_holiday",
        "malmo": "holiday_period",
        "oslo": "public_holiday",
    }


def test_a_local_team_serves_its_own_customers_and_is_the_pool_of_its_seats() -> None:
    found = windows(firm(), "2026-05-09..2026-05-09")
    assert {window.team: (window.customers, window.pool) for window in found} == {
        "preparedness": (("crisp",), "preparedness"),
        "malmo": (("acme",), "malmo"),
        "oslo": (("brisk",), "oslo"),
    }


def test_a_local_team_keeps_only_promises_of_the_team_that_it_stands_for() -> None:
    made = firm(agreements={"acme": "both"})
    both = package("both", WEEKENDS, obligation(DayKind.WEEKEND, team="p1"))
    catalogue = replace(
        made.catalogue,
        packages={**made.catalogue.packages, "both": both},
        teams={**made.catalogue.teams, "p1": Team("p1", "P1")},
    )
    assert teams_on("2026-05-09", replace(made, catalogue=catalogue)).keys() == {"malmo", "p1"}


def test_a_local_team_has_its_own_limit_of_customers() -> None:
    made = firm()
    two = tuple(replace(customer, team="malmo") for customer in made.customers)
    teams = {**made.catalogue.teams, "malmo": replace(made.catalogue.teams["malmo"], customers_per_team=1)}
    (window,) = windows(
        replace(made, customers=two, catalogue=replace(made.catalogue, teams=teams)), "2026-05-09..2026-05-09"
    )
    assert window.entitled["pim"] == (("acme",), ("brisk",), ("crisp",))


def test_a_booking_follows_the_calendar_of_the_customers_team() -> None:
    ordered = booking("b1", "2025-06-05..2025-06-06")
    days = [(w.day.day.day, w.day_class, w.pool) for w in windows(firm(ordered), "2025-06") if w.booking]
    assert days == [(5, "weekday_evening", "malmo"), (6, "public_holiday", "malmo")]


def test_a_booking_of_a_customer_without_local_team_is_anybodys_by_the_organisations_calendar() -> None:
    ordered = replace(booking("b1", "2025-06-06..2025-06-06"), customer="crisp")
    (window,) = (w for w in windows(firm(ordered), "2025-06") if w.booking)
    assert (window.day_class, window.pool) == ("weekday_evening", None)


def test_days_of_teams_must_be_given() -> None:
    dates = Period.parse("2026-05")
    with pytest.raises(KeyError):
        windows_of(firm(), days_of(shipped_calendar("dk"), dates), dates)


def test_teams_of_one_calendar_share_its_days() -> None:
    made = firm()
    teams = {**made.catalogue.teams, "lund": Team("lund", "Lund", calendar="se", stands_for="preparedness")}
    kept = calendars_of(replace(made, catalogue=replace(made.catalogue, teams=teams)))
    days = kept.days(Period.parse("2026-01")).local
    assert days.keys() == {"malmo", "oslo", "lund"}
    assert days["malmo"] is days["lund"]
    assert days["malmo"][date(2026, 1, 6)].kind is DayKind.PUBLIC_HOLIDAY


def test_doubts_of_a_teams_own_calendar_are_told_and_its_faults_raised() -> None:
    def with_weeks(weeks: str) -> Calendars:
        text = 'country = "SE"\nlanguage = "sv"\n[[holiday_periods]]\nname = "Summer"\nrule = "iso_weeks"\nmonth = 7\n'
        return calendars_of(replace(firm(), documents={"se.toml": f"{text}weeks = {weeks}\n"}))

    (doubt,) = with_weeks("[27]").doubts(Period.parse("2026"))
    assert doubt.startswith("Summer: week 27 of 2026 starts in June")
    with pytest.raises(HolidayWeekOutside):
        with_weeks("[20]").doubts(Period.parse("2026"))


def test_an_upgrade_and_a_local_team_go_together() -> None:
    made = firm()
    agreements: tuple[Agreement, ...] = (
        agreement("acme", "essential", last="2026-05-15"),
        agreement("acme", "premium", "2026-05-16"),
    )
    found = windows(replace(made, agreements=agreements), "2026-05")
    assert [window.day.day.day for window in found] == [16, 17, 23, 24, 30, 31]
