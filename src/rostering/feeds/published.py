"""What is published at one moment, as each subject's feed tells it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property

from rostering.domain.subscriptions import Style, Subject, SubjectKind
from rostering.errors import BadCall
from rostering.feeds.events import FeedEvent, event_bytes
from rostering.feeds.feed_texts import title_of
from rostering.feeds.feed_words import words_of
from rostering.feeds.frames import framed
from rostering.language import _
from rostering.rosters.feed_history import FeedHistory, feed_history, shows_names
from rostering.rosters.history import in_order
from rostering.rosters.names_in_force import names_in_force
from rostering.rosters.postings import (
    NOTHING_OWED,
    DayOff,
    Entry,
    OwedEntries,
    OwedEntry,
    ServedWindow,
    entries_of,
    served_windows,
)
from rostering.rosters.version import Directory, Publication

Writer = Callable[[FeedEvent, Style], bytes]


class NothingPublished(BadCall):
    """No roster is published yet, so there is nobody to make a calendar for."""

    def __init__(self) -> None:
        super().__init__(_("no roster is published yet: publish one first"))


class UnknownSubject(BadCall):
    """Somebody or something that no published roster knows."""

    def __init__(self, subject: Subject) -> None:
        super().__init__(
            _("no published roster knows a {kind} '{value}'", kind=_(subject.kind.value), value=subject.id)
        )


class Published:
    """All publications, and what they make of each subject; worked out when it is first asked for."""

    def __init__(self, publications: Iterable[Publication], owed: OwedEntries = NOTHING_OWED) -> None:
        self.publications = in_order(publications)
        self._owed, self._standing = owed, frozenset(owed.entries)
        self.names = names_in_force(self.publications)

    @property
    def directory(self) -> Directory:
        """The newest names. Raises NothingPublished."""
        if not self.publications:
            raise NothingPublished
        return self.publications[-1].version.directory

    def subjects(self, kind: SubjectKind) -> tuple[Subject, ...]:
        """Everybody who has a feed, sorted."""
        return tuple(sorted(subject for subject in self.names if subject.kind is kind))

    def items(self, subject: Subject, since: date | None = None) -> list[FeedEvent]:
        """What the subject's feed shows from a date on; None: everything."""
        entries = self._history(_is_served(subject)).standing.get(subject, ())
        published = [self._item(subject, entry) for entry in entries if since is None or entry.day >= since]
        owed = [self._due(subject, entry) for entry in self._owed.of(subject, since)]
        return sorted((*published, *owed), key=lambda item: item.place) if owed else published

    def departed(self, subject: Subject, after: int) -> list[FeedEvent]:
        """What has left the subject's feed since a publication, by its number."""
        return [
            FeedEvent(gone.entry, _holder(subject, gone.entry), gone.sequence, gone.at, cancelled=True)
            for gone in self._history(_is_served(subject)).departures.get(subject, {}).values()
            if gone.publication > after
        ]

    def stands(self, item: FeedEvent) -> bool:
        """Whether an event is as it was made once."""
        if isinstance(item.entry, OwedEntry):
            return item.entry in self._standing
        found = self._history(isinstance(item.entry, ServedWindow)).entries.get(item.entry.id)
        if found is None or found.entry != item.entry or item.holder not in ("", item.entry.holder):
            return False
        revision = found.revision
        return item.sequence == revision.sequence and item.at in (revision.modified_at, revision.named_at)

    def calendar(
        self, subject: Subject, style: Style, items: Sequence[FeedEvent], write: Writer = event_bytes
    ) -> bytes:
        """A whole calendar with these events."""
        title = title_of(subject.kind, self.names[subject].name, words_of(style.language))
        zones = {item.entry.timezone for item in items if not isinstance(item.entry, DayOff)}
        timezone = self.directory.timezone
        clocks = frozenset() if style.utc else frozenset({timezone, *zones})
        return framed(title, timezone, clocks, b"".join(write(item, style) for item in items))

    def modified(self, subject: Subject, since: date | None = None) -> datetime:
        """When the subject's feed last changed."""
        changes = self._history(_is_served(subject)).changes.get(subject)
        changed = changes.last_change(since, self.directory.zone) if changes else None
        return max(filter(None, (changed, self.names[subject].at, self._owed.noted))).astimezone(UTC)

    def _due(self, subject: Subject, entry: OwedEntry) -> FeedEvent:
        """Something owed; what nobody has done anything about has the stamp of the first publication."""
        holder = "" if subject.kind is SubjectKind.CONSULTANT else entry.by
        return FeedEvent(entry, holder, entry.sequence, entry.at or self.publications[0].at)

    def _item(self, subject: Subject, entry: Entry) -> FeedEvent:
        revision = self._history(_is_served(subject)).entries[entry.id].revision
        at = revision.named_at if shows_names(subject) else revision.modified_at
        return FeedEvent(entry, _holder(subject, entry), revision.sequence, at)

    def _history(self, served: bool) -> FeedHistory:
        return self._windows if served else self._duties

    @cached_property
    def _duties(self) -> FeedHistory:
        return feed_history(self.publications, entries_of)

    @cached_property
    def _windows(self) -> FeedHistory:
        return feed_history(self.publications, served_windows)


def _is_served(subject: Subject) -> bool:
    """Whether the feed is of windows, without people, and not of duties."""
    return subject.kind is SubjectKind.CUSTOMER


def _holder(subject: Subject, entry: Entry) -> str:
    return entry.holder if shows_names(subject) else ""
