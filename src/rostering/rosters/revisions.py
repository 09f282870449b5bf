"""How often and when each published entry changed."""

from dataclasses import dataclass, replace
from datetime import datetime

from rostering.rosters.postings import Entry


@dataclass(frozen=True, slots=True)
class Revision:
    """How often and when one entry has changed. A seat that is withdrawn and returns goes on counting."""

    sequence: int
    """0 at first; one more whenever start, end, kind or person changes, or the entry is withdrawn or returns."""
    changed_at: datetime
    """When the sequence last moved."""
    modified_at: datetime
    """When anything shown to its holder last changed."""
    named_at: datetime
    """When anything shown to others, who read the holder's name, last changed."""


@dataclass(frozen=True, slots=True)
class EntryState:
    """An entry as last published, None after its withdrawal, and its revision."""

    entry: Entry | None
    revision: Revision


def revised(state: EntryState | None, entry: Entry | None, at: datetime) -> EntryState:
    """The state after a publication that says this of the entry."""
    if state is None:
        return EntryState(entry, Revision(0, at, at, at))
    before, revision = state.entry, state.revision
    if before is None or entry is None or before.sequence_key != entry.sequence_key:
        return EntryState(entry, Revision(revision.sequence + 1, at, at, at))
    modified = before != entry
    return EntryState(
        entry,
        replace(
            revision,
            modified_at=at if modified else revision.modified_at,
            named_at=at if modified or before.holder != entry.holder else revision.named_at,
        ),
    )
