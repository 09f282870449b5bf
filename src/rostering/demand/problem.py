"""The problem: the whole input of a plan, frozen and hashed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from rostering.domain.callouts import Worked
from rostering.domain.catalogue import DayKind
from rostering.domain.dues import Meeting
from rostering.domain.findings import Account, BigDayAccount
from rostering.domain.inputs import Policy
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.seats import Day, Duty, Pin, Seat
from rostering.spans import Period, Span


@dataclass(frozen=True)
class Reference:
    """A roster that a repair starts from: who holds which seat and who is off when, as known on a date."""

    today: date
    holders: Mapping[str, str]
    days_off: frozenset[tuple[str, date]] = frozenset()
    moved: frozenset[str] = frozenset()
    """The seats that were held at other hours than those that are asked for now."""


@dataclass(frozen=True)
class Problem:
    """Who could fill which seats of a period, and all that speaks for and against it.

    `days` reaches beyond the period on both sides, as far as rules look; `given` are duties outside the period that
    are published and stay as they are, `given_days_off` likewise the compensating days of consultants.
    """

    period: Period
    timezone: str
    days: Mapping[date, Day]
    seats: tuple[Seat, ...]
    consultants: tuple[Consultant, ...]
    leave: tuple[Leave, ...]
    given: tuple[Duty, ...]
    given_days_off: tuple[tuple[str, date], ...]
    accounts: tuple[Account, ...]
    """Opening and target of each consultant and role; nothing earned yet."""
    policy: Policy
    names: Mapping[str, str]
    """Display names of roles, by id."""
    reference: Reference | None = None
    """What a repair changes as little as it can; None in a fresh plan."""
    calendars: Mapping[str, Mapping[date, Day]] = field(default_factory=dict)
    """The days of teams that keep a calendar of their own, by team, as far as `days`."""
    big_days: tuple[BigDayAccount, ...] = ()
    """Opening and share of each consultant's big days; none held yet."""
    pins: tuple[Pin, ...] = ()
    """Seats of the period that are meant for somebody who can hold them."""
    worked: tuple[Worked, ...] = ()
    """The hours of call-outs around the period, as they were."""
    meetings: tuple[Meeting, ...] = ()
    """Hours for which somebody is taken by what a customer is owed."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of local dates."""
        return ZoneInfo(self.timezone)

    @cached_property
    def input_hash(self) -> str:
        """SHA-256 over everything that is planned from; the same problem has the same hash on every machine."""
        plain: dict[str, object] = {each.name: getattr(self, each.name) for each in fields(self)}
        del plain["reference"]
        plain["days"] = _plain(self.days)
        plain["calendars"] = {team: _plain(days) for team, days in self.calendars.items()}
        for later in ("pins", "meetings", "worked"):  # so that hashes from before there were any stay true
            if not plain[later]:
                del plain[later]
        text = json.dumps(plain, default=_as_json, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def seat(self) -> Mapping[str, Seat]:
        """The period's seats by id."""
        return {seat.id: seat for seat in self.seats}

    @cached_property
    def pinned(self) -> Mapping[str, str]:
        """The consultants that seats are meant for, by seat."""
        return {pin.seat: pin.consultant for pin in self.pins}

    @cached_property
    def seats_on(self) -> Mapping[date, tuple[Seat, ...]]:
        """The period's seats by date, in order."""
        found: dict[date, list[Seat]] = {}
        for seat in self.seats:
            found.setdefault(seat.day, []).append(seat)
        return {day: tuple(seats) for day, seats in found.items()}

    @cached_property
    def seats_at(self) -> Mapping[date, frozenset[str]]:
        """The ids of the period's seats by each date that they are for or take."""
        found: dict[date, set[str]] = {}
        for seat in self.seats:
            for day in (seat.day, *self.touched(seat)):
                found.setdefault(day, set()).add(seat.id)
        return {day: frozenset(seats) for day, seats in found.items()}

    @cached_property
    def pools(self) -> frozenset[str | None]:
        """The pools that the period's seats draw on."""
        return frozenset(seat.pool for seat in self.seats)

    @cached_property
    def consultant(self) -> Mapping[str, Consultant]:
        """The consultants by id."""
        return {consultant.id: consultant for consultant in self.consultants}

    @cached_property
    def given_to(self) -> Mapping[str, tuple[Seat, ...]]:
        """The published seats outside the period by who holds them, in order of time; everybody is listed."""
        seats: dict[str, list[Seat]] = {consultant.id: [] for consultant in self.consultants}
        for duty in self.given:
            if duty.consultant in seats:
                seats[duty.consultant].append(duty.seat)
        return {who: tuple(sorted(mine, key=lambda seat: (seat.span, seat.id))) for who, mine in seats.items()}

    @cached_property
    def worked_by(self) -> Mapping[str, tuple[Span, ...]]:
        """The hours of call-outs by who worked them, in order of time."""
        found: dict[str, tuple[Span, ...]] = {}
        for one in sorted(self.worked, key=lambda one: one.span):
            found[one.consultant] = (*found.get(one.consultant, ()), one.span)
        return found

    @cached_property
    def leave_by_person(self) -> Mapping[str, tuple[Leave, ...]]:
        """All leave and wishes by who asked, in order."""
        found: dict[str, list[Leave]] = {}
        for one in self.leave:
            found.setdefault(one.consultant, []).append(one)
        return {who: tuple(mine) for who, mine in found.items()}

    @cached_property
    def _leave(self) -> Mapping[tuple[str, LeaveKind], tuple[Period, ...]]:
        periods: dict[tuple[str, LeaveKind], tuple[Period, ...]] = {}
        for leave in self.leave:
            key = leave.consultant, leave.kind
            periods[key] = (*periods.get(key, ()), leave.period)
        return periods

    @cached_property
    def _meetings(self) -> Mapping[str, tuple[Meeting, ...]]:
        found: dict[str, tuple[Meeting, ...]] = {}
        for meeting in self.meetings:
            found[meeting.consultant] = (*found.get(meeting.consultant, ()), meeting)
        return found

    def meetings_of(self, consultant: str) -> tuple[Meeting, ...]:
        """The hours for which the consultant is taken, in order."""
        return self._meetings.get(consultant, ())

    def asked(self, consultant: str, day: date, kind: LeaveKind) -> bool:
        """Whether the consultant asked for this kind of leave or wish on the date."""
        return any(day in period for period in self.periods_of(consultant, kind))

    def periods_of(self, consultant: str, kind: LeaveKind) -> tuple[Period, ...]:
        """The periods of this kind of leave or wish that the consultant asked for."""
        return self._leave.get((consultant, kind), ())

    def works(self, consultant: str, day: date) -> bool:
        """Whether it is one of the consultant's ordinary working days: employed, no holiday, leave or given day off."""
        if (consultant, day) not in self._works:
            self._works[consultant, day] = self.is_due(consultant, day) and (consultant, day) not in self.given_days_off
        return self._works[consultant, day]

    @cached_property
    def _works(self) -> dict[tuple[str, date], bool]:
        """Answers already given, as rules ask again and again."""
        return {}

    def is_due(self, consultant: str, day: date) -> bool:
        """Whether the consultant would work on the day but for a given day off."""
        if (consultant, day) not in self._due:
            self._due[consultant, day] = (
                day.isoweekday() in self.policy.ordinary_weekdays
                and self.days_of(consultant)[day].kind in (DayKind.BUSINESS_DAY, DayKind.HOLIDAY_PERIOD)
                and self.consultant[consultant].employed(day)
                and not self.asked(consultant, day, LeaveKind.LEAVE)
            )
        return self._due[consultant, day]

    @cached_property
    def _due(self) -> dict[tuple[str, date], bool]:
        """Answers already given."""
        return {}

    def knowing(self, other: "Problem") -> "Problem":
        """The problem itself, with the answers already given by one of the same dates and these people among others."""
        for name in ("_works", "_due", "_work_days", "_work_spans"):
            self.__dict__[name] = getattr(other, name)
        return self

    def days_of(self, consultant: str) -> Mapping[date, Day]:
        """The days by the calendar of the consultant's first team."""
        teams = self.consultant[consultant].teams
        return self.calendars.get(teams[0], self.days) if teams else self.days

    def work_days(self, consultant: str) -> tuple[date, ...]:
        """The ordinary working days inside the period: those that a compensating day could free."""
        if consultant not in self._work_days:
            self._work_days[consultant] = tuple(day for day in self.period if self.works(consultant, day))
        return self._work_days[consultant]

    @cached_property
    def _work_days(self) -> dict[str, tuple[date, ...]]:
        """Answers already given."""
        return {}

    def work_span(self, day: date) -> Span:
        """The hours of ordinary work on a date."""
        if day not in self._work_spans:
            self._work_spans[day] = self.policy.ordinary_work.on(day, self.zone)
        return self._work_spans[day]

    @cached_property
    def _work_spans(self) -> dict[date, Span]:
        """Answers already given."""
        return {}

    def free_for(self, role: str, pool: str | None, day: date) -> frozenset[str]:
        """Those with the role who may serve the pool on a date, and have neither leave nor a given duty there."""
        place = role, pool, day
        if place not in self._free:
            busy = {duty.consultant for duty in self.given if day in self.touched(duty.seat)}
            able = (who for who in self.consultants if who.has(role, day) and who.employed(day))
            there = (who.id for who in able if who.belongs(pool) or who.is_lent(pool))
            self._free[place] = frozenset(
                who for who in there if who not in busy and not self.asked(who, day, LeaveKind.LEAVE)
            )
        return self._free[place]

    @cached_property
    def _free(self) -> dict[tuple[str, str | None, date], frozenset[str]]:
        """Answers already given."""
        return {}

    def touched(self, seat: Seat) -> tuple[date, ...]:
        """The local dates a duty takes; a night past midnight takes both."""
        return seat.span.days(self.zone)


def _plain(days: Mapping[date, Day]) -> list[Day]:
    return [day for _, day in sorted(days.items())]


def _as_json(value: object) -> object:
    """What JSON has no form for: a value of the domain by its fields, anything else as text."""
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return str(value)
