"""What the documents for a customer say: its electronic address, its language, its orders; what is billed by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0015"


def upgrade() -> None:
    """Add the columns and the table; nothing of it was known before."""
    for table, names in (("customer", ("ean", "language")), ("booking", ("po_number", "title"))):
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_table(
        "billed",
        sa.Column("number", sa.Integer(), primary_key=True, nullable=False, autoincrement=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["month"], ["closing.month"]),
        sqlite_with_rowid=False,
    )
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


_WORDS = "what was billed is append-only"


def _protect_in_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    known = "EXISTS (SELECT 1 FROM billed WHERE number = NEW.number)"
    op.execute(f"CREATE TRIGGER billed_insert BEFORE INSERT ON billed WHEN {known} {refusal}")
    op.execute(f"CREATE TRIGGER billed_update BEFORE UPDATE ON billed {refusal}")
    op.execute(f"CREATE TRIGGER billed_delete BEFORE DELETE ON billed {refusal}")


def _protect_in_postgresql() -> None:
    refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
    op.execute(f"CREATE TRIGGER billed_change BEFORE UPDATE OR DELETE ON billed FOR EACH ROW {refusal}")
    op.execute(f"CREATE TRIGGER billed_truncate BEFORE TRUNCATE ON billed {refusal}")
