"""The migrations make what the table classes say, and the code knows the newest one."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from rostering.store import open_store
from rostering.store.columns import TableRow
from rostering.store.migration import migrations
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
