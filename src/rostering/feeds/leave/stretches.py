"""Single days away become stretches of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rostering.domain.proposals import Absence, Flag
from rostering.spans import DAY, Period

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


def stretches(marks: Iterable[tuple[date, Mark]]) -> tuple[Absence, ...]:
    """The days in stretches; of several marks of a day the surest counts, and neighbours alike become one."""
    surest: dict[date, Mark] = {}
    for day, mark in marks:
        surest[day] = min(mark, surest.get(day, mark), key=lambda each: each.doubt)
    found: list[Absence] = []
    for day, mark in sorted(surest.items()):
        if found and _goes_on(found[-1], day, mark):
            whole = found[-1].whole_days and mark.whole_day
            found[-1] = Absence(Period(found[-1].period.first, day), mark.ticked, mark.flags, whole)
        else:
            found.append(Absence(Period(day, day), mark.ticked, mark.flags, mark.whole_day))
    return tuple(found)


def _goes_on(stretch: Absence, day: date, mark: Mark) -> bool:
    return stretch.period.last + DAY == day and stretch.flags == mark.flags
