"""Links to feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table of secret links, each known by the SHA-256 of its secret."""
    op.create_table(
        "subscription",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("purpose", "subject_kind", "subject_id", "name")),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("utc", sa.Boolean(), nullable=False),
        sa.Column("busy", sa.Boolean(), nullable=False),
        sa.Column("alarm", sa.Integer()),
        sa.Column("digest", sa.String(), nullable=False, unique=True),
        sa.Column("created", _INSTANT, nullable=False),
        sa.Column("ends", _INSTANT),
        sa.Column("last_fetch", _INSTANT),
        sa.Column("client", sa.String()),
        sa.Column("replaced_by", sa.Integer()),
        sa.ForeignKeyConstraint(["replaced_by"], ["subscription.number"]),
    )
