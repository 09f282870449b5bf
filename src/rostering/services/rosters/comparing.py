"""Two rosters side by side, both judged by today's inputs: a draft with what is published, or any two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rostering.answers.board_pages import ComparedSide, RostersCompared
from rostering.domain.findings import CompensatingDay
from rostering.domain.rights import Action, may
from rostering.domain.seats import Duty
from rostering.domain.users import Actor
from rostering.errors import BadCall
from rostering.language import _
from rostering.rosters.changes import changes
from rostering.rosters.history import current_compensating_days, current_duties, published_on
from rostering.rosters.version import Publication, Status, Version
from rostering.services.access.rights import require
from rostering.services.cases.case import Case
from rostering.services.cases.readiness import readiness_of
from rostering.services.cases.versions import directory_of, roster_from, version_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.rosters.memory import Memory, once
from rostering.services.rosters.showing import status_in
from rostering.spans import Period, stretches
from rostering.store import Reading


class NothingShared(BadCall):
    """Two rosters that have no date in common."""

    def __init__(self, before: int | None, after: int) -> None:
        if before is None:
            said = _("nothing is published of the dates of roster {after}", after=after)
        else:
            said = _("the rosters {before} and {after} have no date in common", before=before, after=after)
        super().__init__(said)


@dataclass(frozen=True)
class _Side:
    """What one of the two says, before anything is left out."""

    number: int | None
    status: Status
    period: Period
    duties: tuple[Duty, ...]
    days_off: tuple[CompensatingDay, ...]


def compare(url: str, actor: Actor, before: int | None, after: int, memory: Memory | None = None) -> RostersCompared:
    """What one roster changes of another, or of what is published; on the dates that both have.

    Raises Forbidden, NoInputs, NoRoster, UnknownRoster, NothingShared.
    """
    require(actor, Action.COMPARE)
    with existing_store(url).reading() as reading:
        priced = may(actor, Action.LOOK_CHARGES)
        return compared_with_each(reading, once(memory), before, [after], priced)[0]


def compared(reading: Reading, memory: Memory, before: int | None, after: int) -> RostersCompared:
    """The same, from a reading of the store."""
    return compared_with_each(reading, memory, before, [after])[0]


def compared_with_each(
    reading: Reading, memory: Memory, before: int | None, after: Sequence[int], priced: bool = True
) -> tuple[RostersCompared, ...]:
    """What each of some rosters changes of another; they are for the same dates, and were told of the same absences."""
    publications = memory.publications(reading)
    newer = [memory.version(reading, number) for number in after]
    older = memory.version(reading, before) if before is not None else None
    first = newer[0]
    sides = [_side(reading, one, publications, first) for one in (older, *newer)]
    period = _shared(sides[0], sides[1], before, first.number)
    case = memory.case(reading, first, period)
    names = directory_of(case.inputs).with_names_of(first.directory)
    judged = [_judged(case, side, period, priced) for side in sides]
    return tuple(
        RostersCompared(
            period=period,
            before=judged[0],
            after=one,
            changes=changes(_within(sides[0].duties, period), _within(side.duties, period)),
            directory=names.with_names_of(older.directory) if older else names,
        )
        for side, one in zip(sides[1:], judged[1:], strict=True)
    )


def _side(reading: Reading, version: Version | None, publications: tuple[Publication, ...], other: Version) -> _Side:
    """A roster; or, without one, what is published of the other's dates."""
    if version is not None:
        status = status_in(reading, version, publications)
        return _Side(version.number, status, version.period, version.duties, version.compensating_days)
    days = [day for day in published_on(publications) if day in other.period]
    period = Period(min(days), max(days)) if days else None
    if period is None:
        raise NothingShared(None, other.number)
    duties, offs = current_duties(publications, period), current_compensating_days(publications, period)
    return _Side(None, Status.PUBLISHED, stretches(days)[-1], duties, offs)


def _shared(one: _Side, other: _Side, before: int | None, after: int) -> Period:
    """The dates that both have. Raises NothingShared."""
    if not one.period.overlaps(other.period):
        raise NothingShared(before, after)
    return Period(max(one.period.first, other.period.first), min(one.period.last, other.period.last))


def _judged(case: Case, side: _Side, period: Period, priced: bool) -> ComparedSide:
    duties = _within(side.duties, period)
    roster = roster_from(case.problem, duties, [off for off in side.days_off if off.day in period])
    version = version_of(case, roster, case.judgement(roster), now(), 0)
    readiness = readiness_of(version, case.inputs, case.tariff, case.orders)[0] if priced else None
    return ComparedSide(side.number, side.status, version, readiness)


def _within(duties: Iterable[Duty], period: Period) -> tuple[Duty, ...]:
    return tuple(duty for duty in duties if duty.seat.day in period)
