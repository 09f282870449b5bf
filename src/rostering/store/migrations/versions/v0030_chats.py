"""Channels in chats and their messages."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "chat",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "name", "address")),
        sa.Column("team", sa.String()),
        sa.Column("news", sa.JSON(), nullable=False),
        sa.Column("created", _INSTANT, nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("ended", _INSTANT),
    )
    op.create_table(
        "chat_message",
        *(sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False) for name in ("chat", "number")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("key", "news", "title", "body")),
        sa.Column("created", _INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        *(sa.Column(name, _INSTANT) for name in ("claimed", "due", "sent")),
        sa.Column("error", sa.String()),
        sa.ForeignKeyConstraint(["chat"], ["chat.number"]),
        sqlite_with_rowid=False,
    )
    op.create_index("chat_message_by_key", "chat_message", ["chat", "key"], unique=True)
