"""Workers: who runs a job and how often it was begun, jobs that are put back, and what is done again and again."""

import importlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

_JOBS: Any = importlib.import_module("rostering.store.migrations.versions.v0015_jobs")
_DOOR: Any = importlib.import_module("rostering.store.migrations.versions.v0031_forgetting")
_INSTANT = sa.DateTime(timezone=True)
_BACK = "OLD.state = 'running' AND NEW.state = 'queued'"


def upgrade() -> None:
    """Add the columns and the table; a running job may be put back, for somebody else to begin it anew."""
    op.add_column("job", sa.Column("holder", sa.String()))
    op.add_column("job", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    _let_back()
    op.create_table(
        "round",
        sa.Column("name", sa.String(), primary_key=True),
        *(sa.Column(name, _INSTANT) for name in ("begun", "beat", "ended", "succeeded")),
        *(sa.Column(name, sa.String()) for name in ("holder", "outcome", "told")),
        sqlite_with_rowid=False,
    )


def _strays(differs: str) -> str:
    """Whether a change of a row leaves its way: as before, but for the way back."""
    before: str = _JOBS._strays(differs)  # noqa: SLF001
    forward = "NEW.state = OLD.state OR "
    if before.count(forward) != 1:
        raise RuntimeError("the way of jobs is not told as it was")
    return before.replace(forward, f"{forward}({_BACK}) OR ")


def _let_back() -> None:
    words, kept = _JOBS._WORDS, _DOOR._kept("job", _DOOR._OF_A_JOB)  # noqa: SLF001
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TRIGGER job_update")
        shut = _DOOR._shut(False)  # noqa: SLF001
        _DOOR._refuse_in_sqlite("job_update", "job", f"({_strays('IS NOT')}) AND ({shut} OR {kept})", words)  # noqa: SLF001
        return
    for name in ("job_update", "job_update_door"):
        op.execute(f"DROP TRIGGER {name} ON job")
    strays = _strays("IS DISTINCT FROM")
    _DOOR._refuse_in_postgresql("job", words, f"({strays}) AND ({kept})", "update")  # noqa: SLF001
    _DOOR._ask_door("job", words, f" WHEN ({strays})", "", "update_door")  # noqa: SLF001
