"""What the documents for a customer say: its electronic address, its language, its orders."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns; nothing of it was known before."""
    for table, names in (("customer", ("ean", "language")), ("booking", ("po_number", "title"))):
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=""))
