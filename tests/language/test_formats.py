from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rostering.language import formats, speaking

DAY = date(2026, 10, 24)
ZONE = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(("language", "said"), [("en", "Sat 24 Oct"), ("da", "lør 24. okt.")])
def test_the_weekday_stands_before_the_date(language: str, said: str) -> None:
    with speaking(language):
        assert formats.short_day(DAY) == said
        assert formats.long_day(DAY) == f"{said} 2026"


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_weekday_has_three_letters_of_its_own(language: str) -> None:
    with speaking(language):
        assert len({formats.weekday(DAY + timedelta(day)) for day in range(7)}) == 7
        assert {len(formats.weekday(DAY + timedelta(day))) for day in range(7)} == {3}


def test_weekdays_and_months_are_written_out_without_capitals_in_danish() -> None:
    assert (formats.long_weekday(DAY), formats.month(DAY)) == ("Saturday", "October 2026")
    with speaking("da"):
        assert (formats.long_weekday(DAY), formats.month(DAY)) == ("lørdag", "oktober 2026")


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (DAY, "Sat 24 Oct 2026"),
        (date(2026, 10, 26), "Sat 24 Oct – Mon 26 Oct 2026"),
        (date(2027, 1, 2), "Sat 24 Oct 2026 – Sat 2 Jan 2027"),
    ],
)
def test_days_in_a_row_say_a_year_once(last: date, said: str) -> None:
    assert formats.days(DAY, last) == said


def test_a_week_is_the_iso_week_which_may_belong_to_another_year() -> None:
    assert formats.week(date(2027, 1, 1)) == "Week 53"
    with speaking("da"):
        assert formats.week(date(2027, 1, 1)) == "Uge 53"


def test_an_instant_is_told_by_the_clock_of_the_zone() -> None:
    at = datetime(2026, 10, 23, 22, 5, tzinfo=UTC)
    assert formats.moment(at, ZONE) == "Sat 24 Oct 2026 00:05"
    with speaking("da"):
        assert formats.moment(at, ZONE) == "lør 24. okt. 2026 00:05"


def test_how_long_ago_something_was() -> None:
    now = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert formats.ago(now - timedelta(hours=3), now) == "3 hours ago"
    with speaking("da"):
        assert formats.ago(now + timedelta(days=2), now) == "om 2 dage"
        assert formats.length(timedelta(minutes=40)) == "40 minutter"


@pytest.mark.parametrize("language", ["en", "da"])
def test_kroner_are_danish_in_every_language_and_never_broken_over_two_lines(language: str) -> None:
    with speaking(language):
        assert formats.kroner(420000) == "4.200,00\xa0kr."
        assert formats.kroner(-5) == "-0,05\xa0kr."
        assert formats.kroner(10**17 + 1) == "1.000.000.000.000.000,01\xa0kr."


def test_numbers_are_grouped_and_have_a_decimal_comma_in_danish() -> None:
    assert (formats.number(1234.5, 1), formats.number(1234), formats.number(2.0, 1)) == ("1,234.5", "1,234", "2")
    with speaking("da"):
        assert formats.number(1234.5, 1) == "1.234,5"


def test_words_in_a_row_end_with_and() -> None:
    assert formats.listed(["Anna", "Bo", "Cai"]) in {"Anna, Bo and Cai", "Anna, Bo, and Cai"}
    with speaking("da"):
        assert formats.listed(["Anna", "Bo", "Cai"]) == "Anna, Bo og Cai"
