"""Forgetting: the names of somebody go out of everything, through the door that the database has for it."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String, Table, Text, cast, delete, select, update
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, col, func

from rostering.domain.former import Former
from rostering.domain.traces import Traces
from rostering.store.columns import TableRow
from rostering.store.former_rows import ForgettingEndRow, ForgettingRow, FormerRow, ResealedRow
from rostering.store.holdings import MONEY, MONTHLY, NOBODY

_INPUTS = frozenset({"consultant", "leave", "balance", "pin"})
"""What a use case replaces with the inputs, as rows of theirs refer to one another."""


@dataclass(frozen=True)
class HeldRow:
    """A row as it is kept, by column."""

    table: str
    values: Mapping[str, Any]


class FormerPeople:
    """Who was forgotten, by number."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Former, ...]:
        """Everybody, in the order in which they were forgotten."""
        rows = self._session.exec(select(FormerRow).order_by(col(FormerRow.number))).scalars()  # type: ignore[call-overload]
        return tuple(row.value() for row in rows)

    def ids(self) -> dict[str, str]:
        """The ids that stand for those which records of money still have."""
        return {one.consultant: one.id for one in self.all() if one.consultant}

    def newest(self) -> int:
        """The number of the last forgetting; 0 before the first."""
        return self._session.exec(select(func.max(ForgettingRow.number))).scalar_one() or 0  # type: ignore[call-overload]

    def add(self, former: Former) -> None:
        """Keep that somebody is forgotten."""
        self._session.add(FormerRow(**vars(former)))
        self._session.flush()

    def money_gone(self, number: int) -> None:
        """Keep no id any more, as no record of money has it."""
        one = col(FormerRow.number) == number
        self._session.exec(update(FormerRow).where(one).values(consultant=None, money_until=None))
        self._session.expire_all()


class Forgetting:
    """One forgetting, from the opening of the door to its end; how many rows changed is counted by table."""

    def __init__(self, session: Session, former: Former, traces: Traces, *, money: bool) -> None:
        self._session, self._former, self._traces = session, former, traces
        self._number = FormerPeople(session).newest() + 1
        self.changed: Counter[str] = Counter()
        session.add(ForgettingRow(number=self._number, former=former.number, money=money))
        session.flush()

    def end(self, at: datetime) -> None:
        """Shut the door."""
        self._session.add(ForgettingEndRow(number=self._number, at=at))
        self._session.flush()
        self._session.expire_all()

    def reseal(self, money: str, batches: Mapping[date, str]) -> None:
        """Keep by which names the lines of months of one kind of money are known from now on."""
        for month, batch in batches.items():
            self._session.add(ResealedRow(money=money, month=month, forgetting=self._number, batch=batch))
        self._session.flush()

    def drop(self, table: type[TableRow], *where: Any) -> None:
        """Let rows go that are theirs alone."""
        core = _core(table)
        done = self._session.connection().execute(delete(core).where(*where))
        self.changed[core.name] += done.rowcount

    @property
    def session(self) -> Session:
        """By which it is done."""
        return self._session

    @property
    def former(self) -> Former:
        """Who is forgotten."""
        return self._former

    def empty(self, table: type[TableRow], values: Mapping[str, Any], *where: Any) -> None:
        """Take out what they wrote in words of their own."""
        core = _core(table)
        done = self._session.connection().execute(update(core).where(*where).values(dict(values)))
        self.changed[core.name] += done.rowcount

    def rename(self) -> None:
        """Put the number in the place of the name wherever it stands, but in records of money."""
        for table in TableRow.metadata.sorted_tables:
            if table.name not in MONEY | _INPUTS | NOBODY:
                self._rename_in(table)

    def rename_money(self) -> None:
        """The same in records of money."""
        for table in TableRow.metadata.sorted_tables:
            if table.name in MONTHLY:
                self._rename_in(table)

    def _rename_in(self, table: Table) -> None:
        changes = [(line.values, self._news(line)) for line in lines_with(self._session, table, self._traces)]
        links = {f.parent.name for f in table.foreign_keys if f.column.table is table}
        # A line that names another of its table does not while that is renamed.
        named = [(old, new, {link: old.get(link) for link in links if old.get(link)}) for old, new in changes]
        for old, _new, linked in named:
            self._change(table, old, dict.fromkeys(linked))
        for old, new, linked in named:
            self._change(table, old, {name: value for name, value in new.items() if name not in linked})
            self.changed[table.name] += 1
        for old, new, linked in named:
            self._change(table, {**old, **new}, {link: new.get(link, old[link]) for link in linked})

    def _news(self, line: HeldRow) -> dict[str, Any]:
        """What becomes another value in a row."""
        found = {
            name: self._traces.value(value, self._former.id, self._former.name, name)
            for name, value in line.values.items()
        }
        return {name: new for name, new in found.items() if new != line.values[name]}

    def _bound(self, table: Table, news: Mapping[str, Any]) -> dict[str, Any]:
        """Values as their columns take them."""
        return {
            name: value.encode() if isinstance(table.c[name].type, LargeBinary) else value
            for name, value in news.items()
        }

    def _change(self, table: Table, row: Mapping[str, Any], news: Mapping[str, Any]) -> None:
        keys = [column == row[column.name] for column in table.primary_key.columns]
        if table.name == "kept_answer":  # what was answered is no answer to anybody any more
            self._session.connection().execute(delete(table).where(*keys))
        elif news:
            self._session.connection().execute(update(table).where(*keys).values(self._bound(table, news)))


def lines_with(session: Session, table: Table, traces: Traces, *, whole: bool = False) -> Iterator[HeldRow]:
    """The rows of a table that hold a trace of somebody, `whole` or with their columns of text and their keys."""
    texts = [column for column in table.columns if isinstance(_beneath(column.type), String | JSON | LargeBinary)]
    if not texts:
        return
    months = [table.columns["month"]] if "month" in table.columns else []
    some = table.columns if whole else (*table.primary_key.columns, *months, *texts)
    wanted = {column.name: column for column in some}
    raw = [cast(column, Text) if isinstance(column.type, JSON) else column for column in wanted.values()]
    rows = session.connection().execute(select(*raw)).all()
    readers = [_reader(column.type) for column in wanted.values()]
    for row in rows:
        if any(traces.may_hold(_decoded(cell) if isinstance(cell, bytes) else cell) for cell in row if _is_text(cell)):
            named = zip(wanted, readers, row, strict=True)
            values = {name: read(cell) if _is_text(cell) else cell for name, read, cell in named if cell is not None}
            if any(traces.holds(value, name) for name, value in values.items()):
                yield HeldRow(table.name, values)


def _beneath(kind: Any) -> Any:
    """What a type is for the database."""
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def _reader(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, LargeBinary):
        return _decoded
    return json.loads if isinstance(kind, JSON) else lambda cell: cell


def _is_text(cell: object) -> bool:
    return isinstance(cell, str | bytes)


def _decoded(cell: bytes) -> str:
    """A text that is kept as bytes; what is none, such as a PDF, is not looked into."""
    try:
        return cell.decode()
    except UnicodeDecodeError:
        return ""


def _core(table: type[TableRow]) -> Table:
    return table.__table__  # type: ignore[attr-defined, no-any-return]
