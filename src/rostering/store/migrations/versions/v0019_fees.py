"""Subscription fees: what lines of them say, and with which fees a month was closed."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the columns; no month from before has fees."""
    op.add_column("charge", sa.Column("package", sa.String(), nullable=False, server_default=""))
    op.add_column("charge", sa.Column("paid_from", sa.Date()))
    op.add_column("charge", sa.Column("paid_to", sa.Date()))
    op.add_column("closing", sa.Column("fees", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("closing", sa.Column("packages", sa.JSON(), nullable=False, server_default="{}"))
