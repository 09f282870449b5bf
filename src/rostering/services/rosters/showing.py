"""Looking at rosters: one shown, one judged, and what two of them differ in."""

from collections.abc import Iterable, Sequence
from datetime import date

from rostering.answers.rosters import Audited, Kept, RosterDifference
from rostering.rosters.changes import changes
from rostering.rosters.history import published_on, status_of
from rostering.rosters.version import Publication, Status, Version
from rostering.services.cases.case import Case, case_of_roster
from rostering.services.cases.versions import roster_of
from rostering.services.clock import today_in
from rostering.services.opening import existing_store
from rostering.services.rosters.memory import Memory, once
from rostering.store import Reading


def show(url: str, number: int | None = None) -> Kept:
    """The roster of this number, or the one that stands. Raises NoRoster, UnknownRoster."""
    with existing_store(url).reading() as reading:
        publications = reading.publications()
        version = shown_in(reading, publications, number)
        return Kept(version, status_in(reading, version, publications))


def audit(url: str, number: int | None = None, memory: Memory | None = None) -> Audited:
    """Judge a roster, the newest by default, without the solver. Raises NoRoster, UnknownRoster."""
    with existing_store(url).reading() as reading:
        version = version_in(reading, number)
        return _audited(reading, version, once(memory).case(reading, version))


def diff(url: str, before: int, after: int) -> RosterDifference:
    """What differs between two rosters. Raises NoRoster, UnknownRoster."""
    with existing_store(url).reading() as reading:
        old, new = reading.version(before), reading.version(after)
    return RosterDifference(changes(old.duties, new.duties), new.directory.with_names_of(old.directory))


def shown_in(
    reading: Reading, publications: Sequence[Publication], number: int | None, today: date | None = None
) -> Version:
    """The roster of this number; else what is published for today or next, else the newest draft or roster."""
    if number is not None:
        return reading.version(number)
    if not publications:
        return reading.newest()
    today = today or today_in(publications[-1].version.directory.zone)
    held = published_on(publications)
    if ahead := min((day for day in held if day >= today), default=None):
        return held[ahead].version
    drafts = {*reading.standing_numbers()} - {each.version.number for each in publications}
    return reading.version(max(drafts)) if drafts else held[max(held)].version


def status_in(reading: Reading, version: Version, publications: Sequence[Publication]) -> Status:
    """Where a version stands, thrown away or not."""
    return Status.DISCARDED if version.number in reading.discarded() else status_of(version, publications)


def version_in(reading: Reading, number: int | None) -> Version:
    """The roster of this number, or the newest."""
    return reading.newest() if number is None else reading.version(number)


def audit_of(
    reading: Reading, version: Version, known: Iterable[Publication] = (), today: date | None = None
) -> Audited:
    """Judge a roster inside a transaction; publications that are `known` are not read again.

    Published dates before `today` are judged at the hours at which they were served.
    """
    return _audited(reading, version, case_of_roster(reading, version, known, today))


def _audited(reading: Reading, version: Version, case: Case) -> Audited:
    return Audited(
        version=version,
        status=status_in(reading, version, case.publications),
        judgement=case.judgement(roster_of(version, case.problem)),
        obsolete=tuple(duty.seat.id for duty in version.duties if duty.seat.id not in case.problem.seat),
        inputs_changed=case.problem.input_hash != version.input_hash,
    )
