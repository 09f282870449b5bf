"""Where customers live, and what they want to find on an invoice."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns; nothing of it was known before."""
    for name in ("street", "city", "postal_code", "buyer_reference"):
        op.add_column("customer", sa.Column(name, sa.String(), nullable=False, server_default=""))
