"""An entry with all that it repeats, leaves out and changes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from rostering.domain.proposals import SkipReason
from rostering.feeds.leave.entries import CalendarEntry
from rostering.feeds.leave.moments import Clock, Moment


@dataclass(frozen=True)
class Instance:
    """Once that an entry takes place, or would if it were not called off."""

    start: Moment
    end: Moment
    entry: CalendarEntry
    cancelled: bool


@dataclass
class Series:
    """An entry, the ends of its instances by their starts, and its changes by the starts of what they change."""

    head: CalendarEntry
    ends: Mapping[Moment, Moment]
    changes: defaultdict[Moment, list[CalendarEntry]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._days = _by_day(self.head.clock, self.ends)

    def named(self, moment: Moment) -> Moment | None:
        """The instance that a change names, if it is among these."""
        return min(_named(self.head.clock, moment, self._days), default=None)

    def take(self, change: CalendarEntry, moment: Moment) -> None:
        """Keep a change of the instance that a moment names, even of one that is too far away to be here."""
        self.changes[self.named(moment) or self.head.clock.instance(moment, self.head.start)].append(change)

    def instances(self, aside: Counter[SkipReason]) -> Iterator[Instance]:
        """All of them as they have become; replaced changes are counted."""
        left_out = self._left_out()
        changes = [(start, each) for start, all_ in self.changes.items() for each in current(all_, aside)]
        onward = sorted(
            ((start, each) for start, each in changes if each.onward and start not in left_out),
            key=lambda pair: pair[0],
        )
        for start, end in self.ends.items():
            if start not in self.changes and start not in left_out:
                yield self._moved(start, end, [pair for pair in onward if pair[0] < start])
        for start, change in changes:
            yield Instance(change.start, change.end, change, self._is_off(change) or start in left_out)

    def _is_off(self, change: CalendarEntry) -> bool:
        """Whether a change is called off, by itself or with all of the series since."""
        return change.cancelled or (self.head.cancelled and change.sequence <= self.head.sequence)

    def _left_out(self) -> set[Moment]:
        """The starts that are called off one by one, those of changes among them."""
        days = _by_day(self.head.clock, {*self.ends, *self.changes})
        return {start for moment in self.head.left_out for start in _named(self.head.clock, moment, days)}

    def _moved(self, start: Moment, end: Moment, changes: list[tuple[Moment, CalendarEntry]]) -> Instance:
        """An instance as the last change before it, if there is one, has moved all that come after."""
        if not changes:
            return Instance(start, end, self.head, self.head.cancelled)
        _, change = changes[-1]
        begins = change.clock.read(start) + shift(self.head, change)
        return Instance(begins, begins + (change.end - change.start), change, change.cancelled)


def shift(head: CalendarEntry, change: CalendarEntry) -> timedelta:
    """How much later a change begins than what it changes."""
    named = change.named or head.start
    return change.start - change.clock.read(head.clock.instance(named, head.start))


def current(versions: Collection[CalendarEntry], aside: Counter[SkipReason]) -> list[CalendarEntry]:
    """Those with the highest SEQUENCE, but for any that one of them calls off; the others are counted."""
    last = max((each.sequence for each in versions), default=0)
    latest = [each for each in versions if each.sequence == last]
    called_off = {each.start for each in latest if each.cancelled}
    aside[SkipReason.REPLACED] += len(versions) - len(latest)
    return [each for each in latest if each.cancelled or each.start not in called_off]


def _by_day(clock: Clock, starts: Iterable[Moment]) -> Mapping[date, set[Moment]]:
    days = defaultdict[date, set[Moment]](set)
    for start in starts:
        days[clock.day(start)].add(start)
    return days


def _named(clock: Clock, moment: Moment, days: Mapping[date, set[Moment]]) -> set[Moment]:
    """What begins on a date, or at an instant; where nothing does, the only instance that begins on its date."""
    there = days.get(clock.day(moment), set())
    if clock.by_dates or not isinstance(moment, datetime):
        return there
    exact = clock.read(moment)
    return {exact} if exact in there else there if len(there) == 1 else set()
