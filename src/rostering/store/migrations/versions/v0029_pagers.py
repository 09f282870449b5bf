"""Pagers: how each stands, and what we have made there."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "pager",
        sa.Column("pager", sa.String(), primary_key=True),
        *(sa.Column(name, _INSTANT) for name in ("tried", "pushed")),
        sa.Column("error", sa.String()),
        *(sa.Column(name, _INSTANT) for name in ("since", "rest_until")),
        sa.Column("troubles", sa.JSON(), nullable=False),
        sa.Column("holder", sa.String()),
        sa.Column("held", _INSTANT),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pager_override",
        sa.Column("number", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("pager", "schedule", "consultant")),
        *(sa.Column(name, _INSTANT, nullable=False) for name in ("first", "until")),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("override", sa.String()),
        sa.Column("at", _INSTANT, nullable=False),
    )
    op.create_index("pager_override_of", "pager_override", ["pager"])
