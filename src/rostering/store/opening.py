"""Opening a store, and the two kinds of transaction it offers."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from rostering.language import _
from rostering.store.engine import READING, WRITING, engine_of, file_of, name_of, url_of
from rostering.store.failures import Unchangeable, failures_told, is_doubtful
from rostering.store.limited_opening import OpeningWay, unchanged, ways_out
from rostering.store.reading import Reading
from rostering.store.recall import recall_of
from rostering.store.schema import HEAD, revision_of, update_schema
from rostering.store.transaction import Transaction
from rostering.store.witness import show_witness


class Store:
    """A database with a data folder's inputs, all rosters, and who did what. `name` is what messages call it."""

    def __init__(self, url: URL, patience: float) -> None:
        self.name = name_of(url)
        self._url, self._patience = url, patience
        self._file = file_of(url)
        self._engine = engine_of(url, patience)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A look at one moment; others may write meanwhile. On a full disk and a read-only medium too.

        Raises StorageFailed.
        """
        with failures_told(self.name, self._file):
            session, way = self._reader()
            fixed = unchanged(self._file, self.name) if self._file and way is OpeningWay.FIXED else nullcontext()
            with session, fixed:
                yield Reading(session, recall_of(self._url))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All of a use case's changes or, when it raises, none; other writers wait. Raises StorageFailed."""
        with failures_told(self.name, self._file), _begun(self._engine, WRITING) as session:
            tx = Transaction(session, recall_of(self._url))
            yield tx
            show_witness(tx)
            session.commit()

    @contextmanager
    def trial(self) -> Iterator[Transaction]:
        """A transaction of which nothing is kept. Raises StorageFailed."""
        with failures_told(self.name, self._file), _begun(self._engine, WRITING) as session:
            yield Transaction(session, recall_of(self._url))
            session.rollback()

    def revision(self) -> str | None:
        """The revision of its tables, as they are; None where there are none of ours. Raises StorageFailed."""
        with failures_told(self.name, self._file):
            session, _way = self._reader()
            with session:
                return revision_of(session.connection())

    def clean(self) -> None:
        """Let nothing of what was deleted stay in the file; a server does this by itself, in its own time.

        Where somebody else uses the file just now, the next cleaning does it.
        """
        if self._file is None:
            return
        connection = self._engine.raw_connection()
        try:
            with suppress(sqlite3.OperationalError), closing(connection.cursor()) as cursor:
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    cursor.execute(statement)
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of a store in memory; any other holds nothing open between transactions."""
        self._engine.dispose()

    def update(self) -> None:
        """Make the tables, or bring them up to date. Raises StorageFailed."""
        revision = self.revision()
        if revision == HEAD:
            return
        try:
            with failures_told(self.name, self._file):
                update_schema(self._engine, self.name)
        except Unchangeable as error:
            if revision is None:
                raise
            raise Unchangeable(
                _("{error}; an older rostering wrote it, so copy it where it can be changed", error=error)
            ) from error

    def _reader(self) -> tuple[Session, OpeningWay]:
        """A session that reads, and in which way the file is open."""
        try:
            return _begun(self._engine, READING), OpeningWay.SHARED
        except DBAPIError as error:
            if self._file is None or not is_doubtful(error):
                raise
            for way in ways_out(self._file, self.name):
                try:
                    return _begun(engine_of(self._url, self._patience, way), READING), way
                except DBAPIError as another:
                    if not is_doubtful(another):
                        raise
            raise


def _begun(engine: Engine, purpose: str) -> Session:
    session = Session(engine.execution_options(purpose=purpose), autoflush=False)
    try:
        session.connection()  # a session by itself begins with its first question only
    except BaseException:
        session.close()
        raise
    return session


def store_as_it_is(url: str, patience: float = 10) -> Store:
    """The store at a database URL or a file name, neither made nor migrated. Raises StorageFailed."""
    address = url_of(url)
    with failures_told(name_of(address)):
        return Store(address, patience)


def open_store(url: str, patience: float = 10) -> Store:
    """Open the store at a database URL or a file name; makes it when there is none, migrates it when it is older.

    `patience` is how many seconds to wait for other programs' transactions. Raises StorageFailed.
    """
    store = store_as_it_is(url, patience)
    store.update()
    return store
