"""Tables and cells in one look; a cell never takes data for markup or for terminal commands."""

from rich import box
from rich.table import Table
from rich.text import Text

from rostering.reports.look.wording import printable


def cell(text: str, style: str = "") -> Text:
    """Text from data, shown as it is."""
    return Text(printable(text), style=style)


def grid(name: str, *columns: str, numbers: tuple[str, ...] = ()) -> Table:
    """An empty table; those of the columns that are in `numbers` are flush right."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), title_justify="left", title_style="bold")
    table.title = cell(name)
    for column in columns:
        table.add_column(cell(column), justify="right" if column in numbers else "left", overflow="fold")
    return table
