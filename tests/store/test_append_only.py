"""The database itself keeps history as it was written, whoever asks."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from rostering.domain.callouts import Call
from rostering.domain.dues import Deed, DueStep
from rostering.domain.service_reports import KeptReport, ReportAct, ReportFile, ReportStep
from rostering.domain.swaps import Swap
from rostering.spans import month_of
from rostering.store import open_store
from rostering.store.engine import url_of
from samples.due_samples import REVIEW
from samples.store_samples import roster

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
A_COLUMN = {
    "roster": "input_hash",
    "duty": "consultant",
    "compensating_day": "consultant",
    "account": "role",
    "publication": "by",
    "discard": "by",
    "audit_log": "who",
    "swap": "giver",
    "swap_step": "by",
    "callout": "by",
    "due_step": "by",
    "service_report": "by",
    "report_file": "name",
    "report_step": "by",
}
PARTS = ("duty", "compensating_day", "account")


@pytest.fixture
def stranger(url: str) -> Iterator[Connection]:
    """A plain connection of another program to a store with some history; it has none of the store's settings."""
    with open_store(url).transaction() as changes:
        number = changes.add_version(roster()).number
        changes.publish(number, NOW, "lead")
        changes.discard(changes.add_version(roster()).number, NOW, "lead")
        changes.log("lead", "publish", "roster 1", at=NOW)
        changes.swaps.add(Swap(0, "anna", "preparedness:2026-12-05:pim:1", None, None, ""), NOW, "lead")
        changes.callouts.add(Call("nord", "anna", NOW, "p1", "The shop is down"), NOW, "anna")
        changes.dues.go_on(REVIEW, DueStep(0, NOW, "lead", Deed.WAIVED, reason="agreed"))
        report = KeptReport(1, "nord", "Nord", month_of(2026, 6), "en", NOW, "lead", whole=True)
        changes.service_reports.add(report, "", [ReportFile("report.html", "html", b"<p>")])
        changes.service_reports.go_on(report, ReportStep(0, NOW, "lead", ReportAct.APPROVED))
    engine = create_engine(url_of(url))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def refused(connection: Connection, statement: str) -> bool:
    with pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement))
    connection.rollback()
    return True


def test_no_history_is_updated(stranger: Connection) -> None:
    for table, column in A_COLUMN.items():
        assert refused(stranger, f"UPDATE {table} SET {column} = 'other'")


def test_no_history_is_deleted(stranger: Connection) -> None:
    for table in A_COLUMN:
        assert refused(stranger, f"DELETE FROM {table}")


def test_no_history_is_replaced(stranger: Connection) -> None:
    for table, column in A_COLUMN.items():
        if stranger.dialect.name == "sqlite":
            assert refused(stranger, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        else:
            upsert = f"ON CONFLICT ON CONSTRAINT pk_{table} DO UPDATE SET {column} = 'other'"
            assert refused(stranger, f"INSERT INTO {table} SELECT * FROM {table} {upsert}")


def test_no_history_is_truncated(stranger: Connection) -> None:
    if stranger.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    for table in A_COLUMN:
        assert refused(stranger, f"TRUNCATE {table} CASCADE")


def test_a_roster_takes_no_late_parts(stranger: Connection) -> None:
    for table in PARTS:
        key = "seat" if table == "duty" else "consultant"
        assert refused(stranger, copy_with(stranger, table, key, "'late'"))


def test_parts_without_a_roster_are_refused(stranger: Connection) -> None:
    if stranger.dialect.name == "sqlite":
        stranger.exec_driver_sql("PRAGMA foreign_keys = ON")
    for table in PARTS:
        stranger.execute(text(copy_with(stranger, table, "roster", "99")))
        with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
            stranger.commit()
        stranger.rollback()


def copy_with(connection: Connection, table: str, changed: str, value: str) -> str:
    """The statement that inserts a table's first row again, with another value in one column."""
    columns = [column["name"] for column in inspect(connection).get_columns(table)]
    values = ", ".join(value if column == changed else column for column in columns)
    return f"INSERT INTO {table} SELECT {values} FROM {table} WHERE position = 0 AND roster = 1"
