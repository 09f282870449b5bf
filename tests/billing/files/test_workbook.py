import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element, parse

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from rostering.billing.files.workbook import charges_workbook
from rostering.billing.lines.statement import Statement
from samples.published_samples import NAMES, renamed
from samples.statement_samples import CLOSED_AT, LINES, charge, statement

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def read(said: Statement) -> Workbook:
    return load_workbook(io.BytesIO(charges_workbook(said)))


def values(rows: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return list(rows)


def test_the_lines_are_dates_numbers_and_texts() -> None:
    sheet = read(statement(LINES))["Lines"]
    head, first, *_ = values(sheet.iter_rows(values_only=True))
    assert head[:9] == (
        *("Date", "Customer", "Booking", "Consultant", "Role", "Day class", "Units"),
        *("Price (DKK)", "Amount (DKK)"),
    )
    assert first == (
        *(datetime(2026, 10, 31), "Fjord & Søn A/S", "B7", "Bo Brink", "PIM", "weekend", -1, 4375.5, -4375.5),  # noqa: DTZ001 # a cell has no zone
        *("credit", "B7:2026-10-31:bo:credit", "B7:2026-10-31:bo", 4, 4375.5, None, datetime(2026, 1, 1), "weekend"),  # noqa: DTZ001
        "Evening, PIM, 31-10-2026, booking B7, Credit",
    )
    assert sheet["A2"].number_format == "dd-mm-yyyy"
    assert sheet["I2"].number_format == "#,##0.00"
    assert (sheet["O3"].value, sheet["O3"].number_format) == (0.125, "0.00%")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_the_summary_has_totals_by_customer_by_consultant_and_in_all() -> None:
    rows = values(read(statement(LINES))["Summary"].iter_rows(values_only=True))
    assert rows[0][0] == "Nordlys Digital: Charges, November 2026"
    assert rows[1][:2] == ("Month", "closed 1 December 2026")
    assert rows[2][0] == "Batch"
    assert rows[4:] == [
        ("Customer", "Name", "Lines", "Amount (DKK)"),
        ("fjord", "Fjord & Søn A/S", 5, 7874.8),
        ("skov", "Skov ApS", 1, 4400.5),
        (None, None, None, None),
        ("Consultant", "Name", "Lines", "Amount (DKK)"),
        (None, "nobody, as it was cancelled", 1, 1750.25),
        ("anna", "Anna Ager", 2, 7000),
        ("bo", "Bo Brink", 2, 25),
        ("clara", "Clara Carøe", 1, 3500.05),
        (None, None, None, None),
        ("Total", None, 6, 12275.3),
    ]


def test_headings_are_danish_for_a_danish_firm() -> None:
    book = read(statement(LINES, names=replace(NAMES, language="da"), closed=False))
    assert book.sheetnames == ["Oversigt", "Linjer"]
    assert book["Oversigt"]["A1"].value == "Nordlys Digital: Beredskab, november 2026"
    assert book["Oversigt"]["B2"].value == "åben: foreløbig, ikke til bogføring"
    assert book["Linjer"]["A1"].value == "Dato"
    assert book["Linjer"]["J2"].value == "kreditering"


def test_the_sheet_of_lines_is_ready_to_filter_and_to_print() -> None:
    sheet = read(statement(LINES))["Lines"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:R{len(LINES) + 1}"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.page_setup.fitToWidth in {None, 1}  # 1 is what is meant when nothing is said
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.right.text == "Page &P of &N"


def test_the_same_statement_is_the_same_bytes_and_says_nothing_of_the_machine() -> None:
    body = charges_workbook(statement(LINES))
    assert body == charges_workbook(statement(reversed(LINES)))
    said = load_workbook(io.BytesIO(body)).properties
    assert said.created == said.modified == CLOSED_AT.replace(tzinfo=None, microsecond=0)
    assert said.creator == "Nordlys Digital"
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_month_without_lines_is_a_workbook_all_the_same() -> None:
    book = read(statement(closed=False))
    assert values(book["Summary"].iter_rows(values_only=True))[-1] == ("Total", None, 0, 0)
    assert book["Lines"].max_row == 1


@settings(max_examples=20)
@given(st.lists(st.integers(350_000, 500_000), min_size=1, max_size=30))
def test_every_amount_comes_out_to_the_oere(prices: list[int]) -> None:
    said = statement(charge(f"c{place:02d}", price=price) for place, price in enumerate(prices))
    with zipfile.ZipFile(io.BytesIO(charges_workbook(said))) as archive:
        text = archive.read("xl/worksheets/sheet2.xml").decode()
    assert all(f"<v>{price // 100}.{price % 100:02d}</v>" in text for price in prices)
    amounts = [row[8] for row in read(said)["Lines"].iter_rows(min_row=2, values_only=True)]
    assert [Decimal(str(amount)).scaleb(2) for amount in amounts] == prices


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_was_written(tmp_path: Path) -> None:
    names = renamed(customers={"fjord": '=HYPERLINK("http://x")', "skov": "Ø; Å & <>"})
    (tmp_path / "month.xlsx").write_bytes(charges_workbook(statement(LINES, names=names)))
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "month.xlsx")], check=True, capture_output=True)
    rows = opened(tmp_path / "month.fods", "Lines")
    assert rows[1][:10] == [
        *("date 2026-10-31", 'string =HYPERLINK("http://x")', "string B7", "string Bo Brink", "string PIM"),
        *("string weekend", "float -1", "float 4375.5", "float -4375.5", "string credit"),
    ]
    assert "string Ø; Å & <>" in {row[1] for row in rows}
    numbers = [[Decimal(cell.removeprefix("float ")) for cell in row if cell.startswith("float ")] for row in rows[1:]]
    assert sum(amount for _, _, amount, *_ in numbers) == Decimal("12275.30")
    assert len(rows) == len(LINES) + 1


def opened(file: Path, sheet: str) -> list[list[str]]:
    """The cells that are not empty of a sheet of a flat OpenDocument file: what each is, and its value."""
    office, table = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table"))
    (found,) = (each for each in parse(file).iter(f"{table}table") if each.get(f"{table}name") == sheet)
    rows = []
    for row in found.iter(f"{table}table-row"):
        cells = [
            cell
            for cell in row.iter(f"{table}table-cell")
            for _ in range(int(cell.get(f"{table}number-columns-repeated", "1")))
            if cell.get(f"{office}value-type")
        ]
        rows.append([f"{cell.get(f'{office}value-type')} {value_of(cell, office)}" for cell in cells])
    return [row for row in rows if row]


def value_of(cell: Element, office: str) -> str:
    return cell.get(f"{office}date-value") or cell.get(f"{office}value") or "".join(cell.itertext()).strip()
