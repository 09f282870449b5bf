"""Call-outs, entry by entry, append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

_WORDS = "call-outs are append-only"
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table, and the triggers that keep it append-only."""
    op.create_table(
        "callout",
        *(sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False) for name in ("number", "version")),
        sa.Column("at", _INSTANT, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "act", "reason", "customer", "consultant")),
        sa.Column("called", _INSTANT, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("priority", "what")),
        sa.Column("seat", sa.String()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("answered", _INSTANT),
        sa.Column("updates", sa.JSON(), nullable=False),
        sa.Column("ended", _INSTANT),
        sqlite_with_rowid=False,
    )
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _protect_in_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    # An INSERT OR REPLACE fires no DELETE trigger on connections without recursive_triggers.
    known = "EXISTS (SELECT 1 FROM callout WHERE number = NEW.number AND version = NEW.version)"
    op.execute(f"CREATE TRIGGER callout_insert BEFORE INSERT ON callout WHEN {known} {refusal}")
    op.execute(f"CREATE TRIGGER callout_update BEFORE UPDATE ON callout {refusal}")
    op.execute(f"CREATE TRIGGER callout_delete BEFORE DELETE ON callout {refusal}")


def _protect_in_postgresql() -> None:
    refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
    op.execute(f"CREATE TRIGGER callout_change BEFORE UPDATE OR DELETE ON callout FOR EACH ROW {refusal}")
    op.execute(f"CREATE TRIGGER callout_truncate BEFORE TRUNCATE ON callout {refusal}")
