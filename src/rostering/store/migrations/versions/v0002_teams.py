"""Teams of locations, people who belong to them or are lent, and roles held between dates."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; what is there already keeps its text, and belongs to every team."""
    op.add_column("customer", sa.Column("team", sa.String()))
    for name, empty in (("teams", "[]"), ("lends", "[]"), ("role_dates", "{}")):
        op.add_column("consultant", sa.Column(name, sa.JSON(), nullable=False, server_default=empty))
    op.add_column("duty", sa.Column("pool", sa.String()))
