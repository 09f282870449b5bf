"""How often and when each published entry changed."""

from dataclasses import dataclass, replace
from datetime import datetime

from rostering.rosters.postings import Entry


@dataclass(frozen=True, slots=True)
class Revision:
    """The state of one entry's story. A seat that is withdrawn and returns goes on counting."""

    sequence: int
    """0 at first; one more whenever start, end, kind or person changes, or the entry is withdrawn or returns."""
    changed_at: datetime
    """When the sequence last moved."""
    modified_at: datetime
    """When anything shown to its holder last changed."""
    named_at: datetime
    """When anything shown to others, who read the holder's name, last changed."""


@dataclass(frozen=True, slots=True)
class Story:
    """An entry as last published, None after its withdrawal, and its revision."""

    entry: Entry | None
    revision: Revision


def told(story: Story | None, entry: Entry | None, at: datetime) -> Story:
    """The story after a publication that says this of the entry."""
    if story is None:
        return Story(entry, Revision(0, at, at, at))
    before, revision = story.entry, story.revision
    if before is None or entry is None or before.essence != entry.essence:
        return Story(entry, Revision(revision.sequence + 1, at, at, at))
    modified = before != entry
    return Story(
        entry,
        replace(
            revision,
            modified_at=at if modified else revision.modified_at,
            named_at=at if modified or before.holder != entry.holder else revision.named_at,
        ),
    )
