"""What of their own has changed for each person between two moments."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rostering.rosters.postings import DayOff, Posting

Own = Posting | DayOff


@dataclass(frozen=True)
class OwnDifference:
    """One person's own before and after; each part is in the order of time."""

    taken: tuple[Posting, ...] = ()
    given_up: tuple[Posting, ...] = ()
    moved: tuple[tuple[Posting, Posting], ...] = ()
    """The same place before and after, at other times or as another kind."""
    days_off: tuple[DayOff, ...] = ()
    """Compensating days that are new."""
    days_back: tuple[DayOff, ...] = ()
    """Compensating days that are no more."""


def differences(before: Iterable[Own], after: Iterable[Own]) -> dict[str, OwnDifference]:
    """What changed for each person affected, by consultant; nobody else is in it.

    The seats of one role in one window are alike to whoever holds them, so that their numbers make no difference.
    """
    old, new = _by_consultant(before), _by_consultant(after)
    found = {who: _difference(old.get(who, []), new.get(who, [])) for who in sorted(old.keys() | new.keys())}
    return {who: difference for who, difference in found.items() if difference != OwnDifference()}


def _by_consultant(entries: Iterable[Own]) -> Mapping[str, list[Own]]:
    found: dict[str, list[Own]] = {}
    for entry in sorted(entries, key=_time):
        found.setdefault(entry.consultant, []).append(entry)
    return found


def _difference(before: list[Own], after: list[Own]) -> OwnDifference:
    gone, come = _beyond(before, after), _beyond(after, before)
    given_up = [entry for entry in gone if isinstance(entry, Posting)]
    taken = [entry for entry in come if isinstance(entry, Posting)]
    moved = _pairs(given_up, taken)
    return OwnDifference(
        taken=_without(taken, (now for _, now in moved)),
        given_up=_without(given_up, (then for then, _ in moved)),
        moved=moved,
        days_off=tuple(entry for entry in come if isinstance(entry, DayOff)),
        days_back=tuple(entry for entry in gone if isinstance(entry, DayOff)),
    )


def _beyond(entries: Iterable[Own], others: Iterable[Own]) -> list[Own]:
    """The entries that have no like among the others."""
    left = Counter(map(_likeness, others))
    beyond = []
    for entry in entries:
        if left[_likeness(entry)]:
            left[_likeness(entry)] -= 1
        else:
            beyond.append(entry)
    return beyond


def _pairs(before: Iterable[Posting], after: Iterable[Posting]) -> tuple[tuple[Posting, Posting], ...]:
    """Each duty given up with the one taken in its place."""
    there: dict[str, list[Posting]] = {}
    for posting in after:
        there.setdefault(_place(posting), []).append(posting)
    return tuple((posting, there[_place(posting)].pop(0)) for posting in before if there.get(_place(posting)))


def _without(postings: Iterable[Posting], others: Iterable[Posting]) -> tuple[Posting, ...]:
    ids = {other.id for other in others}
    return tuple(posting for posting in postings if posting.id not in ids)


def _likeness(entry: Own) -> tuple[str, tuple[object, ...]]:
    return _place(entry), entry.sequence_key


def _place(entry: Own) -> str:
    """A seat's id without its number: team, date and role. A day off is its own place."""
    return entry.id.rpartition(":")[0] if isinstance(entry, Posting) else entry.id


def _time(entry: Own) -> tuple[object, ...]:
    start = entry.span.start.isoformat() if isinstance(entry, Posting) else ""
    return entry.day, start, entry.id
