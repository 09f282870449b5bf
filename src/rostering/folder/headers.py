"""Headers: the columns of the firm's own CSV files, in their order and with their separator, and rows that fit them."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rostering.folder.sheets import SheetForm, separator_of, write_records

Value = TypeVar("Value")


@dataclass(frozen=True)
class Header:
    """The first row of a CSV file."""

    columns: tuple[str, ...]
    separator: str

    @classmethod
    def read(cls, form: SheetForm[Value], text: str) -> "Header":
        """The header of a file that can be read."""
        separator = separator_of(text, f"{form.separators}\t")  # a tab parts the cells of a sheet
        return cls(cls.cells(text, separator), separator)

    @classmethod
    def rebuilt(cls, form: SheetForm[Value], values: Iterable[Value]) -> "Header":
        """The header that an export writes."""
        return cls.read(form, write_records(form, values).decode())

    @staticmethod
    def cells(text: str, separator: str) -> tuple[str, ...]:
        """The cells of the first row that says anything."""
        rows = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
        found: list[str] = next((cells for cells in rows if any(cell.strip() for cell in cells)), [])
        return tuple(cell.strip() for cell in found)

    def row(self, cells: Mapping[str, str]) -> str:
        """A row under this header; a column without a cell is empty."""
        line = io.StringIO()
        csv.writer(line, delimiter=self.separator, lineterminator="").writerow(
            cells.get(each, "") for each in self.columns
        )
        return line.getvalue()

    def __str__(self) -> str:
        return self.row({column: column for column in self.columns})
