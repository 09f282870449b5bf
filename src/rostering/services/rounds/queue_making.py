"""The workers' queue made in the store's database, and held against what a worker knows."""

import re

from rostering.errors import BadCall, StorageFailed
from rostering.language import _
from rostering.services.opening import existing_store
from rostering.store.engine import name_of, url_of

_FUNCTION, _TABLE = re.compile(r"CREATE FUNCTION (\w+)"), re.compile(r"CREATE TABLE (\w+)")


class NoServer(BadCall):
    """A store that is a file."""

    def __init__(self, store: str) -> None:
        super().__init__(
            _(
                "workers need a store in PostgreSQL, and {store} is a file: without them `rostering serve` does it all",
                store=store,
            )
        )


class OtherQueue(StorageFailed):
    """A queue that another version of its library has made."""

    def __init__(self, store: str) -> None:
        super().__init__(
            _(
                "the queue in {store} is of another version of procrastinate: stop all workers, and begin one with "
                "--renew-queue; nothing is lost, as the store knows what is to be done",
                store=store,
            )
        )


def refuse_files(url: str) -> None:
    """Let only servers through. Raises NoServer, StorageFailed."""
    address = url_of(url)
    if address.get_backend_name() != "postgresql":
        raise NoServer(name_of(address))


def queue_address(url: str) -> str:
    """The store's address as PostgreSQL's own library takes it; it may hold a password."""
    return url_of(url).set(drivername="postgresql").render_as_string(hide_password=False)


def prepare_queue(url: str, statements: str, renew: bool = False) -> bool:
    """Make the queue by the statements of its library, if it is not there or to be made anew; whether it was made.

    From then on every service of the store leaves jobs and regular work to workers. Raises NoServer, OtherQueue,
    StorageFailed.
    """
    refuse_files(url)
    store, functions = existing_store(url), frozenset(_FUNCTION.findall(statements))
    with store.reading() as reading:
        if reading.queue.is_there and not renew:
            _check(store.name, functions, reading.queue.functions())
            return False
    with store.transaction() as tx:  # in which nobody else makes it
        if renew and tx.queue.is_there:
            tx.queue.remove(_TABLE.findall(statements))
        if tx.queue.is_there:
            _check(store.name, functions, tx.queue.functions())
            return False
        tx.queue.make(statements)
    return True


def _check(store: str, wanted: frozenset[str], found: frozenset[str]) -> None:
    if not wanted <= found:
        raise OtherQueue(store)
