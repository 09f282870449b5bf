"""The door to Alembic: this package's migrations, run in the caller's transaction and without a configuration file."""

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError as UnknownRevision
from sqlalchemy import Connection

__all__ = ["UnknownRevision", "migrate", "migrations"]


def migrations() -> Config:
    """Where the migrations stand."""
    config = Config()
    config.set_main_option("script_location", "rostering.store:migrations")
    return config


def migrate(connection: Connection) -> None:
    """Bring the schema to the newest revision; raises UnknownRevision when the database has one not known here."""
    config = migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
