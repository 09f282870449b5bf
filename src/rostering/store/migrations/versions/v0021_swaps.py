"""Swaps of duties: what was offered, and what was done about it, both append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_WORDS = "swaps are append-only"
_KEYS = {"swap": ("number",), "swap_step": ("swap", "number")}


def upgrade() -> None:
    """Make the tables, and the triggers that keep them append-only."""
    op.create_table(
        "swap",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("giver", "seat")),
        *(sa.Column(name, sa.String()) for name in ("to", "in_return")),
        sa.Column("note", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "swap_step",
        *(sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False) for name in ("swap", "number")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "act")),
        sa.Column("consultant", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("rosters", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["swap"], ["swap.number"]),
        sqlite_with_rowid=False,
    )
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _protect_in_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    for table, keys in _KEYS.items():
        # An INSERT OR REPLACE fires no DELETE trigger on connections without recursive_triggers.
        same = " AND ".join(f"{key} = NEW.{key}" for key in keys)
        known = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - the names stand above
        op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refusal}")


def _protect_in_postgresql() -> None:
    refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
    for table in _KEYS:
        op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}")
        op.execute(f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} {refusal}")
