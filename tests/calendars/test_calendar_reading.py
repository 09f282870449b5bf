"""The reading of calendar files: what is said of faults, all at once."""

import pytest

from rostering.calendars import parse_calendar, shipped_calendar
from rostering.errors import Fault, FaultyInput
from rostering.language import speaking
from rostering.resources import shipped

HEAD = 'country = "DK"\nlanguage = "da"\n'


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(FaultyInput) as caught:
        parse_calendar(text, "own.toml")
    return caught.value.faults


def places(text: str) -> dict[str, str]:
    return {fault.place.removeprefix("own.toml: "): fault.message for fault in faults(text)}


@pytest.mark.parametrize("name", ["de", "dk", "no", "se"])
def test_a_shipped_file_reads_without_faults(name: str) -> None:
    text = (shipped("calendars") / f"{name}.toml").read_text(encoding="utf-8")

    assert parse_calendar(text, f"{name}.toml") == shipped_calendar(name)


def test_text_that_is_not_toml_is_one_fault_with_its_line() -> None:
    (fault,) = faults(HEAD + "special_days = oops")

    assert fault.place == "own.toml"
    assert "line 3" in fault.message


def test_an_empty_file_lacks_country_and_language() -> None:
    assert places("") == {"country": "is missing", "language": "is missing"}


def test_all_faults_are_told_at_once_each_with_place_and_hint() -> None:
    text = """
        country = "DK"
        language = "tlh"
        subdivision = "Jylland"
        colour = "red"

        [[special_days]]
        date = "02-30"
        name = "Never"
        treat_as = "holliday"

        [[special_days]]
        date = "12-24"
        name = 24
        treat_as = "ordinary"
        dayclass = "special"

        [[holiday_periods]]
        name = "Christmas"
        rule = "dates"
        from = 2026-12-27
        to = "31-12"

        [[holiday_periods]]
        name = "Summer"
        rule = "iso_weeks"
        weeks = [28, "29", 54]
        month = 13

        [[holiday_periods]]
        name = "Easter"
        rule = "before_easter"
        count = 3

        [[big_days]]
        name = "Christmas"
        dates = ["12-24", "12-32"]
        """
    assert [str(fault) for fault in faults(text)] == [
        "own.toml: language: 'tlh' is not known (known for DK: da, en_US, th, uk)",
        "own.toml: subdivision: 'Jylland' is not known (DK has none; leave it out)",
        'own.toml: special_days[1].date: no year has a date \'02-30\' (write "MM-DD", such as "12-24")',
        "own.toml: special_days[1].treat_as: 'holliday' is not known"
        " (known: ordinary, public_holiday, weekend, holiday_period, business_day)",
        "own.toml: special_days[2].name: is not text in quotes",
        "own.toml: special_days[2].dayclass: is not a known key"
        " (known: name, date, easter_offset, weekday, treat_as, day_class)",
        "own.toml: holiday_periods[1].from: is not text in quotes",
        'own.toml: holiday_periods[1].to: no year has a date \'31-12\' (write "MM-DD", such as "12-24")',
        "own.toml: holiday_periods[2].weeks[2]: is not a whole number",
        "own.toml: holiday_periods[2].weeks[3]: 54 is not possible (from 1 to 53)",
        "own.toml: holiday_periods[2].month: 13 is not possible (from 1 to 12)",
        "own.toml: holiday_periods[3].rule: 'before_easter' is not known"
        " (known: dates, easter_offset, iso_weeks, weekdays_before_easter)",
        'own.toml: big_days[1].dates[2]: no year has a date \'12-32\' (write "MM-DD", such as "12-24")',
        "own.toml: colour: is not a known key"
        " (known: country, language, subdivision, special_days, holiday_periods, big_days)",
    ]


@pytest.mark.parametrize("country", ["XX", "dk", "Denmark", "registry", "DNK", ""])
def test_a_country_without_holidays_is_a_fault(country: str) -> None:
    assert list(places(f'country = "{country}"\nlanguage = "da"')) == ["country"]


