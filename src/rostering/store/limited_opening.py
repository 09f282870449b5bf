"""A SQLite file that cannot be written: what keeps it from that, and how it can be read all the same.

Even a reader of a store in WAL mode makes a file beside it, the shared index of 32 KiB, which a full disk and a
read-only medium refuse. On a full disk a reader that keeps everybody else out needs no such file. On a read-only medium
SQLite is told that nothing changes (`immutable`), and then looks at no lock and no log: so that is done only where the
system says that nobody can write there, there is nothing in the log, and the file is found unchanged when all is read.
"""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from rostering.errors import StorageFailed
from rostering.language import _, marked

_SHARED_INDEX = 1 << 15


class Obstacle(Enum):
    """What keeps a file from being written."""

    FULL = marked("cannot grow: the disk is full")
    READ_ONLY = marked("is read-only")


class OpeningWay(Enum):
    """How a SQLite file is opened."""

    SHARED = "shared"
    """As always: many readers beside a writer."""
    ALONE = "alone"
    """With nobody beside, so that nothing is shared."""
    FIXED = "fixed"
    """As something that does not change."""


def obstacle_to_writing(file: Path) -> Obstacle | None:
    """What keeps a file and those beside it from being written, if the system knows; it is tried by writing."""
    folder = file.resolve().parent
    try:
        if _is_read_only(folder):
            return Obstacle.READ_ONLY
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_SHARED_INDEX))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        return Obstacle.FULL if full else Obstacle.READ_ONLY if error.errno == errno.EROFS else None
    return None


def ways_out(file: Path, store: str) -> tuple[OpeningWay, ...]:
    """The ways in which a file that cannot be opened as always can be read, the better first.

    Raises StorageFailed where what was written last could not be read.
    """
    obstacle = obstacle_to_writing(file)
    if obstacle is None:
        return ()
    logged = _log_of(file)
    if obstacle is Obstacle.FULL:
        return (OpeningWay.ALONE,) if logged else (OpeningWay.ALONE, OpeningWay.FIXED)
    if logged:
        raise StorageFailed(
            _(
                "the store {store} is on a read-only medium with changes in its log ({name}-wal) that have yet to "
                "be taken in: copy both to a disk that can be written",
                store=store,
                name=file.name,
            )
        )
    return (OpeningWay.FIXED,)


@contextmanager
def unchanged(file: Path, store: str) -> Iterator[None]:
    """Raise StorageFailed at the end when the file has changed, and what was read of it may be of two moments."""
    before = _look(file)
    yield
    if _look(file) != before:
        raise StorageFailed(_("the store {store} was changed while it was read; try again", store=store))


def _look(file: Path) -> tuple[int, ...]:
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, _log_of(file)


def _log_of(file: Path) -> int:
    """How much is in the log of changes."""
    log = Path(f"{file.resolve()}-wal")
    return log.stat().st_size if log.exists() else 0


def _is_read_only(folder: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
