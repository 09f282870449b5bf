"""Rows of the tables as cells: those of a table, and the table's file with one of them added, changed or taken out."""

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

from rostering.domain.inputs import Inputs
from rostering.folder.orders import AGREEMENTS, BOOKINGS, CUSTOMERS
from rostering.folder.people import CONSULTANTS, LEAVE, LEDGER, PINS
from rostering.folder.sheets import SheetForm, write_cells

Cells = Mapping[str, str]
"""The cells of a row, by column."""
SHEETS: tuple[SheetForm[Any], ...] = (CONSULTANTS, CUSTOMERS, AGREEMENTS, BOOKINGS, LEAVE, LEDGER, PINS)
"""The tables, in the order in which they are read."""
FORMS: Mapping[str, SheetForm[Any]] = {form.file: form for form in SHEETS}
_VALUES: Mapping[str, Callable[[Inputs], tuple[Any, ...]]] = {
    CONSULTANTS.file: lambda inputs: inputs.consultants,
    CUSTOMERS.file: lambda inputs: inputs.customers,
    AGREEMENTS.file: lambda inputs: inputs.agreements,
    BOOKINGS.file: lambda inputs: inputs.bookings,
    LEAVE.file: lambda inputs: inputs.leave,
    LEDGER.file: lambda inputs: inputs.balances,
    PINS.file: lambda inputs: inputs.pins,
}


def rows_of(inputs: Inputs, file: str) -> dict[str, Cells]:
    """The rows of a table, by key."""
    form = FORMS[file]
    rows = (dict(zip(form.columns, form.write(value), strict=True)) for value in _VALUES[file](inputs))
    return {key_of(file, cells): cells for cells in rows}


def key_of(file: str, cells: Cells) -> str:
    """What tells a row from the others of its table, such as `anna:2026-12-24:2026-12-26:leave`."""
    return ":".join(cells.get(column, "") for column in FORMS[file].key)


def with_row(inputs: Inputs, file: str, key: str | None, cells: Cells | None) -> tuple[bytes, int]:
    """A table's file without the row of a key, and with another at its end; and the line on which that one begins."""
    columns = FORMS[file].columns
    rows = [row for known, row in rows_of(inputs, file).items() if known != key]
    before = write_cells([columns, *([row[column] for column in columns] for row in rows)])
    added = write_cells([[cells.get(column, "") for column in columns]]) if cells is not None else b""
    return before + added, before.count(b"\n") + 1


def key_at(file: str, data: bytes, line: int) -> str | None:
    """The key of the row that begins on a line of a table's file as it is written here."""
    reader = csv.reader(io.StringIO(data.decode(), newline=""))
    for cells in reader:
        if reader.line_num >= line:
            return key_of(file, dict(zip(FORMS[file].columns, cells, strict=False)))
    return None
