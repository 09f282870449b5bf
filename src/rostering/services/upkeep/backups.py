"""Backing a store up, and restoring it."""

from itertools import count
from pathlib import Path

from rostering.answers.upkeep import Backup, Restored
from rostering.errors import BadCall, Conflict, StorageFailed
from rostering.language import _
from rostering.services.clock import now
from rostering.services.opening import NoStore, existing_store, is_missing
from rostering.store.copies import Contents, NoBackup, check_backup, copy_store, move_aside, put_in_place
from rostering.store.engine import file_of, url_of
from rostering.store.opening import store_as_it_is


class OtherMeans(BadCall):
    """A store that is no file of SQLite."""

    def __init__(self) -> None:
        super().__init__(
            _("only a store in a file is copied by rostering; one in PostgreSQL by pg_dump, and restored by pg_restore")
        )


class FileInTheWay(Conflict):
    """A file that would be written over."""

    def __init__(self, file: Path) -> None:
        super().__init__(_("there is a file '{file}' already: give another name, or --force to replace it", file=file))


class StoreInTheWay(Conflict):
    """A store that would be replaced."""

    def __init__(self, store: Path) -> None:
        super().__init__(
            _(
                "there is a store {store} already: with --force it holds what the backup holds, and is kept beside it",
                store=store,
            )
        )


class CopyOfItself(BadCall):
    """A copy of a store that would be the store."""

    def __init__(self) -> None:
        super().__init__(_("the file is the store itself: give another name"))


def back_up(url: str, file: Path, *, replace: bool = False) -> Backup:
    """Copy the store, as it is at one moment and of whatever version, while others use it.

    Raises NoStore, OtherMeans, CopyOfItself, FileInTheWay, StorageFailed.
    """
    store = _file_of(url)
    if is_missing(url):
        raise NoStore(str(store))
    if store_as_it_is(url).revision() is None:
        raise NoBackup(store, _("it is a database of something else"))
    if file.exists() and file.samefile(store):
        raise CopyOfItself
    if (file.exists() or file.is_symlink()) and not (replace and file.is_file()):
        raise FileInTheWay(file)
    return _told(file, copy_store(store, file))


def restore(url: str, file: Path, actor: str, *, replace: bool = False) -> Restored:
    """Let the store hold what a backup holds; what it held before is kept beside it.

    Sessions end, as some may have been ended since.

    Raises OtherMeans, CopyOfItself, NoBackup, StoreInTheWay, StorageFailed.
    """
    store = _file_of(url)
    if store.exists() and file.exists() and file.samefile(store):
        raise CopyOfItself
    held = check_backup(file)
    if store.exists() and not replace:
        raise StoreInTheWay(store)
    kept = _kept(store) if store.exists() else None
    put_in_place(file, store)
    return Restored(_told(file, held), str(store), kept, _taken_over(url, file, actor))


def _file_of(url: str) -> Path:
    file = file_of(url_of(url))
    if file is None:
        raise OtherMeans
    return file


def _kept(store: Path) -> Path:
    """Where what a store held is kept: copied, or moved where it is too damaged to be copied."""
    named = f"{store.name}.before-{now():%Y%m%dT%H%M%S}"
    aside = next(
        free for number in count() if not (free := store.with_name(named + f"-{number}" * bool(number))).exists()
    )
    try:
        copy_store(store, aside)
    except StorageFailed:
        move_aside(store, aside)
    return aside


def _taken_over(url: str, file: Path, actor: str) -> int:
    """Bring the store up to date, and end its sessions; how many there were."""
    at = now()
    with existing_store(url).transaction() as tx:
        ended = tx.sessions.end_everybodys(at)
        tx.log(actor, "restore", file.name, at=at)
    return ended


def _told(file: Path, held: Contents) -> Backup:
    return Backup(file, file.stat().st_size, held.revision or "", held.number_of("roster"), held.number_of("audit_log"))
