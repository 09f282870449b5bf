"""Fees in documents and tables: their unit, the dates that they pay for, their words, and what profiles choose."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from rostering.billing.files.formats import EncodingWish, by_profile
from rostering.billing.invoices.items import items_of
from rostering.billing.invoices.oioubl import oioubl_files
from rostering.billing.invoices.peppol import peppol_files
from rostering.billing.lines.statement import Statement
from rostering.billing.profiles.profile_reading import read_profile
from rostering.domain.charges import Charge
from samples.einvoices import month, parsed
from samples.statement_samples import charge, credit, fee

OWN = """
title = "Own"
kind = "csv"
date = "yyyy-mm-dd"
header = false
columns = [
  {field = "product"}, {field = "package_name"}, {field = "paid_from"}, {field = "paid_to"}, {field = "text"},
  {field = "quantity"}, {field = "amount"},
]
[products]
fee = "ABO"
default = "DAG"
"""
QUARTER = replace(fee(), paid_from=date(2026, 10, 1), paid_to=date(2026, 12, 31))


def said(*lines: Charge) -> Statement:
    return replace(month(*lines), packages={"premium": "Premium"})


@pytest.mark.parametrize("dialect", [peppol_files, oioubl_files], ids=["peppol", "oioubl"])
def test_a_fee_is_a_line_of_a_valid_invoice_counted_by_the_piece(
    dialect: Callable[[Statement], dict[str, bytes]],
) -> None:
    (body,) = dialect(said(QUARTER, charge())).values()
    root = parsed(body)
    quantities = root.findall("{*}InvoiceLine/{*}InvoicedQuantity")
    assert [(each.text, each.get("unitCode")) for each in quantities] == [("1", "EA"), ("1", "DAY")]
    first = root.find("{*}InvoiceLine")
    assert first is not None
    assert first.findtext("{*}Item/{*}Name") == "Subscription Premium"
    assert first.findtext("{*}Item/{*}Description") == "01-10-2026 - 31-12-2026"
    assert root.findtext("{*}InvoicePeriod/{*}StartDate") == "2026-10-01"
    assert root.findtext("{*}InvoicePeriod/{*}EndDate") == "2026-12-31"


def test_the_line_of_a_peppol_invoice_says_which_dates_it_pays_for() -> None:
    (body,) = peppol_files(said(QUARTER)).values()
    period = parsed(body).find("{*}InvoiceLine/{*}InvoicePeriod")
    assert period is not None
    assert [each.text for each in period] == ["2026-10-01", "2026-12-31"]


def test_a_fee_that_is_taken_back_is_a_credit_note_in_the_same_unit() -> None:
    (body,) = peppol_files(said(credit(fee()))).values()
    root = parsed(body)
    quantity = root.find("{*}CreditNoteLine/{*}CreditedQuantity")
    assert quantity is not None
    assert (quantity.text, quantity.get("unitCode")) == ("1", "EA")
    assert root.findtext("{*}CreditNoteLine/{*}Item/{*}Description") == "01-11-2026 - 30-11-2026, Credit"


def test_a_profile_chooses_the_product_of_fees_and_of_what_takes_them_back_by_their_kind() -> None:
    profile = read_profile("own", "own.toml", OWN.encode())
    (body,) = by_profile(profile)(said(fee(), credit(fee()), charge()), EncodingWish()).files.values()
    assert [line.split(";") for line in body.decode("utf-8-sig").splitlines()] == [
        ["ABO", "Premium", "2026-11-01", "2026-11-30", "Subscription Premium, 01-11-2026 - 30-11-2026, Credit",
         "-1", "-10000,00"],
        ["ABO", "Premium", "2026-11-01", "2026-11-30", "Subscription Premium, 01-11-2026 - 30-11-2026",
         "1", "10000,00"],
        ["DAG", "", "", "", "Evening, PIM, 27-11-2026, booking B7", "1", "3500,00"],
    ]  # fmt: skip


def test_fees_are_never_put_together_as_the_days_of_a_booking_are() -> None:
    other = replace(fee(), id="fee:fjord:basic:2026-11", package="basic")
    assert [item.charges for item in items_of([fee(), other], by_booking=True)] == [(fee(),), (other,)]
