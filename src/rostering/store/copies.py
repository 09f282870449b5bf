"""Copies of a SQLite file: taken at one moment while others go on writing, and checked before they count.

It is SQLite's own way of copying a live database (https://www.sqlite.org/backup.html). Taken inside a reading
transaction, what is copied is what is counted. A store is replaced the same way, in one transaction that whoever has
it open sees as a whole or not at all.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rostering.errors import BadCall, StorageFailed
from rostering.files import odd_kind
from rostering.language import _, foreign
from rostering.store.failures import sentence_of
from rostering.store.schema import HEAD

PATIENCE = 10.0
"""Seconds to wait for other programs' transactions."""
_LOGS = "-wal", "-shm", "-journal"


class NoBackup(BadCall):
    """A file that is no copy of a store of ours, or a damaged one."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(_("'{file}' is no store of rostering that can be copied: {why}", file=file, why=why))


class NotTheSame(StorageFailed):
    """A copy that was written, and read back otherwise."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "what was written to '{file}' is not what the store holds: does the disk fail? Nothing was kept",
                file=file,
            )
        )


@dataclass(frozen=True)
class Contents:
    """What a database holds."""

    revision: str | None
    """Of its tables; None where they are none of ours."""
    rows: tuple[tuple[str, int], ...]
    """How many rows each table has, by its name."""

    def number_of(self, table: str) -> int:
        """How many rows a table has; 0 where there is none."""
        return dict(self.rows).get(table, 0)


def copy_store(source: Path, target: Path) -> Contents:
    """Copy a store into a file, which appears whole or not at all, for this user alone. Raises StorageFailed."""
    with _failing(source, target), _beside(target) as copy:
        held = _copied(source, copy)
        _make_one_file(copy)
        if contents_of(copy) != held:
            raise NotTheSame(target)
        copy.replace(target)
    return held


def check_backup(file: Path) -> Contents:
    """What a backup holds, once it is known to be whole, and not of a newer rostering. Raises NoBackup."""
    try:
        _refuse_odd(file)
        held = contents_of(file)
    except OSError as error:
        raise NoBackup(file, foreign(error.strerror).lower()) from error
    except sqlite3.DatabaseError as error:
        raise NoBackup(file, _("it {said}", said=sentence_of(error, None))) from error
    if held.revision is None:
        raise NoBackup(file, _("it is a database of something else"))
    if held.revision > HEAD:
        raise NoBackup(file, _("it was written by a newer rostering; upgrade this one"))
    return held


def check_file(store: Path) -> None:
    """Look whether a store's file is whole, as fast as that can be seen. Raises StorageFailed."""
    with _failing(store, store), closing(_read_only(store)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _damaged()


def put_in_place(backup: Path, store: Path) -> None:
    """Let a store hold what a backup holds, in one transaction. Raises StorageFailed, and then all is as it was."""
    with _failing(store, store):
        if store.exists():
            _copied(backup, store)
            return
        with _beside(store) as copy:
            _copied(backup, copy)
            _make_one_file(copy)
            copy.replace(store)


def move_aside(store: Path, aside: Path) -> None:
    """Give a store that cannot be read another name, with what stands beside it."""
    with _failing(store, aside):
        for ending in ("", *_LOGS):
            with suppress(FileNotFoundError):
                Path(f"{store}{ending}").replace(f"{aside}{ending}")


def contents_of(file: Path) -> Contents:
    """What a file holds. Raises sqlite3.Error where it is no database, or a damaged one."""
    with closing(_read_only(file)) as connection:
        connection.execute("BEGIN")
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise _damaged()
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise _damaged()
        return _counted(connection)


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)


def _damaged() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _copied(source: Path, target: Path) -> Contents:
    """Copy a database over another; what it held at that moment."""
    with (
        closing(_read_only(source)) as ours,
        closing(sqlite3.connect(target, timeout=PATIENCE, isolation_level=None)) as theirs,
    ):
        ours.execute("BEGIN")
        held = _counted(ours)
        ours.backup(theirs)
        return held


def _make_one_file(copy: Path) -> None:
    """Let nothing stand beside a copy, which is as its store was: with its log of changes in a file of its own."""
    with closing(sqlite3.connect(copy, timeout=PATIENCE)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _counted(connection: sqlite3.Connection) -> Contents:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    revision = None
    if "alembic_version" in names:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or (None,)
    quoted = [(name, name.replace('"', '""')) for name in names]
    counts = ((name, connection.execute(f'SELECT count(*) FROM "{safe}"').fetchone()[0]) for name, safe in quoted)  # noqa: S608 - the database's own names
    return Contents(revision, tuple(counts))


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file of this user's alone in the folder of another, which is gone at the end unless it took its place."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    os.close(descriptor)
    copy = Path(name)
    try:
        yield copy
    finally:
        for ending in ("", *_LOGS):
            Path(f"{copy}{ending}").unlink(missing_ok=True)


@contextmanager
def _failing(source: Path, target: Path) -> Iterator[None]:
    """Raise StorageFailed for whatever goes wrong with either."""
    try:
        yield
    except sqlite3.Error as error:
        said = sentence_of(error, target)
        raise StorageFailed(
            _("the store {store} {said}", store=source, said=said)
            if source == target
            else _(
                "'{source}' cannot be copied to '{target}': one of them {said}", source=source, target=target, said=said
            )
        ) from error
    except OSError as error:
        raise StorageFailed(_("cannot write '{file}': {why}", file=target, why=foreign(error.strerror))) from error


def _refuse_odd(file: Path) -> None:
    if kind := odd_kind(file.stat()):
        raise NoBackup(file, _("it is {kind}", kind=_(kind)))
