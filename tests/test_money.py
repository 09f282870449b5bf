"""Money: Danish notation in and out, never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.money import format_dkk, format_kroner, parse_kroner


@pytest.mark.parametrize(
    "text", ["3500", "3.500", "3 500", "3\u00a0500", "3\u202f500", "3500,00", "3.500,00", "3.500,-", "3500,-", " 3500 "]
)
def test_every_danish_way_to_write_3500_kroner_is_read(text: str) -> None:
    assert parse_kroner(text) == 350_000


@pytest.mark.parametrize(
    ("text", "ore"),
    [("0", 0), ("0,05", 5), ("12,50", 1250), ("1.234.567,89", 123_456_789), ("999", 99_900), ("003", 300)],
)
def test_the_oere_stand_after_the_comma(text: str, ore: int) -> None:
    assert parse_kroner(text) == ore


@pytest.mark.parametrize(
    "text",
    [
        *["", "3.5", "3.50", "35.00", "3.5000", "3500.00", "3,500", "3,5", "-3500", "+3500", "1e3", "kr. 3500", ",50"],
        *["3..500", "3. 500", "3500.500", "3.500.", "3500,", "3500 DKK", "٣٥٠٠", "3500,٠٠", "²", "nan"],
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an amount in kroner"):
        parse_kroner(text)


@given(st.integers(0, 10**12))
def test_what_is_written_is_read_back(ore: int) -> None:
    assert parse_kroner(format_kroner(ore)) == parse_kroner(format_dkk(ore)) == ore


@pytest.mark.parametrize(
    ("ore", "plain", "grouped"),
    [
        (0, "0,00", "0,00"),
        (5, "0,05", "0,05"),
        (-5, "-0,05", "-0,05"),
        (350_000, "3500,00", "3.500,00"),
        (-123_456_789, "-1234567,89", "-1.234.567,89"),
    ],
)
def test_amounts_are_written_for_spreadsheets_and_for_people(ore: int, plain: str, grouped: str) -> None:
    assert (format_kroner(ore), format_dkk(ore)) == (plain, grouped)
