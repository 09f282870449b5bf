"""Fees in rates.toml: what they say, and every word that is said of those that are out of order."""

from datetime import date

import pytest

from rostering.domain.fees import Every, Fee, Paid
from rostering.errors import FaultyInput
from rostering.folder.reader import read_files
from rostering.language import speaking
from samples.small_folder import RATES, files

FEE = """
[[fees]]
package = "premium"
amount = "12.500,00"
every = "month"
in = "advance"
from = 2026-01-01
"""


def faults(*fees: str) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        read_files(files(rates_toml=RATES + "".join(fees)))
    return [str(fault) for fault in caught.value.faults]


def test_a_fee_is_read_with_its_dates_and_for_whom_it_is() -> None:
    own = FEE.replace("12.500,00", "9.999,50").replace("month", "year").replace("advance", "arrears")
    found = read_files(files(rates_toml=RATES + FEE + own + 'to = "2026-12-31"\ncustomer = "aaby"\n')).fees
    assert found == (
        Fee("premium", 1_250_000, Every.MONTH, Paid.ADVANCE, date(2026, 1, 1)),
        Fee("premium", 999_950, Every.YEAR, Paid.ARREARS, date(2026, 1, 1), date(2026, 12, 31), "aaby"),
    )


def test_there_is_none_unless_the_firm_writes_one() -> None:
    assert read_files(files()).fees == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"premium"', '"premum"', ".package: unknown package 'premum' (did you mean 'premium'?)"),
        ('"12.500,00"', "0", ".amount: 0,00 is not from 0,01 to 10000000,00 (leave out what costs nothing)"),
        ('"12.500,00"', "-5", ".amount: -5,00 is not from 0,01 to 10000000,00 (leave out what costs nothing)"),
        ('"12.500,00"', '"-5,00"', ".amount: '-5,00' is not an amount in kroner"),
        (
            '"12.500,00"',
            '"10.000.000,01"',
            ".amount: 10000000,01 is not from 0,01 to 10000000,00 (leave out what costs nothing)",
        ),
        (
            '"12.500,00"',
            "12500.50",
            '.amount: 12500.5 is not an amount in whole kroner or Danish notation (write 3500 or "3.500,00")',
        ),
        ('"month"', '"months"', ".every: 'months' is not one of month, quarter, year (did you mean 'month'?)"),
        ('"month"', "1", ".every: expected a text, not a whole number"),
        ('"advance"', '"arears"', ".in: 'arears' is not one of advance, arrears (did you mean 'arrears'?)"),
        ('in = "advance"\n', "", ".in: missing"),
        (
            "2026-01-01",
            '"2026-01-01"\nto = 2025-12-31',
            ": from 2026-01-01 is after to 2025-12-31 (swap the dates or correct one)",
        ),
        ("2026-01-01", '2026-01-01\ncustomer = "aby"', ".customer: unknown customer 'aby' (did you mean 'aaby'?)"),
        (
            "2026-01-01",
            "2026-01-01\nband = 1",
            ".band: unknown key (known: amount, customer, every, from, in, package, to)",
        ),
    ],
)
def test_each_mistake_has_its_place_and_its_words(old: str, new: str, said: str) -> None:
    assert faults(FEE.replace(old, new)) == [f"rates.toml: fees[1]{said}"]


def test_fees_of_the_same_package_that_overlap_are_faults_and_all_are_told_at_once() -> None:
    later = FEE.replace("2026-01-01", "2026-07-01")
    own = FEE + 'customer = "aaby"\n'
    assert faults(FEE, later, own, own, FEE.replace("premium", "basic"), FEE.replace('"month"', '"week"')) == [
        "rates.toml: fees[6].every: 'week' is not one of month, quarter, year (known: month, quarter, year)",
        "rates.toml: fees[2]: starts 2026-07-01, when fees[1] is in force until further notice "
        "(end the earlier fee the day before the later one starts)",
        "rates.toml: fees[4]: starts 2026-01-01, when fees[3] is in force until further notice "
        "(end the earlier fee the day before the later one starts)",
    ]


def test_fees_that_follow_one_another_and_those_of_customers_beside_them_are_in_order() -> None:
    texts = FEE + "to = 2026-06-30\n", FEE.replace("2026-01-01", "2026-07-01"), FEE + 'customer = "aaby"\n'
    assert len(read_files(files(rates_toml=RATES + "".join(texts))).fees) == 3


def test_mistakes_are_told_in_danish() -> None:
    with speaking("da"):
        assert faults(FEE, FEE)[0] == (
            "rates.toml: fees[2]: begynder tor 1. jan. 2026, mens fees[1] gælder indtil videre "
            "(lad den tidligere abonnementspris slutte dagen før den senere begynder)"
        )
