"""The series of a file: which of the entries of one UID count, and which of them changes which."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from rostering.domain.proposals import SkipReason
from rostering.feeds.leave.entries import ERRORS, CalendarEntry
from rostering.feeds.leave.moments import Moment
from rostering.feeds.leave.repeating import TooManyDates, ends_by_start
from rostering.feeds.leave.series import Instance, Series, current, shift
from rostering.spans import Period

Patience = Callable[[], AbstractContextManager[None]]
"""What one entry is followed within: it raises TooCostly where that takes too long."""


class TooCostly(Exception):
    """An entry whose repetition takes longer to follow than anybody's leave."""


@dataclass
class Groups:
    """The instances of a file's entries, by series, and how many entries are left aside, by reason."""

    looked: Period
    patience: Patience
    series: list[list[Instance]] = field(default_factory=list)
    aside: Counter[SkipReason] = field(default_factory=Counter)

    def read(self, entries: Iterable[CalendarEntry]) -> None:
        """Put entries together by their UID."""
        by_uid = defaultdict[str, list[CalendarEntry]](list)
        for entry in entries:
            by_uid[entry.uid].append(entry)
        for versions in by_uid.values():
            self._read_uid(versions)

    def _read_uid(self, versions: Collection[CalendarEntry]) -> None:
        """A UID may stand for several entries, as programs write them: all with its highest SEQUENCE count."""
        heads = self._usable(current([each for each in versions if each.named is None], self.aside))
        changes = self._usable([each for each in versions if each.named is not None])
        found = [series for head in heads if (series := self._followed(head, changes))]
        orphans = [change for change in changes if not _taken(change, found)]
        for series in found:
            self._add(series)
        self._add_orphans(orphans)

    def _usable(self, entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
        """Those that bear no mark, in an order that is not the file's; the others are counted."""
        entries = sorted(entries, key=lambda each: (str(each.start), str(each.end)))
        self.aside.update(each.aside for each in entries if each.aside)
        return [each for each in entries if not each.aside]

    def _followed(self, head: CalendarEntry, changes: Iterable[CalendarEntry]) -> Series | None:
        try:
            with self.patience():
                moved = max((abs(shift(head, each)).days + 1 for each in changes if each.onward), default=0)
                return Series(head, ends_by_start(head, self.looked.widened(moved, moved)))
        except TooManyDates:
            self.aside[SkipReason.OFTEN] += 1
        except (TooCostly, *ERRORS):
            self.aside[SkipReason.UNFOLLOWED] += 1
        return None

    def _add(self, series: Series) -> None:
        try:
            self.series.append(list(series.instances(self.aside)))
        except ERRORS:
            self.aside[SkipReason.UNREADABLE] += 1

    def _add_orphans(self, orphans: Iterable[CalendarEntry]) -> None:
        """Changes of an entry that the file does not have are entries themselves."""
        by_named = defaultdict[Moment, list[CalendarEntry]](list)
        for each in orphans:
            by_named[each.named or each.start].append(each)
        for versions in by_named.values():
            latest = current(versions, self.aside)
            self.series.append([Instance(each.start, each.end, each, each.cancelled) for each in latest])


def _taken(change: CalendarEntry, found: list[Series]) -> bool:
    """Whether a change has found what it changes: the series with its instance, else the first."""
    moment = change.named or change.start
    series = next((each for each in found if each.named(moment)), found[0] if found else None)
    if series:
        series.take(change, moment)
    return series is not None
