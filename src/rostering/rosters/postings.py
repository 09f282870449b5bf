"""What a consultant is told of the published rosters: duties and days off, in the names of their time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rostering.domain.catalogue import Presence
from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.rosters.history import published_on
from rostering.rosters.version import Directory, Publication, Version
from rostering.spans import Span


@dataclass(frozen=True)
class Posting:
    """A duty somebody holds, with everything that is shown of it and nothing else."""

    id: str
    """The seat's."""
    day: date
    span: Span
    timezone: str
    kind: str
    window: str
    consultant: str
    consultant_name: str
    role: str
    role_name: str
    team_name: str
    customers: tuple[str, ...]
    """Names of the customers served."""
    colleagues: tuple[tuple[str, str], ...]
    """Role name and name of each who shares the window."""
    presence: Presence
    response: str

    @property
    def essence(self) -> tuple[object, ...]:
        """What makes it another event when it changes: times, kind and person."""
        return self.span, self.kind, self.consultant


@dataclass(frozen=True)
class DayOff:
    """A compensating day off, with everything that is shown of it."""

    id: str
    day: date
    consultant: str
    earned_on: tuple[date, ...]
    """The dates of the duties it makes up for."""

    @property
    def essence(self) -> tuple[object, ...]:
        """What makes it another event when it changes: its id says it all."""
        return self.day, self.consultant


Entry = Posting | DayOff


def entries_of(version: Version) -> tuple[Entry, ...]:
    """A version's duties and days off, by date, then id; without the seats that nobody fills."""
    filled = [duty for duty in version.duties if duty.consultant and duty.seat.day in version.period]
    windows: dict[tuple[str, date], list[Duty]] = {}
    for duty in filled:
        windows.setdefault((duty.seat.team, duty.seat.day), []).append(duty)
    postings = (_posting(duty, windows[duty.seat.team, duty.seat.day], version.directory) for duty in filled)
    seats = {duty.seat.id: duty.seat.day for duty in version.duties}
    offs = (_day_off(off, seats) for off in version.compensating_days if off.day in version.period)
    return tuple(sorted((*postings, *offs), key=lambda entry: (entry.day, entry.id)))


def current_entries(publications: Iterable[Publication]) -> tuple[Entry, ...]:
    """What is published now, by date, then id."""
    holders = published_on(publications)
    holding = {publication.number: publication for publication in holders.values()}
    entries = (
        entry
        for publication in holding.values()
        for entry in entries_of(publication.version)
        if holders[entry.day].number == publication.number
    )
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.id)))


def _posting(duty: Duty, window: list[Duty], names: Directory) -> Posting:
    seat, consultant = duty.seat, duty.consultant or ""
    others = {(other.seat.role, other.consultant or "") for other in window if other.consultant != consultant}
    return Posting(
        id=seat.id,
        day=seat.day,
        span=seat.span,
        timezone=names.timezone,
        kind=seat.kind,
        window=seat.name,
        consultant=consultant,
        consultant_name=_name(names.consultants, consultant),
        role=seat.role,
        role_name=_name(names.roles, seat.role),
        team_name=_name(names.teams, seat.team),
        customers=tuple(_name(names.customers, customer) for customer in seat.customers),
        colleagues=tuple((_name(names.roles, role), _name(names.consultants, other)) for role, other in sorted(others)),
        presence=seat.presence,
        response=seat.response,
    )


def _day_off(off: CompensatingDay, seats: Mapping[str, date]) -> DayOff:
    earned_on = tuple(sorted({seats[seat] for seat in off.seats if seat in seats}))
    return DayOff(f"day-off:{off.consultant}:{off.day.isoformat()}", off.day, off.consultant, earned_on)


def _name(names: Mapping[str, str], key: str) -> str:
    return names.get(key, key)
