"""That drafts were thrown away: records of their own, as rosters are append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_WORDS = "discards are append-only"


def upgrade() -> None:
    """Make the table, and the triggers that keep it append-only."""
    op.create_table(
        "discard",
        sa.Column("roster", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["roster"], ["roster.number"]),
        sqlite_with_rowid=False,
    )
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _protect_in_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    # An INSERT OR REPLACE fires no DELETE trigger on connections without recursive_triggers.
    known = "NEW.roster IN (SELECT roster FROM discard)"
    op.execute(f"CREATE TRIGGER discard_insert BEFORE INSERT ON discard WHEN {known} {refusal}")
    op.execute(f"CREATE TRIGGER discard_update BEFORE UPDATE ON discard {refusal}")
    op.execute(f"CREATE TRIGGER discard_delete BEFORE DELETE ON discard {refusal}")


def _protect_in_postgresql() -> None:
    refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
    op.execute(f"CREATE TRIGGER discard_change BEFORE UPDATE OR DELETE ON discard FOR EACH ROW {refusal}")
    op.execute(f"CREATE TRIGGER discard_truncate BEFORE TRUNCATE ON discard {refusal}")
