"""The first tables, and the triggers that keep rosters, publications and the audit log append-only."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)
ROSTER_PARTS = ("duty", "compensating_day", "account")
APPEND_ONLY = {
    "roster": "rosters are append-only",
    **dict.fromkeys(ROSTER_PARTS, "rosters are append-only"),
    "publication": "publications are append-only",
    "audit_log": "the audit log is append-only",
}


def upgrade() -> None:
    """Make everything."""
    _make_input_tables()
    _make_rosters()
    _make_roster_parts()
    _make_logs()
    protect = {"sqlite": _protect_in_sqlite, "postgresql": _protect_in_postgresql}
    protect[op.get_context().dialect.name]()


def _text(name: str, *, key: bool = False, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), primary_key=key, nullable=nullable)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _day(name: str, *, key: bool = False, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), primary_key=key, nullable=nullable)


def _instant(name: str) -> sa.Column[Any]:
    return sa.Column(name, INSTANT, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False)


def _belongs(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [table])


def _make_input_tables() -> None:
    position = "position"
    op.create_table("document", _whole(position), _text("name", key=True), _text("content"))
    words = [_text(name) for name in ("name", "country", "cvr", "vat_number", "email")]
    op.create_table("customer", _whole(position), _text("id", key=True), *words)
    op.create_table(
        "consultant",
        _whole(position),
        _text("id", key=True),
        _text("name"),
        _text("email"),
        _json("roles"),
        _text("grade"),
        _day("employed_from"),
        _day("employed_to", nullable=True),
        _text("fte"),
        _json("knows"),
    )
    op.create_table(
        "agreement",
        _whole(position),
        _text("customer", key=True),
        _day("first", key=True),
        _day("last", nullable=True),
        _text("package"),
        _belongs("customer", "customer.id"),
    )
    op.create_table(
        "booking",
        _whole(position),
        _text("id", key=True),
        _text("customer"),
        _day("first"),
        _day("last"),
        _text("part"),
        _json("roles"),
        _flag("shared"),
        _flag("cancelled"),
        _belongs("customer", "customer.id"),
    )
    op.create_table(
        "leave",
        _whole(position),
        _text("consultant", key=True),
        _day("first", key=True),
        _day("last", key=True),
        _text("kind", key=True),
        _belongs("consultant", "consultant.id"),
    )
    op.create_table(
        "balance",
        _whole(position),
        _text("consultant", key=True),
        _text("role", key=True),
        _whole("points"),
        _belongs("consultant", "consultant.id"),
    )
    op.create_table("baseline", _text("file", key=True), _text("key", key=True), _text("digest"))


def _make_rosters() -> None:
    op.create_table(
        "roster",
        _number(),
        _day("first"),
        _day("last"),
        _instant("created"),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        _text("input_hash"),
        sa.Column("based_on", sa.Integer()),
        _flag("interrupted"),
        _json("empty"),
        _json("breaches"),
        _json("stages"),
        _json("price_by_rule"),
        _json("shortages"),
        _json("directory"),
        _belongs("based_on", "roster.number"),
    )


def _make_part(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        sa.Column("roster", sa.Integer(), primary_key=True),
        _whole("position"),
        *columns,
        sa.ForeignKeyConstraint(["roster"], ["roster.number"], deferrable=True, initially="DEFERRED"),
        sqlite_with_rowid=False,
    )


def _make_roster_parts() -> None:
    _make_part(
        "duty",
        _text("seat", key=True),
        _day("day"),
        _instant("starts"),
        _instant("ends"),
        _text("kind"),
        _text("name"),
        _text("role"),
        _whole("number"),
        _text("team"),
        _json("customers"),
        _text("booking", nullable=True),
        _text("presence"),
        _flag("shared"),
        _whole("points"),
        _text("day_class", nullable=True),
        _text("occasion", nullable=True),
        _text("response"),
        _text("consultant", nullable=True),
    )
    _make_part("compensating_day", _text("consultant", key=True), _day("day", key=True), _json("seats"))
    amounts = [_whole(name) for name in ("opening", "target", "earned")]
    _make_part("account", _text("consultant", key=True), _text("role", key=True), *amounts)


def _make_logs() -> None:
    op.create_table(
        "publication",
        _number(),
        _whole("roster"),
        _instant("at"),
        _text("by"),
        _belongs("roster", "roster.number"),
    )
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer(), primary_key=True),
        _instant("at"),
        _text("who"),
        _text("action"),
        _text("what"),
        _text("before", nullable=True),
        _text("after", nullable=True),
    )


def _protect_in_sqlite() -> None:
    for table, words in APPEND_ONLY.items():
        refusal = f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        # A roster with a header is whole: no further parts. This also stops INSERT OR REPLACE, which fires no
        # DELETE trigger on connections without recursive_triggers.
        header, number = ("roster", "roster") if table in ROSTER_PARTS else (table, "number")
        known = f"NEW.{number} IN (SELECT number FROM {header})"  # noqa: S608 - the names stand above
        op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refusal}")


def _protect_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
    )
    op.execute(
        "CREATE FUNCTION refuse_late_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM roster WHERE number = NEW.roster) THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF; "
        "RETURN NEW; END $$"
    )
    for table, words in APPEND_ONLY.items():
        refusal = f"EXECUTE FUNCTION refuse_change('{words}')"
        op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}")
        op.execute(f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} {refusal}")
        if table in ROSTER_PARTS:
            late = f"EXECUTE FUNCTION refuse_late_part('{words}')"
            op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} FOR EACH ROW {late}")
