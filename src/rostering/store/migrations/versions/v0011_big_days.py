"""The shares of big days that a roster was made with."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; rosters from before have none."""
    op.add_column("roster", sa.Column("big_days", sa.JSON(), nullable=False, server_default="[]"))
