"""Who looks after a customer; what was done about what falls due, append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_WORDS = "what was done about dues is append-only"


def upgrade() -> None:
    """Add the column and the table, and the triggers that keep it append-only."""
    op.add_column("customer", sa.Column("account_manager", sa.String()))
    op.create_table(
        "due_step",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "often", "role")),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "deed")),
        sa.Column("day", sa.Date()),
        *(sa.Column(name, sa.String()) for name in ("hours", "holder")),
        sa.Column("reason", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _protect_in_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    # An INSERT OR REPLACE fires no DELETE trigger on connections without recursive_triggers.
    known = "EXISTS (SELECT 1 FROM due_step WHERE key = NEW.key AND number = NEW.number)"
    op.execute(f"CREATE TRIGGER due_step_insert BEFORE INSERT ON due_step WHEN {known} {refusal}")
    op.execute(f"CREATE TRIGGER due_step_update BEFORE UPDATE ON due_step {refusal}")
    op.execute(f"CREATE TRIGGER due_step_delete BEFORE DELETE ON due_step {refusal}")


def _protect_in_postgresql() -> None:
    refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
    op.execute(f"CREATE TRIGGER due_step_change BEFORE UPDATE OR DELETE ON due_step FOR EACH ROW {refusal}")
    op.execute(f"CREATE TRIGGER due_step_truncate BEFORE TRUNCATE ON due_step {refusal}")
