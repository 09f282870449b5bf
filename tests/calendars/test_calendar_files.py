"""Which calendar a firm keeps: its own beside its files, or a shipped one."""

import pytest

from rostering.calendars import UnknownCalendar, calendar_of, shipped_calendar
from rostering.errors import BadCall, FaultyInput


def test_without_a_file_of_its_own_a_firm_keeps_the_shipped_calendar() -> None:
    assert calendar_of("dk", {"organisation.toml": 'calendar = "dk"'}) == shipped_calendar("dk")


def test_a_file_beside_the_firms_own_comes_before_the_shipped_one() -> None:
    own = calendar_of("dk", {"dk.toml": 'country = "NO"\nlanguage = "no"'})

    assert (own.country, own.holiday_periods) == ("NO", ())


def test_faults_of_the_firms_own_calendar_name_its_file() -> None:
    with pytest.raises(FaultyInput, match=r"^office\.toml: country: is missing"):
        calendar_of("office", {"office.toml": 'language = "no"'})


@pytest.mark.parametrize("name", ["atlantis", "../calendars/dk", "dk.toml", "./dk", "", "DK", "*"])
def test_an_unknown_name_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownCalendar, match="shipped are de, dk, no, se") as caught:
        shipped_calendar(name)
    assert isinstance(caught.value, BadCall)
