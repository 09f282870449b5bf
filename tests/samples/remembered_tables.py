"""The tables of a new SQLite store, as the migrations made the first one of this process: to run all takes long."""

from sqlalchemy import Connection, inspect

from rostering.store import schema

_MADE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
_migrated = schema._migrate


class Remembered:
    """Makes tables; what the migrations made of nothing is kept and said again for the next store."""

    def __init__(self) -> None:
        self._statements: list[str] = []

    def migrate(self, connection: Connection, store: str) -> None:
        """Make or migrate the tables, as the store's own function does."""
        if connection.dialect.name != "sqlite" or inspect(connection).get_table_names():
            _migrated(connection, store)
        elif self._statements:
            for statement in self._statements:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{schema.HEAD}')")
        else:
            _migrated(connection, store)
            self._statements = [sql for (sql,) in connection.exec_driver_sql(_MADE)]
