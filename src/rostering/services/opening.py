"""The store that a use case asks or changes, opened."""

from pathlib import Path

from rostering.errors import Empty, RosteringError, StorageFailed
from rostering.language import _
from rostering.store import Store, open_store
from rostering.store.engine import name_of, url_of


class NoStore(Empty):
    """A file that no store has been made in yet."""

    def __init__(self, name: str) -> None:
        super().__init__(_("there is no store {name} yet: import a data folder first", name=name))


def is_missing(url: str) -> bool:
    """Whether the store is a file that has yet to be made, in a folder that is there."""
    address = url_of(_without_nul(url))
    file = address.database or ":memory:"
    if address.get_backend_name() != "sqlite" or file == ":memory:" or file.startswith("file:"):
        return False
    return Path(file).parent.is_dir() and not Path(file).exists()


def existing_store(url: str, patience: float = 10) -> Store:
    """The store at a URL or file name; asking never makes one. Raises NoStore, StorageFailed.

    `patience` is how many seconds to wait for other programs' transactions.
    """
    if is_missing(url):
        raise NoStore(name_of(url_of(url)))
    return open_store(url, patience)


def language_of(url: str) -> str | None:
    """The language of the firm whose store this is; None where no store can be asked, which is for others to say."""
    try:
        with existing_store(url).reading() as reading:
            firm = reading.organisation()
            return firm.language if firm else None
    except RosteringError:
        return None


def store_for_import(url: str) -> Store:
    """The store at a URL or file name, made if need be. Raises StorageFailed."""
    return open_store(_without_nul(url))


def _without_nul(url: str) -> str:
    if "\0" in url:
        raise StorageFailed(_("the store's name has a NUL character in it"))
    return url
