"""Leave that was read from calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; it refers to no input, so that people may go."""
    op.create_table(
        "proposal",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("consultant", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON()),
    )
