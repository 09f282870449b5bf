"""Drafts as they are worked on: what was changed by hand, what that breaks and mends, and whether it may hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rostering.audit.places import dearer
from rostering.domain.findings import JudgedBreach
from rostering.rosters.changes import Changes
from rostering.rosters.version import Directory, Version


@dataclass(frozen=True)
class HandStep:
    """One change by hand, which made a draft."""

    roster: int
    made_from: int
    seat: str
    before: str | None
    """Who held the seat; None: nobody."""
    after: str | None
    by: str
    at: datetime


@dataclass(frozen=True)
class DraftShown:
    """A draft, beside the roster that it was made from."""

    version: Version
    origin: Version | None
    """Where its changes by hand began, or what it mends; None of a plan by itself."""
    steps: tuple[HandStep, ...]
    """The changes by hand, the newest first."""
    changes: Changes
    """What they come to, against the origin."""
    penalty: int
    penalty_change: int
    """What all of it costs more than the origin."""
    added: tuple[JudgedBreach, ...]
    """What is broken and was not, or less: what is forbidden first, then what costs most."""
    gone: tuple[JudgedBreach, ...]
    """What was broken and is no more, or less."""
    hindrance: str | None
    """Why it cannot be published."""
    newer: int | None
    """The newest draft that was made from it."""
    directory: Directory
    mark: str
    """What a form about it is made from."""

    @property
    def forbidden(self) -> int:
        """How much of what is forbidden is broken now and was not."""
        return sum(judged.breach.penalty is None for judged in self.added)


def beyond(breaches: Iterable[JudgedBreach], others: Iterable[JudgedBreach]) -> tuple[JudgedBreach, ...]:
    """What is broken and is not, or less, among the others: what is forbidden first, then what costs most."""
    found = dearer(breaches, others)
    return tuple(sorted(found, key=lambda judged: -(10**9 if judged.breach.penalty is None else judged.breach.penalty)))
