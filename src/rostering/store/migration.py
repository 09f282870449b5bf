"""Migrations run in the caller's transaction, without a configuration file; the door to Alembic."""

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


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the schema up to a revision, the newest unless one is named.

    Raises UnknownRevision when the database has one that is not known here.
    """
    config = migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
