"""Opening a store, and the two kinds of transaction it offers."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session

from rostering.store.engine import READING, WRITING, engine_of, name_of, url_of
from rostering.store.failures import failures_told
from rostering.store.reading import Reading
from rostering.store.schema import update_schema
from rostering.store.transaction import Transaction


class Store:
    """A database with a data folder's inputs, all rosters, and who did what. `name` is what messages call it."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A look at one moment; others may write meanwhile. Raises StorageFailed."""
        with failures_told(self.name), self._begun(READING) as session:
            yield Reading(session)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All of a use case's changes or, when it raises, none; other writers wait. Raises StorageFailed."""
        with failures_told(self.name), self._begun(WRITING) as session:
            yield Transaction(session)
            session.commit()

    def close(self) -> None:
        """Let go of a store in memory; any other holds nothing open between transactions."""
        self._engine.dispose()

    @contextmanager
    def _begun(self, purpose: str) -> Iterator[Session]:
        with Session(self._engine.execution_options(purpose=purpose), autoflush=False) as session:
            session.connection()  # a session by itself begins with its first question only
            yield session


def open_store(url: str, patience: float = 10) -> Store:
    """Open the store at a database URL or a file name; makes it when there is none, migrates it when it is older.

    `patience` is how many seconds to wait for other programs' transactions. Raises StorageFailed.
    """
    address = url_of(url)
    name = name_of(address)
    with failures_told(name):
        engine = engine_of(address, patience)
        update_schema(engine, name)
    return Store(engine, name)
