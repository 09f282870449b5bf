"""CSV files: rows with a place, a header that must fit, and the one canonical way to write them."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from rostering.folder.cells import day, printable
from rostering.folder.notes import Notes, nearest, quoted
from rostering.language import _, foreign
from rostering.spans import Period

Value = TypeVar("Value")
Otherwise = TypeVar("Otherwise")
_BLANKS = " \t\r\n\u00a0"
_TO_QUOTE = re.compile(r'[",\r\n]')


@dataclass(frozen=True)
class SheetRow:
    """One record; its place is the physical line on which it starts."""

    notes: Notes
    place: str
    cells: Mapping[str, str]

    def required(self, column: str, read: Callable[[str], Value], names: str = "") -> Value:
        """The value of a cell; an empty one is a fault."""
        cell = self.cells.get(column, "")
        if not cell and column in self.cells:
            self.fault(_("{column} is empty", column=column), column=column)
        return self._value(column, cell, read, names) if cell else cast("Value", None)

    def optional(
        self, column: str, read: Callable[[str], Value], otherwise: Otherwise, names: str = ""
    ) -> Value | Otherwise:
        """The value of a cell, or `otherwise` when it is empty or there is no such column."""
        cell = self.cells.get(column, "")
        return self._value(column, cell, read, names) if cell else otherwise

    def period(self) -> Period:
        """The dates of the columns `from` and `to`."""
        first, last = self.required("from", day), self.required("to", day)
        in_order = self.notes.order(self.place, first, last) and last is not None
        return Period(first, last) if in_order else cast("Period", None)

    def fault(self, message: str, hint: str = "", column: str = "") -> None:
        """Note a fault of this row, or of one of its cells."""
        self.notes.fault(self.place, message, hint, column)

    def _value(self, column: str, cell: str, read: Callable[[str], Value], names: str) -> Value:
        def read_printable(text: str) -> Value:
            # A name may have several lines; elsewhere a tab or line end is an accident.
            return read(text if text.isprintable() else printable(text, "\t\r\n" if column == "name" else ""))

        return self.notes.read(self.place, cell, read_printable, names, column)


@dataclass(frozen=True)
class SheetForm(Generic[Value]):
    """A CSV file's columns in the order they are written, its rows' natural key, and how to read and write a row.

    Columns that are `optional` may be left out, and so may `rare` ones, which are written only where a row fills them.
    Each row of a form with a `thing` declares one, by its id. A header may say `other_names` of columns, in any case.
    """

    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    read: Callable[[SheetRow], Value]
    write: Callable[[Value], Sequence[str]]
    optional: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()
    thing: str = ""
    other_names: Mapping[str, str] = field(default_factory=dict)
    separators: str = ",;"
    others: bool = False
    """Whether other columns may be there, which nobody reads."""

    @property
    def hint(self) -> str:
        """What the header row must say."""
        return _("columns: {columns}", columns=", ".join(self.columns))

    def key_of(self, value: Value) -> tuple[str, ...]:
        """The cells by which rows are told apart and sorted."""
        cells = dict(zip(self.columns, self.write(value), strict=True))
        return tuple(cells[column] for column in self.key)

    def ordered(self, values: Iterable[Value]) -> tuple[Value, ...]:
        """The values in the order in which they are written."""
        return tuple(sorted(values, key=self.key_of))


@dataclass
class Records(Generic[Value]):
    """What a CSV file says: its values with their rows, its faulty rows, and whether every row could be understood."""

    found: list[tuple[SheetRow, Value]] = field(default_factory=list)
    faulty: list[SheetRow] = field(default_factory=list)
    complete: bool = False

    @property
    def values(self) -> list[Value]:
        """The values in the order of the file."""
        return [value for _, value in self.found]

    def add(self, row: SheetRow, build: Callable[[SheetRow], Value]) -> None:
        """Build the value of a row; a faulty row is kept apart."""
        before = row.notes.count
        value = build(row)
        if row.notes.count == before and self.complete:
            self.found.append((row, value))
        else:
            self.faulty.append(row)


def read_records(notes: Notes, form: SheetForm[Value], text: str | None) -> Records[Value]:
    """Read a CSV file; None stands for a file whose fault has been noted."""
    records = Records[Value]()
    try:
        if text is not None:
            _read_rows(notes, form, _lines(text, form.separators), records)
    except _OpenQuote as error:
        # The open quote may have swallowed rows: nothing more can be said of what the file declares.
        records.complete = False
        notes.forget(form.thing)
        notes.fault(f"{form.file}:{error.line}", str(error), _('close the quote; write " inside a cell as ""'))
    return records


def write_records(form: SheetForm[Value], values: Iterable[Value]) -> bytes:
    """Write a CSV file: comma, LF, no byte order mark, quotes only where they are needed, rows by their key.

    Rare columns that no row fills are left out.
    """
    rows = list(map(form.write, form.ordered(values)))
    kept = [i for i, column in enumerate(form.columns) if column not in form.rare or any(cells[i] for cells in rows)]
    return write_cells([cells[i] for i in kept] for cells in (form.columns, *rows))


def write_cells(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of cells as lines of a CSV file."""
    return "".join(",".join(map(_written, cells)) + "\n" for cells in rows).encode()


