"""Webhooks and their messages."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "webhook",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("created", _INSTANT, nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("ended", _INSTANT),
    )
    op.create_table(
        "delivery",
        sa.Column("webhook", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("entry", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("event", "body")),
        sa.Column("created", _INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        *(sa.Column(name, _INSTANT) for name in ("claimed", "due", "sent")),
        sa.Column("error", sa.String()),
        sa.ForeignKeyConstraint(["webhook"], ["webhook.number"]),
        sqlite_with_rowid=False,
    )
    op.create_index("delivery_by_state", "delivery", ["state"])
