"""Fees as commands show them: in a month, as JSON, and where each comes from."""

from pathlib import Path

import pytest

from rostering.domain.charges import ChargeKind
from samples.called import Command
from samples.closable_firm import closable, load
from samples.small_firm import DOCUMENTS

FEE = """
[[fees]]
package = "premium"
amount = 9000
every = "quarter"
in = "advance"
from = 2026-11-16
customer = "molo"
"""
LINE = "fee:molo:premium:2026-11-16"


@pytest.fixture(autouse=True)
def firm(tmp_path: Path) -> None:
    """A firm with one fee, that begins within a quarter."""
    store, folder = str(tmp_path / "rostering.db"), tmp_path / "firm"
    closable(store, folder)
    load(store, folder, rates_toml=DOCUMENTS["rates.toml"] + FEE)


def test_a_fee_is_a_line_of_its_own_kind_without_booking_or_people(rostering: Command) -> None:
    shown = rostering("billing", "show", "2026-11", "--json").json
    (line,) = [each for each in shown["lines"] if each["kind"] == ChargeKind.FEE.value]
    assert line == {
        "id": LINE,
        "month": "2026-11",
        "state": "open",
        "date": "2026-11-16",
        "customer": "molo",
        "booking": None,
        "consultant": None,
        "role": None,
        "day_class": None,
        "list_price_ore": 900_000,
        "discount": None,
        "unit_price_ore": 450_000,
        "amount_ore": 450_000,
        "kind": "fee",
        "corrects": None,
        "rate_card": "2026-11-16",
        "rate": "every quarter in advance customer=molo; 46 of 92 days",
        "roster": None,
        "package": "premium",
        "paid_from": "2026-11-16",
        "paid_to": "2026-12-31",
    }
    assert shown["totals"]["by_customer"]["molo"] == {"amount_ore": 450_000, "count": 1}


def test_why_names_agreement_fee_and_days(rostering: Command) -> None:
    answer = rostering("billing", "why", LINE)
    assert answer.out.splitlines() == [
        f"line         {LINE}: fee of DKK 4.500,00 for Molo Sejl ApS (molo)",
        "month        billed in 2026-11, open",
        "agreement    Premium from 2024-01-01",
        "fee          9.000,00 a quarter in advance, from 2026-11-16, the customer's own price",
        "pays for     2026-11-16..2026-12-31, 46 of 92 days",
    ]
    found = rostering("billing", "why", LINE, "--json").json
    assert (found["booking"], found["roster"]) == (None, None)
    assert found["fee"] == {
        "package": "premium",
        "amount_ore": 900_000,
        "every": "quarter",
        "in": "advance",
        "from": "2026-11-16",
        "to": None,
        "customer": "molo",
    }


@pytest.mark.parametrize("line", ["fee:molo:premium", "fee:molo:premium:soon", "fee:molo:basic:2026-11", "fee"])
def test_a_fee_that_is_not_there_is_not_known(rostering: Command, line: str) -> None:
    answer = rostering("billing", "why", line)
    assert answer.code == 2
    assert f"there is no line '{line}'" in answer.err


def test_a_closed_month_keeps_and_proves_its_fees(rostering: Command) -> None:
    assert rostering("billing", "close", "2026-11", "--early").code == 0
    assert rostering("billing", "verify", "2026-11").code == 0
    for form in ("csv", "xlsx", "json", "generic-da", "uniconta-journal", "business-central", "economic"):
        assert rostering("billing", "export", "2026-11", "--format", form, "--out", "out").code == 0, form
    assert rostering("billing", "verify", "2026-11", "--files", "out").code == 0
    assert "4.500,00" in rostering("billing", "show", "2026-11").out
