"""The one place where a database's errors become a sentence for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from rostering.errors import StorageFailed
from rostering.language import _, marked
from rostering.store.limited_opening import Obstacle, obstacle_to_writing

_IN_USE = marked("is in use by another program; try again when that has finished")
_FULL, _READ_ONLY = Obstacle.FULL.value, Obstacle.READ_ONLY.value
_DOUBTFUL = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR})
"""What SQLite says of a failing drive, and of a full or read-only one on which its own files cannot be made."""
_SQLITE = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_NOTADB: marked("is not a database"),
    sqlite3.SQLITE_CORRUPT: marked("is damaged; restore it from a backup"),
    sqlite3.SQLITE_CANTOPEN: marked("cannot be opened; may this user read and write it and its folder?"),
    sqlite3.SQLITE_PERM: marked("cannot be opened; may this user read and write it and its folder?"),
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: marked("cannot be read or written: the disk or the network drive it is on fails"),
}
_POSTGRESQL = {  # https://www.postgresql.org/docs/current/errcodes-appendix.html
    "55P03": _IN_USE,
    "40P01": _IN_USE,
    "25006": _READ_ONLY,
    "53100": _FULL,
}


class Unchangeable(StorageFailed):
    """A store that can be read, perhaps, but not changed: the disk is full, or it is read-only."""


@contextmanager
def failures_told(store: str, file: Path | None = None) -> Iterator[None]:
    """Raise StorageFailed for every error of the database under this name, Unchangeable where it cannot be written.

    `file` is where a database is that is a file.
    """
    try:
        yield
    except DBAPIError as error:
        said = _sentence(error.orig, file)
        kind = Unchangeable if said in {_FULL, _READ_ONLY} else StorageFailed
        raise kind(_("the store {store} {said}", store=store, said=_(said))) from error


def sentence_of(error: sqlite3.Error, file: Path | None) -> str:
    """What SQLite's own error says of a file, in words that follow its name."""
    return _(_sentence(error, file))


def is_doubtful(error: DBAPIError) -> bool:
    """Whether a full disk or a read-only medium may be behind it."""
    return _code(error.orig) in {*_DOUBTFUL, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}


def _code(error: BaseException | None) -> int | None:
    """SQLite's primary code, which is the low byte."""
    known = isinstance(error, sqlite3.Error) and hasattr(error, "sqlite_errorcode")
    return error.sqlite_errorcode & 0xFF if known else None  # type: ignore[union-attr]


def _sentence(error: BaseException | None, file: Path | None) -> str:
    code = _code(error)
    if file and code in _DOUBTFUL and (obstacle := obstacle_to_writing(file)):
        return obstacle.value
    known = _POSTGRESQL.get(getattr(error, "sqlstate", None) or "") if code is None else _SQLITE.get(code)
    first_line = next(iter(str(error).splitlines()), _("no reason given"))
    return known or _("failed: {reason}", reason=first_line)