def test_a_subdivision_of_another_country_is_a_fault_that_lists_the_right_ones() -> None:
    (fault,) = faults('country = "DE"\nlanguage = "de"\nsubdivision = "15"')

    assert fault.place == "own.toml: subdivision"
    assert "BW, BY" in fault.hint


def test_a_country_without_translations_reads_in_english() -> None:
    assert parse_calendar('country = "NZ"\nlanguage = "en_US"', "own.toml").country == "NZ"
    assert list(places('country = "NZ"\nlanguage = "mi"')) == ["language"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('special_days = "12-24"', "special_days", "is not a list"),
        ("special_days = [3]", "special_days[1]", "is not a table"),
        ("holiday_periods = [{name = 'S', rule = 'iso_weeks', weeks = []}]", "holiday_periods[1].weeks", "is empty"),
        (
            "holiday_periods = [{name = 'S', rule = 'iso_weeks', weeks = [true]}]",
            "holiday_periods[1].weeks[1]",
            "is not a whole number",
        ),
        ("holiday_periods = [{name = 'S', rule = 'iso_weeks'}]", "holiday_periods[1].weeks", "is missing"),
        ("holiday_periods = [{name = ' ', rule = 'easter_offset', days = 40}]", "holiday_periods[1].name", "is empty"),
        (
            "holiday_periods = [{name = 'S', rule = 'easter_offset', days = 300}]",
            "holiday_periods[1].days",
            "300 is not possible",
        ),
        (
            "holiday_periods = [{name = 'S', rule = 'weekdays_before_easter', count = 0}]",
            "holiday_periods[1].count",
            "0 is not possible",
        ),
        ("big_days = [{name = 'Nothing'}]", "big_days[1]", "needs dates, easter_offsets or weekdays"),
        (
            "big_days = [{name = 'M', weekdays = [{weekday = 8, from = '06-19', to = '06-25'}]}]",
            "big_days[1].weekdays[1].weekday",
            "8 is not possible",
        ),
        (
            "special_days = [{name = 'S', treat_as = 'ordinary'}]",
            "special_days[1]",
            "needs exactly one of date, easter_offset, weekday",
        ),
        (
            "special_days = [{name = 'S', treat_as = 'ordinary', date = '12-24', easter_offset = 3}]",
            "special_days[1]",
            "needs exactly one of date, easter_offset, weekday",
        ),
        (
            "special_days = [{name = 'S', treat_as = 'ordinary', date = '24 Dec'}]",
            "special_days[1].date",
            "'24 Dec' is not a month and day",
        ),
    ],
)
def test_a_fault_names_its_place(text: str, place: str, message: str) -> None:
    assert places(HEAD + text) == {place: message}


def test_what_no_reader_of_toml_can_bear_is_a_fault() -> None:
    for text, said in (("a = " + "[" * 5000, "nests too deeply"), ("a = " + "9" * 5000, "is not TOML: ")):
        with pytest.raises(FaultyInput, match=f"^own.toml: {said}"):
            parse_calendar(text, "own.toml")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("special_days = oops", "own.toml: er ikke TOML: Ugyldig værdi (linje 3, kolonne 16)"),
        ("special_days = [3]", "own.toml: special_days[1]: er ikke en tabel"),
        (
            "special_days = [{name = 'S', treat_as = 'ordinary', date = '24 Dec'}]",
            "own.toml: special_days[1].date: '24 Dec' er ikke en måned og en dag "
            '(skriv "MM-DD", for eksempel "12-24")',
        ),
        (
            "special_days = [{name = 'S', treat_as = 'ordinary'}]",
            "own.toml: special_days[1]: skal have netop en af date, easter_offset, weekday "
            "(weekday hører sammen med from og to)",
        ),
        ("a = " + "9" * 5000, "own.toml: er ikke TOML: Tallet har 5000 cifre, højst 4300 kan læses"),
    ],
)
def test_faults_are_danish_for_whoever_speaks_danish(text: str, there: str) -> None:
    with speaking("da"):
        assert [str(fault) for fault in faults(HEAD + text)] == [there]
