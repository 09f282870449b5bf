"""Names that would run, hide or break something, through every format, each read back by a reader of its own."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree, html
from openpyxl import load_workbook

from rostering.billing.files.formats import FORMATS, EncodingWish, Writer, by_profile
from rostering.billing.files.profile_files import all_profiles
from rostering.billing.lines.statement import Statement
from rostering.billing.text.texts import is_risky, one_line
from rostering.domain.inputs import Seller
from samples.published_samples import NAMES, renamed
from samples.statement_samples import CUSTOMERS, charge, statement

NASTY = [
    '=HYPERLINK("http://evil.example";"click")',
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1",
    " =1",
    "＝1+1",
    "a\tb",
    "two\nlines",
    "two\r\nlines",
    "two\rlines",
    "semi;colon, comma",
    'a "quoted" name',
    '"',
    "'",
    "nul\x00byte",
    "bell\x07",
    "Ø Å & < > ]]> é",
    "right\u202eto left",
    "hidden\u200b\ufeffspace",
    "line\u2028separator",
    "👩‍💻 emoji",
    "_x0041_ {date} %s {0}",
    "&lt;b&gt; </Name>",
    "cmd|' /C calc'!A0",
    "x" * 40_000,
]
SELLER = Seller(
    name="Nordlys Digital",
    cvr="12345674",
    street="Vej 1",
    city="Aarhus",
    postal_code="8000",
    registration="1234",
    account="0123456789",
    payment_days=30,
)
PROFILES = {profile.name: profile for profile in all_profiles()}
WRITERS: dict[str, Writer] = {**FORMATS, **{name: by_profile(profile) for name, profile in PROFILES.items()}}
XML = ("peppol", "oioubl")
PAGES = ("html", "pdf")


def month(name: str) -> Statement:
    """Two lines of one customer, everything in which people name things called by the same name."""
    names = renamed(
        customers={"fjord": name}, consultants={"anna": name, "bo": name}, roles={"pim": name}, teams={"B7": name}
    )
    fjord = replace(CUSTOMERS[0], name=name, street="Vej 2", city=name, postal_code="1000")
    lines = [charge(), replace(charge("bo"), rule=name)]
    return replace(
        statement(lines, names=replace(names, organisation=name), customers=[fjord]), seller=replace(SELLER, email=name)
    )


def written(form: str, name: str) -> bytes:
    (body,) = WRITERS[form](month(name), EncodingWish()).files.values()
    return body


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, str):
        yield value


def readable(text: str) -> bool:
    """Whether a text is one line, and all of it can be seen."""
    return not any(
        unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} or letter in "\u202e\u200b" for letter in text
    )


@pytest.mark.parametrize("name", NASTY, ids=ascii)
@pytest.mark.parametrize(
    ("form", "rows", "columns"), [("csv", 3, 20), ("generic-da", 3, 19), ("uniconta-journal", 2, 10)]
)
def test_a_table_keeps_its_cells_and_none_is_a_formula(form: str, rows: int, columns: int, name: str) -> None:
    body = written(form, name).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(body, newline=""), delimiter=";"))
    assert [len(row) for row in found] == [columns] * rows
    assert body.count("\r\n") == body.count("\n") == body.count("\r") == rows
    cells = [cell for row in found for cell in row]
    assert all(readable(cell) for cell in cells)
    assert not any(unicodedata.normalize("NFKC", cell).lstrip().startswith(("=", "+", "@", "-")) for cell in cells)
    assert any(one_line(name)[:30].strip() in cell for cell in cells)


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1"])
@pytest.mark.parametrize("name", NASTY, ids=ascii)
def test_a_table_in_few_letters_keeps_its_cells_too(name: str, encoding: str) -> None:
    for form, columns in (("csv", 20), ("generic-da", 19), ("uniconta-journal", 10)):
        ((_, body),) = WRITERS[form](month(name), EncodingWish(encoding=encoding)).files.items()
        found = list(csv.reader(io.StringIO(body.decode(encoding), newline=""), delimiter=";"))
        assert {len(row) for row in found} == {columns}
        assert not any(cell.lstrip().startswith(("=", "+", "@", "-")) for row in found for cell in row)


@pytest.mark.parametrize("name", NASTY, ids=ascii)
def test_a_workbook_has_texts_and_no_formulas_or_links(name: str) -> None:
    book = load_workbook(io.BytesIO(written("xlsx", name)))
    assert [(sheet.max_row, sheet.max_column) for sheet in book] == [(12, 4), (3, 18)]
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert not any(cell.hyperlink for cell in cells)
        assert all(readable(cell.value) for cell in cells if isinstance(cell.value, str))
    shown = book["Lines"]["B2"]
    assert shown.value == one_line(name)[:32_767]
    assert bool(shown.quotePrefix) == is_risky(name)  # a formula is not made of it by an edit either


@pytest.mark.parametrize("name", NASTY, ids=ascii)
def test_json_keeps_a_name_letter_by_letter(name: str) -> None:
    body = written("json", name)
    said = json.loads(body)
    assert [line["customer_name"] for line in said["lines"]] == [name, name]
    assert all(readable(line) for line in body.decode().splitlines())


@pytest.mark.parametrize("name", NASTY, ids=ascii)
@pytest.mark.parametrize(
    ("form", "lines"), [("business-central", "salesInvoiceLines"), ("economic", "lines"), ("dinero", "productLines")]
)
def test_documents_for_erps_are_whole_and_their_texts_are_lines(form: str, lines: str, name: str) -> None:
    said = json.loads(written(form, name))
    assert [line["quantity"] for line in said[lines]] == [1, 1]
    assert all(readable(text) and len(text) <= 250 for text in texts_in(said))
    assert one_line(name).strip()[:20].strip() in said[lines][0]["description"]


@pytest.mark.parametrize("name", NASTY, ids=ascii)
@pytest.mark.parametrize("form", XML)
def test_electronic_invoices_are_well_formed_and_say_the_name(form: str, name: str) -> None:
    tree = etree.fromstring(written(form, name))
    texts = [str(text) for text in tree.itertext()]
    assert any(one_line(name).strip() in text for text in texts)
    assert all(readable(text.strip()) for text in texts)
    kinds: set[Callable[..., Any]] = {type(node) for node in tree.iter()}
    assert len(kinds) == 1  # elements: nothing that a name says is a comment or an instruction


@pytest.mark.parametrize("name", NASTY, ids=ascii)
def test_a_page_to_read_says_the_name_and_is_not_made_of_it(name: str) -> None:
    plain, nasty = (html.fromstring(written("html", each).decode()) for each in ("Anna", name))
    assert " ".join(one_line(name).split()) in " ".join("".join(map(str, nasty.itertext())).split())
    assert [node.tag for node in nasty.iter()] == [node.tag for node in plain.iter()]


@pytest.mark.parametrize("name", [each for each in NASTY if len(each) < 100], ids=ascii)
def test_a_page_to_print_is_whole(name: str) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf (weasyprint) is not installed")
    body = written("pdf", name)
    assert body.startswith(b"%PDF-")
    assert body.rstrip().endswith(b"%%EOF")


def test_every_format_is_among_those_tried() -> None:
    tried = {
        "csv",
        "xlsx",
        "json",
        *XML,
        *PAGES,
        "generic-da",
        "uniconta-journal",
        "business-central",
        "economic",
        "dinero",
    }
    assert set(WRITERS) == tried
    assert NAMES.customers["fjord"] == "Fjord & Søn A/S"
