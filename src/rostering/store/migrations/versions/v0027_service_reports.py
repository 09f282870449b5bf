"""Tickets; status reports to customers, append-only; where agreements want them, and whether they name people."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

_WORDS = "status reports are append-only"
_TABLES = {"service_report": ("number",), "report_file": ("report", "form"), "report_step": ("report", "number")}


def upgrade() -> None:
    """Add the columns and the tables, and the triggers that keep what was reported append-only."""
    op.add_column("agreement", sa.Column("report_to", sa.String(), nullable=False, server_default=""))
    op.add_column("agreement", sa.Column("names_people", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "ticket",
        sa.Column("id", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("customer", "kind")),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("closed", sa.Date()),
    )
    _make_reports()
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    for table, keys in _TABLES.items():
        protect[op.get_context().dialect.name](table, keys)


def _make_reports() -> None:
    op.create_table(
        "service_report",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("customer", "name")),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first", "last")),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("replaces", sa.Integer()),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_table(
        "report_file",
        sa.Column("report", sa.Integer(), sa.ForeignKey("service_report.number"), primary_key=True),
        sa.Column("form", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_step",
        sa.Column("report", sa.Integer(), sa.ForeignKey("service_report.number"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "act")),
        sa.Column("to", sa.JSON(), nullable=False),
        sqlite_with_rowid=False,
    )


def _protect_in_sqlite(table: str, keys: tuple[str, ...]) -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    # An INSERT OR REPLACE fires no DELETE trigger on connections without recursive_triggers.
    same = " AND ".join(f"{key} = NEW.{key}" for key in keys)
    known = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of our own
    op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {refusal}")
    op.execute(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refusal}")
    op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refusal}")


def _protect_in_postgresql(table: str, _keys: tuple[str, ...]) -> None:
    refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
    op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}")
    op.execute(f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} {refusal}")
