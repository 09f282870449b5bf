"""Errands, which outlive a service, and the firm's own profiles of exports."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; what comes of an errand is not in them."""
    op.create_table(
        "errand",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created", _INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("holder", sa.String()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        *(sa.Column(name, _INSTANT) for name in ("heartbeat", "ended", "stop_asked")),
        sa.ForeignKeyConstraint(["owner"], ["user.number"]),
    )
    op.create_index("errand_owner", "errand", ["owner"])
    op.create_table(
        "own_profile",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
    )
