"""A store of an older rostering opens with all that it has, and nobody notices."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from rostering.domain.inputs import Inputs
from rostering.domain.seats import Pin
from rostering.errors import StorageFailed
from rostering.rosters.version import Version
from rostering.store import digests_of, open_store
from rostering.store.engine import engine_of, url_of
from rostering.store.migration import migrate
from samples.store_samples import crew, roster

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
NEW_COLUMNS = {
    "customer": {"team", "street", "city", "postal_code", "buyer_reference", "ean", "language", "account_manager"},
    "agreement": {"report_to", "names_people"},
    "consultant": {"teams", "lends", "role_dates"},
    "duty": {"pool"},
    "roster": {"absences", "big_days", "pins"},
}


@pytest.fixture
def url(bare_url: str) -> str:
    """A database in which nothing is yet."""
    return bare_url


def old_store(url: str, inputs: Inputs, version: Version, revision: str = "0001") -> dict[tuple[str, str], str]:
    """Make a database of an earlier release, by default the first, with inputs and a published roster.

    Returns its baseline.
    """
    newer = open_store("sqlite://")
    with newer.transaction() as changes:
        changes.replace_inputs(inputs)
        changes.set_baseline(changes.records())
        changes.publish(changes.add_version(version).number, NOW, "lead")
        rows = {table: _rows(changes._session.connection(), table) for table in _TABLES}
        baseline = changes.baseline()
    newer.close()
    engine = engine_of(url_of(url), patience=10)
    with engine.begin() as connection:
        migrate(connection, revision)
        for table in _TABLES:
            there = {column["name"] for column in inspect(connection).get_columns(table)}
            for row in rows[table]:
                _insert(connection, table, {k: v for k, v in row.items() if k in there})
    engine.dispose()
    return baseline


_TABLES = (
    *("document", "customer", "consultant", "agreement", "leave", "baseline"),
    *("duty", "compensating_day", "account", "roster", "publication"),
)
"""Parts before the header of their roster, as the triggers want it."""


def _rows(connection: Connection, table: str) -> list[Mapping[str, object]]:
    return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]


def _insert(connection: Connection, table: str, row: Mapping[str, object]) -> None:
    kinds = {column["name"]: str(column["type"]) for column in inspect(connection).get_columns(table)}
    # SQLite has no type of its own for truth.
    values = {name: bool(value) if kinds[name] == "BOOLEAN" else value for name, value in row.items()}
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def columns(url: str, table: str) -> set[str]:
    engine = create_engine(url_of(url))
    try:
        return {column["name"] for column in inspect(engine).get_columns(table)}
    finally:
        engine.dispose()


def test_the_first_release_lacks_the_columns_that_a_migration_adds(url: str) -> None:
    old_store(url, crew(1), roster())
    assert all(not columns(url, table) & new for table, new in NEW_COLUMNS.items())
    open_store(url)
    assert all(columns(url, table) >= new for table, new in NEW_COLUMNS.items())


def test_inputs_and_rosters_of_the_first_release_are_read_as_they_were(url: str) -> None:
    old_store(url, crew(3), roster())
    with open_store(url).reading() as look:
        assert look.inputs() == crew(3)
        assert look.newest() == look.publications()[0].version
        assert look.newest().duties == roster().duties


def test_a_store_from_before_there_were_pins_has_none_and_takes_some(url: str) -> None:
    old_store(url, crew(3), roster(), revision="0013")
    assert "pins" not in columns(url, "roster")
    pins = (Pin("team:2026-11-07:pim:1", "c2"), Pin("team:2026-11-08:pim:1", "c1"))
    store = open_store(url)
    with store.transaction() as changes:
        assert (changes.newest().pins, changes.inputs().pins) == ((), ())
        changes.replace_inputs(replace(crew(3), pins=pins))
        number = changes.add_version(replace(roster(), pins=pins[:1])).number
    with store.reading() as look:
        assert (look.version(number).pins, look.inputs().pins) == (pins[:1], pins)
        assert look.publications()[0].version.pins == ()
    with store.transaction() as changes:
        changes.replace_inputs(crew(3))
    with open_store(url).reading() as look:
        assert (look.inputs(), look.version(number).pins) == (crew(3), pins[:1])


def test_what_was_imported_before_the_migration_does_not_count_as_changed_since(url: str) -> None:
    baseline = old_store(url, crew(3), roster())
    with open_store(url).transaction() as changes:
        assert changes.baseline() == baseline == digests_of(changes.records())
        changes.replace_inputs(crew(3))
        assert digests_of(changes.records()) == baseline


def test_history_of_the_first_release_stays_append_only(url: str) -> None:
    old_store(url, crew(1), roster())
    open_store(url)
    with pytest.raises(StorageFailed, match="append-only"), open_store(url).transaction() as changes:
        changes._session.connection().execute(text("UPDATE duty SET pool = 'other'"))


def test_the_records_of_people_without_teams_say_nothing_of_teams(url: str) -> None:
    with open_store(url).transaction() as changes:
        changes.replace_inputs(crew(1))
        record = changes.records()["consultants.csv", "c1"]
    assert json.loads(record).keys().isdisjoint(NEW_COLUMNS["consultant"])
