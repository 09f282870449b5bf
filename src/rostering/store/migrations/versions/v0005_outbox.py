"""Mails that wait to be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_INSTANT = sa.DateTime(timezone=True)
_WORDS = ("cause", "consultant", "name", "address", "subject", "body", "message_id", "state")


def upgrade() -> None:
    """Make the outbox; a mail's key says what it is about, and no cause is told twice."""
    op.create_table(
        "mail",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in _WORDS),
        sa.Column("created", _INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        *(sa.Column(name, _INSTANT) for name in ("claimed", "due", "sent")),
        sa.Column("error", sa.String()),
    )
    op.create_index("mail_by_state", "mail", ["state"])
    op.create_index("mail_by_address", "mail", ["address"])
