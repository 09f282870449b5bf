"""Cases of the radar."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table of clashes with what is published, and the drafts that would mend them."""
    op.create_table(
        "radar_case",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("consultant", sa.String(), nullable=False),
        sa.Column("roster", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("leave_first", sa.Date()),
        sa.Column("leave_last", sa.Date()),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("opened", _INSTANT, nullable=False),
        sa.Column("drafts", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("closed", _INSTANT),
        sa.ForeignKeyConstraint(["roster"], ["roster.number"]),
    )
