"""All that is held of somebody: one document of JSON, and one page to read."""

import json
from datetime import date, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader

from rostering.answers.people import AllHeld, HeldTable
from rostering.language import _, counted, formats, n_, spoken
from rostering.reports.look.html import templates_of
from rostering.reports.look.shapes import Shape
from rostering.reports.people.columns import SHOWN, head, shown


def held_shape(held: AllHeld) -> Shape:
    """Everything, by table, with all columns but secrets."""
    return {
        "id": held.id,
        "name": held.name,
        "at": held.at.astimezone(held.zone).isoformat(),
        "by": held.firm,
        "tables": {table.table: [_row(held, row) for row in table.rows] for table in held.tables},
    }


def _row(held: AllHeld, row: Any) -> dict[str, Any]:
    return {column: _plain(held, value) for column, value in row.items()}


def _plain(held: AllHeld, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(held.zone).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def held_files(held: AllHeld) -> dict[str, bytes]:
    """Both, by the names of their files."""
    data = json.dumps(held_shape(held), ensure_ascii=False, indent=2) + "\n"
    return {f"{held.id}.json": data.encode(), f"{held.id}.html": held_page(held).encode()}


def held_page(held: AllHeld) -> str:
    """The page."""
    page = _environment().get_template("held.html")
    return page.render(
        language=spoken(),
        held=held,
        made=formats.moment(held.at, held.zone),
        sections=[(table, _heads(table), _cells(held, table)) for table in held.tables],
    )


def held_sentence(held: AllHeld) -> str:
    """How much it is."""
    kinds = n_("{number} kind", "{number} kinds", len(held.tables))
    return _("{rows} of {kinds} are held of {name}.", rows=counted(held.count, "row"), kinds=kinds, name=held.name)


def _heads(table: HeldTable) -> list[str]:
    return [head(column) for column in _columns(table)]


def _columns(table: HeldTable) -> tuple[str, ...]:
    """Those that people read and that have something to say; of a table without such, all."""
    wanted = tuple(column for column in SHOWN.get(table.table, ()) if column in table.columns)
    return wanted or table.columns


def _cells(held: AllHeld, table: HeldTable) -> list[list[str]]:
    return [[shown(column, row.get(column), held.zone) for column in _columns(table)] for row in table.rows]


@cache
def _environment() -> Environment:
    environment = templates_of(PackageLoader("rostering.reports.people"))
    environment.globals |= {"_": _, "n_": n_}
    return environment
