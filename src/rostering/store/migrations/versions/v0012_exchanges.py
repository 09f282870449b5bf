"""What each data folder knew when it was imported or exported, and which records were changed by other means since."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables; of folders from before nothing is known, so that they are believed nothing."""
    op.create_table(
        "exchange",
        *(sa.Column(name, sa.String(), primary_key=True) for name in ("folder", "file", "seal")),
        sa.Column("number", sa.Integer(), nullable=False),
    )
    op.create_table(
        "other_change",
        *(sa.Column(name, sa.String(), primary_key=True) for name in ("file", "key")),
        sa.Column("number", sa.Integer(), nullable=False),
    )
