"""People who were forgotten; and a door in what is append-only, open while somebody is being forgotten.

A row may then change in the columns named here, which can hold a person, and in no other; rows still never go. A
forgetting that is under way has no end yet, and one without an end cannot be committed, so that the door never stays
open.
"""

import importlib

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_JOBS, _REPAIRS = (
    importlib.import_module(f"rostering.store.migrations.versions.{name}") for name in ("v0015_jobs", "v0020_repairs")
)
_INSTANT = sa.DateTime(timezone=True)
_REPORTS = "status reports are append-only"
_ROSTERS, _SWAPS = "rosters are append-only", "swaps are append-only"
_WORDS = "what was forgotten is append-only"
_PEOPLE: dict[str, tuple[str, tuple[str, ...]]] = {
    "roster": (
        _ROSTERS,
        ("empty", "breaches", "stages", "shortages", "directory", "absences", "big_days", "pins"),
    ),
    "duty": (_ROSTERS, ("name", "consultant")),
    "compensating_day": (_ROSTERS, ("consultant",)),
    "account": (_ROSTERS, ("consultant",)),
    "publication": ("publications are append-only", ("by",)),
    "discard": ("discards are append-only", ("by",)),
    "audit_log": ("the audit log is append-only", ("who", "what", "before", "after")),
    "swap": (_SWAPS, ("giver", "to", "note")),
    "swap_step": (_SWAPS, ("by", "consultant", "reason")),
    "callout": ("call-outs are append-only", ("by", "reason", "consultant", "what")),
    "service_report": (_REPORTS, ("name", "by", "note")),
    "report_file": (_REPORTS, ("name", "data")),
    "report_step": (_REPORTS, ("by", "to")),
    "due_step": ("what was done about dues is append-only", ("name", "by", "holder", "reason")),
}
_MONEY: dict[str, tuple[str, tuple[str, ...]]] = {
    "charge": ("charges of a closed month are append-only", ("id", "consultant", "corrects")),
    "closing": (
        "closed months are append-only",
        ("by", "names", "customers", "bookings", "seller", "fees", "packages"),
    ),
    "pay_line": ("pay of a closed month is append-only", ("id", "consultant", "corrects")),
    "pay_closing": ("closed months are append-only", ("by", "names", "numbers")),
    "pay_export": ("exports are append-only", ("by", "folder", "sums")),
    "charge_export": ("exports are append-only", ("by", "folder")),
    "billed": ("what was billed is append-only", ("by", "note")),
}
"""What changes once the law no longer asks for it as it was."""
_OF_A_JOB = ("asked_by", "stop_asked_by", "progress", "best", "told", "absences")
_UNDER_WAY = (
    "EXISTS (SELECT 1 FROM forgetting WHERE NOT EXISTS"
    " (SELECT 1 FROM forgetting_end WHERE forgetting_end.number = forgetting.number){money})"
)


def upgrade() -> None:
    """Make the tables and the door."""
    _make_tables()
    is_sqlite = op.get_context().dialect.name == "sqlite"
    if not is_sqlite:
        _make_functions()
    there = sa.inspect(op.get_bind()).get_table_names()
    for tables in (_PEOPLE, _MONEY):
        for table, (words, columns) in tables.items():
            if table in there:
                _open(table, words, columns, money=tables is _MONEY)
    _open_jobs()
    for table in ("forgetting", "forgetting_end", "resealed"):
        _protect(table)


def _make_tables() -> None:
    op.create_table(
        "former",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("consultant", sa.String()),
        sa.Column("money_until", sa.Date()),
    )
    op.create_table(
        "forgetting_end",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", _INSTANT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "forgetting",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("former", sa.Integer(), nullable=False),
        sa.Column("money", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["former"], ["former.number"]),
        # Checked at commit: what has begun has ended by then.
        sa.ForeignKeyConstraint(["number"], ["forgetting_end.number"], deferrable=True, initially="DEFERRED"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "resealed",
        sa.Column("money", sa.String(), primary_key=True),
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("forgetting", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("batch", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )


def _make_functions() -> None:
    for name, money in (("", ""), ("_money", " AND forgetting.money")):
        door = _UNDER_WAY.format(money=money)
        op.execute(
            f"CREATE FUNCTION refuse_unless_forgetting{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF NOT {door} THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF; RETURN NEW; END $$"
        )


def _open(table: str, words: str, columns: tuple[str, ...], *, money: bool) -> None:
    """Let some columns change while somebody is being forgotten."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {table}_update")
        _refuse_in_sqlite(f"{table}_update", table, f"{_shut(money)} OR {_kept(table, columns)}", words)
    else:
        op.execute(f"DROP TRIGGER {table}_change ON {table}")
        op.execute(
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW"
            f" EXECUTE FUNCTION refuse_change('{words}')"
        )
        _refuse_in_postgresql(table, words, _kept(table, columns))
        _ask_door(table, words, "", "_money" if money else "")


def _open_jobs() -> None:
    """The same for jobs, which go forward at other times."""
    for name, module in (("update", _JOBS), ("mends", _REPAIRS)):
        words, kept = module._WORDS, _kept("job", _OF_A_JOB)  # noqa: SLF001
        if op.get_context().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER job_{name}")
            strays = module._strays("IS NOT")  # noqa: SLF001
            _refuse_in_sqlite(f"job_{name}", "job", f"({strays}) AND ({_shut(False)} OR {kept})", words)
        else:
            op.execute(f"DROP TRIGGER job_{name} ON job")
            strays = module._strays("IS DISTINCT FROM")  # noqa: SLF001
            _refuse_in_postgresql("job", words, f"({strays}) AND ({kept})", name)
            _ask_door("job", words, f" WHEN ({strays})", "", f"{name}_door")


def _shut(money: bool) -> str:
    return f"NOT {_UNDER_WAY.format(money=' AND forgetting.money' if money else '')}"


def _kept(table: str, columns: tuple[str, ...]) -> str:
    """Whether a change is of another column than these."""
    is_sqlite = op.get_context().dialect.name == "sqlite"
    there = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    # PostgreSQL compares no JSON but as text.
    differs = 'NEW."{0}" IS NOT OLD."{0}"' if is_sqlite else 'NEW."{0}"::text IS DISTINCT FROM OLD."{0}"::text'
    return f"({' OR '.join(differs.format(name) for name in there if name not in columns)})"


def _refuse_in_sqlite(name: str, table: str, when: str, words: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{words}'); END")


def _refuse_in_postgresql(table: str, words: str, when: str, name: str = "update") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when})"
        f" EXECUTE FUNCTION refuse_change('{words}')"
    )


def _ask_door(table: str, words: str, when: str, kind: str, name: str = "door") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{name} BEFORE UPDATE ON {table} FOR EACH ROW{when}"
        f" EXECUTE FUNCTION refuse_unless_forgetting{kind}('{words}')"
    )


def _protect(table: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        own = "money = NEW.money AND month = NEW.month AND forgetting = NEW.forgetting"
        key = own if table == "resealed" else "number = NEW.number"
        known = f"EXISTS (SELECT 1 FROM {table} WHERE {key})"  # noqa: S608 - the names stand above
        refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refusal}")
    else:
        refusal = f"EXECUTE FUNCTION refuse_change('{_WORDS}')"
        op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}")
        op.execute(f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} {refusal}")
