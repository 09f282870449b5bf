"""Users, their sessions, and their invitations."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; no secret is in them, only fingerprints."""
    _make_user()
    for table, last in (("session", "ended"), ("invitation", "used")):
        seen = [sa.Column("seen", _INSTANT, nullable=False)] if table == "session" else []
        op.create_table(
            table,
            sa.Column("digest", sa.String(), primary_key=True),
            sa.Column("user", sa.Integer(), nullable=False),
            sa.Column("created", _INSTANT, nullable=False),
            *seen,
            sa.Column("expires", _INSTANT, nullable=False),
            sa.Column(last, _INSTANT),
            sa.ForeignKeyConstraint(["user"], ["user.number"]),
        )
        op.create_index(f"{table}_user", table, ["user"])


def _make_user() -> None:
    op.create_table(
        "user",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "key", "role")),
        *(sa.Column(name, sa.String()) for name in ("consultant", "language", "password", "issuer", "subject")),
        sa.Column("created", _INSTANT, nullable=False),
        sa.Column("ended", _INSTANT),
    )
    here = sa.text("ended IS NULL")
    for index, columns in (("user_key", ["key"]), ("user_subject", ["issuer", "subject"])):
        op.create_index(index, "user", columns, unique=True, sqlite_where=here, postgresql_where=here)
