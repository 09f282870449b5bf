"""The one place where a database's errors become a sentence for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from rostering.errors import StorageFailed

_IN_USE = "is in use by another program; try again when that has finished"
_READ_ONLY = "is read-only"
_SQLITE = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_NOTADB: "is not a database",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a backup",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; may this user read and write it and its folder?",
    sqlite3.SQLITE_PERM: "cannot be opened; may this user read and write it and its folder?",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk or the network drive it is on fails",
}
_POSTGRESQL = {  # https://www.postgresql.org/docs/current/errcodes-appendix.html
    "55P03": _IN_USE,
    "40P01": _IN_USE,
    "25006": _READ_ONLY,
    "53100": "cannot grow: the disk is full",
}


@contextmanager
def failures_told(store: str) -> Iterator[None]:
    """Raise StorageFailed for every error of the database under this name."""
    try:
        yield
    except DBAPIError as error:
        raise StorageFailed(f"the store {store} {_sentence(error.orig)}") from error


def _sentence(error: BaseException | None) -> str:
    if isinstance(error, sqlite3.Error) and hasattr(error, "sqlite_errorcode"):
        known = _SQLITE.get(error.sqlite_errorcode & 0xFF)  # the low byte is the primary code
    else:
        known = _POSTGRESQL.get(getattr(error, "sqlstate", None) or "")
    first_line = next(iter(str(error).splitlines()), "no reason given")
    return known or f"failed: {first_line}"
