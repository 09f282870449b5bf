"""What every feed has shown over time: the state of each entry, changes and departures, folded over publications."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.rosters.history import in_order
from rostering.rosters.postings import DayOff, Entry, Posting, ServedWindow
from rostering.rosters.revisions import EntryState, revised
from rostering.rosters.version import Publication, Version

ALL = Subject(SubjectKind.ALL)


@dataclass(frozen=True, slots=True)
class Departure:
    """An entry that has left a subject's feed, as it last stood there."""

    entry: Entry
    sequence: int
    """One more than the feed ever showed."""
    at: datetime
    publication: int
    """The number of the publication by which it left."""


@dataclass
class FeedChanges:
    """When entries of one subject came, changed or went: how many more there were then, by instant and month."""

    net_changes: dict[tuple[datetime, date], int] = field(default_factory=lambda: defaultdict(int))

    def last_change(self, since: date | None, zone: ZoneInfo) -> datetime | None:
        """When a feed last changed that shows whole months from last month's on: from `since`; None: everything.

        A change of what it no longer showed at the time is none; that a month left in which something stood is one.
        """
        first = since.replace(day=1) if since else date.min
        changes = [at for at, month in self.net_changes if month >= first or at < _left_at(month, zone)]
        for month in sorted({month for _, month in self.net_changes if month < first}, reverse=True):
            if self._stood(month, _left_at(month, zone)):
                return max(_left_at(month, zone), *changes)
        return max(changes, default=None)

    def _stood(self, month: date, until: datetime) -> int:
        """How many entries of a month there were just before an instant."""
        return sum(gain for (at, its_month), gain in self.net_changes.items() if its_month == month and at < until)


@dataclass
class FeedHistory:
    """The state of all entries; and of every subject what stands, what has left, and when that changed."""

    entries: dict[str, EntryState] = field(default_factory=dict)
    changes: dict[Subject, FeedChanges] = field(default_factory=lambda: defaultdict(FeedChanges))
    departures: dict[Subject, dict[str, Departure]] = field(default_factory=lambda: defaultdict(dict))
    _standing: dict[date, dict[str, Entry]] = field(default_factory=dict)

    @cached_property
    def standing(self) -> dict[Subject, tuple[Entry, ...]]:
        """What stands in each subject's feed, by date, then id."""
        found: dict[Subject, list[Entry]] = defaultdict(list)
        for day in sorted(self._standing):
            for _, entry in sorted(self._standing[day].items()):
                for subject in subjects_of(entry):
                    found[subject].append(entry)
        return {subject: tuple(entries) for subject, entries in found.items()}

    def add(self, publication: Publication, entries: Iterable[Entry]) -> None:
        """Go on with one more publication: these entries on its days, and no others."""
        new = {entry.id: entry for entry in entries}
        old = {key: entry for day in publication.version.period for key, entry in self._standing.pop(day, {}).items()}
        for key in {**old, **new}:
            self._note(old.get(key), new.get(key), publication)
            self.entries[key] = revised(self.entries.get(key), new.get(key), publication.at)
        for key, entry in new.items():
            self._standing.setdefault(entry.day, {})[key] = entry

    def _note(self, before: Entry | None, after: Entry | None, publication: Publication) -> None:
        """Count in those whose feeds change, and keep what leaves a feed."""
        old, new = subjects_of(before), subjects_of(after)
        for subject in old:
            if before and subject not in new:
                gone = self.entries[before.id].revision.sequence + 1
                self.departures[subject][before.id] = Departure(before, gone, publication.at, publication.number)
                self._count(subject, before, publication.at, -1)
        for subject in new:
            if after and (subject not in old or _differs(before, after, subject)):
                self._count(subject, after, publication.at, int(subject not in old))
                self.departures.get(subject, {}).pop(after.id, None)

    def _count(self, subject: Subject, entry: Entry, at: datetime, gain: int) -> None:
        self.changes[subject].net_changes[at, entry.day.replace(day=1)] += gain


def feed_history(publications: Iterable[Publication], entries_of: Callable[[Version], Iterable[Entry]]) -> FeedHistory:
    """Everything that the publications said, in their order."""
    history = FeedHistory()
    for publication in in_order(publications):
        history.add(publication, entries_of(publication.version))
    return history


def subjects_of(entry: Entry | None) -> tuple[Subject, ...]:
    """Whose feeds have the entry: a duty's holder, role, team, pool and everybody; a window's customer."""
    match entry:
        case Posting():
            return _of_duty(entry.consultant, entry.role, entry.teams)
        case DayOff():
            return (Subject(SubjectKind.CONSULTANT, entry.consultant),)
        case ServedWindow():
            return (Subject(SubjectKind.CUSTOMER, entry.customer),)
    return ()


def shows_names(subject: Subject) -> bool:
    """Whether the subject's feed names those who hold the duties."""
    return subject.kind not in (SubjectKind.CONSULTANT, SubjectKind.CUSTOMER)


@lru_cache(maxsize=1 << 16)
def _of_duty(consultant: str, role: str, teams: tuple[str, ...]) -> tuple[Subject, ...]:
    """Made once: many duties have the same."""
    of_teams = (Subject(SubjectKind.TEAM, team) for team in teams)
    return Subject(SubjectKind.CONSULTANT, consultant), Subject(SubjectKind.ROLE, role), *of_teams, ALL


def _differs(before: Entry | None, after: Entry, subject: Subject) -> bool:
    return before is None or before != after or (shows_names(subject) and before.holder != after.holder)


@lru_cache(maxsize=1 << 12)
def _left_at(month: date, zone: ZoneInfo) -> datetime:
    """When a month is over for a month, and leaves the feeds."""
    year, number = divmod(month.year * 12 + month.month + 1, 12)
    return datetime.combine(date(year, number + 1, 1), time(), zone)
