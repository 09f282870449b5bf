"""The lists of the tables: what is looked for, and each cell as people read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from rostering.answers.data import CellKind, DataTable, Names, RecordList, TableColumn
from rostering.domain.rights import Action
from rostering.errors import FaultyInput
from rostering.language import _, formats
from rostering.services.inputs.records import RecordQuery, inventory, list_records
from rostering.services.inputs.shelf import Shelf
from rostering.services.inputs.tables import TABLES
from rostering.web.data.words import DOCUMENTS, FORMS
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Text, Whole
from rostering.web.frame.looks import role_looks
from rostering.web.frame.rendering import page
from rostering.web.service.replies import Reply

FILTERS = tuple(dict.fromkeys(name for table in TABLES.values() for name in table.filters))
QUERY = Fields(
    Text("q", required=False, longest=200),
    *(Text(name, required=False, longest=100) for name in FILTERS if name != "now"),
    ChoiceField("now", options=("yes", "no"), required=False),
    Text("sort", required=False, longest=40),
    Whole("page", required=False, least=1),
    ChoiceField("done", options=("removed",), required=False),
)


@dataclass(frozen=True)
class Cell:
    """A cell as a list shows it."""

    column: TableColumn
    text: str
    value: str


async def show_data(asked: Asked) -> Reply:
    """What there is, and the way to each table and file."""
    found = await asked.run(inventory, asked.store, asked.actor, shelf_of(asked))
    tables = [(table, found.counts[table.name]) for table in TABLES.values() if table.name in found.counts]
    files = [(name, *(_(words) for words in DOCUMENTS.get(name, DOCUMENTS[""]))) for name in found.documents]
    return page(
        asked,
        "data/data.html",
        found=found,
        tables=tables,
        files=files,
        forms=FORMS,
        may_keep=asked.may(Action.KEEP_DATA),
        may_look=asked.may(Action.LOOK_DATA),
        may_tell=asked.may(Action.KEEP_CHATS),
        may_forget=asked.may(Action.FORGET_PEOPLE),
    )


async def show_list(asked: Asked) -> Reply:
    """The records of a table that are looked for."""
    return await asked.run(_list_page, asked)


def _list_page(asked: Asked) -> Reply:
    narrowed = {name: asked.query.text(name) for name in FILTERS}
    try:
        found = _found(asked, narrowed)
    except FaultyInput as faulty:
        asked.query.faults.extend(faulty.faults)
        found = _found(asked, {**narrowed, **{fault.place: "" for fault in faulty.faults}})
    looks = role_looks(found.names["role"])
    columns = [column for column in found.table.columns if column.listed]
    rows = [(record.key, list(_cells(columns, record.cells, found.names))) for record in found.records]
    return page(
        asked,
        "data/list.html",
        found=found,
        table=found.table,
        columns=[(column, _sorting(asked, found.table, column)) for column in columns],
        rows=rows,
        looks=looks,
        filters=list(_filters(found)),
        filtered=bool(asked.query.text("q") or any(narrowed.values())),
        pages=_pages(asked, found),
        sort=asked.query.text("sort"),
        may_keep=asked.may(Action.KEEP_DATA),
    )


def shelf_of(asked: Asked) -> Shelf:
    """What the service remembers of the tables."""
    return asked.site.once("data", Shelf)


def _found(asked: Asked, narrowed: Mapping[str, str]) -> RecordList:
    query, name = asked.query, asked.param("table")
    known = TABLES[name].filters if name in TABLES else ()
    wanted = {each: value for each, value in narrowed.items() if each in known}
    looked = RecordQuery(query.text("q"), wanted, query.text("sort"), query.whole("page") or 1)
    return list_records(asked.store, asked.actor, name, looked, shelf_of(asked))


def _cells(columns: list[TableColumn], cells: Mapping[str, str], names: Names) -> Iterator[Cell]:
    for column in columns:
        yield Cell(column, shown(column, cells[column.name], names), cells[column.name])


def shown(column: TableColumn, value: str, names: Names) -> str:
    """A cell in words: names in the place of ids, dates as people write them."""
    if column.kind is CellKind.DATE and value:
        try:
            return formats.long_day(date.fromisoformat(value))
        except ValueError:
            return value
    if column.kind is CellKind.YES:
        return _("yes") if value else ""
    return names.get(column.names, {}).get(value, value) if column.kind is CellKind.CHOICE else value


def _filters(found: RecordList) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """The filters of a list: name, label, and what can be chosen; of a month nothing."""
    for name in found.table.filters:
        if name == "month":
            yield name, _("Month"), []
        elif name == "now":
            label = _("Employed") if found.table.name == "consultants" else _("In force")
            yield name, label, [("", _("all")), ("yes", _("today")), ("no", _("not today"))]
        else:
            column = next((one for one in found.table.columns if one.name == name), None)
            known = found.names[column.names if column else name]
            yield name, column.label if column else _("Package"), [("", _("all")), *by_name(known)]


def by_name(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Ids with names, in the order of the names."""
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


def _sorting(asked: Asked, table: DataTable, column: TableColumn) -> tuple[str, str]:
    """The address of the list sorted by a column, and how it is sorted by it now."""
    now = asked.query.text("sort") or table.sort
    state = {column.name: "ascending", f"-{column.name}": "descending"}.get(now, "")
    return _address(asked, sort=f"-{column.name}" if state == "ascending" else column.name), state


def _pages(asked: Asked, found: RecordList) -> dict[str, Any]:
    """The ways to the pages before and after."""
    before = _address(asked, page=found.page - 1) if found.page > 1 else ""
    after = _address(asked, page=found.page + 1) if found.page < found.pages else ""
    return {"before": before, "after": after}


def _address(asked: Asked, **changed: object) -> str:
    """The address of the same list, looked at otherwise."""
    kept = {name: asked.query.again(name) for name in ("q", *FILTERS, "sort")}
    said = {name: value for name, value in {**kept, **changed}.items() if value}
    path = asked.url("data_table", table=asked.param("table"))
    return f"{path}?{urlencode(said)}" if said else path
