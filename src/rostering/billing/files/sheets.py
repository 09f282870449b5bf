"""Sheets of a workbook: cells by what they are, so that a text is never a formula. The door to XlsxWriter."""

import io
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rostering.billing.text.texts import is_risky, one_line

LONGEST = 32_767
"""The letters that a cell can hold."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4 = 9
_FOOT = 255
_AMOUNT, _DATE, _PERCENT = "#,##0.00", "dd-mm-yyyy", "0.00%"
HEAD = {"bold": True, "bottom": 1, "bg_color": "#DDE7EE"}
TITLE = {"bold": True, "font_size": 14}
SUM = {"bold": True, "top": 1}
Look = Mapping[str, object]


@dataclass(frozen=True)
class Percent:
    """A share in hundredths of a percent."""

    hundredths: int


Cell = str | int | Decimal | Percent | date | None
"""Whole numbers count, decimals are amounts."""


class Book:
    """A workbook as it is written; the same calls make the same bytes on any day."""

    def __init__(self, title: str, author: str, created: datetime) -> None:
        self._body = io.BytesIO()
        self._book = Workbook(self._body, _OPTIONS)
        self._formats: dict[str, Format] = {}
        said = {"title": one_line(title), "author": one_line(author), "company": one_line(author)}
        self._book.set_properties({**said, "created": created.astimezone(UTC).replace(tzinfo=None, microsecond=0)})

    def sheet(self, name: str, widths: Iterable[int], foot: str, *, landscape: bool = False) -> "SheetWriter":
        """A new sheet of columns so many letters wide, as wide as the paper in print; `foot` in Excel's own codes."""
        page = self._book.add_worksheet(name)
        page.set_paper(_A4)
        if landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5)
        page.set_footer(foot[:_FOOT])
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        return SheetWriter(self, page)

    def look(self, look: Look) -> Format:
        """A format, made once."""
        key = repr(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(look))
        return self._formats[key]

    def body(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return self._body.getvalue()


class SheetWriter:
    """A sheet as it is written, row after row."""

    def __init__(self, book: Book, page: Worksheet) -> None:
        self._book = book
        self._page = page
        self._next = 0

    def row(self, cells: Iterable[Cell] = (), look: Look | None = None) -> None:
        """Write the next row; without cells it stays empty."""
        for column, cell in enumerate(cells):
            self._write(column, cell, look or {})
        self._next += 1

    def heads(self, texts: Iterable[str], numbers: Container[int]) -> None:
        """Write the next row as a table's heads; those of columns of numbers stand above them, on the right."""
        for column, text in enumerate(texts):
            self._write(column, text, {**HEAD, "align": "right"} if column in numbers else HEAD)
        self._next += 1

    def table(
        self, heads: Sequence[str], numbers: Container[int], rows: Iterable[Iterable[Cell]], printed: int
    ) -> None:
        """Write all that stands on a sheet: the heads stay in sight and on every page, each column can be filtered.

        Only the first `printed` columns are printed, so that people can read them on paper.
        """
        self.heads(heads, numbers)
        for row in rows:
            self.row(row)
        last = self._next - 1
        self._page.freeze_panes(1, 0)
        self._page.repeat_rows(0)
        self._page.autofilter(0, 0, last, len(heads) - 1)
        self._page.print_area(0, 0, last, printed - 1)

    def _write(self, column: int, cell: Cell, look: Look) -> None:
        """Write a cell by what it is."""
        if isinstance(cell, str) and cell:
            self._text(column, cell, look)
        elif isinstance(cell, Decimal):
            self._number(column, cell, {**look, "num_format": _AMOUNT})
        elif isinstance(cell, int):
            self._number(column, Decimal(cell), look)
        elif isinstance(cell, Percent):
            self._number(column, Decimal(cell.hundredths).scaleb(-4), {**look, "num_format": _PERCENT})
        elif isinstance(cell, date):
            dated = self._book.look({**look, "num_format": _DATE, "align": "left"})
            self._page.write_datetime(self._next, column, datetime.combine(cell, time()), dated)
        elif look:
            self._page.write_blank(self._next, column, None, self._book.look(look))

    def _text(self, column: int, text: str, look: Look) -> None:
        """Write a text as a text; one that looks like a formula remains a text when somebody edits the cell."""
        spaced = look if column == 0 or "align" in look else {**look, "indent": 1}  # off the number before it
        shown = {**spaced, "quote_prefix": True} if is_risky(text) else spaced
        self._page.write_string(self._next, column, one_line(text)[:LONGEST], self._book.look(shown))

    def _number(self, column: int, number: Decimal, look: Look) -> None:
        """Write a number digit by digit as it is: XlsxWriter formats what it is given, and a Decimal loses nothing."""
        self._page.write_number(self._next, column, number, self._book.look(look))  # type: ignore[call-overload] # takes all numbers
