"""What is published on which day, as the publications so far left it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce

from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.rosters.version import Directory, Publication, Status, Version
from rostering.spans import Period, stretches


def in_order(publications: Iterable[Publication]) -> tuple[Publication, ...]:
    """The publications from first to last, however they come."""
    return tuple(sorted(publications, key=lambda publication: publication.number))


def as_published(version: Version, publications: Iterable[Publication]) -> Publication:
    """The publication that a version would have if it were published next."""
    number = max((publication.number for publication in publications), default=0) + 1
    return Publication(number, version, version.created, "")


def published_on(publications: Iterable[Publication]) -> dict[date, Publication]:
    """By date, the publication that holds it: the latest whose period has the date."""
    return {day: publication for publication in in_order(publications) for day in publication.version.period}


def held_periods(publications: Iterable[Publication]) -> dict[int, tuple[Period, ...]]:
    """By roster, the dates that it holds, joined where no other roster's lie between."""
    held: dict[int, list[date]] = {}
    for day, publication in sorted(published_on(publications).items()):
        held.setdefault(publication.version.number, []).append(day)
    return {number: stretches(days) for number, days in held.items()}


def held_on(publications: Iterable[Publication]) -> dict[date, tuple[int, Period]]:
    """By date, the roster that holds it, and the dates around it that it holds without a gap."""
    periods = held_periods(publications).items()
    return {day: (roster, period) for roster, held in periods for period in held for day in period}


def status_of(version: Version, publications: Sequence[Publication]) -> Status:
    """Where a version stands: superseded once later publications hold every day of its period."""
    if all(publication.version.number != version.number for publication in publications):
        return Status.DRAFT
    holders = published_on(publications)
    held = any(holders[day].version.number == version.number for day in version.period)
    return Status.PUBLISHED if held else Status.SUPERSEDED


def current_duties(publications: Iterable[Publication], period: Period | None = None) -> tuple[Duty, ...]:
    """The published duties of each date, unfilled seats included; by start, then seat."""
    duties = [
        duty
        for publication, days in _held_days(publications, period)
        for duty in publication.version.duties
        if duty.seat.day in days
    ]
    return tuple(sorted(duties, key=lambda duty: (duty.seat.span.start, duty.seat.id)))


def current_compensating_days(
    publications: Iterable[Publication], period: Period | None = None
) -> tuple[CompensatingDay, ...]:
    """The published compensating days of each date; by date, then consultant."""
    offs = [
        off
        for publication, days in _held_days(publications, period)
        for off in publication.version.compensating_days
        if off.day in days
    ]
    return tuple(sorted(offs, key=lambda off: (off.day, off.consultant)))


def published_directory(publications: Iterable[Publication]) -> Directory | None:
    """The newest published directory, with the older ones' names of those it no longer knows."""
    directories = [publication.version.directory for publication in in_order(publications)]
    return reduce(lambda earlier, later: later.with_names_of(earlier), directories) if directories else None


def _held_days(
    publications: Iterable[Publication], period: Period | None
) -> Iterable[tuple[Publication, frozenset[date]]]:
    """The publications that hold anything of the period, each with its days."""
    days: dict[int, set[date]] = {}
    publications = tuple(publications)
    for day, publication in published_on(publications).items():
        if period is None or day in period:
            days.setdefault(publication.number, set()).add(day)
    return [
        (publication, frozenset(days[publication.number])) for publication in publications if publication.number in days
    ]
