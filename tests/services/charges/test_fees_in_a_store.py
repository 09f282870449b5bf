"""Fees in the month run of a store: shown, closed, exported, traced, verified and corrected."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rostering.domain.charges import ChargeKind
from rostering.domain.parties import Agreement
from rostering.errors import FaultyInput
from rostering.money import Ore
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.exporting import export_charges
from rostering.services.charges.tracing import trace
from rostering.services.charges.verifying import verify
from rostering.spans import Period
from samples.closable_firm import AUTUMN, DECEMBER, NOVEMBER, closable, load, rehearse
from samples.small_firm import DOCUMENTS, SHEETS

FEES = """
[[fees]]
package = "premium"
amount = 10000
every = "month"
in = "advance"
from = 2026-01-01

[[fees]]
package = "premium"
amount = "36.500,00"
every = "year"
in = "arrears"
from = 2026-12-01
customer = "molo"
"""
RATES = {"rates_toml": DOCUMENTS["rates.toml"] + FEES}
HAVN = "fee:havn:premium:2026-11"


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return tmp_path / "firm"


@pytest.fixture
def store(tmp_path: Path, firm: Path) -> str:
    """A store whose two customers pay for their packages."""
    url = closable(str(tmp_path / "rostering.db"), firm)
    load(url, firm, **RATES)
    return url


def agreed(*rows: str) -> dict[str, str | None]:
    """Other agreements, and the fees."""
    return {"agreements_csv": "\n".join(["customer,package,from,to", *rows, ""]), **RATES}


def fees(url: str, month: Period = NOVEMBER) -> list[tuple[str, Ore]]:
    return [(line.id, line.amount) for line in show_charges(url, month).lines if line.package]


def test_a_month_has_its_fees_among_its_lines_and_closes_with_them(store: str) -> None:
    assert fees(store) == [(HAVN, 1_000_000), ("fee:molo:premium:2026-11", 1_000_000)]
    assert fees(store, DECEMBER) == [("fee:havn:premium:2026-12", 1_000_000), ("fee:molo:premium:2026-12-31", 310_000)]
    before = show_charges(store, NOVEMBER).lines
    assert close_month(store, NOVEMBER, "cfo", early=True).lines == before
    assert show_charges(store, NOVEMBER).lines == before
    assert verify(store, AUTUMN).differences == ()


def test_an_agreement_that_ends_in_a_closed_month_is_credited_in_the_next(store: str, firm: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    ended = agreed("havn,premium,2024-01-01,", "molo,premium,2024-01-01,2026-11-15")
    assert rehearse(store, firm, **ended) == (
        "closed months change: 2 lines for DKK -5.000,00 will be billed in 2026-12",
    )
    load(store, firm, **ended)
    assert fees(store, DECEMBER) == [
        ("fee:molo:premium:2026-11:credit", -1_000_000),
        ("fee:molo:premium:2026-11-01", 500_000),
        ("fee:havn:premium:2026-12", 1_000_000),
    ]
    close_month(store, DECEMBER, "cfo", early=True)
    assert verify(store, AUTUMN).differences == ()


def test_other_fees_change_nothing_in_closed_months(store: str, firm: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    dearer = DOCUMENTS["rates.toml"] + FEES.replace("10000", "20000")
    assert load(store, firm, rates_toml=dearer) == ()
    assert fees(store) == [(HAVN, 1_000_000), ("fee:molo:premium:2026-11", 1_000_000)]
    assert fees(store, DECEMBER)[0] == ("fee:havn:premium:2026-12", 2_000_000)
    chain = trace(store, HAVN)
    assert chain.fee
    assert (chain.fee.amount, chain.changed) == (1_000_000, True)
    assert verify(store, AUTUMN).differences == ()


def test_why_a_fee_is_there_is_its_agreement_and_its_price(store: str) -> None:
    open_line = trace(store, "fee:molo:premium:2026-12-31")
    assert open_line.agreement == Agreement("molo", "premium", date(2024, 1, 1))
    assert (open_line.booking, open_line.roster, open_line.package) == (None, None, "Premium")
    assert open_line.fee
    assert open_line.fee.customer == "molo"
    close_month(store, NOVEMBER, "cfo", early=True)
    closed = trace(store, HAVN)
    assert (closed.line.kind, closed.changed, closed.customer) == (ChargeKind.FEE, False, "Havnekontoret Køl A/S")


def test_every_table_and_document_has_the_fees_with_what_they_pay_for(store: str, tmp_path: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    out = tmp_path / "out"
    sums = {
        form: export_charges(store, NOVEMBER, form, out, by="cfo").manifest["control_sum_ore"]
        for form in ("csv", "xlsx", "json", "generic-da", "uniconta-journal")
    }
    assert set(sums.values()) == {2_750_000}
    with next(out.glob("charges-2026-11.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["Pakke"]]
    assert [(row["Id"], row["Beløb"], row["Betaler fra"], row["Betaler til"], row["Tekst"]) for row in rows] == [
        (
            f"fee:{customer}:premium:2026-11",
            "10000,00",
            "01-11-2026",
            "30-11-2026",
            "Subscription Premium, 01-11-2026 - 30-11-2026",
        )
        for customer in ("havn", "molo")
    ]
    lines = json.loads(next(out.glob("charges-2026-11.json")).read_text(encoding="utf-8"))["lines"]
    fee = next(line for line in lines if line["kind"] == "fee")
    assert (fee["booking"], fee["consultant"], fee["role"], fee["roster"]) == (None, None, None, None)
    assert (fee["package_name"], fee["paid_from"], fee["paid_to"]) == ("Premium", "2026-11-01", "2026-11-30")
    summary = load_workbook(next(out.glob("*.xlsx")))["Summary"]
    assert ["premium", "Premium", 2, 20_000] in [[cell.value for cell in row] for row in summary.iter_rows()]
    assert verify(store, NOVEMBER).differences == ()


def test_files_of_a_closed_month_keep_the_name_that_a_package_had(store: str, firm: Path, tmp_path: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    (first, *_) = export_charges(store, NOVEMBER, "csv", tmp_path / "one").files
    renamed = DOCUMENTS["packages.toml"].replace('name = "Premium"', 'name = "Platinum"')
    load(store, firm, **RATES, packages_toml=renamed)
    (again, *_) = export_charges(store, NOVEMBER, "csv", tmp_path / "two").files
    assert again.read_bytes() == first.read_bytes()


def test_a_customer_who_paid_a_fee_cannot_be_removed(store: str, firm: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    without = {"customers_csv": "".join(SHEETS["customers.csv"].splitlines(keepends=True)[:2])}
    with pytest.raises(FaultyInput) as caught:
        load(store, firm, **without, agreements_csv="customer,package,from,to\nhavn,premium,2024-01-01,\n")
    assert "the customer 'molo' is gone, but the closed month 2026-11 rests on it" in str(caught.value)


def test_closing_a_month_says_that_the_one_before_it_still_has_fees(store: str) -> None:
    assert "2026-10 is still open, and has fees" in close_month(store, NOVEMBER, "cfo", early=True).warnings
    assert "2026-11 is still open, and has fees" not in close_month(store, DECEMBER, "cfo", early=True).warnings


def test_an_invoice_for_people_counts_units_where_it_has_fees(store: str, tmp_path: Path) -> None:
    export_charges(store, NOVEMBER, "html", tmp_path)
    (page,) = [text for file in tmp_path.glob("*molo*.html") if (text := file.read_text(encoding="utf-8"))]
    assert "Subscription Premium" in page
    assert "01-11-2026 - 30-11-2026" in page
    assert ">Units<" in page
