"""Records of the tables, looked at: lists that are searched, narrowed and sorted, and one record with its history."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rostering.answers.data import CellKind, DataTable, Inventory, Names, Record, RecordList, RecordView, TableColumn
from rostering.domain.rights import Action, may
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput, Unknown
from rostering.folder.rows import Cells
from rostering.language import _, spoken
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.inputs.record_history import history_of
from rostering.services.inputs.shelf import Moment, Shelf
from rostering.services.inputs.tables import TABLES, look_of_document, table_of
from rostering.services.opening import existing_store
from rostering.spans import BadPeriod, Period
from rostering.store import Reading

Test = Callable[[Cells], bool]
PAGE = 100
"""Records of a page."""


class UnknownRecord(Unknown):
    """A key that no record of a table has."""

    def __init__(self, table: DataTable, key: str) -> None:
        super().__init__(_("there is no '{key}' in {file}", key=key, file=table.file))


@dataclass(frozen=True)
class RecordQuery:
    """Which records of a table are looked for."""

    text: str = ""
    """Every word of it stands somewhere in the record, or in the names of what it names."""
    narrowed: Mapping[str, str] | None = None
    """By filter: a column's value, the `month` that it touches, or `now`, whether it is in force today."""
    sort: str = ""
    """A column; `-` before it: backwards."""
    page: int = 1


def inventory(url: str, actor: Actor, shelf: Shelf | None = None) -> Inventory:
    """What the data folder holds, as far as somebody may look. Raises Forbidden, NoInputs."""
    require(actor, Action.LOOK_ORDERS)
    with existing_store(url).reading() as reading:
        moment = (shelf or Shelf()).now(reading, spoken())
        counts = {table.name: len(moment.rows(table.file)) for table in TABLES.values() if may(actor, table.look)}
        newest = reading.log_book.changed_inputs()
    documents = tuple(file for file in sorted(moment.inputs.documents) if may(actor, look_of_document(file)))
    return Inventory(counts, documents, (newest.at, newest.who) if newest else None)


def list_records(url: str, actor: Actor, name: str, query: RecordQuery, shelf: Shelf | None = None) -> RecordList:
    """The records of a table that a query asks for, by page. Raises Forbidden, UnknownTable, FaultyInput, NoInputs."""
    table = table_of(name)
    require(actor, table.look)
    with existing_store(url).reading() as reading:
        moment = (shelf or Shelf()).now(reading, spoken())
    rows = moment.rows(table.file)
    tests = _tests(table, moment, query)
    found = [(key, cells) for key, cells in rows.items() if all(test(cells) for test in tests)]
    _sort(found, table, query.sort or table.sort, moment.names)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, query.page), pages)
    shown = tuple(Record(key, cells) for key, cells in found[PAGE * (page - 1) : PAGE * page])
    return RecordList(table, shown, len(found), len(rows), page, pages, moment.names)


def record(url: str, actor: Actor, name: str, key: str | None, shelf: Shelf | None = None) -> RecordView:
    """A record with its history, or the place for a new one. Raises Forbidden, UnknownTable, UnknownRecord."""
    table = table_of(name)
    require(actor, table.look)
    with existing_store(url).reading() as reading:
        moment = (shelf or Shelf()).now(reading, spoken())
        if key is None:
            return RecordView(table, None, moment.names, version_of(reading, None))
        cells = moment.rows(table.file).get(key)
        if cells is None:
            raise UnknownRecord(table, key)
        history = history_of(reading, table, key)
        return RecordView(table, Record(key, cells), moment.names, version_of(reading, cells), history)


def version_of(reading: Reading, cells: Cells | None) -> str:
    """What a form is to carry that shows a record: how far the log went, and what tells its cells from others."""
    return f"{reading.newest_entry()}.{digest_of(cells)}"


def digest_of(cells: Cells | str | None) -> str:
    """What tells cells, or a text, from others; those of a record that is not there are none."""
    said = (
        "" if cells is None else cells if isinstance(cells, str) else "\0".join(f"{k}\1{v}" for k, v in cells.items())
    )
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def is_now(table: DataTable, cells: Cells, today: date) -> bool:
    """Whether a record is in force on a date: an agreement, an employment."""
    first, last = ("employed_from", "employed_to") if table.name == "consultants" else ("from", "to")
    return cells[first] <= str(today) and (not cells[last] or str(today) <= cells[last])


def _tests(table: DataTable, moment: Moment, query: RecordQuery) -> list[Test]:
    """What a record has to pass to be found. Raises FaultyInput."""
    narrowed = {name: value for name, value in (query.narrowed or {}).items() if value}
    tests = [_test(table, moment, name, value) for name, value in narrowed.items()]
    words = query.text.casefold().split()
    return [*tests, lambda cells: _holds(words, _said(table, moment.names, cells))] if words else tests


def _holds(words: Iterable[str], said: str) -> bool:
    return all(word in said for word in words)


def _said(table: DataTable, names: Names, cells: Cells) -> str:
    """A record with the names of what it names, to be searched."""
    more = (names[column.names].get(cells[column.name], "") for column in table.columns if column.names)
    return " ".join((*cells.values(), *more)).casefold()


def _test(table: DataTable, moment: Moment, name: str, value: str) -> Test:
    today = now().astimezone(moment.inputs.organisation.zone).date()
    if name == "now":
        return lambda cells: is_now(table, cells, today) == (value == "yes")
    if name == "month":
        first, last = _month(value)
        return lambda cells: cells["from"] <= last and first <= cells["to"]
    if name == "package" and table.name == "customers":
        agreed = (one for one in moment.inputs.agreements if one.package == value and one.covers(today))
        having = {one.customer for one in agreed}
        return lambda cells: cells["id"] in having
    if table.column(name).kind is CellKind.WORDS:
        return lambda cells: value in {re.split("[@:]", word)[0] for word in cells[name].split()}
    return lambda cells: cells[name] == value


def _month(text: str) -> tuple[str, str]:
    """The first and the last date of a month, as text. Raises FaultyInput."""
    try:
        period = Period.parse(text)
    except BadPeriod as error:
        raise FaultyInput([Fault("month", str(error))]) from None
    return str(period.first), str(period.last)


def _sort(found: list[tuple[str, Cells]], table: DataTable, sort: str, names: Names) -> None:
    """Sort by a column, by names in the place of ids; of the same, by key."""
    column = next((one for one in table.columns if one.name == sort.removeprefix("-")), table.columns[0])
    value = _sorted_by(column, names)
    found.sort(key=lambda pair: pair[0])
    found.sort(key=lambda pair: value(pair[1]), reverse=sort.startswith("-"))


def _sorted_by(column: TableColumn, names: Names) -> Callable[[Cells], Any]:
    if column.kind is CellKind.NUMBER:
        return lambda cells: int(cells[column.name] or 0)
    if column.kind is CellKind.DATE:
        return lambda cells: cells[column.name] or "9999"
    known = names.get(column.names, {}) if column.kind is CellKind.CHOICE else {}
    return lambda cells: known.get(cells[column.name], cells[column.name]).casefold()
