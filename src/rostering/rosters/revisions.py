"""How often and when each published entry changed, folded over all publications."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from rostering.rosters.history import in_order
from rostering.rosters.postings import Entry, entries_of
from rostering.rosters.version import Publication


@dataclass(frozen=True)
class Revision:
    """The state of one entry's story. A seat that is withdrawn and returns goes on counting."""

    sequence: int
    """0 at first; one more whenever start, end, kind or person changes, or the entry is withdrawn or returns."""
    changed_at: datetime
    """When the sequence last moved."""
    modified_at: datetime
    """When anything shown of it last changed."""


@dataclass(frozen=True)
class _Story:
    """An entry as last published, None after its withdrawal, and its revision."""

    entry: Entry | None
    revision: Revision


def revisions(publications: Iterable[Publication]) -> dict[str, Revision]:
    """By entry id (a duty's is its seat's), the revision of everything ever published."""
    stories: dict[str, _Story] = {}
    for publication in in_order(publications):
        for key, entry in _said(publication, stories).items():
            stories[key] = _told(stories.get(key), entry, publication.at)
    return {key: story.revision for key, story in stories.items()}


def _said(publication: Publication, stories: dict[str, _Story]) -> dict[str, Entry | None]:
    """What a publication says: its entries, and None for those of its days that it leaves out."""
    days = publication.version.period
    withdrawn = {key: None for key, story in stories.items() if story.entry and story.entry.day in days}
    return {**withdrawn, **{entry.id: entry for entry in entries_of(publication.version)}}


def _told(story: _Story | None, entry: Entry | None, at: datetime) -> _Story:
    if story is None:
        return _Story(entry, Revision(0, at, at))
    if story.entry == entry:
        return story
    if _essence(story.entry) == _essence(entry):
        return _Story(entry, replace(story.revision, modified_at=at))
    return _Story(entry, Revision(story.revision.sequence + 1, at, at))


def _essence(entry: Entry | None) -> tuple[object, ...] | None:
    return entry.essence if entry else None
