"""The absences that a repaired roster was told of."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; rosters from before know of none."""
    op.add_column("roster", sa.Column("absences", sa.JSON(), nullable=False, server_default="[]"))
