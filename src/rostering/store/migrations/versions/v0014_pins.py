"""Seats that are meant for somebody: those of the data folder, and those that a roster's plan was told of."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table and add the column; nothing was pinned before."""
    op.create_table(
        "pin",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(), primary_key=True),
        sa.Column("consultant", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["consultant"], ["consultant.id"]),
    )
    op.add_column("roster", sa.Column("pins", sa.JSON(), nullable=False, server_default="[]"))