def separator_of(text: str, separators: str) -> str:
    """What separates cells: what the first line has most of."""
    head = next((line for line in io.StringIO(text) if line.strip()), "")
    return max(separators, key=head.count)


class _OpenQuote(ValueError):
    def __init__(self, line: int, error: csv.Error) -> None:
        super().__init__(_("a quote is open or misplaced: {error}", error=foreign(error)))
        self.line = line


def _lines(text: str, separators: str) -> Iterator[tuple[int, list[str]]]:
    separator = separator_of(text, separators)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip(_BLANKS) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise _OpenQuote(line, error) from None
        if any(cells):
            yield line, cells


def _columns(notes: Notes, form: SheetForm[Value], lines: Iterator[tuple[int, list[str]]]) -> list[str]:
    """The columns of the header row, after noting its faults; [] when there is no header."""
    line, names = next(lines, (1, []))
    names = [form.other_names.get(name.casefold(), name) for name in names]
    place = f"{form.file}:{line}"
    if any("\0" in name for name in names):
        notes.fault(place, _("is not UTF-8 text but UTF-16"), _("save the file as UTF-8"))
        return []
    if not set(names) & set(form.columns):
        notes.fault(place, _("no header row"), _("{hint} (separated by comma or semicolon)", hint=form.hint))
        return []
    for column in form.columns:
        if column not in (*names, *form.optional, *form.rare):
            notes.fault(place, _("missing column {column}", column=quoted(column)), form.hint)
    for column in dict.fromkeys(names):
        if column not in form.columns and form.others:
            continue
        if column not in form.columns:
            notes.fault(place, _("unknown column {column}", column=quoted(column)), nearest(column, form.columns))
        elif names.count(column) > 1:
            notes.fault(place, _("duplicate column {column}", column=quoted(column)), _("keep one of them"))
    return names


def _read_rows(
    notes: Notes, form: SheetForm[Value], lines: Iterator[tuple[int, list[str]]], records: Records[Value]
) -> None:
    before = notes.count
    columns = _columns(notes, form, lines)
    records.complete = notes.count == before
    if form.thing and "id" in columns:
        notes.open(form.thing)
    for line, cells in lines if columns else ():
        row = SheetRow(notes, f"{form.file}:{line}", dict(zip(columns, cells, strict=False)))
        if form.thing and row.cells.get("id"):
            notes.declare(form.thing, row.cells["id"], row.place, "id")
        if len(cells) == len(columns):
            records.add(row, form.read)
        else:
            row.fault(
                _("has {cells} cells, the header has {columns}", cells=len(cells), columns=len(columns)),
                _("put text with a separator in quotes"),
            )
            records.faulty.append(row)


def _written(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell
