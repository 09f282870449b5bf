"""Corrections: what closed lines say and the roster no longer does is credited, what they lack is charged."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rostering.domain.charges import Charge, ChargeKind, in_order
from rostering.spans import Period


def corrections_of(
    closed: Iterable[Charge], due: Iterable[Charge], month: date, rosters: Mapping[date, int]
) -> tuple[Charge, ...]:
    """The lines of an open month that make closed lines of some dates add up to what is due for those dates now.

    Each line that no longer holds is credited, whole; each new one points at what it stands for. `rosters` are the
    numbers of the rosters that hold each date.
    """
    closed = in_order(closed)
    standing = {first_id(line): line for line in standing_lines(closed)}
    wanted = {line.id: line for line in in_order(due)}
    gone = [line for key, line in standing.items() if not _same(line, wanted.get(key))]
    new = [line for key, line in wanted.items() if not _same(line, standing.get(key))]
    times = Counter(first_id(line) for line in closed if line.kind is not ChargeKind.CREDIT)
    credits_ = [credit_of(line, month, rosters.get(line.day)) for line in gone]
    targets = _targets(gone, closed)
    charges = [replace(_again(line, times[line.id]), month=month, corrects=targets.take(line)) for line in new]
    return in_order((*credits_, *charges))


def standing_lines(lines: Iterable[Charge]) -> tuple[Charge, ...]:
    """The lines that hold: no credits, and nothing that one takes back."""
    lines = in_order(lines)
    taken_back = {line.corrects for line in lines if line.kind is ChargeKind.CREDIT}
    return tuple(line for line in lines if line.kind is not ChargeKind.CREDIT and line.id not in taken_back)


def credit_of(line: Charge, month: date, roster: int | None) -> Charge:
    """The line that takes another one back; a line has one credit at most, as that is called after it."""
    return replace(
        line,
        id=f"{line.id}:credit",
        month=month,
        amount=-line.amount,
        roster=roster,
        kind=ChargeKind.CREDIT,
        corrects=line.id,
    )


def first_id(line: Charge) -> str:
    """What the first line of the same consultant-day, the same cancelled seat or the same fee is called."""
    if line.package:
        return ":".join(line.id.split(":")[:_FEE_PARTS])
    if line.kind is ChargeKind.CANCELLATION:
        return f"{line.id.partition(_CANCELLATION)[0]}{_CANCELLATION}"
    return ":".join(line.id.split(":")[:3])


_FEE_PARTS = 4
_CANCELLATION = f":{ChargeKind.CANCELLATION.value}"


def _same(line: Charge, other: Charge | None) -> bool:
    """Whether two lines bill the same; which roster says so, and which card priced it, is no matter."""
    return other is not None and _billed(line) == _billed(other)


def _billed(line: Charge) -> tuple[object, ...]:
    return line.kind, line.customer, line.role, line.day_class, line.unit_price, line.paid


def _again(line: Charge, times: int) -> Charge:
    """The line under an id of its own, when lines like it were closed so many times before."""
    return replace(line, id=f"{line.id}:{times + 1}") if times else line


@dataclass
class _Targets:
    """Lines that were taken back and nothing has taken the place of."""

    left: list[Charge]

    def take(self, line: Charge) -> str | None:
        """The id of the one that a new line is for: of the same consultant if there is one, else of the same role.

        A fee's is one that paid for some of the same dates, which several may stand for.
        """
        if line.paid:
            return next((one.id for one in self.left if _pays_for(one, line.customer, line.paid)), None)
        here = [one for one in self.left if (one.booking, one.day) == (line.booking, line.day)]
        here.sort(key=lambda one: (one.consultant != line.consultant, one.role != line.role))
        if not here:
            return None
        self.left.remove(here[0])
        return here[0].id


def _pays_for(line: Charge, customer: str, dates: Period) -> bool:
    return line.customer == customer and line.paid is not None and line.paid.overlaps(dates)


def _targets(gone: Sequence[Charge], closed: Sequence[Charge]) -> _Targets:
    """What is taken back now, then the closed credits that nothing answers yet."""
    answered = {line.corrects for line in closed if line.kind is not ChargeKind.CREDIT}
    old = [line for line in closed if line.kind is ChargeKind.CREDIT and not {line.id, line.corrects} & answered]
    return _Targets([*gone, *old])
