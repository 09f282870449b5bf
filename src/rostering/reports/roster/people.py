"""What a roster asks of each consultant: duties by kind, weekends, big days, compensating days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Seat
from rostering.reports.look.wording import day_text
from rostering.rosters.version import Version
from rostering.spans import iso_weekend


@dataclass(frozen=True)
class Workload:
    """One consultant's part of a roster; `weekends` and `big_days` are counted once however many seats they hold."""

    consultant: str
    name: str
    roles: tuple[str, ...]
    by_kind: Mapping[str, int]
    weekends: int
    big_days: int
    points: int
    days_off: tuple[CompensatingDay, ...]

    @property
    def duties(self) -> int:
        """How many duties there are of any kind."""
        return sum(self.by_kind.values())

    def figures(self, kinds: Iterable[str]) -> tuple[int, ...]:
        """A row of figures: duties of each of the kinds, weekends, big days, points."""
        return *(self.by_kind.get(kind, 0) for kind in kinds), self.weekends, self.big_days, self.points


def people_in(version: Version) -> list[str]:
    """Everybody with a duty or an account in the ledger, by name."""
    ids = {duty.consultant for duty in version.duties if duty.consultant is not None}
    ids |= {account.consultant for account in version.ledger} | {account.consultant for account in version.big_days}
    return sorted(ids, key=lambda person: (version.directory.consultants.get(person, person), person))


def compensating_days(version: Version) -> list[CompensatingDay]:
    """The planned days off by date."""
    return sorted(version.compensating_days, key=lambda off: (off.day, off.consultant))


def makes_up_for(off: CompensatingDay, seats: Mapping[str, Seat]) -> list[str]:
    """The dates of the duties that a day off makes up for; a seat that is not in `seats` by its id."""
    return list(dict.fromkeys(day_text(seats[seat].day) if seat in seats else seat for seat in off.seats))


def workloads(version: Version) -> list[Workload]:
    """Everybody's part of the roster, by name."""
    return [_workload(version, person) for person in people_in(version)]


def _workload(version: Version, person: str) -> Workload:
    seats = [duty.seat for duty in version.duties if duty.consultant == person]
    return Workload(
        consultant=person,
        name=version.directory.consultants.get(person, person),
        roles=_roles(version, person, seats),
        by_kind=Counter(seat.kind for seat in seats),
        weekends=len({weekend for seat in seats if (weekend := iso_weekend(seat.day))}),
        big_days=len({seat.day for seat in seats if seat.occasion is not None}),
        points=sum(seat.points for seat in seats),
        days_off=tuple(off for off in compensating_days(version) if off.consultant == person),
    )


def _roles(version: Version, person: str, seats: list[Seat]) -> tuple[str, ...]:
    ids = {seat.role for seat in seats} | {one.role for one in version.ledger if one.consultant == person}
    return tuple(version.directory.roles.get(role, role) for role in sorted(ids))
