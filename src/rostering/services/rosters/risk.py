"""Risk: who could step in for whom in a period, and what hangs on a single person."""

from collections.abc import Collection
from datetime import date

from rostering.answers.risk import Risk
from rostering.audit.bench import backings_of
from rostering.audit.dependence import single_points_of
from rostering.errors import BadCall
from rostering.language import _
from rostering.rosters.history import current_compensating_days, current_duties, published_on, status_of
from rostering.rosters.version import Version
from rostering.rules.roster import Roster
from rostering.services.cases.case import Case, case_of
from rostering.services.cases.versions import directory_of, roster_from, roster_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import Reading


class NothingPlanned(BadCall):
    """A period for which there is no roster."""

    def __init__(self, period: Period) -> None:
        super().__init__(_("there is no roster for {period}: plan one first", period=period))


class OtherDays(BadCall):
    """A roster that has no day of the period asked for."""

    def __init__(self, version: Version, period: Period) -> None:
        super().__init__(
            _(
                "roster {number} is for {period} and has no day of {wanted}",
                number=version.number,
                period=version.period,
                wanted=period,
            )
        )


def risk(url: str, period: Period, number: int | None = None, today: date | None = None) -> Risk:
    """The risk of what is published in a period, else of the newest roster of any of its days, or of roster `number`.

    Dates of the period that the roster does not have are left out. Raises NothingPlanned, OtherDays, UnknownRoster.
    """
    with existing_store(url).reading() as reading:
        publications = reading.publications()
        published = [day for day in published_on(publications) if day in period] if number is None else []
        if published:
            case = case_of(reading, Period(min(published), max(published)), known=publications)
            return _of_published(case, frozenset(published), today)
        version = _version(reading, period, number)
        return _of_version(case_of(reading, version.period, known=publications), version, period, today)


def _of_published(case: Case, days: Collection[date], today: date | None) -> Risk:
    period, publications = case.problem.period, case.publications
    offs = current_compensating_days(publications, period)
    roster = roster_from(case.problem, current_duties(publications, period), offs)
    return _risk(case, roster, days, _("what is published of {period}", period=period), today)


def _of_version(case: Case, version: Version, period: Period, today: date | None) -> Risk:
    status = status_of(version, case.publications)
    days = frozenset(day for day in period if day in version.period)
    source = _("roster {number} ({status}) in {period}", number=version.number, status=_(status.value), period=period)
    return _risk(case, roster_of(version, case.problem), days, source, today)


def _version(reading: Reading, period: Period, number: int | None) -> Version:
    if number is not None:
        version = reading.version(number)
        if not version.period.overlaps(period):
            raise OtherDays(version, period)
        return version
    versions = (reading.version(known) for known in reversed(reading.standing_numbers()))
    found = next((version for version in versions if version.period.overlaps(period)), None)
    if found is None:
        raise NothingPlanned(period)
    return found


def _risk(case: Case, roster: Roster, days: Collection[date], source: str, today: date | None) -> Risk:
    problem, start = roster.problem, today or now().astimezone(roster.problem.zone).date()
    seats = [seat for seat in problem.seats if seat.day in days]
    backings = backings_of(roster, case.rules, seats)
    ahead = tuple(backing for backing in backings if backing.seat.day >= start)
    return Risk(
        backings,
        single_points_of(problem, backings),
        directory_of(case.inputs),
        source,
        start,
        ahead,
        single_points_of(problem, ahead),
    )
