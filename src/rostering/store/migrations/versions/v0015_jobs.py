"""Jobs: work that goes on while nobody waits for it; a job goes forward only, and what it was asked for stays."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_WORDS = "a job goes forward only"
_INSTANT = sa.DateTime(timezone=True)
_FIXED = (
    "number",
    "kind",
    "asked_by",
    "first",
    "last",
    "since",
    "after",
    "seconds",
    "effort",
    "seed",
    "workers",
    "created",
)
_STEPS = {"queued": ("running", "failed", "cancelled"), "running": ("done", "failed", "cancelled")}


def upgrade() -> None:
    """Make the table, and the triggers that keep each job to its way."""
    op.create_table(
        "job",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "state", "asked_by", "input_hash")),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first", "last")),
        sa.Column("since", sa.Date()),
        sa.Column("after", sa.Integer()),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("seconds", "effort")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("seed", "workers")),
        sa.Column("created", _INSTANT, nullable=False),
        *(sa.Column(name, _INSTANT) for name in ("started", "heartbeat", "finished", "stop_asked")),
        *(sa.Column(name, sa.JSON()) for name in ("progress", "best")),
        sa.Column("roster", sa.Integer()),
        *(sa.Column(name, sa.String()) for name in ("stop_asked_by", "told")),
        sa.ForeignKeyConstraint(["roster"], ["roster.number"]),
        sa.ForeignKeyConstraint(["after"], ["roster.number"]),
        sqlite_with_rowid=False,
    )
    going_on = sa.text("state IN ('queued', 'running')")
    columns = ["kind", "first", "last"]
    op.create_index("job_open", "job", columns, unique=True, sqlite_where=going_on, postgresql_where=going_on)
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _strays(differs: str) -> str:
    """Whether a change of a row leaves its way."""
    forward = " OR ".join(f"(OLD.state = '{before}' AND NEW.state IN {after})" for before, after in _STEPS.items())
    fixed = " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in _FIXED)
    # What it rests on is settled when it begins, and never after it has found something.
    rebased = f"NEW.input_hash {differs} OLD.input_hash AND (OLD.state <> 'running' OR OLD.best IS NOT NULL)"
    is_open = "OLD.state IN ('queued', 'running')"
    return f"NOT ({is_open}) OR NOT (NEW.state = OLD.state OR {forward}) OR {fixed} OR ({rebased})"


def _protect_in_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    # An INSERT OR REPLACE fires no DELETE trigger on connections without recursive_triggers.
    known = "NEW.state <> 'queued' OR NEW.number IN (SELECT number FROM job)"
    op.execute(f"CREATE TRIGGER job_insert BEFORE INSERT ON job WHEN {known} {refusal}")
    op.execute(f"CREATE TRIGGER job_update BEFORE UPDATE ON job WHEN {_strays('IS NOT')} {refusal}")
    op.execute(f"CREATE TRIGGER job_delete BEFORE DELETE ON job {refusal}")


def _protect_in_postgresql() -> None:
    refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
    op.execute(f"CREATE TRIGGER job_insert BEFORE INSERT ON job FOR EACH ROW WHEN (NEW.state <> 'queued') {refusal}")
    strays = _strays("IS DISTINCT FROM")
    op.execute(f"CREATE TRIGGER job_update BEFORE UPDATE ON job FOR EACH ROW WHEN ({strays}) {refusal}")
    op.execute(f"CREATE TRIGGER job_delete BEFORE DELETE ON job FOR EACH ROW {refusal}")
    op.execute(f"CREATE TRIGGER job_truncate BEFORE TRUNCATE ON job {refusal}")
