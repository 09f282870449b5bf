"""Who is on from now on, by what is published, and how pagers are set up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rostering.domain.inputs import Inputs
from rostering.domain.pagers import Pager
from rostering.domain.seats import Duty
from rostering.errors import BadCall, hinted
from rostering.folder.notes import nearest
from rostering.language import _
from rostering.rosters.history import current_duties
from rostering.spans import DAY, Period
from rostering.store import Reading

_BEHIND = 2 * DAY
"""A duty that goes on began no longer ago."""
_AHEAD = timedelta(days=732)


class UnknownPager(BadCall):
    """A name that no pager has."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        told = _("there is no pager '{name}' in pagers.toml", name=name)
        super().__init__(hinted(told, nearest(name, known)))


@dataclass(frozen=True)
class Ahead:
    """What is published from now on, and whom it concerns."""

    pagers: tuple[Pager, ...]
    duties: tuple[Duty, ...]
    mails: Mapping[str, str]
    """By consultant, as far as there is one."""
    names: Mapping[str, str]
    words: Mapping[str, str]
    """What roles, teams and customers are called."""
    zone: ZoneInfo


def ahead(reading: Reading, at: datetime, names: Collection[str] = ()) -> Ahead:
    """What pagers, all or some, are to be told of. Raises NoInputs, UnknownPager."""
    inputs = reading.inputs()
    zone = inputs.organisation.zone
    day = at.astimezone(zone).date()
    around = Period(day - _BEHIND, day + _AHEAD)
    pagers = _chosen(inputs.pagers, names)
    duties = current_duties(reading.publications_on(around), around) if pagers else ()
    mails = {each.id: each.email for each in inputs.consultants if each.email}
    called = {each.id: each.name for each in inputs.consultants}
    return Ahead(pagers, duties, mails, called, _words(inputs), zone)


def _words(inputs: Inputs) -> dict[str, str]:
    catalogue = inputs.catalogue
    return {
        **{each.id: each.name for each in inputs.customers},
        **{key: team.name for key, team in catalogue.teams.items()},
        **catalogue.roles,
    }


def _chosen(pagers: tuple[Pager, ...], names: Collection[str]) -> tuple[Pager, ...]:
    known = [pager.name for pager in pagers]
    for name in names:
        if name not in known:
            raise UnknownPager(name, known)
    return tuple(pager for pager in pagers if pager.name in names or not names)
