"""The Danish calendar against dates that were reckoned elsewhere: a fixture, and an almanac made here by hand."""

import json
import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from rostering.calendars import days_of, parse_calendar, shipped_calendar
from rostering.calendars.rules import CalendarRules
from rostering.domain.catalogue import DayKind
from rostering.domain.seats import Day
from rostering.resources import shipped
from rostering.spans import Period

DK = shipped_calendar("dk")
DK_TEXT = (shipped("calendars") / "dk.toml").read_text(encoding="utf-8")


def days(text: str, rules: CalendarRules = DK) -> dict[date, Day]:
    return days_of(rules, Period.parse(text))


def day(text: str, rules: CalendarRules = DK) -> Day:
    at = date.fromisoformat(text)
    return days_of(rules, Period(at, at))[at]


def dates_of(found: Iterable[Day], kind: DayKind) -> set[date]:
    return {day.day for day in found if day.kind is kind}


def christmas(first: str, last: str, eve: str = "public_holiday") -> CalendarRules:
    text = DK_TEXT.replace('from = "12-27"\nto = "12-31"', f'from = "{first}"\nto = "{last}"')
    return parse_calendar(text.replace('treat_as = "public_holiday"', f'treat_as = "{eve}"'), "dk.toml")


# The almanac by hand.


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114
    return date(year, n // 31, n % 31 + 1)


def after_easter(year: int, offsets: Iterable[int]) -> set[date]:
    return {easter(year) + timedelta(days=offset) for offset in offsets}


def public_by_hand(year: int) -> set[date]:
    return {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)} | after_easter(year, (-3, -2, 0, 1, 39, 49, 50))


def periods_by_hand(year: int, *december: int) -> set[date]:
    summer = {date.fromisocalendar(year, week, weekday) for week in (28, 29, 30) for weekday in range(1, 6)}
    christmas_days = {date(year, 12, number) for number in december}
    return {d for d in summer | christmas_days | after_easter(year, (-6, -5, -4, 40)) if d.isoweekday() < 6}


def kind_by_hand(at: date) -> DayKind:
    if at in public_by_hand(at.year):
        return DayKind.PUBLIC_HOLIDAY
    if at.isoweekday() > 5:
        return DayKind.WEEKEND
    if (at.month, at.day) == (12, 24):
        return DayKind.PUBLIC_HOLIDAY
    return DayKind.HOLIDAY_PERIOD if at in periods_by_hand(at.year, 27, 28, 29, 30, 31) else DayKind.BUSINESS_DAY


@pytest.mark.parametrize("year", range(2024, 2036))
def test_every_date_has_the_kind_that_a_reckoning_by_hand_gives_it(year: int) -> None:
    period = Period(date(year, 1, 1), date(year, 12, 31))

    assert {at: found.kind for at, found in days_of(DK, period).items()} == {at: kind_by_hand(at) for at in period}


def test_a_period_over_many_years_has_what_its_years_have() -> None:
    years = {at: found for year in range(2024, 2036) for at, found in days(str(year)).items()}

    assert days("2024-01-01..2035-12-31") == years


# The fixture.


@pytest.fixture(scope="module")
def fixture() -> dict[str, dict[str, dict[str, object]]]:
    shared = os.environ.get("ROSTERING_SHARED")
    if not shared:
        pytest.skip("ROSTERING_SHARED does not say where fixtures/dk_windows.json is")
    text = (Path(shared) / "fixtures" / "dk_windows.json").read_text(encoding="utf-8")
    years: dict[str, dict[str, dict[str, object]]] = json.loads(text)
    return years


def listed(values: object) -> set[date]:
    assert isinstance(values, list)
    return {date.fromisoformat(str(value)) for value in values}


@pytest.mark.parametrize("year", ["2025", "2026", "2027"])
def test_public_holidays_are_those_of_the_fixture_and_optional_days_are_none(
    fixture: dict[str, dict[str, dict[str, object]]], year: str
) -> None:
    ordinary = christmas("12-27", "12-31", eve="ordinary")
    public = listed(list(fixture[year]["public"].values()))
    optional = listed(list(fixture[year]["optional"].values()))

    found = dates_of(days(year, ordinary).values(), DayKind.PUBLIC_HOLIDAY)
    assert found == public
    assert not found & optional


