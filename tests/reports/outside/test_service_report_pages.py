"""Status reports as pages: two customers and a quarter, word for word as the files in `golden` have them."""

import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader

from rostering.answers.service_reports import StatusReport
from rostering.billing.invoices.printed import NoPdf, pdf_of_page
from rostering.domain.inputs import Inputs
from rostering.reports.outside.service_report_page import service_report_page
from rostering.reports.outside.service_report_plots import coverage_plot, response_plot
from rostering.services.service_reports.report_facts import ground_of
from rostering.store import open_store
from samples.reported_firm import AT, DANISH, ENGLISH, QUARTER, reporting
from samples.shared import made_once

GOLDEN = Path(__file__).with_name("golden")
NOTE = "A quiet quarter.\nThank you for <it>."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    firms = made_once(tmp_path_factory, "reported", lambda at: reporting(str(at / "firm.db"), at / "firm"))
    return str(firms / "firm.db")


@pytest.fixture(scope="module")
def found(store: str) -> dict[tuple[str, str], StatusReport]:
    """Each customer's report in each language."""
    made = {}
    with open_store(store).reading() as look:
        for number, customer in enumerate((DANISH, ENGLISH), 1):
            ground = ground_of(look, customer, QUARTER, AT)
            for language in ("da", "en"):
                spoken = replace(ground, customer=replace(ground.customer, language=language))
                made[customer, language] = spoken.report(number, None, NOTE)
    return made


@pytest.fixture(scope="module")
def inputs(store: str) -> Inputs:
    with open_store(store).reading() as look:
        return look.inputs()


def lines(page: str) -> str:
    """The words of a page, without its style: a line for each block, cells parted by bars; plots by what they say."""
    text = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    text = re.sub(r'<svg[^>]*aria-label="([^"]*)".*?</svg>', r"[\1]", text, flags=re.DOTALL)
    text = re.sub(r"</t[hd]>\s*<t[hd][^>]*>", " | ", text)
    text = re.sub(r"</(p|h\d|tr|li|div|figcaption|caption|title|header|footer)>", "\n", text)
    found = (" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in text.split("\n"))
    return "\n".join(line for line in found if line) + "\n"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("customer", [DANISH, ENGLISH])
def test_a_report_says_what_it_should_word_for_word(
    found: dict[tuple[str, str], StatusReport], customer: str, language: str
) -> None:
    said = lines(service_report_page(found[customer, language]))
    assert said == (GOLDEN / f"{customer}-2026Q4-{language}.txt").read_text("utf-8")


def test_what_a_call_out_was_about_is_told_where_no_time_was_promised_too(
    found: dict[tuple[str, str], StatusReport],
) -> None:
    report = found[ENGLISH, "en"]
    page = lines(service_report_page(replace(report, responses=())))
    assert "Sat 24 Oct | 12:00-17:00 | P2 | Search is slow\n" in page
    assert report.unpromised == ()


def test_people_are_named_only_where_the_agreement_says_so(
    found: dict[tuple[str, str], StatusReport], inputs: Inputs
) -> None:
    named, unnamed = (service_report_page(found[customer, "en"]) for customer in (DANISH, ENGLISH))
    names = [one.name for one in inputs.consultants]
    assert sum(name in named for name in names) > 10
    assert [name for name in names if name in unnamed] == []


def test_what_people_wrote_is_text_and_the_same_report_has_the_same_bytes(
    found: dict[tuple[str, str], StatusReport],
) -> None:
    page = service_report_page(found[DANISH, "da"])
    assert "Thank you for &lt;it&gt;." in page
    assert "&lt;forsiden&gt;" in page
    assert service_report_page(found[DANISH, "da"]) == page
    assert re.findall(r"<script|style=|https?://(?!www\.w3\.org/2000/svg)", page) == []


def test_plots_tell_without_colour_and_only_where_there_is_something_to_see(
    found: dict[tuple[str, str], StatusReport],
) -> None:
    report = found[DANISH, "en"]
    weeks, late = report.weeks, [each for each in report.judged if each.broken]
    assert (len(weeks), sum(week.promised for week in weeks), sum(week.kept for week in weeks)) == (14, 33, 31)
    assert coverage_plot(weeks).count('fill="url(#coverage-hatch)"') == sum(week.kept < week.promised for week in weeks)
    assert response_plot(report.judged, report.zone).count('fill="url(#response-hatch)"') == len(late) == 2
    assert (coverage_plot(weeks[:2]), response_plot((), report.zone)) == ("", "")


def test_a_pdf_is_of_a4_pages_with_all_words_and_the_same_each_time(
    found: dict[tuple[str, str], StatusReport],
) -> None:
    whole = found[ENGLISH, "en"]
    page = service_report_page(replace(whole, windows=whole.windows[8:16]))
    try:
        paper = pdf_of_page(page)
    except NoPdf:
        pytest.skip("needs WeasyPrint and the library Pango")
    assert pdf_of_page(page) == paper
    pages = PdfReader(io.BytesIO(paper)).pages
    assert {(round(each.mediabox.width), round(each.mediabox.height)) for each in pages} == {(595, 842)}
    text = " ".join(each.extract_text() for each in pages)
    assert [words in text for words in ("Havgård Tekstil, Salg A/S", "Windows not kept", f"1 / {len(pages)}")] == [
        True
    ] * 3
