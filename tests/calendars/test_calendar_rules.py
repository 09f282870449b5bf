"""Rules of a calendar in small countries made for the purpose."""

from datetime import date

import pytest

from rostering.calendars import HolidayWeekOutside, YearOutside, days_of, parse_calendar, warnings_of
from rostering.domain.catalogue import DayKind
from rostering.errors import BadCall
from rostering.spans import Period

DK = 'country = "DK"\nlanguage = "da"\n'


def period_dates(rule: str, period: str, country: str = DK) -> list[str]:
    text = f'{country}[[holiday_periods]]\nname = "Off"\n{rule}'
    found = days_of(parse_calendar(text, "own.toml"), Period.parse(period)).values()
    return [day.day.isoformat() for day in found if day.kind is DayKind.HOLIDAY_PERIOD]


def doubts(rule: str, period: str) -> tuple[str, ...]:
    text = f'{DK}[[holiday_periods]]\nname = "Summer"\nrule = "iso_weeks"\n{rule}'
    return warnings_of(parse_calendar(text, "own.toml"), Period.parse(period))


def test_a_run_of_dates_may_go_over_new_year() -> None:
    rule = 'rule = "dates"\nfrom = "12-29"\nto = "01-04"'

    assert period_dates(rule, "2026-12-15..2027-01-15") == ["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"]


@pytest.mark.parametrize(("year", "expected"), [("2027", []), ("2028", ["2028-02-29"])])
def test_29_february_is_skipped_in_a_common_year(year: str, expected: list[str]) -> None:
    assert period_dates('rule = "dates"\nfrom = "02-29"\nto = "02-29"', year) == expected


def test_week_1_is_also_found_in_the_year_before() -> None:
    rule = 'rule = "iso_weeks"\nweeks = [1]'

    assert period_dates(rule, "2024-12-20..2025-01-10") == ["2024-12-30", "2024-12-31", "2025-01-02", "2025-01-03"]


def test_week_53_is_found_where_a_year_has_one_and_doubted_where_not() -> None:
    rule = 'rule = "iso_weeks"\nweeks = [53]'

    assert period_dates(rule, "2026") == ["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"]
    assert period_dates(rule, "2027-02-01..2027-12-31") == []
    assert doubts("weeks = [53]", "2026-12-01..2027-01-31") == ("Summer: 2027 has no week 53",)


def test_a_week_that_starts_before_its_month_is_doubted() -> None:
    assert doubts("weeks = [27]\nmonth = 7", "2026") == (
        "Summer: week 27 of 2026 starts in June: 2026-06-29, 2026-06-30",
    )


def test_a_week_that_ends_after_its_month_is_doubted_in_every_year_of_the_period() -> None:
    assert doubts("weeks = [31]\nmonth = 7", "2024-12-31..2026-01-01") == (
        "Summer: week 31 of 2024 ends in August: 2024-08-01, 2024-08-02",
        "Summer: week 31 of 2025 ends in August: 2025-08-01",
    )


def test_a_week_that_only_its_weekend_takes_out_of_the_month_is_not_doubted() -> None:
    assert doubts("weeks = [31]\nmonth = 7", "2026") == ()  # Monday 27 to Friday 31 July


def test_a_week_without_a_weekday_in_its_month_is_refused() -> None:
    with pytest.raises(HolidayWeekOutside, match=r"Summer: week 31 of 2027 has no weekday in July"):
        doubts("weeks = [31]\nmonth = 7", "2026-12-01..2027-01-31")
    with pytest.raises(BadCall, match=r"Off: week 31 of 2027"):
        period_dates('rule = "iso_weeks"\nweeks = [31]\nmonth = 7', "2027Q1")


def test_weekdays_before_easter_reach_back_over_weekends() -> None:
    rule = 'rule = "weekdays_before_easter"\ncount = 5'

    assert period_dates(rule, "2026Q2") == ["2026-04-01"]
    assert period_dates(rule, "2026") == ["2026-03-26", "2026-03-27", "2026-03-30", "2026-03-31", "2026-04-01"]


def test_weekdays_before_easter_do_not_count_a_public_holiday_among_them() -> None:
    # Easter 2035 is 25 March; in Liechtenstein Monday 19 March is Saint Joseph's Day, and Good Friday is no holiday.
    rule = 'rule = "weekdays_before_easter"\ncount = 5'

    found = period_dates(rule, "2035", 'country = "LI"\nlanguage = "de"\n')
    assert found == ["2035-03-16", "2035-03-20", "2035-03-21", "2035-03-22", "2035-03-23"]


def test_where_easter_has_no_public_holiday_the_weekdays_are_those_before_easter_sunday() -> None:
    rule = 'rule = "weekdays_before_easter"\ncount = 1'

    assert period_dates(rule, "2026", 'country = "JP"\nlanguage = "ja"\n') == ["2026-04-03"]


def test_of_two_periods_with_one_date_the_first_gives_the_name() -> None:
    rules = "".join(
        f'[[holiday_periods]]\nname = "{name}"\nrule = "dates"\nfrom = "{first}"\nto = "12-30"\n'
        for name, first in (("Late", "12-30"), ("All", "12-28"))
    )
    found = days_of(parse_calendar(DK + rules, "own.toml"), Period.parse("2026-12-28..2026-12-30"))

    assert [day.name for day in found.values()] == ["All", "All", "Late"]


@pytest.mark.parametrize("kind", ["public_holiday", "weekend", "holiday_period", "business_day"])
def test_a_special_day_may_be_treated_as_any_kind(kind: str) -> None:
    text = f"""{DK}
        [[special_days]]
        easter_offset = -3
        name = "Maundy Thursday"
        treat_as = "ordinary"
        [[special_days]]
        date = "07-08"
        name = "Founders' Day"
        treat_as = "{kind}"
        day_class = "special"
        [[holiday_periods]]
        name = "July"
        rule = "dates"
        from = "07-01"
        to = "07-31"
        """
    rules = parse_calendar(text, "own.toml")
    founders = days_of(rules, Period.parse("2026"))[date(2026, 7, 8)]
    thursday = days_of(rules, Period.parse("2026"))[date(2026, 4, 2)]

    assert (founders.kind.value, founders.name, founders.day_class) == (kind, "Founders' Day", "special")
    assert (thursday.kind, thursday.name) == (DayKind.PUBLIC_HOLIDAY, "Skærtorsdag")


def test_years_without_a_gregorian_easter_are_refused() -> None:
    with pytest.raises(YearOutside, match=r"0206-01-01\.\.0206-12-31 is outside the calendar's years 1583 to 4099"):
        days_of(parse_calendar(DK, "own.toml"), Period(date(206, 1, 1), date(206, 12, 31)))
