"""The migrations make what the table classes say, and the code knows the newest one."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from rostering.store import open_store
from rostering.store.columns import TableRow
from rostering.store.engine import engine_of, url_of
from rostering.store.migration import migrate, migrations
from rostering.store.schema import HEAD


@pytest.fixture
def url(bare_url: str) -> str:
    """A database in which nothing is yet."""
    return bare_url


def test_the_code_knows_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(migrations()).get_current_head() == HEAD


def test_migrations_and_table_classes_agree(url: str) -> None:
    with open_store(url).reading() as look:
        context = MigrationContext.configure(look._session.connection())
        assert compare_metadata(context, TableRow.metadata) == []


def test_remembered_tables_are_those_that_migrations_make(tmp_path: Path) -> None:
    """What most tests' stores are made of."""
    migrated = engine_of(url_of(str(tmp_path / "migrated.db")), patience=10)
    with migrated.begin() as connection:
        migrate(connection)
    for name in ("first.db", "second.db"):
        open_store(str(tmp_path / name))
    assert dump(tmp_path / "migrated.db") == dump(tmp_path / "first.db") == dump(tmp_path / "second.db")


def dump(file: Path) -> list[str]:
    with sqlite3.connect(file) as connection:
        return list(connection.iterdump())
