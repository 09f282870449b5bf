"""Repairs as jobs: which roster one mends, and who it is told will not be there; both stay as they were asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_WORDS = "a job goes forward only"
_FIXED = ("mends", "absences")


def upgrade() -> None:
    """Add the columns, and triggers that let nobody change them."""
    op.add_column("job", sa.Column("mends", sa.Integer()))
    op.add_column("job", sa.Column("absences", sa.String()))
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _strays(differs: str) -> str:
    """Whether a change of a row is of what was asked for."""
    return " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in _FIXED)


def _protect_in_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    op.execute(f"CREATE TRIGGER job_mends BEFORE UPDATE ON job WHEN {_strays('IS NOT')} {refusal}")


def _protect_in_postgresql() -> None:
    refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
    strays = _strays("IS DISTINCT FROM")
    op.execute(f"CREATE TRIGGER job_mends BEFORE UPDATE ON job FOR EACH ROW WHEN ({strays}) {refusal}")
