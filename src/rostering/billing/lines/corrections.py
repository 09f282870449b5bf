"""Corrections: what closed lines say and the roster no longer does is credited, what they lack is added."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from rostering.domain.booked import Line
from rostering.domain.charges import in_order


def corrections_of(
    closed: Iterable[Line], due: Iterable[Line], month: date, rosters: Mapping[date, int]
) -> tuple[Line, ...]:
    """The lines of an open month that make closed lines of some dates add up to what is due for those dates now.

    Each line that no longer holds is credited, whole; each new one points at what it stands for. `rosters` are the
    numbers of the rosters that hold each date.
    """
    closed = in_order(closed)
    standing = {line.first_id: line for line in standing_lines(closed)}
    wanted = {line.id: line for line in in_order(due)}
    gone = [line for key, line in standing.items() if not _same(line, wanted.get(key))]
    new = [line for key, line in wanted.items() if not _same(line, standing.get(key))]
    times = Counter(line.first_id for line in closed if not line.is_credit)
    credits_ = [line.credited(month, rosters.get(line.day)) for line in gone]
    targets = _targets(gone, closed)
    added = [line.again(times[line.id], month, targets.take(line)) for line in new]
    return in_order((*credits_, *added))


def standing_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that hold: no credits, and nothing that one takes back."""
    lines = in_order(lines)
    taken_back = {line.corrects for line in lines if line.is_credit}
    return tuple(line for line in lines if not line.is_credit and line.id not in taken_back)


def _same(line: Line, other: Line | None) -> bool:
    """Whether two lines say the same."""
    return other is not None and line.told == other.told


@dataclass
class _Targets(Generic[Line]):
    """Lines that were taken back and nothing has taken the place of."""

    left: list[Line]

    def take(self, line: Line) -> str | None:
        """The id of the one that a new line is for, the one that is most like it."""
        fitting = [(unlike, one) for one in self.left if (unlike := line.stands_for(one)) is not None]
        if not fitting:
            return None
        best = min(fitting, key=lambda pair: pair[0])[1]
        if not line.shares:
            self.left.remove(best)
        return best.id


def _targets(gone: Sequence[Line], closed: Sequence[Line]) -> _Targets[Line]:
    """What is taken back now, then the closed credits that nothing answers yet."""
    answered = {line.corrects for line in closed if not line.is_credit}
    old = [line for line in closed if line.is_credit and not {line.id, line.corrects} & answered]
    return _Targets([*gone, *old])