@pytest.mark.parametrize("year", ["2025", "2026", "2027"])
@pytest.mark.parametrize(
    ("setting", "rules"),
    [
        ("xmas_strict_27_30", christmas("12-27", "12-30")),
        ("xmas_default_27_31", DK),
        ("xmas_wide_24_31", christmas("12-24", "12-31", eve="ordinary")),
    ],
)
def test_holiday_periods_are_those_of_the_fixture_in_each_christmas_setting(
    fixture: dict[str, dict[str, dict[str, object]]], year: str, setting: str, rules: CalendarRules
) -> None:
    periods = fixture[year]["holiday_period"]
    always = ("summer_iso_28_30", "easter_three_weekdays", "day_after_ascension")
    expected = set().union(*(listed(periods[name]) for name in (*always, setting)))

    assert dates_of(days(year, rules).values(), DayKind.HOLIDAY_PERIOD) == expected


# Single dates.


@pytest.mark.parametrize("year", range(2024, 2036))
def test_with_27_to_30_december_new_years_eve_is_a_business_day_of_its_own_price(year: int) -> None:
    found = days(str(year), christmas("12-27", "12-30"))
    eve = found[date(year, 12, 31)]

    assert dates_of(found.values(), DayKind.HOLIDAY_PERIOD) == periods_by_hand(year, 27, 28, 29, 30)
    if eve.day.isoweekday() < 6:
        assert (eve.kind, eve.name, eve.day_class) == (DayKind.BUSINESS_DAY, "Nytårsaftensdag", "special")


def test_boxing_day_on_a_saturday_is_one_day_and_a_public_holiday() -> None:
    assert day("2026-12-26") == Day(
        date(2026, 12, 26), DayKind.PUBLIC_HOLIDAY, "Anden juledag", occasion="Christmas", day_class=None
    )


def test_christmas_eve_on_a_weekday_is_treated_as_a_public_holiday_of_its_own_price() -> None:
    assert day("2026-12-24") == Day(
        date(2026, 12, 24), DayKind.PUBLIC_HOLIDAY, "Juleaftensdag", occasion="Christmas", day_class="special"
    )


@pytest.mark.parametrize("at", ["2028-12-24", "2033-12-24"])  # a Sunday, a Saturday
def test_christmas_eve_on_a_weekend_stays_a_weekend_under_its_name_at_its_own_price(at: str) -> None:
    assert day(at) == Day(
        date.fromisoformat(at), DayKind.WEEKEND, "Juleaftensdag", occasion="Christmas", day_class="special"
    )


def test_new_years_eve_is_in_the_holiday_period_under_its_own_name() -> None:
    assert day("2026-12-31") == Day(
        date(2026, 12, 31), DayKind.HOLIDAY_PERIOD, "Nytårsaftensdag", occasion="New Year", day_class="special"
    )


@pytest.mark.parametrize(("at", "name"), [("2026-05-01", "Arbejdernes kampdag"), ("2026-06-05", "Grundlovsdag")])
def test_a_special_day_that_is_ordinary_stays_a_business_day_under_its_name(at: str, name: str) -> None:
    assert (day(at).kind, day(at).name, day(at).day_class) == (DayKind.BUSINESS_DAY, name, None)


@pytest.mark.parametrize(
    ("at", "kind", "name"),
    [
        ("2026-07-04", DayKind.WEEKEND, "Saturday"),
        ("2026-07-05", DayKind.WEEKEND, "Sunday"),
        ("2026-07-06", DayKind.HOLIDAY_PERIOD, "Summer"),
        ("2026-07-27", DayKind.BUSINESS_DAY, "Monday"),
        ("2026-05-15", DayKind.HOLIDAY_PERIOD, "Day after Ascension Day"),
    ],
)
def test_other_days_are_named_by_their_period_or_weekday(at: str, kind: DayKind, name: str) -> None:
    assert (day(at).kind, day(at).name) == (kind, name)


def test_store_bededag_was_a_public_holiday_until_2023() -> None:
    fourth_fridays = {year: easter(year) + timedelta(days=26) for year in range(2021, 2029)}

    kinds = {year: day(friday.isoformat()).kind for year, friday in fourth_fridays.items()}
    assert {year for year, kind in kinds.items() if kind is DayKind.PUBLIC_HOLIDAY} == {2021, 2022, 2023}
    assert day("2023-05-05").name == "Store bededag"


def test_easter_2027_is_one_occasion_on_the_day_the_clocks_change_too() -> None:
    occasion = [at.isoformat() for at, found in days("2027-03").items() if found.occasion == "Easter"]

    assert occasion == ["2027-03-25", "2027-03-26", "2027-03-27", "2027-03-28", "2027-03-29"]


def test_the_language_of_the_process_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(variable, "uk_UA.UTF-8")

    assert day("2026-01-01").name == "Nytårsdag"
    assert day("2026-07-04").name == "Saturday"
