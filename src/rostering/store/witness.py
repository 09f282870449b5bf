"""A witness of transactions: what somebody around a use case wants to be kept together with what it changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rostering.store.transaction import Transaction

Witness = Callable[[Transaction], None]
_WITNESS: ContextVar[Witness | None] = ContextVar("witness", default=None)


@contextmanager
def witnessed(by: Witness) -> Iterator[None]:
    """Have each transaction within seen before it is kept; whatever the witness raises undoes it."""
    before = _WITNESS.set(by)
    try:
        yield
    finally:
        _WITNESS.reset(before)


def show_witness(tx: Transaction) -> None:
    """Let the witness, if there is one, see a transaction that is about to be kept."""
    if by := _WITNESS.get():
        by(tx)
