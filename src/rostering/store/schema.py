"""The schema's version: read quickly at every opening, brought up to date by Alembic when it is behind."""

from sqlalchemy import Connection, Engine, inspect, text

from rostering.errors import StorageFailed
from rostering.language import _

HEAD = "0032"
"""The newest revision in `migrations/versions`; a test holds the two together."""


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables, None where there are none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def update_schema(engine: Engine, store: str) -> None:
    """Make or migrate the tables, in one transaction; refuses a database of something else or of a newer rostering."""
    with engine.begin() as connection:
        if revision_of(connection) is None and inspect(connection).get_table_names():
            raise StorageFailed(
                _("the store {store} is a database of something else: it holds other tables", store=store)
            )
        _migrate(connection, store)


def _migrate(connection: Connection, store: str) -> None:
    # Imported here, as Alembic takes as long to load as everything else and is rarely needed.
    from rostering.store.migration import UnknownRevision, migrate  # noqa: PLC0415

    try:
        migrate(connection)
    except UnknownRevision:
        raise StorageFailed(
            _("the store {store} was written by a newer rostering; upgrade this one", store=store)
        ) from None
