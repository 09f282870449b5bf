"""Invoices as a person reads them: all words and figures are there, escaped, in the customer's language, and as PDF."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from rostering.billing.invoices.printed import NoPdf, html_files, pdf_files
from rostering.billing.lines.statement import Corrected, Statement
from rostering.domain.charges import MonthState
from rostering.domain.parties import Customer
from samples.einvoices import BERLIN, FJORD, month
from samples.statement_samples import charge, credit

OLD = charge("bo", date(2026, 10, 30), price=437_550)


def page(said: Statement) -> str:
    ((_, body),) = html_files(said).items()
    return body.decode()


def words(said: Statement) -> str:
    """The words of a page, without its style and its tags."""
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page(said), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def test_an_invoice_names_both_parties_the_lines_and_the_sums() -> None:
    said = words(month(charge(), charge("bo", price=400_050)))
    for word in ("Nordlys Digital ApS", "CVR 25063864", "Fjord &amp; Søn A/S", "8400 Ebeltoft", "2026-11-fjord"):
        assert word in said
    for word in ("3.500,00", "4.000,50", "Sum excluding VAT 7.500,50", "VAT, 25% 1.875,13", "To pay, DKK 9.375,63"):
        assert word in said
    assert "Payment to account 1234 0001234567" in said
    assert "Due Mon 14 Dec 2026" in said


def test_a_credit_note_gives_back_and_names_what_it_corrects() -> None:
    said = words(replace(month(credit(OLD)), corrected={OLD.id: Corrected("2026-10-fjord", date(2026, 10, 31))}))
    assert "Credit note" in said
    assert "Corrects 2026-10-fjord" in said
    assert "Given back, DKK -5.469,38" in said
    assert "Due" not in said


def test_a_danish_customer_reads_danish() -> None:
    said = month(charge(), customers=(replace(FJORD, language="da"),))
    assert '<html lang="da">' in page(said)
    assert "Fakturakladde november 2026" in words(said)
    assert "At betale, kr. 4.375,00" in words(said)


def test_vat_is_the_customers_elsewhere_in_the_eu_and_nobodys_guess_outside_it() -> None:
    berlin = words(month(charge(customer="berlin"), customers=(BERLIN,)))
    assert "VAT: reverse charge, settled by the customer 0,00" in berlin
    oslo = Customer("oslo", "Oslo AS", country="NO")
    assert "VAT is settled by agreement 3.500,00" in words(month(charge(customer="oslo"), customers=(oslo,)))


def test_a_month_that_is_open_says_that_it_is_a_preview() -> None:
    said = replace(month(charge()), state=MonthState.OPEN, closed_at=None)
    assert "A preview: the month is open" in words(said)
    assert "A preview" not in words(month(charge()))


@given(st.text(max_size=40))
def test_whatever_a_customer_is_called_it_is_text(name: str) -> None:
    said = page(month(charge(), customers=(replace(FJORD, name=f"<script>{name}"),)))
    assert "<script" not in said
    assert "&lt;script&gt;" in said


@pytest.fixture
def pango() -> None:
    """What PDF is made with."""
    try:
        pdf_files(month(charge()))
    except NoPdf:
        pytest.skip("needs WeasyPrint and the library Pango")


@pytest.mark.usefixtures("pango")
def test_a_pdf_has_the_pages_words_and_is_the_same_each_time() -> None:
    said = month(*(charge(day=date(2026, 11, day)) for day in range(1, 29)))
    ((name, body),) = pdf_files(said).items()
    assert name == "invoice-2026-11-fjord.pdf"
    assert body.startswith(b"%PDF-")
    assert pdf_files(said)[name] == body
    reader = PdfReader(io.BytesIO(body))
    assert "2026-11-fjord" in "".join(each.extract_text() for each in reader.pages)
