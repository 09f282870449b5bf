"""Looking at rosters: one shown, one judged, and what two of them differ in."""

from collections.abc import Iterable

from rostering.answers.rosters import Audited, Difference, Kept
from rostering.audit.judgement import judge
from rostering.rosters.changes import changes
from rostering.rosters.history import status_of
from rostering.rosters.version import Publication, Version
from rostering.services.cases.case import case_of_roster
from rostering.services.cases.versions import roster_of
from rostering.services.opening import existing_store
from rostering.store import Reading


def show(url: str, number: int | None = None) -> Kept:
    """The roster of this number, or the newest. Raises NoRoster, UnknownRoster."""
    with existing_store(url).reading() as reading:
        version = version_in(reading, number)
        return Kept(version, status_of(version, reading.publications()))


def audit(url: str, number: int | None = None) -> Audited:
    """Judge a roster, the newest by default, without the solver. Raises NoRoster, UnknownRoster."""
    with existing_store(url).reading() as reading:
        return audit_of(reading, version_in(reading, number))


def diff(url: str, before: int, after: int) -> Difference:
    """What differs between two rosters. Raises NoRoster, UnknownRoster."""
    with existing_store(url).reading() as reading:
        old, new = reading.version(before), reading.version(after)
    return Difference(changes(old.duties, new.duties), new.directory.with_names_of(old.directory))


def version_in(reading: Reading, number: int | None) -> Version:
    """The roster of this number, or the newest."""
    return reading.newest() if number is None else reading.version(number)


def audit_of(reading: Reading, version: Version, known: Iterable[Publication] = ()) -> Audited:
    """Judge a roster inside a transaction; publications that are `known` are not read again."""
    case = case_of_roster(reading, version, known)
    return Audited(
        version=version,
        status=status_of(version, case.publications),
        judgement=judge(roster_of(version, case.problem), case.rules),
        obsolete=tuple(duty.seat.id for duty in version.duties if duty.seat.id not in case.problem.seat),
        inputs_changed=case.problem.input_hash != version.input_hash,
    )
