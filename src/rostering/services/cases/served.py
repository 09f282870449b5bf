"""What is over when a period is planned again: published dates before the day on which the plan starts stay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rostering.demand.cuts import excerpt, with_seats
from rostering.demand.problem import Problem
from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.errors import BadCall
from rostering.language import _
from rostering.rosters.history import current_compensating_days, current_duties, published_on
from rostering.rosters.version import Publication, Version
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.rules.settled import Settled
from rostering.services.cases.case import Case
from rostering.spans import Period
from rostering.store import Reading


class NothingLeft(BadCall):
    """A period of which every date is over and published."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _(
                "all of {period} is over and published: say with --from from when on it is to be planned again",
                period=period,
            )
        )


@dataclass(frozen=True)
class Served:
    """The dates of a period that a plan keeps, with all that is published of them."""

    period: Period
    publications: tuple[Publication, ...]
    days: frozenset[date]

    @property
    def last(self) -> date | None:
        """The last of the dates."""
        return max(self.days, default=None)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What is published of the dates, whether or not it is still asked for."""
        return tuple(duty for duty in current_duties(self.publications, self.period) if duty.seat.day in self.days)

    @property
    def days_off(self) -> tuple[CompensatingDay, ...]:
        """The compensating days on the dates."""
        return tuple(off for off in current_compensating_days(self.publications, self.period) if off.day in self.days)

    def roster(self, problem: Problem) -> Roster:
        """The dates as published, the others empty, as a problem knows seats and people."""
        held = {duty.seat.id: duty.consultant for duty in self.duties if duty.seat.id in problem.seat}
        days_off = ((off.consultant, off.day) for off in self.days_off)
        return Roster(
            problem,
            {seat: who for seat, who in held.items() if who and who in problem.consultant},
            frozenset((who, day) for who, day in days_off if who in problem.consultant),
        )

    def cut(self, problem: Problem) -> Problem:
        """The problem of the other dates, in which these are given. Raises NothingLeft."""
        if not self.days:
            return problem
        first = next((day for day in problem.period if day not in self.days), None)
        if first is None:
            raise NothingLeft(problem.period)
        kept = self.roster(problem)
        part = excerpt(problem, Period(first, problem.period.last), kept.holders, kept.days_off)
        part = with_seats(part, lambda seat: seat.day not in self.days, kept.holders)
        gone = [duty for duty in self.duties if duty.seat.id not in problem.seat]
        return replace(
            part,
            given=tuple(sorted((*part.given, *gone), key=_time)),
            given_days_off=tuple(sorted({*part.given_days_off, *kept.days_off})),
        )

    def rules(self, rules: Sequence[Rule]) -> Sequence[Rule]:
        """The rules under which the cut is planned: dates of it that are over get no further days off."""
        first = next((day for day in self.period if day not in self.days), self.period.last)
        inside = frozenset(day for day in self.days if day > first)
        return [*rules, Settled(days=inside)] if inside else rules

    def joined(self, made: Roster, problem: Problem) -> Roster:
        """The dates as published and the others as planned."""
        if not self.days:
            return made
        kept = self.roster(problem)
        whole = kept.merged(made)
        return replace(whole, days_off=whole.days_off | kept.days_off)

    def kept_in(self, version: Version) -> Version:
        """A version of the whole period whose duties and days off on these dates are the published ones."""
        if not self.days:
            return version
        published = {duty.seat.id: duty for duty in self.duties}
        planned = {duty.seat.id: duty for duty in version.duties}
        offs = (off for off in version.compensating_days if off.day not in self.days)
        return replace(
            version,
            duties=tuple(sorted({**planned, **published}.values(), key=_time)),
            compensating_days=tuple(sorted((*self.days_off, *offs), key=lambda off: (off.day, off.consultant))),
        )

    def is_overtaken(self, reading: Reading) -> bool:
        """Whether something else is published of these dates by now."""
        now = replace(self, publications=reading.publications(self.publications))
        return (now.duties, now.days_off) != (self.duties, self.days_off)


def served_and_gone(duties: Iterable[Duty], problem: Problem, today: date) -> tuple[Duty, ...]:
    """The duties before today that nothing asks for any more: they were served all the same."""
    return tuple(duty for duty in duties if duty.seat.day < today and duty.seat.id not in problem.seat)


def served(case: Case, start: date) -> Served:
    """The dates of a case's period that are published and lie before the start."""
    period = case.problem.period
    days = (day for day in published_on(case.publications) if day in period and day < start)
    return Served(period, case.publications, frozenset(days))


def _time(duty: Duty) -> tuple[object, str]:
    return duty.seat.span, duty.seat.id
