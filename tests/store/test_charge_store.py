"""Closed months are read as they were written, and the database itself refuses to change them, whoever asks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from rostering.errors import StorageFailed
from rostering.store import open_store
from rostering.store.engine import url_of
from samples.charge_samples import (
    BILLED,
    CREDIT,
    DECEMBER,
    EXPORT,
    FROZEN,
    LINE,
    NOVEMBER,
    OTHER,
    close_november,
    closing,
)

A_COLUMN = {"charge": "amount", "closing": "batch", "frozen_price": "unit", "charge_export": "form", "billed": "note"}
KEYS = {
    "charge": "id",
    "closing": "month",
    "frozen_price": "booking, customer, day, role, day_class",
    "charge_export": "number",
    "billed": "number",
}
APPEND_ONLY = "append-only"


@pytest.fixture
def stranger(url: str) -> Iterator[Connection]:
    """A plain connection of another program to a store with a closed month; it has none of the store's settings."""
    with open_store(url).transaction() as changes:
        close_november(changes)
    engine = create_engine(url_of(url))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def refused(connection: Connection, statement: str, words: str = APPEND_ONLY) -> bool:
    with pytest.raises(DBAPIError, match=words):
        connection.execute(text(statement))
    connection.rollback()
    return True


def test_a_closed_month_is_read_as_it_was_written(url: str) -> None:
    with open_store(url).transaction() as changes:
        close_november(changes)
    with open_store(url).reading() as look:
        assert look.charges.lines() == (LINE, OTHER)
        assert look.charges.closings() == {NOVEMBER: closing()}
        assert look.charges.frozen() == (FROZEN,)
        assert look.charges.exports() == look.charges.exports(NOVEMBER) == (replace(EXPORT, number=1),)
        assert look.charges.exports(DECEMBER) == ()
        assert look.charges.billed() == (replace(BILLED, number=1),)


def test_a_later_month_takes_back_a_line_of_an_earlier_one(url: str) -> None:
    with open_store(url).transaction() as changes:
        close_november(changes)
        changes.charges.close(closing(DECEMBER), [CREDIT])
    with open_store(url).reading() as look:
        assert look.charges.lines() == (LINE, CREDIT, OTHER)
        assert list(look.charges.closings()) == [NOVEMBER, DECEMBER]


def test_nothing_of_it_is_updated(stranger: Connection) -> None:
    for table, column in A_COLUMN.items():
        assert refused(stranger, f"UPDATE {table} SET {column} = {column}")


def test_nothing_of_it_is_deleted(stranger: Connection) -> None:
    for table in A_COLUMN:
        assert refused(stranger, f"DELETE FROM {table}")


def test_nothing_of_it_is_replaced(stranger: Connection) -> None:
    for table, column in A_COLUMN.items():
        if stranger.dialect.name == "sqlite":
            assert refused(stranger, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            assert refused(stranger, f"REPLACE INTO {table} SELECT * FROM {table}")
        upsert = f"ON CONFLICT ({KEYS[table]}) DO UPDATE SET {column} = excluded.{column}"
        assert refused(stranger, f"INSERT INTO {table} SELECT * FROM {table} WHERE true {upsert}")


def test_a_line_is_not_replaced_by_one_of_its_id_in_an_open_month(stranger: Connection) -> None:
    columns = [column["name"] for column in inspect(stranger).get_columns("charge")]
    values = ", ".join("'2026-12-01'" if column == "month" else column for column in columns)
    verb = "INSERT OR REPLACE" if stranger.dialect.name == "sqlite" else "INSERT"
    copied = f"SELECT {values} FROM charge".replace("'2026-12-01'", "CAST('2026-12-01' AS DATE)")
    statement = copied if stranger.dialect.name == "postgresql" else f"SELECT {values} FROM charge"
    assert refused(stranger, f"{verb} INTO charge {statement}", "append-only|duplicate key")


def test_nothing_of_it_is_truncated(stranger: Connection) -> None:
    if stranger.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    for table in A_COLUMN:
        assert refused(stranger, f"TRUNCATE {table} CASCADE")


def test_a_closed_month_takes_no_late_line(url: str) -> None:
    with open_store(url).transaction() as changes:
        close_november(changes)
    with pytest.raises(StorageFailed, match=APPEND_ONLY), open_store(url).transaction() as changes:
        changes.charges.close(closing(DECEMBER), [replace(OTHER, id="late")])


def test_lines_without_a_closing_are_refused(stranger: Connection) -> None:
    if stranger.dialect.name == "sqlite":
        stranger.exec_driver_sql("PRAGMA foreign_keys = ON")
    columns = [column["name"] for column in inspect(stranger).get_columns("charge")]
    changed = {"id": "'late'", "month": "CAST('2026-12-01' AS DATE)", "corrects": "NULL"}
    if stranger.dialect.name == "sqlite":
        changed["month"] = "'2026-12-01'"
    values = ", ".join(changed.get(column, column) for column in columns)
    stranger.execute(text(f"INSERT INTO charge SELECT {values} FROM charge WHERE id = '{LINE.id}'"))
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        stranger.commit()
    stranger.rollback()


def test_a_month_is_closed_once_and_a_price_is_frozen_once(url: str) -> None:
    with open_store(url).transaction() as changes:
        close_november(changes)
    with pytest.raises(StorageFailed), open_store(url).transaction() as changes:
        changes.charges.close(closing(), [])
    with pytest.raises(StorageFailed), open_store(url).transaction() as changes:
        changes.charges.freeze([FROZEN])


def test_a_line_has_one_credit_at_most(url: str) -> None:
    with open_store(url).transaction() as changes:
        close_november(changes)
        changes.charges.close(closing(DECEMBER), [CREDIT])
    with pytest.raises(StorageFailed), open_store(url).transaction() as changes:
        changes.charges.close(
            closing(DECEMBER.replace(year=2027)), [replace(CREDIT, month=DECEMBER.replace(year=2027))]
        )


def test_what_a_line_corrects_must_be_there(url: str) -> None:
    with pytest.raises(StorageFailed, match=r"(?i)foreign key"), open_store(url).transaction() as changes:
        changes.charges.close(closing(DECEMBER), [CREDIT])
