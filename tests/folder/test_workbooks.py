"""Workbooks: sheets in the place of tables, read as the same tables would be."""

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rostering.folder.reader import NoFolder, look_into, read_files, read_folder
from samples.small_folder import TEXTS, files

SHEETS = {name.removesuffix(".csv"): text for name, text in TEXTS.items() if name.endswith(".csv")}


def typed(cell: str) -> object:
    """A cell as a spreadsheet program keeps it: dates as dates, numbers as numbers."""
    for read in (int, float, datetime.fromisoformat):
        try:
            return read(cell)
        except ValueError:
            pass
    return cell or None


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=max(",;", key=text.splitlines()[0].count)))


def firm(folder: Path, change: Callable[[Any], None] = lambda _: None, sheets: Mapping[str, str] = SHEETS) -> Path:
    """A workbook of the small firm beside its documents."""
    folder.mkdir()
    for name, data in files().items():
        if name.endswith(".toml"):
            (folder / name).write_bytes(data)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows_of(text):
            sheet.append([typed(cell) for cell in row])
    change(book)
    book.save(folder / "firm.xlsx")
    return folder / "firm.xlsx"


def faults(path: Path) -> list[str]:
    return [str(fault) for fault in look_into(path).faults]


def test_a_workbook_says_what_the_same_tables_say(tmp_path: Path) -> None:
    assert read_folder(firm(tmp_path / "firm")) == read_files(files())


def test_sheets_and_tables_beside_them_are_read_together_but_none_twice(tmp_path: Path) -> None:
    path = firm(tmp_path / "firm", sheets={name: SHEETS[name] for name in ("consultants", "bookings")})
    for name in ("customers", "agreements", "leave", "ledger"):
        (path.parent / f"{name}.csv").write_text(SHEETS[name], encoding="utf-8")
    assert read_folder(path) == read_files(files())
    (path.parent / "bookings.csv").write_text(SHEETS["bookings"], encoding="utf-8")
    assert faults(path) == [
        "firm.xlsx: bookings: lies beside the workbook as bookings.csv, too (take the file away, or the sheet)"
    ]


def test_a_fault_names_sheet_and_cell_or_row(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["leave"]["B2"] = "soon"
        book["leave"]["C3"] = datetime.fromisoformat("2026-11-20T08:30")
        book["consultants"].insert_rows(2, 3)
        book["consultants"]["A6"] = "I D"
        book["ledger"]["C2"] = 2.5
        book.create_sheet("Bokings")

    told = "\n".join(faults(firm(tmp_path / "firm", change)))
    assert "firm.xlsx: leave!B2: from: 'soon' is not a date" in told
    assert "firm.xlsx: leave!C3: to: '2026-11-20 08:30:00' is not a date" in told
    assert "firm.xlsx: consultants!A6: id: 'I D' is not an id" in told
    assert "firm.xlsx: ledger!C2: points: '2.5' is not a whole number" in told
    assert "firm.xlsx: Bokings: unknown sheet (did you mean 'bookings'?)" in told
    assert ".csv:" not in told


def test_missing_sheets_and_unknown_columns_are_told(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book.remove(book["ledger"])
        book["leave"]["E1"] = "note"

    told = faults(firm(tmp_path / "firm", change))
    assert any(fault.startswith("ledger.csv: missing file") for fault in told)
    assert any(fault.startswith("firm.xlsx: leave row 1: unknown column 'note'") for fault in told)


def test_of_a_formula_the_value_is_taken_that_was_kept_and_without_one_it_is_a_fault(tmp_path: Path) -> None:
    path = firm(tmp_path / "firm", lambda book: book["ledger"].__setitem__("C2", "=1+1"))
    assert next(fault.split(" (")[0] for fault in faults(path)) == "firm.xlsx: ledger!C2: is a formula without a value"
    _rewrite(path, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>3</v>")
    _rewrite(path, b"<f>1+1</f><v />", b"<f>1+1</f><v>3</v>")
    assert look_into(path).faults == ()
    kept = look_into(path).inputs
    assert kept is not None
    assert 3 in [balance.points for balance in kept.balances]


def _rewrite(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = {part: packed.read(part) for part in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for part, data in parts.items():
            packed.writestr(part, data.replace(old, new))


def test_what_is_no_workbook_is_told_and_nothing_else_is_missed(tmp_path: Path) -> None:
    path = firm(tmp_path / "firm")
    path.write_bytes(b"PK\x03\x04 this is none")
    assert "firm.xlsx: is no workbook that can be read: BadZipFile (save it as .xlsx once more)" in faults(path)
    path.unlink()
    with pytest.raises(NoFolder, match="No such file"):
        look_into(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    path = firm(tmp_path / "firm")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/more.xml", "w") as part:
        for _ in range(257):
            part.write(b"\0" * (1 << 20))
    assert "firm.xlsx: is too large (at most 256 MiB when it is unpacked)" in faults(path)


def test_drop_downs_and_the_like_are_no_warning(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        path = firm(tmp_path / "firm")
        assert look_into(path).bookings_header is not None
    header = look_into(path).bookings_header
    assert header is not None
    assert header.separator == "\t"
