"""pay.toml, and what call-outs cost in rates.toml: what they say, and every word said of what is out of order."""

from datetime import date

import pytest

from rostering.domain.begun import Begun
from rostering.domain.callout_fees import CalloutFee
from rostering.domain.pay import CalloutRate, PayCard, PayPolicy, Per, StandbyRate
from rostering.errors import FaultyInput
from rostering.folder.reader import read_files
from rostering.folder.writer import write_files
from samples.small_folder import RATES, files

PAY = """
[[pay_cards]]
from = 2026-01-01

[[pay_cards.standby]]
kind = "weekend"
amount = "1.200"

[[pay_cards.standby]]
day_class = "public_holiday"
role = "pim"
amount = 90
per = "hour"

[[pay_cards.callouts]]
amount = 400
begun = "half"
minimum = 60

[payroll_numbers]
ida = "1001"
"""
HOURS = """
[[callouts]]
amount = 1200
begun = "quarter"
from = 2026-01-01
"""


def faults(**changed: str) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        read_files(files(**changed))
    return [str(fault) for fault in caught.value.faults]


def test_pay_is_read_and_written_word_for_word() -> None:
    folder = files(pay_toml=PAY)
    found = read_files(folder)
    standby = (
        StandbyRate(120_000, kind="weekend"),
        StandbyRate(9_000, Per.HOUR, day_class="public_holiday", role="pim"),
    )
    card = PayCard(date(2026, 1, 1), None, standby, (CalloutRate(40_000, Begun.HALF, 60),))
    assert found.pay == PayPolicy((card,), {"ida": "1001"})
    assert write_files(found)["pay.toml"] == PAY.encode()


def test_a_firm_need_not_say_what_it_pays() -> None:
    found = read_files(files())
    assert found.pay is None
    assert "pay.toml" not in write_files(found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"weekend"', '"wekend"', "pay_cards[1].standby[1].kind: unknown kind of duty (did you mean 'weekend'?)"),
        ('"1.200"', "-1", "pay_cards[1].standby[1].amount: -1,00 is not from 0 to 1000000,00"),
        ('"1.200"', '"1.2"', "pay_cards[1].standby[1].amount: '1.2' is not an amount in kroner"),
        ('role = "pim"', 'role = "pym"', "pay_cards[1].standby[2].role: unknown role 'pym' (did you mean 'pim'?)"),
        ('"hour"', '"hours"', "pay_cards[1].standby[2].per: 'hours' is not one of day, hour (did you mean 'hour'?)"),
        (
            '"half"',
            '"halves"',
            "pay_cards[1].callouts[1].begun: 'halves' is not one of quarter, half, hour (did you mean 'half'?)",
        ),
        ("minimum = 60", "minimum = 1441", "pay_cards[1].callouts[1].minimum: 1441 is not from 0 to 1440"),
        ("minimum", "minimal", "pay_cards[1].callouts[1].minimal: unknown key (did you mean 'minimum'?)"),
        ("ida =", "idaa =", "payroll_numbers.idaa: unknown consultant 'idaa' (did you mean 'ida'?)"),
        (
            "[[pay_cards.callouts]]",
            '[[pay_cards.standby]]\nkind = "weekend"\namount = 1\n\n[[pay_cards.callouts]]',
            "pay_cards[1].standby[3]: is the same standby as pay_cards[1].standby[1] (delete one of them)",
        ),
        (
            "[payroll_numbers]",
            "[[pay_cards]]\nfrom = 2026-07-01\nstandby = []\n\n[payroll_numbers]",
            "pay_cards[2]: starts 2026-07-01, when pay_cards[1] is in force until further notice "
            "(end the earlier card the day before the later one starts)",
        ),
        (
            "from = 2026-01-01",
            "from = 2026-01-02\nto = 2026-01-01",
            "pay_cards[1]: from 2026-01-02 is after to 2026-01-01 (swap the dates or correct one)",
        ),
    ],
)
def test_what_is_out_of_order_is_said_with_its_place(old: str, new: str, said: str) -> None:
    assert faults(pay_toml=PAY.replace(old, new)) == [f"pay.toml: {said}"]


def test_two_people_have_two_numbers() -> None:
    assert faults(pay_toml=PAY + 'bo = "1001"\n') == [
        "pay.toml: payroll_numbers.bo: ida has the same number (each has a number of their own)"
    ]


def test_a_card_without_amounts_is_no_card() -> None:
    assert faults(pay_toml="[[pay_cards]]\nfrom = 2026-01-01\n") == [
        "pay.toml: pay_cards[1].standby: missing (what is a duty paid? Write 0 for what is paid nothing)"
    ]


def test_callouts_may_cost_something() -> None:
    own = HOURS.replace("1200", "900") + 'customer = "aaby"\nminimum = 30\n'
    assert read_files(files(rates_toml=RATES + HOURS + own)).callout_fees == (
        CalloutFee(120_000, date(2026, 1, 1), begun=Begun.QUARTER),
        CalloutFee(90_000, date(2026, 1, 1), customer="aaby", begun=Begun.QUARTER, minimum=30),
    )
    assert read_files(files()).callout_fees == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            HOURS.replace("1200", "0"),
            "callouts[1].amount: 0,00 is not from 0,01 to 1000000,00 (leave out what costs nothing)",
        ),
        (
            HOURS + HOURS.replace("2026-01-01", "2026-05-01"),
            "callouts[2]: starts 2026-05-01, when callouts[1] is in force until further notice "
            "(end the earlier price the day before the later one starts)",
        ),
        (
            '\n[[tickets]]\nallowance = "urgent"\namount = 500\nfrom = 2026-01-01\n',
            "tickets[1].allowance: no package has this allowance (there is none)",
        ),
    ],
)
def test_prices_of_callouts_that_are_out_of_order_are_said_with_their_place(text: str, said: str) -> None:
    assert faults(rates_toml=RATES + text) == [f"rates.toml: {said}"]
