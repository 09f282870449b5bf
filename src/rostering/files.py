"""Files: what people gave is read within bounds, and what is written for others appears whole or not at all."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from rostering.errors import Fault, FaultyInput, StorageFailed
from rostering.language import _, foreign, marked

MOST_OF_A_DOCUMENT = 1 << 20
"""Bytes of a TOML file: a document, a calendar, a profile."""
MOST_OF_A_CALENDAR = 1 << 20
"""Bytes of a calendar or table with leave."""
MOST_OF_RULES = 1 << 26
"""Bytes of a file of official rules for electronic invoices."""
MOST_OF_A_TABLE = 1 << 27
"""Bytes of a CSV file of a data folder: a million rows of any of them."""
_KINDS = {
    stat.S_IFDIR: marked("a folder"),
    stat.S_IFIFO: marked("a named pipe"),
    stat.S_IFSOCK: marked("a socket"),
    stat.S_IFCHR: marked("a device"),
    stat.S_IFBLK: marked("a device"),
}
# Nothing is waited for: a pipe opens though nobody writes, a terminal does not become ours.
_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class Unwritable(StorageFailed):
    """A folder in which files cannot be written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(_("cannot write the folder '{folder}': {why}", folder=folder, why=foreign(error.strerror)))


def read_given(path: Path, place: str, most: int) -> bytes:
    """The bytes of a file that people gave, at most so many.

    Raises OSError, and FaultyInput, naming the place, for what is no file or is larger.
    """
    with opened(path, place) as stream:
        _refuse_large(os.fstat(stream.fileno()).st_size, place, most)
        data = stream.read(most + 1)
    _refuse_large(len(data), place, most)  # it may have grown, and some files do not know their size
    return data


def check_given(path: Path, place: str, most: int) -> None:
    """Refuse a file that somebody else will read, by its name. Raises as `read_given` does."""
    with opened(path, place) as stream:
        _refuse_large(os.fstat(stream.fileno()).st_size, place, most)


def digest_given(path: Path, place: str) -> str:
    """The SHA-256 of a file that people gave, however large. Raises as `opened` does."""
    with opened(path, place) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def opened(path: Path, place: str) -> Iterator[BufferedReader]:
    """A file that people gave, to be read. Raises OSError, and FaultyInput, naming the place, for what is no file.

    It is looked at before it is opened, since to open some devices does something, and again what was opened, since
    another may have taken its place meanwhile.
    """
    _refuse_odd(path.stat(), path, place)
    with os.fdopen(os.open(path, _WITHOUT_WAITING), "rb") as stream:
        _refuse_odd(os.fstat(stream.fileno()), path, place)
        yield stream


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files by name into a folder, made if need be; returns their paths. Raises Unwritable.

    All are written beside their places before the first one takes its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as waiting:
            for name, body in files.items():
                (Path(waiting) / name).write_bytes(body)
            return tuple((Path(waiting) / name).replace(folder / name) for name in files)
    except OSError as error:
        raise Unwritable(folder, error) from error


def odd_kind(found: os.stat_result) -> str | None:
    """What a path leads to, if it is no regular file."""
    return None if stat.S_ISREG(found.st_mode) else _KINDS.get(stat.S_IFMT(found.st_mode), _("something else"))


def _refuse_odd(found: os.stat_result, path: Path, place: str) -> None:
    if stat.S_ISDIR(found.st_mode):  # what the system itself would say
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if kind := odd_kind(found):
        link = _("a link to ") if path.is_symlink() else ""
        raise FaultyInput(
            [Fault(place, _("is {link}{kind}, not a file", link=link, kind=_(kind)), _("put the file itself there"))]
        )


def _refuse_large(size: int, place: str, most: int) -> None:
    if size > most:
        raise FaultyInput([Fault(place, _("is too large"), _("at most {most}", most=_written(most)))])


def _written(size: int) -> str:
    return _("{size} MiB", size=size >> 20) if size >= 1 << 20 else _("{size} KiB", size=size >> 10)
