"""Rows by the million: a table becomes what is wanted of it, row by row as the database has them, without objects."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlmodel import Session

from rostering.store.columns import TableRow

Key = tuple[Any, ...]


def become(session: Session, table: type[TableRow], wanted: Iterable[Mapping[str, Any]]) -> list[Key]:
    """Insert and update rows, given by column, and touch no other; returns the keys of those that are to go."""
    core = _core(table)
    names, keys = core.columns.keys(), core.primary_key.columns.keys()
    there = {tuple(row[name] for name in keys): tuple(row.values()) for row in rows_in(session, table)}
    new: list[Mapping[str, Any]] = []
    changed: list[Mapping[str, Any]] = []
    for row in wanted:
        known = there.pop(tuple(row[name] for name in keys), None)
        if known is None:
            new.append(row)
        elif known != tuple(row[name] for name in names):
            changed.append({**{f"key_{name}": row[name] for name in keys}, **row})
    if new:
        session.connection().execute(insert(core), new)
    if changed:
        values: dict[str, Any] = {name: bindparam(name) for name in names if name not in keys}
        session.connection().execute(update(core).where(*_is(core, keys)).values(values), changed)
    session.expire_all()  # what it holds may have been changed behind it
    return list(there)


def put(session: Session, table: type[TableRow], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert new rows, given by column."""
    if rows:
        session.connection().execute(insert(_core(table)), rows)


def remove(session: Session, table: type[TableRow], gone: Iterable[Key]) -> None:
    """Delete the rows with these keys."""
    core = _core(table)
    keys = core.primary_key.columns.keys()
    named = [{f"key_{name}": value for name, value in zip(keys, key, strict=True)} for key in gone]
    if named:
        session.connection().execute(delete(core).where(*_is(core, keys)), named)
    session.expire_all()


def rows_in(session: Session, table: type[TableRow], *order: str) -> Iterable[Mapping[str, Any]]:
    """The rows of a table by column, in the order of some of these."""
    core = _core(table)
    found = session.connection().execute(select(core).order_by(*(core.c[name] for name in order))).mappings()
    return cast("Iterable[Mapping[str, Any]]", found)


def _core(table: type[TableRow]) -> Table:
    """The table itself, beneath its class."""
    return cast("Table", table.__table__)  # type: ignore[attr-defined]


def _is(core: Table, keys: Iterable[str]) -> list[Any]:
    return [core.c[name] == bindparam(f"key_{name}") for name in keys]
