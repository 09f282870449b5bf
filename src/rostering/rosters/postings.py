"""What consultants and customers are told of published rosters: duties, days off, windows, as named at their time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from rostering.domain.catalogue import Presence
from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.rosters.history import published_on
from rostering.rosters.version import Directory, Publication, Version
from rostering.spans import Span


@dataclass(frozen=True, slots=True)
class Posting:
    """A duty somebody holds, with everything that is shown of it and nothing else.

    Two are equal when they show the same to their holder, who is not told the own name.
    """

    id: str
    """The seat's."""
    day: date
    span: Span
    timezone: str
    kind: str
    window: str
    consultant: str
    consultant_name: str = field(compare=False)
    role: str
    role_name: str
    teams: tuple[str, ...] = field(compare=False)
    """Ids of the teams whose duty it is: whose feeds have it, and none shows it."""
    team_name: str
    customers: tuple[str, ...]
    """Names of the customers served."""
    presence: Presence
    response: str

    @property
    def sequence_key(self) -> tuple[object, ...]:
        """What makes it another event when it changes: times, kind and person."""
        return self.span, self.kind, self.consultant

    @property
    def holder(self) -> str:
        """Whose name others read on it."""
        return self.consultant_name


@dataclass(frozen=True, slots=True)
class DayOff:
    """A compensating day off, with everything that is shown of it."""

    id: str
    day: date
    consultant: str
    earned_on: tuple[date, ...]
    """The dates of the duties it makes up for."""

    @property
    def sequence_key(self) -> tuple[object, ...]:
        """What makes it another event when it changes: its id says it all."""
        return self.day, self.consultant

    @property
    def holder(self) -> str:
        """Nobody but its holder reads of it."""
        return ""


@dataclass(frozen=True, slots=True)
class ServedWindow:
    """The hours in which somebody is there for a customer: which roles, and not who."""

    id: str
    day: date
    span: Span
    timezone: str
    kind: str
    window: str
    customer: str
    heads: tuple[tuple[str, int], ...]
    """How many people of each role, by its id."""
    role_names: tuple[str, ...]
    """In the order of the heads."""

    @property
    def sequence_key(self) -> tuple[object, ...]:
        """What makes it another event when it changes: times, kind and how many people of which role."""
        return self.span, self.kind, self.heads

    @property
    def holder(self) -> str:
        """It names nobody."""
        return ""


Entry = Posting | DayOff | ServedWindow


@dataclass(frozen=True, slots=True)
class OwedEntry:
    """A meeting, review or report that a customer is owed by a date, with everything that is shown of it."""

    id: str
    """Its key."""
    day: date
    span: Span | None
    """Where its hours are fixed; else it is of the whole day."""
    timezone: str
    name: str
    customer: str
    """The customer's name."""
    consultant: str
    """The id of who holds it; empty while only the role is known."""
    by: str
    """The holder's name, else the role's."""
    teams: tuple[str, ...]
    sequence: int
    """How often it was moved, done or waived."""
    at: datetime | None
    """When that was last."""


@dataclass(frozen=True)
class OwedEntries:
    """What feeds show of what is owed, beside what is published."""

    entries: tuple[OwedEntry, ...] = ()
    noted: datetime | None = None
    """When anything changed last that they may come from; None: feeds show nothing of the kind."""

    def of(self, subject: Subject, since: date | None) -> tuple[OwedEntry, ...]:
        """Those of a subject's feed: the holder's own, a team's, or all of them."""
        return tuple(one for one in self.entries if (since is None or one.day >= since) and _is_of(subject, one))


NOTHING_OWED = OwedEntries()


def _is_of(subject: Subject, one: OwedEntry) -> bool:
    if subject.kind is SubjectKind.CONSULTANT:
        return one.consultant == subject.id
    return subject.kind is SubjectKind.ALL or (subject.kind is SubjectKind.TEAM and subject.id in one.teams)


def entries_of(version: Version) -> tuple[Posting | DayOff, ...]:
    """A version's duties and days off, by date, then id; without the seats that nobody fills."""
    postings = (_posting(duty, version.directory) for duty in _filled(version))
    seats = {duty.seat.id: duty.seat.day for duty in version.duties}
    offs = (_day_off(off, seats) for off in version.compensating_days if off.day in version.period)
    return tuple(sorted((*postings, *offs), key=lambda entry: (entry.day, entry.id)))


def served_windows(version: Version) -> tuple[ServedWindow, ...]:
    """One window for each customer, team or booking, and date with somebody on duty; by date, then id."""
    served: dict[tuple[str, str, date], list[Duty]] = {}
    for duty in _filled(version):
        for customer in duty.seat.customers:
            served.setdefault((customer, duty.seat.team, duty.seat.day), []).append(duty)
    windows = (_served(customer, duties, version.directory) for (customer, _, _), duties in served.items())
    return tuple(sorted(windows, key=lambda window: (window.day, window.id)))


def current_entries(publications: Iterable[Publication]) -> tuple[Posting | DayOff, ...]:
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


def _filled(version: Version) -> list[Duty]:
    return [duty for duty in version.duties if duty.consultant and duty.seat.day in version.period]


def _posting(duty: Duty, names: Directory) -> Posting:
    seat, consultant = duty.seat, duty.consultant or ""
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
        teams=tuple(dict.fromkeys(filter(None, (seat.pool, None if seat.booking else seat.team)))),
        team_name=_name(names.teams, seat.team),
        customers=tuple(_name(names.customers, customer) for customer in seat.customers),
        presence=seat.presence,
        response=seat.response,
    )


def _served(customer: str, duties: list[Duty], names: Directory) -> ServedWindow:
    first = min((duty.seat for duty in duties), key=lambda seat: seat.id)
    heads = tuple(sorted(Counter(duty.seat.role for duty in duties).items()))
    return ServedWindow(
        id=f"window:{customer}:{first.team}:{first.day.isoformat()}",
        day=first.day,
        span=Span(min(duty.seat.span.start for duty in duties), max(duty.seat.span.end for duty in duties)),
        timezone=names.timezone,
        kind=first.kind,
        window=first.name,
        customer=customer,
        heads=heads,
        role_names=tuple(_name(names.roles, role) for role, _ in heads),
    )


def _day_off(off: CompensatingDay, seats: Mapping[str, date]) -> DayOff:
    earned_on = tuple(sorted({seats[seat] for seat in off.seats if seat in seats}))
    return DayOff(f"day-off:{off.consultant}:{off.day.isoformat()}", off.day, off.consultant, earned_on)


def _name(names: Mapping[str, str], key: str) -> str:
    return names.get(key, key)
