"""Closed months with their lines, frozen prices and exports, all append-only; what bookings say of money."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

APPEND_ONLY = {
    "charge": ("id", "charges of a closed month are append-only"),
    "closing": ("month", "closed months are append-only"),
    "frozen_price": (None, "frozen prices are append-only"),
    "charge_export": ("number", "exports are append-only"),
}
"""By table, its key where that is one column, and what the database says to whoever would change it."""
_WANT = ("booking", "customer", "day", "role", "day_class")


def upgrade() -> None:
    """Make the tables and protect them."""
    op.add_column("booking", sa.Column("confirmed", sa.Date()))
    op.add_column("booking", sa.Column("cancelled_on", sa.Date()))
    _make_closing()
    _make_charge()
    _make_frozen_price()
    _make_charge_export()
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _column(name: str, kind: Any, *, key: bool = False, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=key, nullable=nullable, autoincrement=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_column(name, sa.String()) for name in names]


def _amounts(*names: str) -> list[sa.Column[Any]]:
    return [_column(name, sa.BigInteger()) for name in names]


def _instant(name: str) -> sa.Column[Any]:
    return _column(name, sa.DateTime(timezone=True))


# No table has a hidden row id by which a row could be replaced.


def _make_closing() -> None:
    op.create_table(
        "closing",
        _column("month", sa.Date(), key=True),
        _instant("at"),
        *_texts("by", "batch"),
        *(_column(name, sa.JSON()) for name in ("names", "customers", "bookings", "seller")),
        sqlite_with_rowid=False,
    )


def _make_charge() -> None:
    op.create_table(
        "charge",
        _column("id", sa.String(), key=True),
        _column("month", sa.Date()),
        _column("day", sa.Date()),
        *_texts("customer", "booking", "consultant", "role", "day_class"),
        *_amounts("list_price", "discount", "unit_price", "amount"),
        _column("card", sa.Date()),
        *_texts("rule"),
        _column("roster", sa.Integer(), nullable=True),
        *_texts("kind"),
        _column("corrects", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["month"], ["closing.month"], deferrable=True, initially="DEFERRED"),
        sa.ForeignKeyConstraint(["corrects"], ["charge.id"]),
        sqlite_with_rowid=False,
    )


def _make_frozen_price() -> None:
    kinds = {"day": sa.Date()}
    op.create_table(
        "frozen_price",
        *(_column(name, kinds.get(name, sa.String()), key=True) for name in _WANT),
        *_amounts("listed", "discount", "unit", "lowest", "highest"),
        _column("card", sa.Date()),
        *_texts("rule", "why"),
        _instant("at"),
        sqlite_with_rowid=False,
    )


def _make_charge_export() -> None:
    op.create_table(
        "charge_export",
        _column("number", sa.Integer(), key=True),
        _column("month", sa.Date()),
        *_texts("batch", "form", "folder"),
        _column("files", sa.JSON()),
        _column("sums", sa.JSON()),
        _instant("at"),
        *_texts("by"),
        sa.ForeignKeyConstraint(["month"], ["closing.month"]),
        sqlite_with_rowid=False,
    )


def _protect_in_sqlite() -> None:
    for table, (key, words) in APPEND_ONLY.items():
        refusal = f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        # An INSERT OR REPLACE fires no DELETE trigger on connections without recursive_triggers.
        same = f"{key} = NEW.{key}" if key else " AND ".join(f"{name} = NEW.{name}" for name in _WANT)
        known = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - the names stand above
        op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refusal}")
    # A month with a closing is whole: no further lines.
    sealed = "WHEN NEW.month IN (SELECT month FROM closing)"
    refusal = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY['charge'][1]}'); END"
    op.execute(f"CREATE TRIGGER charge_late BEFORE INSERT ON charge {sealed} {refusal}")


def _protect_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_late_charge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM closing WHERE month = NEW.month) THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF; "
        "RETURN NEW; END $$"
    )
    for table, (_, words) in APPEND_ONLY.items():
        refusal = f"EXECUTE FUNCTION refuse_change('{words}')"
        op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}")
        op.execute(f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} {refusal}")
    late = f"EXECUTE FUNCTION refuse_late_charge('{APPEND_ONLY['charge'][1]}')"
    op.execute(f"CREATE TRIGGER charge_insert BEFORE INSERT ON charge FOR EACH ROW {late}")
