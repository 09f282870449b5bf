"""What somebody around a use case remembers of the store, so that what did not change is not read again."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import URL

from rostering.domain.inputs import Inputs
from rostering.rosters.version import Publication, Version
from rostering.store.engine import url_of

if TYPE_CHECKING:
    from rostering.store.reading import Reading

Pulse = tuple[object, object]


def forgotten(pulse: Pulse) -> object:
    """The number of the last forgetting in a state of the store; it stands behind the two marks of a publication."""
    first = pulse[0]
    return first[-1] if isinstance(first, tuple) and len(first) % 2 else 0


class Recall(Protocol):
    """A memory of one store: inputs until they change, and rosters, which never do."""

    def inputs(self, reading: "Reading") -> Inputs:
        """The inputs as last saved. Raises NoInputs."""

    def publications(self, reading: "Reading") -> tuple[Publication, ...]:
        """All publications."""

    def version(self, reading: "Reading", number: int) -> Version:
        """One roster. Raises NoRoster, UnknownRoster."""

    def known_inputs(self, pulse: Pulse) -> Inputs | None:
        """The inputs of a state of the store, if they are remembered."""

    def known_publications(self, pulse: Pulse) -> tuple[Publication, ...]:
        """The publications that are remembered, if nobody in them was forgotten since."""


_RECALL: ContextVar[tuple[URL, Recall] | None] = ContextVar("recall", default=None)


@contextmanager
def recalling(store: str, by: Recall) -> Iterator[None]:
    """Let all looks at a store within ask its memory first."""
    token = _RECALL.set((url_of(store), by))
    try:
        yield
    finally:
        _RECALL.reset(token)


def recall_of(store: URL) -> Recall | None:
    """Who remembers a store, if anybody does."""
    known = _RECALL.get()
    return known[1] if known and known[0] == store else None
