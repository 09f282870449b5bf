"""Tables and cells in one look; a cell never takes data for markup or for terminal commands."""

from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from rostering.reports.look.wording import printable

_HOURS = len("08:00-16:00")


@dataclass(frozen=True)
class AtLeast:
    """A table that needs so much room: where a terminal has less, it breaks the line, and no cell is squeezed away."""

    table: Table
    width: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table, in the terminal's width or in what it needs."""
        yield from console.render(self.table, options.update_width(max(options.max_width, self.width)))


def cell(text: str, style: str = "") -> Text:
    """Text from data, shown as it is."""
    return Text(printable(text), style=style)


def grid(name: str, *columns: str, numbers: tuple[str, ...] = (), whole: tuple[str, ...] = ()) -> Table:
    """An empty table; columns in `numbers` are flush right, the cells of those in `whole`, such as hours, keep a line.

    Where a terminal is too narrow for these, it breaks the line; the table does not.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), title_justify="left", title_style="bold")
    table.title = cell(name)
    for column in columns:
        table.add_column(
            cell(column),
            justify="right" if column in numbers else "left",
            overflow="fold",
            no_wrap=column in whole,
            min_width=_HOURS if column in whole else None,
        )
    return table
