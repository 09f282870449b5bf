"""Engines: how the store speaks to SQLite and to PostgreSQL, and how a transaction begins on each."""

from contextlib import closing
from functools import lru_cache, partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, StaticPool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from rostering.errors import StorageFailed
from rostering.files import odd_kind
from rostering.language import _, foreign
from rostering.store.limited_opening import OpeningWay

READING, WRITING = "reading", "writing"
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_BEGIN = {
    ("sqlite", READING): ("BEGIN",),
    # Takes the write lock at once, so that nobody reads what another is about to change.
    ("sqlite", WRITING): ("BEGIN IMMEDIATE",),
    ("postgresql", READING): (
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        "SET LOCAL lock_timeout = {patience_ms}",
    ),
    # The same here: writers queue up; the lock's number is any, but the store's own.
    ("postgresql", WRITING): ("SET LOCAL lock_timeout = {patience_ms}", "SELECT pg_advisory_xact_lock(738211)"),
}


def url_of(text: str) -> URL:
    """The URL that a person's URL or file name means, with the drivers the store works with."""
    if not text.strip():
        raise StorageFailed(_("the store has no name: give a file name or a database URL"))
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StorageFailed(_("the store's address is not a database URL like postgresql://host/name")) from None
    backend = url.get_backend_name()
    if backend not in _DRIVERS:
        raise StorageFailed(_("the store is kept in SQLite or PostgreSQL, not in '{backend}'", backend=backend))
    return url.set(drivername=_DRIVERS[backend])


def name_of(url: URL) -> str:
    """What messages call the store: a file name, or a URL without its password."""
    return (
        str(url.database)
        if file_of(url)
        else url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
    )


def engine_of(url: URL, patience: float, way: OpeningWay = OpeningWay.SHARED) -> Engine:
    """An engine; `patience` is how many seconds it waits for another program's transaction.

    What it has learnt, such as the SQL of each question, is kept for the next opening of the same store.
    """
    if _in_memory(url):
        return _made(url, patience, way)
    if file := file_of(url):
        _check_file(file)
        url = url.set(database=str(file.absolute()))
    return _kept(url, patience, way)


def _made(url: URL, patience: float, way: OpeningWay) -> Engine:
    try:
        engine = _sqlite(url, patience, way) if url.get_backend_name() == "sqlite" else _postgresql(url)
    except ImportError:
        raise StorageFailed(_("a store in PostgreSQL needs psycopg: install rostering[postgresql]")) from None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        purpose = connection.get_execution_options().get("purpose", WRITING)
        for statement in _BEGIN[connection.dialect.name, purpose]:
            connection.exec_driver_sql(statement.format(patience_ms=int(patience * 1000)))

    return engine


_JOURNAL = {
    OpeningWay.SHARED: ("journal_mode = WAL",),
    OpeningWay.ALONE: ("locking_mode = EXCLUSIVE", "journal_mode = WAL"),
    OpeningWay.FIXED: (),
}
_kept = lru_cache(maxsize=64)(_made)
# A connection ends with its transaction, so that nothing stays open and nothing is to be closed.


def _sqlite(url: URL, patience: float, way: OpeningWay) -> Engine:
    if (file := file_of(url)) and way is OpeningWay.FIXED:
        url = url.set(database=f"{file.absolute().as_uri()}?immutable=1", query={"uri": "true"})
    pool = StaticPool if _in_memory(url) else NullPool
    engine = create_engine(url, poolclass=pool, connect_args={"timeout": patience, "check_same_thread": False})
    event.listen(engine, "connect", partial(_made_ready, way))
    return engine


def _postgresql(url: URL) -> Engine:
    seconds = url.query.get("connect_timeout", "10")
    return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": seconds})


def _in_memory(url: URL) -> bool:
    return url.database in {None, "", ":memory:"}


def file_of(url: URL) -> Path | None:
    """The file that a store is kept in; None for a server, the memory, and what SQLite's own URIs name."""
    if url.get_backend_name() != "sqlite" or _in_memory(url) or str(url.database).startswith("file:"):
        return None
    return Path(str(url.database))


def _check_file(file: Path) -> None:
    try:
        if file.exists() and (kind := odd_kind(file.stat())):
            raise StorageFailed(_("the store {file} is {kind}, not a file", file=file, kind=_(kind)))
        if not file.parent.is_dir():
            raise StorageFailed(
                _("the store {file} cannot be made: there is no folder {parent}", file=file, parent=file.parent)
            )
    except OSError as error:
        raise StorageFailed(
            _("the store {file} cannot be opened: {strerror}", file=file, strerror=foreign(error.strerror))
        ) from error


def _made_ready(way: OpeningWay, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # sqlite3 begins nothing by itself; the statements above do
    try:
        _set_pragmas(way, connection)
    except BaseException:
        connection.close()  # nobody else knows it yet, and it may hold locks
        raise


def _set_pragmas(way: OpeningWay, connection: DBAPIConnection) -> None:
    with closing(connection.cursor()) as cursor:
        # The second lets triggers see the rows that an INSERT OR REPLACE removes.
        for pragma in ("foreign_keys = ON", "recursive_triggers = ON", *_JOURNAL[way]):
            cursor.execute(f"PRAGMA {pragma}")
