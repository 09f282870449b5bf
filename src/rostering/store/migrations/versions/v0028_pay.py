"""Pay: closed months with their lines, and exports, all append-only; what call-outs cost customers in closed months."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

APPEND_ONLY = {
    "pay_line": ("id", "pay of a closed month is append-only"),
    "pay_closing": ("month", "closed months are append-only"),
    "pay_export": ("number", "exports are append-only"),
}
"""By table, its key, and what the database says to whoever would change it."""
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and protect them; no month from before was closed with prices of call-outs."""
    op.add_column("closing", sa.Column("callouts", sa.JSON(), nullable=False, server_default="[]"))
    _make_closing()
    _make_line()
    _make_export()
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _column(name: str, kind: Any, *, key: bool = False, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=key, nullable=nullable, autoincrement=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_column(name, sa.String()) for name in names]


# No table has a hidden row id by which a row could be replaced.


def _make_closing() -> None:
    op.create_table(
        "pay_closing",
        _column("month", sa.Date(), key=True),
        _column("at", _INSTANT),
        *_texts("by", "batch"),
        *(_column(name, sa.JSON()) for name in ("names", "cards", "numbers")),
        sqlite_with_rowid=False,
    )


def _make_line() -> None:
    op.create_table(
        "pay_line",
        _column("id", sa.String(), key=True),
        _column("month", sa.Date()),
        _column("day", sa.Date()),
        *_texts("consultant", "duty", "role", "duty_kind", "day_class"),
        _column("customers", sa.JSON()),
        *(_column(name, sa.BigInteger()) for name in ("minutes", "rate", "amount")),
        _column("card", sa.Date()),
        _column("roster", sa.Integer(), nullable=True),
        *_texts("kind"),
        _column("corrects", sa.String(), nullable=True),
        _column("callout", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["month"], ["pay_closing.month"], deferrable=True, initially="DEFERRED"),
        sa.ForeignKeyConstraint(["corrects"], ["pay_line.id"]),
        sqlite_with_rowid=False,
    )


def _make_export() -> None:
    op.create_table(
        "pay_export",
        _column("number", sa.Integer(), key=True),
        _column("month", sa.Date()),
        *_texts("batch", "form"),
        *(_column(name, sa.JSON()) for name in ("files", "sums")),
        _column("at", _INSTANT),
        *_texts("by", "folder"),
        sa.ForeignKeyConstraint(["month"], ["pay_closing.month"]),
        sqlite_with_rowid=False,
    )


def _protect_in_sqlite() -> None:
    for table, (key, words) in APPEND_ONLY.items():
        refusal = f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        # An INSERT OR REPLACE fires no DELETE trigger on connections without recursive_triggers.
        known = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - the names stand above
        op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refusal}")
    # A month with a closing is whole: no further lines.
    sealed = "WHEN NEW.month IN (SELECT month FROM pay_closing)"
    refusal = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY['pay_line'][1]}'); END"
    op.execute(f"CREATE TRIGGER pay_line_late BEFORE INSERT ON pay_line {sealed} {refusal}")


def _protect_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_late_pay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM pay_closing WHERE month = NEW.month) THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF; "
        "RETURN NEW; END $$"
    )
    for table, (_, words) in APPEND_ONLY.items():
        refusal = f"EXECUTE FUNCTION refuse_change('{words}')"
        op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}")
        op.execute(f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} {refusal}")
    late = f"EXECUTE FUNCTION refuse_late_pay('{APPEND_ONLY['pay_line'][1]}')"
    op.execute(f"CREATE TRIGGER pay_line_insert BEFORE INSERT ON pay_line FOR EACH ROW {late}")
