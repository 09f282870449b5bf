"""Exports, what is kept of them, invoices to read, and customers who are billed by hand, in this process."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import pytest

from rostering.domain.charges import Export
from rostering.services.charges.closing import close_month
from rostering.services.charges.exporting import export_charges
from rostering.services.charges.verifying import verify
from rostering.store import open_store
from samples.closable_firm import DECEMBER, FIRST, HOLDERS, NOVEMBER, booked, load, post
from samples.closed_month import person, store
from samples.errand_work import asked_errand
from samples.page_people import Person, said
from samples.small_firm import SHEETS

MONTH, EXPORT = "/month-end/2026-11", "/month-end/2026-11/export"
BILLED, INVOICE = f"{MONTH}/billed/havn", f"{MONTH}/invoices/2026-11-havn"
TABLES = ("csv", "xlsx", "json", "generic-da", "uniconta-journal")
DOCUMENTS = ("peppol", "oioubl", "html", "economic", "dinero", "business-central")

__all__ = ["person", "store"]


@pytest.fixture
def finance(person: Callable[..., Person]) -> Person:
    return person()


def export(person: Person, form: str, **options: str) -> httpx.Response:
    return person.send(EXPORT, EXPORT, format=form, **options)


def exports(store: str) -> tuple[Export, ...]:
    with open_store(store).reading() as look:
        return look.charges.exports()


def files_in(answer: httpx.Response) -> dict[str, bytes]:
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("form", [*TABLES, *DOCUMENTS])
def test_every_format_is_exported_kept_and_taken_away_as_the_command_line_writes_it(
    finance: Person, store: str, tmp_path: Path, form: str
) -> None:
    answer = export(finance, form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{MONTH}/exports/1")
    (kept,) = exports(store)
    assert (kept.form, kept.folder, kept.by) == (form, "", "finance " + kept.by.split()[-1])
    files = files_in(finance.get(f"{MONTH}/exports/1/all"))
    written = export_charges(store, NOVEMBER, form, tmp_path / "out", by="cfo").files
    assert files == {file.name: file.read_bytes() for file in written}
    for name, body in files.items():
        one = finance.get(f"{MONTH}/exports/1/files/{name}")
        assert one.content == body
        assert one.headers["content-disposition"].startswith(f'attachment; filename="{name}"')
    receipt = said(finance.get(f"{MONTH}/exports/1"))
    assert "Control sum 7.500,00 kr. excluding VAT Lines 2" in receipt
    assert verify(store, NOVEMBER).agrees


def test_the_same_zip_comes_every_time(finance: Person) -> None:
    export(finance, "peppol")
    one, other = (finance.get(f"{MONTH}/exports/1/all") for _ in range(2))
    assert one.content == other.content


def test_options_are_kept_with_an_export_and_its_files_are_made_by_them_again(finance: Person, store: str) -> None:
    assert export(finance, "generic-da", lines="booking", encoding="cp1252", no_bom="on").status_code == 303
    files = files_in(finance.get(f"{MONTH}/exports/1/all"))
    table = files["charges-2026-11.generic-da.csv"].decode("cp1252")
    assert not table.startswith("\ufeff")
    assert len(table.splitlines()) == 2
    assert json.loads(files["charges-2026-11.generic-da.manifest.json"])["encoding"] == "cp1252"
    assert exports(store)[0].sums["asked"] == {"by_booking": True, "encoding": "cp1252", "bom": False}
    assert verify(store, NOVEMBER).agrees


def test_the_same_export_is_kept_once_and_another_format_says_that_there_is_one(finance: Person, store: str) -> None:
    assert export(finance, "xlsx").headers["location"] == f"{MONTH}/exports/1"
    assert export(finance, "xlsx").headers["location"] == f"{MONTH}/exports/1"
    before = said(finance.get(EXPORT))
    assert "Exported before, for the books As Excel workbook," in before
    assert export(finance, "csv").headers["location"] == f"{MONTH}/exports/2"
    after = said(finance.get(f"{MONTH}/exports/2"))
    assert "Exported otherwise, too: book one of them, and no more Excel workbook" in after
    export(finance, "html")
    assert "Exported otherwise" not in said(finance.get(f"{MONTH}/exports/3"))
    assert len(exports(store)) == 3


def test_whoever_was_not_shown_the_first_export_is_told_of_it(person: Callable[..., Person], store: str) -> None:
    finance, other = person(), person()
    form = other.form(EXPORT, EXPORT)
    export(finance, "xlsx")
    answer = other.post(EXPORT, **{**form, "format": "csv"})
    assert answer.status_code == 409
    assert "export charges, 2026-11-" in said(answer)
    assert re.search(r'value="csv" checked', answer.text)
    assert len(exports(store)) == 1


@pytest.mark.parametrize(
    ("options", "field", "sentence"),
    [
        ({"format": "word"}, "format", "This is not among what can be chosen."),
        ({"format": "../x.toml"}, "format", "This is not among what can be chosen."),
        ({"format": "xlsx", "without": "havn"}, "without", "leave out every customer"),
        ({"format": "peppol", "without": "nobody"}, "without", "has no lines of customer 'nobody'"),
        ({"format": "csv", "lines": "booking"}, "lines", "Csv has a line for each day."),
        ({"format": "xlsx", "encoding": "cp1252"}, "encoding", "Xlsx is written in one way"),
        ({"format": "csv", "encoding": "ebcdic"}, "encoding", "This is not among what can be chosen."),
    ],
)
def test_a_wrong_option_is_told_beside_its_field_and_nothing_is_kept(
    finance: Person, store: str, options: dict[str, str], field: str, sentence: str
) -> None:
    answer = finance.send(EXPORT, EXPORT, **options)
    assert answer.status_code == 422
    beside = answer.text.partition(f'id="w-{field}"')[2].partition("</p>")[0]
    assert sentence.replace("'", "&#39;") in beside
    assert exports(store) == ()


def test_one_file_for_all_leaves_nobody_out(finance: Person, store: str, tmp_path: Path) -> None:
    rows = ("B1,havn,2026-11-04,2026-11-05,evening,backend:1,,", "B9,molo,2026-12-09,2026-12-09,evening,backend:1,,")
    load(store, tmp_path / "firm", **booked(*rows))
    answer = finance.send(EXPORT, EXPORT, format="csv", without="havn")
    assert answer.status_code == 422


def test_an_open_month_gives_a_preview_and_keeps_nothing(finance: Person, store: str) -> None:
    path = "/month-end/2026-12/export"
    answer = finance.send(path, path, format="json")
    assert answer.headers["content-disposition"].startswith('attachment; filename="preview-2026-12-json.zip"')
    assert json.loads(files_in(answer)["charges-2026-12.json"])["state"] == "open"
    assert exports(store) == ()


@pytest.mark.parametrize(
    "path",
    [
        *("exports/7", "exports/7/all", "exports/1/files/other.csv", "exports/1/files/..%2F..%2Fetc", "billed/molo"),
        *("invoices/2026-11-molo", "invoices/2026-11-molo/document", "invoices/2026-11-havn/as/docx"),
    ],
)
def test_what_is_not_there_is_said_so(finance: Person, path: str) -> None:
    export(finance, "csv")
    assert finance.get(f"{MONTH}/{path}").status_code == 404


def test_an_export_by_a_profile_that_is_not_here_is_not_made_up(finance: Person, store: str, tmp_path: Path) -> None:
    profile = tmp_path / "own.toml"
    profile.write_text('title = "Own"\nkind = "csv"\ndate = "dd-mm-yyyy"\ncolumns = [{field = "amount"}]\n')
    export_charges(store, NOVEMBER, str(profile), tmp_path / "out", by="cfo")
    assert finance.get(f"{MONTH}/exports/1").status_code == 200
    answer = finance.get(f"{MONTH}/exports/1/all")
    assert answer.status_code == 409
    assert "export 1 was made by a profile or a release that are not here" in said(answer).casefold()


def test_pdf_is_made_by_itself_with_progress_and_then_kept(finance: Person, store: str) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    answer = export(finance, "pdf")
    making = answer.headers["location"]
    assert making.startswith(f"{MONTH}/making/")
    assert "PDF of November 2026" in said(finance.get(making)) or exports(store)
    found = asked_errand(finance.site.errands, store, making)
    assert found.progress == {"done": 1, "all": 1}
    assert finance.get(making).headers["location"] == f"{MONTH}/exports/1"
    files = files_in(finance.get(f"{MONTH}/exports/1/all"))
    assert files["invoice-2026-11-havn.pdf"].startswith(b"%PDF-")
    assert finance.get(f"{MONTH}/exports/1/files/invoice-2026-11-havn.pdf").content.startswith(b"%PDF-")
    assert "for acceptance" in said(finance.get(f"{MONTH}/exports/1"))


def test_a_making_that_is_stopped_says_so_and_can_be_begun_again(finance: Person, store: str) -> None:
    finance.site.errands.close()  # what is asked for now waits
    making = export(finance, "pdf").headers["location"]
    stopped = finance.send(making, f"{making}/stop")
    assert stopped.headers["location"] == making
    page = said(finance.get(making))
    assert "It was stopped Nothing was kept of it." in page
    assert "Make them again" in page
    assert exports(store) == ()


def test_a_making_that_nobody_remembers_leads_back_to_the_formats(finance: Person) -> None:
    for path in ("making/unknown", "making/unknown/files"):
        assert finance.get(f"{MONTH}/{path}").headers["location"] == EXPORT


def test_a_customer_is_marked_as_billed_once_and_with_a_note(finance: Person, store: str) -> None:
    empty = finance.send(BILLED, BILLED, note="  ")
    assert empty.status_code == 422
    assert "This has to be filled in." in said(empty)
    form = finance.form(BILLED, BILLED)
    done = finance.post(BILLED, **{**form, "note": "letter of 4 January"})
    assert (done.status_code, done.headers["location"]) == (303, f"{MONTH}#customers")
    again = finance.post(BILLED, **{**form, "note": "once more"})
    assert again.status_code == 409
    assert "2026-11 of customer havn was billed already" in said(again)
    assert "letter of 4 January" in said(again)
    with open_store(store).reading() as look:
        assert [(one.note, one.amount) for one in look.charges.billed()] == [("letter of 4 January", 750_000)]


def test_a_customer_whose_month_was_exported_is_not_marked_too(finance: Person) -> None:
    form = finance.form(BILLED, BILLED)
    export(finance, "csv")
    assert "who bills it by hand as well bills it twice" in said(finance.get(BILLED))
    assert finance.post(BILLED, **{**form, "note": "letter"}).status_code == 409


def test_whoever_exports_is_told_who_was_billed_by_hand(finance: Person) -> None:
    finance.send(BILLED, BILLED, note="letter of 4 January")
    formats = said(finance.get(EXPORT))
    assert "1 customer was billed by hand" in formats
    assert "Leave them out under the options, or book nothing of theirs: Havnekontoret Køl A/S." in formats
    kept = said(finance.get(export(finance, "peppol").headers["location"]))
    assert "Billed by hand already: book nothing of them from these files" in kept
    assert "Havnekontoret Køl A/S , 7.500,00 kr.: letter of 4 January" in kept
    assert "Billed by hand already" not in said(finance.get(export(finance, "html").headers["location"]))


def test_nobody_is_marked_in_an_open_month(finance: Person, store: str) -> None:
    post(store, {**HOLDERS, FIRST: "birk"})
    path = "/month-end/2026-12/billed/havn"
    assert "Close it before anybody is billed" in said(finance.get(path))


def test_an_invoice_is_read_in_a_frame_that_lets_nothing_else_in(finance: Person) -> None:
    page = finance.get(INVOICE)
    assert page.headers["content-security-policy"].endswith("frame-src 'self'")
    assert f'src="{INVOICE}/document"' in page.text
    document = finance.get(f"{INVOICE}/document")
    policy = document.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
    assert "To pay, DKK 9.375,00" in said(document)
    assert document.text.count("16:00") == 0
    listed = said(finance.get(f"{MONTH}/invoices"))
    assert "Havnekontoret Køl A/S 2026-11-havn · 2 lines 7.500,00 kr. 1.875,00 kr. 9.375,00 kr." in listed
    assert "2026-11-havn · 1 line" in said(finance.get(f"{MONTH}/invoices?lines=booking"))


def test_a_draft_is_taken_away_as_xml_and_as_a_page(finance: Person) -> None:
    for form, start in (("peppol", b"<?xml"), ("oioubl", b"<?xml"), ("html", b"<!doctype html>")):
        answer = finance.get(f"{INVOICE}/as/{form}")
        assert answer.status_code == 200
        assert answer.content.startswith(start)
        assert "attachment" in answer.headers["content-disposition"]


def test_a_credit_note_says_what_it_gives_back(finance: Person, store: str, tmp_path: Path) -> None:
    load(store, tmp_path / "firm", **booked("B1,havn,2026-11-04,2026-11-04,evening,backend:1,,"))
    close_month(store, DECEMBER, "cfo", early=True)
    note = "/month-end/2026-12/invoices/2026-12-havn"
    assert "credit note" in said(finance.get("/month-end/2026-12/invoices"))
    assert "Credit note, December 2026" in said(finance.get(note))
    document = said(finance.get(f"{note}/document"))
    assert "Corrects 2026-11-havn" in document
    assert "Given back, DKK -4.687,50" in document
    assert b"<CreditNote" in finance.get(f"{note}/as/peppol").content


def test_who_cannot_be_sent_an_electronic_invoice_is_read_all_the_same(
    finance: Person, store: str, tmp_path: Path
) -> None:
    abroad = SHEETS["customers.csv"].replace("A/S,DK,91422778", "A/S,NO,")
    booking = booked("B1,havn,2026-11-04,2026-12-09,evening,backend:1,,")
    load(store, tmp_path / "firm", customers_csv=abroad, **booking)
    post(store, {**HOLDERS, date(2026, 12, 9): "asta"})
    listed = said(finance.get("/month-end/2026-12/invoices"))
    assert "customer havn needs review: it is in NO, outside the EU" in listed.replace("Customer", "customer")
    assert "to be settled 3.750,00 kr. without VAT" in listed
    note = finance.get("/month-end/2026-12/invoices/2026-12-havn")
    assert "Not as an electronic invoice" in said(note)
    assert "/as/peppol" not in note.text
    assert finance.get("/month-end/2026-12/invoices/2026-12-havn/as/peppol").status_code == 422
    assert finance.get("/month-end/2026-12/invoices/2026-12-havn/as/html").status_code == 200
