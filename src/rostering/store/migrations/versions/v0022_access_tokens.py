"""Personal access tokens, and the answers that are kept for requests that may come again."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; of a token only the fingerprint is in them."""
    op.create_table(
        "access_token",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("user", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "role")),
        *(sa.Column(name, _INSTANT, nullable=False) for name in ("created", "expires")),
        *(sa.Column(name, _INSTANT) for name in ("seen", "ended")),
        sa.ForeignKeyConstraint(["user"], ["user.number"]),
    )
    op.create_index("access_token_digest", "access_token", ["digest"], unique=True)
    op.create_index("access_token_user", "access_token", ["user"])
    op.create_table(
        "kept_answer",
        sa.Column("token", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("fingerprint", "holder")),
        *(sa.Column(name, _INSTANT, nullable=False) for name in ("began", "held_until")),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", sa.JSON()),
        sa.Column("body", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["token"], ["access_token.number"]),
    )
    op.create_index("kept_answer_began", "kept_answer", ["began"])
