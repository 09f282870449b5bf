"""The forecast of a period: bookings times rate card, staffed or not, cancelled ones and fees, without a plan."""

from pathlib import Path

import pytest

from samples.called import Command
from samples.closable_firm import FIRST, booked, closable, load
from samples.closable_firm import post as publish
from samples.small_firm import DOCUMENTS, edited

TERMS = """
[[cancellation]]
days_before = 30
percent = 50

[[fees]]
package = "premium"
amount = 10000
every = "quarter"
in = "advance"
from = 2026-01-01
customer = "havn"
"""
ROWS = (
    "B1,havn,2026-11-04,2026-11-05,evening,backend:2,,,",
    "B2,molo,2026-12-01,2026-12-01,evening,pim:1,,yes,2026-11-20",
    "B3,molo,2026-11-14,2026-11-14,day,pim:1,,,",
)


pytestmark = pytest.mark.usefixtures("firm")


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A firm with nothing published but one of four evenings."""
    store, folder = str(tmp_path / "rostering.db"), tmp_path / "firm"
    closable(store, folder)
    publish(store, {FIRST: "asta"})
    rows = booked(*ROWS, columns=",cancelled_on")
    load(store, folder, **rows, rates_toml=DOCUMENTS["rates.toml"] + TERMS)
    return folder


def test_each_line_says_whether_it_is_staffed_and_all_adds_up(rostering: Command) -> None:
    answer = rostering("billing", "forecast", "2026-10..2026-12", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["period"] == {"from": "2026-10-01", "to": "2026-12-31"}
    lines = [
        (line["date"], line["customer"], line["booking"], line["kind"], line["staffed"], line["amount_ore"])
        for line in answer.json["lines"]
    ]
    assert lines == [
        ("2026-10-01", "havn", None, "fee", None, 1_000_000),
        ("2026-11-04", "havn", "B1", "charge", True, 375_000),
        ("2026-11-04", "havn", "B1", "charge", False, 375_000),
        ("2026-11-05", "havn", "B1", "charge", False, 375_000),
        ("2026-11-05", "havn", "B1", "charge", False, 375_000),
        ("2026-11-14", "molo", "B3", "charge", False, 460_000),
        ("2026-12-01", "molo", "B2", "cancellation", None, 187_500),
    ]
    totals = answer.json["totals"]
    assert (totals["amount_ore"], totals["count"], totals["unpriced"]) == (3_147_500, 7, 0)
    assert (totals["staffed_ore"], totals["not_staffed_ore"]) == (375_000, 1_585_000)
    assert (totals["cancelled_ore"], totals["fees_ore"]) == (187_500, 1_000_000)
    assert {month: sums["amount_ore"] for month, sums in totals["by_month"].items()} == {
        "2026-10": 1_000_000,
        "2026-11": 1_960_000,
        "2026-12": 187_500,
    }
    assert {one: sums["amount_ore"] for one, sums in totals["by_customer"].items()} == {
        "havn": 2_500_000,
        "molo": 647_500,
    }


def test_people_see_the_lines_and_the_sums(rostering: Command) -> None:
    answer = rostering("billing", "forecast", "2026-10..2026-12")
    assert answer.code == 0
    assert "not yet" in answer.out
    assert "premium" in answer.out
    (total,) = [line.split() for line in answer.out.splitlines() if line.split()[:1] == ["Total"]]
    assert total == ["Total", "3.750,00", "15.850,00", "1.875,00", "10.000,00", "31.475,00"]


def test_a_line_without_a_price_is_marked_and_hides_no_other(rostering: Command, firm: Path, tmp_path: Path) -> None:
    rates = edited("rates.toml", "from = 2026-01-01", "from = 2026-01-01\nto = 2026-11-13")["rates_toml"] or ""
    load(str(tmp_path / "rostering.db"), firm, **booked(*ROWS, columns=",cancelled_on"), rates_toml=rates + TERMS)
    answer = rostering("billing", "forecast", "2026-11", "--json")
    assert answer.code == 1
    unpriced = [line for line in answer.json["lines"] if line["amount_ore"] is None]
    assert [(line["date"], line["reason"]) for line in unpriced] == [
        ("2026-11-14", "no rate card is in force on 2026-11-14")
    ]
    assert (answer.json["totals"]["unpriced"], answer.json["totals"]["amount_ore"]) == (1, 1_500_000)
    told = rostering("billing", "forecast", "2026-11")
    assert told.code == 1
    assert "without a price: no rate card is in force on 2026-11-14" in told.out
    assert "no price" in told.out


def test_what_is_forecast_and_staffed_is_what_the_month_then_costs(rostering: Command) -> None:
    shown = rostering("billing", "show", "2026-11", "--json").json
    totals = rostering("billing", "forecast", "2026-11", "--json").json["totals"]
    assert totals["staffed_ore"] + totals["fees_ore"] + totals["cancelled_ore"] == shown["totals"]["amount_ore"]


def test_nothing_booked_is_an_empty_forecast(rostering: Command) -> None:
    answer = rostering("billing", "forecast", "2027-02", "--json")
    assert (answer.code, answer.json["lines"], answer.json["totals"]["amount_ore"]) == (0, [], 0)
