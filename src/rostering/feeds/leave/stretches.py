"""Single days away become stretches of days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rostering import spans
from rostering.domain.proposals import DaysAway, Flag
from rostering.spans import Period

_ASKED_FIRST = {Flag.MARKED_FREE, Flag.TENTATIVE, Flag.ELSEWHERE, Flag.PARTLY}
"""What is shown, but is leave only where its owner says so."""


@dataclass(frozen=True, order=True)
class Mark:
    """What is known of a day away."""

    flags: tuple[Flag, ...] = ()
    whole_day: bool = True

    @property
    def ticked(self) -> bool:
        """Whether the day is leave unless somebody says otherwise."""
        return not _ASKED_FIRST & set(self.flags)

    @property
    def doubt(self) -> tuple[bool, int, tuple[Flag, ...], bool]:
        """The less, the more it says."""
        return not self.ticked, len(self.flags), self.flags, not self.whole_day


def stretches(marks: Iterable[tuple[date, Mark]]) -> tuple[DaysAway, ...]:
    """The days in stretches; of several marks of a day the surest counts, and neighbours alike become one."""
    surest: dict[date, Mark] = {}
    for day, mark in marks:
        surest[day] = min(mark, surest.get(day, mark), key=lambda each: each.doubt)
    alike: dict[tuple[Flag, ...], list[date]] = {}
    for day, mark in surest.items():
        alike.setdefault(mark.flags, []).append(day)
    found = (_absence(period, surest) for days in alike.values() for period in spans.stretches(days))
    return tuple(sorted(found, key=lambda absence: absence.period))


def _absence(period: Period, surest: Mapping[date, Mark]) -> DaysAway:
    """A stretch of days that are marked alike."""
    mark = surest[period.first]
    return DaysAway(period, mark.ticked, mark.flags, all(surest[day].whole_day for day in period))
