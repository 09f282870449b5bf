"""What a consultant's leave and wishes are judged by: what they have put in, what is published, who else is away."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rostering.answers.own_leave import Away, LeaveCheck, LeaveDay, OrderedSeats
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.seats import Duty
from rostering.errors import Fault, FaultyInput, Unknown
from rostering.language import _, marked
from rostering.language.dates import days as dates
from rostering.rosters.history import current_compensating_days, current_duties, published_directory
from rostering.rosters.version import Directory, Publication
from rostering.services.access.seen import check_seen, version_of
from rostering.services.cases.versions import directory_of
from rostering.services.links.own import consultant_of
from rostering.spans import DAY, Period, stretches
from rostering.store import Reading
from rostering.windows import calendars_of

_AROUND = timedelta(days=62)
"""How far back the calendar still shows duties."""
AHEAD = timedelta(days=731)
"""How far ahead somebody may put something in."""
KINDS = {
    LeaveKind.LEAVE: marked("leave"),
    LeaveKind.RATHER_NOT: marked("rather not"),
    LeaveKind.WOULD_LIKE: marked("would like"),
}


@dataclass(frozen=True)
class Wanted:
    """Some dates of an entry, and the field in which they were typed."""

    place: str
    period: Period


@dataclass(frozen=True)
class Entry:
    """What somebody puts in: dates of one kind, maybe in the place of an earlier entry."""

    consultant: str
    kind: LeaveKind
    wanted: tuple[Wanted, ...]
    instead_of: str | None = None
    """The key of the entry that this one takes the place of."""

    @property
    def days(self) -> frozenset[date]:
        """Its dates."""
        return frozenset(day for one in self.wanted for day in one.period)


class NoSuchEntry(Unknown):
    """An entry that is not there, or not any more."""

    def __init__(self) -> None:
        super().__init__(_("this entry is not there any more: look at the list again"))


def key_of(leave: Leave) -> str:
    """What tells an entry of a consultant from the others: `leave 2026-12-24..2026-12-26`."""
    return f"{leave.kind.value} {leave.period}"


@dataclass(frozen=True)
class LeaveGround:
    """What a consultant's entries are judged by."""

    who: Consultant
    inputs: Inputs
    publications: tuple[Publication, ...]
    today: date

    @classmethod
    def of(cls, reading: Reading, consultant: str, at: datetime) -> "LeaveGround":
        """As the store has it."""
        who, inputs = consultant_of(reading, consultant), reading.inputs()
        today = at.astimezone(inputs.organisation.zone).date()
        ahead = Period(today - _AROUND, today + AHEAD)
        return cls(who, inputs, reading.publications_on(ahead), today)

    @property
    def last(self) -> date:
        """The last date that can be put in."""
        return min(self.today + AHEAD, self.who.employed_to or date.max)

    @property
    def entries(self) -> tuple[Leave, ...]:
        """What the consultant has put in and is not over, by date."""
        own = (each for each in self.inputs.leave if each.consultant == self.who.id)
        return tuple(sorted((each for each in own if each.period.last >= self.today), key=_order))

    @property
    def version(self) -> str:
        """What a form is to carry."""
        return version_of(map(key_of, self.entries))

    @property
    def directory(self) -> Directory:
        """The names of all."""
        names, published = directory_of(self.inputs), published_directory(self.publications)
        return names.with_names_of(published) if published else names

    def check(self, version: str) -> None:
        """Raise Stale unless a form was made from what is there now."""
        check_seen(version, map(key_of, self.entries), told_key)

    def entry(self, key: str) -> Leave:
        """One of the entries. Raises NoSuchEntry."""
        for each in self.entries:
            if key_of(each) == key:
                return each
        raise NoSuchEntry

    def without(self, old: Leave | None) -> tuple[Leave, ...]:
        """Everybody's leave without an entry, whose dates that are over stay."""
        if old is None:
            return self.inputs.leave
        over = Period(old.period.first, self.today - DAY) if old.period.first < self.today else None
        past = [replace(old, period=over)] if over else []
        return tuple(dict.fromkeys(each for one in self.inputs.leave for each in (past if one == old else [one])))

    def days(self, month: Period) -> Iterator[LeaveDay]:
        """The dates of a month."""
        own = calendars_of(self.inputs).days(month).own
        mine = [each for each in self.inputs.leave if each.consultant == self.who.id]
        offs = {off.day for off in current_compensating_days(self.publications) if off.consultant == self.who.id}
        duties = self._by_day()
        for day in month:
            kinds = tuple(kind for kind in LeaveKind if any(each.kind is kind and day in each.period for each in mine))
            yield LeaveDay(own[day], kinds, tuple(duties.get(day, ())), day in offs)

    def met(self, kind: LeaveKind) -> tuple[Duty, ...]:
        """The published duties to come that fall on what was put in."""
        days = {day for each in self.entries if each.kind is kind for day in each.period if day >= self.today}
        return self.duties_on(days)

    def duties_on(self, days: Collection[date]) -> tuple[Duty, ...]:
        """The consultant's published duties that touch some dates; a night past midnight touches both of its own."""
        by_day = self._by_day()
        return tuple(dict.fromkeys(duty for day in sorted(days) for duty in by_day.get(day, ())))

    def looked_at(self, entry: Entry) -> LeaveCheck:
        """What an entry clashes with. Raises FaultyInput, NoSuchEntry."""
        old = self.entry(entry.instead_of) if entry.instead_of else None
        if faults := list(self._faults(entry, old)):
            raise FaultyInput(faults)
        days, duties = entry.days, self.duties_on(entry.days)
        alike = [each for each in self.entries if is_alike(each, entry) and each != old]
        known = stretches(day for day in days if any(day in each.period for each in alike))
        periods = stretches(days)
        return LeaveCheck(
            self.who,
            entry.kind,
            periods,
            old,
            known,
            duties,
            tuple(self._away(periods)),
            tuple(self._ordered(periods)),
            self.directory,
            self.version,
            version_of(seats_of(duties)),
        )

    def _by_day(self) -> dict[date, list[Duty]]:
        found: dict[date, list[Duty]] = {}
        for duty in current_duties(self.publications):
            if duty.consultant == self.who.id:
                for day in duty.seat.span.days(self.inputs.organisation.zone):
                    found.setdefault(day, []).append(duty)
        return found

    def _faults(self, entry: Entry, old: Leave | None) -> Iterator[Fault]:
        if not entry.wanted:
            yield Fault("from_1", _("say when: a date, or tick days in the calendar"))
        for one in entry.wanted:
            if one.period.first < self.today:
                yield Fault(one.place, _("this is over: only dates from today on can be put in"))
            elif one.period.last > self.last:
                yield Fault(one.place, _("dates up to {day} can be put in", day=self.last))
            elif one.period.first < self.who.employed_from:
                yield Fault(one.place, _("dates from {day} on can be put in", day=self.who.employed_from))
            elif against := self._contradicted(entry, one.period, old):
                yield Fault(one.place, against)
        alike = [each for each in self.entries if is_alike(each, entry) and each != old]
        if entry.wanted and all(any(day in each.period for each in alike) for day in entry.days):
            yield Fault(entry.wanted[0].place, _("all of this was put in before"))

    def _contradicted(self, entry: Entry, period: Period, old: Leave | None) -> str:
        """Which earlier entry says the contrary; a wish is no use on leave, nor against another wish."""
        for each in self.entries:
            other = each.kind is not entry.kind and entry.kind is not LeaveKind.LEAVE
            if other and each != old and each.period.overlaps(period):
                return _("this contradicts what was put in before: {what}", what=told_key(key_of(each)))
        return ""

    def _away(self, periods: Iterable[Period]) -> Iterator[Away]:
        """Others who share a role and are on leave."""
        like = {one.id: one.name for one in self.inputs.consultants if set(one.roles) & set(self.who.roles)}
        like.pop(self.who.id, None)
        for period in periods:
            for each in sorted(self.inputs.leave, key=_order):
                if each.kind is LeaveKind.LEAVE and each.consultant in like and each.period.overlaps(period):
                    yield Away(like[each.consultant], _shared(each.period, period))

    def _ordered(self, periods: Iterable[Period]) -> Iterator[OrderedSeats]:
        """What customers have booked that asks for a role of the consultant's."""
        for period in periods:
            for booking in self.inputs.bookings:
                roles = {role: heads for role, heads in booking.roles.items() if role in self.who.roles}
                if roles and not booking.cancelled and booking.period.overlaps(period):
                    yield OrderedSeats(booking, _shared(booking.period, period), roles)


def told_key(key: str) -> str:
    """An entry in words, from its key; nothing of a text that is none."""
    kind, _space, period = key.partition(" ")
    first, _dots, last = period.partition("..")
    try:
        return f"{_(KINDS[LeaveKind(kind)])}, {dates(date.fromisoformat(first), date.fromisoformat(last))}"
    except ValueError:
        return ""


def is_alike(leave: Leave, entry: Entry) -> bool:
    """Whether the two are the same kind of the same consultant."""
    return (leave.consultant, leave.kind) == (entry.consultant, entry.kind)


def seats_of(duties: Iterable[Duty]) -> list[str]:
    """The ids of the duties' seats."""
    return [duty.seat.id for duty in duties]


def _shared(one: Period, other: Period) -> Period:
    return Period(max(one.first, other.first), min(one.last, other.last))


def _order(leave: Leave) -> tuple[Period, str, str]:
    return leave.period, leave.kind.value, leave.consultant
