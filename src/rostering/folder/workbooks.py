"""Workbooks: each sheet is a table of the data folder, and its faults name sheet and cell.

A sheet becomes the text of the CSV file of its name, which is read like any other; what is found wrong with a line is
told of the sheet's row, and of the cell where a column is named. Of formulas the value is taken that the spreadsheet
program has kept: nothing is reckoned here.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from rostering.errors import Fault
from rostering.folder.notes import nearest
from rostering.language import _, marked

SUFFIX = ".xlsx"
MOST_OF_A_WORKBOOK = 1 << 25
"""Bytes of the file."""
_MOST_UNPACKED = 1 << 28
_MOST_COLUMNS = 64
_LINE = re.compile(r"\b([a-z]+\.csv):(\d+)", re.ASCII)
_NOT_READ = marked("is no workbook that can be read")


@dataclass
class Workbook:
    """What a workbook says: the bytes of a CSV file for each of its sheets, and what cannot be read of it."""

    name: str
    tables: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _sheets: dict[str, "_Sheet"] = field(default_factory=dict)

    def told(self, fault: Fault) -> Fault:
        """A fault of a line of one of the tables as one of the sheet's cell or row."""
        match = _LINE.fullmatch(fault.place)
        sheet = self._sheets.get(match[1]) if match else None
        place = sheet.place(int(match[2]), fault.message) if match and sheet else self._named(fault.place)
        return Fault(place, self._named(fault.message), self._named(fault.hint))

    def beside(self, table: str) -> Fault:
        """The fault of a table that lies beside the workbook, and has a sheet in it as well."""
        place = f"{self.name}: {table.removesuffix('.csv')}"
        return Fault(
            place, _("lies beside the workbook as {table}, too", table=table), _("take the file away, or the sheet")
        )

    def add(self, table: str, sheet: "_Sheet") -> None:
        """Take a sheet for a table."""
        self._sheets[table] = sheet
        self.tables[table] = sheet.text.encode()

    def _named(self, text: str) -> str:
        """A text in which lines of tables are rows of sheets."""

        def row(match: re.Match[str]) -> str:
            sheet = self._sheets.get(match[1])
            return sheet.place(int(match[2])) if sheet else match[0]

        return _LINE.sub(row, text)


@dataclass
class _Sheet:
    """The text of a sheet as CSV, with the row that each of its lines comes from."""

    place_of: str
    columns: list[str] = field(default_factory=list)
    text: str = ""
    rows: dict[int, int] = field(default_factory=dict)
    _line: int = 1

    def write(self, number: int, cells: Sequence[str]) -> None:
        """Add a row."""
        if not self.columns:
            self.columns = [cell.strip() for cell in cells]
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        self.rows[self._line] = number
        self._line += line.getvalue().count("\n")
        self.text += line.getvalue()

    def place(self, line: int, message: str = "") -> str:
        """The cell that a message names by its column, else the row."""
        row = self.rows.get(line, line)
        column = next(
            (
                each
                for each in self.columns
                if each and (message.startswith(f"{each}: ") or message == _("{column} is empty", column=each))
            ),
            None,
        )
        if column is None:
            return _("{place} row {row}", place=self.place_of, row=row)
        return f"{self.place_of}!{get_column_letter(self.columns.index(column) + 1)}{row}"


def read_workbook(name: str, data: bytes, tables: Iterable[str]) -> Workbook:
    """Read the sheets that are called as tables are, without their ending; any other sheet is a fault."""
    found = Workbook(name)
    try:
        _refuse_bombs(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not know, such as drop-downs, is none of our concern
            _read(found, data, [table.removesuffix(".csv") for table in tables])
    except _TooLarge:
        found.faults.append(
            Fault(
                name,
                _("is too large"),
                _("at most {number} MiB when it is unpacked", number=_MOST_UNPACKED >> 20),
            )
        )
    except Exception as error:  # noqa: BLE001  # a broken file may fail in any of the parsers beneath
        found.faults.append(Fault(name, f"{_(_NOT_READ)}: {type(error).__name__}", _("save it as .xlsx once more")))
    return found


class _TooLarge(Exception):
    pass


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
            raise _TooLarge


def _read(found: Workbook, data: bytes, known: Sequence[str]) -> None:
    values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    for sheet, written in zip(values.worksheets, formulas.worksheets, strict=True):
        table = sheet.title.strip().lower()
        place = f"{found.name}: {sheet.title}"
        if table not in known:
            found.faults.append(Fault(place, _("unknown sheet"), nearest(sheet.title, known)))
        elif f"{table}.csv" in found.tables:
            found.faults.append(Fault(place, _("is there twice"), _("keep one of the two sheets")))
        else:
            found.add(f"{table}.csv", _sheet(found, place, sheet, written))


def _sheet(found: Workbook, place: str, values: Any, formulas: Any) -> _Sheet:
    sheet = _Sheet(place)
    for number, (row, written) in enumerate(zip(_rows(values), _rows(formulas), strict=True), start=1):
        cells = [_text(cell) for cell in row]
        found.faults += _broken(place, number, row, written)
        while cells and not cells[-1].strip() and len(cells) > len(sheet.columns):
            cells.pop()
        if any(cell.strip() for cell in cells):
            sheet.write(number, cells)
    return sheet


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a file says of its own size need not be so
    yield from sheet.iter_rows(max_col=_MOST_COLUMNS)


def _broken(place: str, number: int, row: Sequence[Any], written: Sequence[Any]) -> Iterator[Fault]:
    """Cells with an error in them, and formulas whose value nobody has kept."""
    for column, (cell, formula) in enumerate(zip(row, written, strict=True), start=1):
        where = f"{place}!{get_column_letter(column)}{number}"
        if cell.data_type == "e":
            yield Fault(where, _("has the error {value}", value=cell.value), _("mend the formula, or write the value"))
        elif cell.value is None and formula.data_type == "f":
            hint = _("open and save the workbook in a spreadsheet program, or write the value")
            yield Fault(where, _("is a formula without a value"), hint)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    return str(value)
