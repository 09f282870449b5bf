"""What everybody and everything is called in the published rosters, and since when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.rosters.history import in_order
from rostering.rosters.version import Publication, Version


@dataclass(frozen=True, slots=True)
class NameInForce:
    """A subject's name."""

    name: str
    at: datetime
    """When the name or the firm's time zone was last published as another."""


def names_in_force(publications: Iterable[Publication]) -> dict[Subject, NameInForce]:
    """By subject, the newest name that was published; the older ones' of those whom the newest roster does not know."""
    names: dict[Subject, NameInForce] = {}
    timezone = ""
    for publication in in_order(publications):
        if publication.version.directory.timezone != timezone:
            timezone = publication.version.directory.timezone
            names = {subject: replace(name, at=publication.at) for subject, name in names.items()}
        for subject, name in _names(publication.version).items():
            if subject not in names or names[subject].name != name:
                names[subject] = NameInForce(name, publication.at)
    return names


def _names(version: Version) -> dict[Subject, str]:
    """The names of a roster; whoever has none is called by the id."""
    names, seats = version.directory, [duty.seat for duty in version.duties]
    teams = {seat.team for seat in seats if not seat.booking} | {seat.pool for seat in seats if seat.pool}
    return {
        **_named(SubjectKind.CONSULTANT, names.consultants, {duty.consultant or "" for duty in version.duties} - {""}),
        **_named(SubjectKind.ROLE, names.roles, {seat.role for seat in seats}),
        **_named(SubjectKind.TEAM, {team: names.teams.get(team, team) for team in teams}, ()),
        **_named(SubjectKind.CUSTOMER, names.customers, {customer for seat in seats for customer in seat.customers}),
        Subject(SubjectKind.ALL): names.organisation,
    }


def _named(kind: SubjectKind, names: Mapping[str, str], used: Iterable[str]) -> dict[Subject, str]:
    return {Subject(kind, key): name for key, name in {**{key: key for key in used}, **names}.items()}
