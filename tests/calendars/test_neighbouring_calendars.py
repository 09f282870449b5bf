"""The calendars of Norway, Sweden and Germany, and what holds of every calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.calendars import days_of, parse_calendar, shipped_calendar, warnings_of
from rostering.domain.catalogue import DayKind
from rostering.domain.seats import Day
from rostering.resources import shipped
from rostering.spans import DAY, Period

NAMES = ("de", "dk", "no", "se")
DATES = st.dates(date(1990, 1, 1), date(2080, 12, 31))


def days(name: str, text: str) -> dict[date, Day]:
    return days_of(shipped_calendar(name), Period.parse(text))


def names(found: dict[date, Day], kind: DayKind) -> dict[str, str]:
    return {f"{at:%m-%d}": day.name for at, day in found.items() if day.kind is kind}


def test_norway_has_its_own_public_holidays_and_a_danish_easter() -> None:
    found = names(days("no", "2026"), DayKind.PUBLIC_HOLIDAY)

    assert found["05-01"] == "Arbeidernes dag"
    assert found["05-17"] == "Grunnlovsdag"
    assert found["12-24"] == "Julaften"
    assert [at for at, name in names(days("no", "2026"), DayKind.HOLIDAY_PERIOD).items() if "Easter" in name] == [
        "03-30",
        "03-31",
        "04-01",
    ]


@pytest.mark.parametrize("name", ["se", "de"])
def test_where_good_friday_comes_first_maundy_thursday_is_one_of_the_days_before_easter(name: str) -> None:
    found = names(days(name, "2026"), DayKind.HOLIDAY_PERIOD)

    assert [at for at, name in found.items() if name == "Days before Easter"] == ["03-31", "04-01", "04-02"]


def test_swedish_sundays_are_weekends_and_the_eves_are_rostered_as_holidays() -> None:
    found = days("se", "2026")

    assert names(found, DayKind.PUBLIC_HOLIDAY) == {
        "01-01": "Nyårsdagen",
        "01-06": "Trettondedag jul",
        "04-03": "Långfredagen",
        "04-05": "Påskdagen",
        "04-06": "Annandag påsk",
        "05-01": "Första maj",
        "05-14": "Kristi himmelsfärdsdag",
        "05-24": "Pingstdagen",
        "06-06": "Nationaldagen",
        "06-19": "Midsommarafton",
        "06-20": "Midsommardagen",
        "10-31": "Alla helgons dag",
        "12-24": "Julafton",
        "12-25": "Juldagen",
        "12-26": "Annandag jul",
        "12-31": "Nyårsafton",
    }
    assert len(names(found, DayKind.WEEKEND)) == 104 - 6  # six of the holidays fall on weekends


@pytest.mark.parametrize("year", range(2020, 2032))
def test_swedish_midsummer_is_a_friday_and_a_saturday_every_year(year: int) -> None:
    midsummer = [day for day in days("se", str(year)).values() if day.occasion == "Midsummer"]

    assert [(day.day.isoweekday(), day.name) for day in midsummer] == [(5, "Midsommarafton"), (6, "Midsommardagen")]


def test_a_german_state_adds_its_own_holidays() -> None:
    text = (shipped("calendars") / "de.toml").read_text(encoding="utf-8")
    bavaria = parse_calendar(text.replace('# subdivision = "BY"', 'subdivision = "BY"'), "bavaria.toml")

    germany = names(days("de", "2026"), DayKind.PUBLIC_HOLIDAY)
    bavarian = names(days_of(bavaria, Period.parse("2026")), DayKind.PUBLIC_HOLIDAY)
    assert set(bavarian.items()) - set(germany.items()) == {
        ("01-06", "Heilige Drei Könige"),
        ("06-04", "Fronleichnam"),
        ("11-01", "Allerheiligen"),
    }
    assert germany.items() < bavarian.items()


def test_easter_sunday_in_germany_is_an_ordinary_sunday_of_a_big_occasion() -> None:
    assert days("de", "2026")[date(2026, 4, 5)] == Day(date(2026, 4, 5), DayKind.WEEKEND, "Sunday", "Easter")


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_calendars_raise_no_doubts(name: str) -> None:
    assert warnings_of(shipped_calendar(name), Period.parse("1990-01-01..2080-12-31")) == ()


@given(name=st.sampled_from(NAMES), first=DATES, length=st.integers(0, 800), cut=st.integers(0, 800))
def test_a_date_is_the_same_in_every_period_that_has_it(name: str, first: date, length: int, cut: int) -> None:
    rules, whole = shipped_calendar(name), Period(first, first + DAY * length)
    start = first + DAY * min(cut, length)

    found = days_of(rules, whole)
    assert tuple(found) == tuple(whole)
    assert all(found[at] == day for at, day in days_of(rules, Period(start, whole.last)).items())


@given(name=st.sampled_from(NAMES), at=DATES)
def test_saturdays_and_sundays_are_weekends_or_public_holidays_and_weekdays_are_no_weekends(
    name: str, at: date
) -> None:
    found = days_of(shipped_calendar(name), Period(at, at))[at]

    if at.isoweekday() > 5:
        assert found.kind in (DayKind.WEEKEND, DayKind.PUBLIC_HOLIDAY)
    else:
        assert found.kind is not DayKind.WEEKEND


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("eve", ["12-24", "12-31"])
def test_the_eves_cost_the_same_on_every_day_of_the_week(name: str, eve: str) -> None:
    found = [days(name, f"{year}-{eve}..{year}-{eve}").popitem()[1] for year in range(2024, 2038)]

    assert {day.day.isoweekday() for day in found} == set(range(1, 8))
    assert {day.day_class for day in found} == {"special"}
    assert all((day.kind is DayKind.WEEKEND) == (day.day.isoweekday() > 5) for day in found)


@given(at=DATES, treat_as=st.sampled_from(["ordinary", *DayKind]))
def test_a_class_of_its_own_holds_wherever_a_special_day_falls_but_on_a_public_holiday(at: date, treat_as: str) -> None:
    special = f'name = "Own"\ntreat_as = "{treat_as}"\nday_class = "own"\ndate = "{at:%m-%d}"\n'
    plain = 'country = "DK"\nlanguage = "da"\n'
    before = days_of(parse_calendar(plain, "own.toml"), Period(at, at))[at]
    found = days_of(parse_calendar(f"{plain}[[special_days]]\n{special}", "own.toml"), Period(at, at))[at]

    assert found.day_class == (None if before.kind is DayKind.PUBLIC_HOLIDAY else "own")
    if at.isoweekday() > 5:
        assert found.kind is before.kind
