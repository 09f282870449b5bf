"""The published duties of a period, as everybody who may see the board sees them."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from rostering.domain.rights import Action
from rostering.domain.seats import Duty
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.rosters.history import current_duties, published_on
from rostering.services.access.rights import require
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import NoInputs


class NotPublished(Unknown):
    """A seat of a date that no published roster holds."""

    def __init__(self, seat: str) -> None:
        super().__init__(_("no published roster has a seat '{seat}'", seat=seat))


@dataclass(frozen=True)
class PublishedDuties:
    """Duties by start, and the clock by which they are told."""

    duties: tuple[Duty, ...]
    zone: ZoneInfo
    without: tuple[date, ...] = ()
    """The dates that no published roster holds."""


def published_duties(url: str, actor: Actor, period: Period) -> PublishedDuties:
    """The published duties whose date is in a period. Raises Forbidden, NoStore, NoInputs."""
    require(actor, Action.LOOK_BOARD)
    with existing_store(url).reading() as reading:
        organisation = reading.organisation()
        if organisation is None:
            raise NoInputs
        publications = reading.publications_on(period)
    duties = (duty for duty in current_duties(publications, period) if duty.seat.day in period)
    held = published_on(publications)
    return PublishedDuties(tuple(duties), organisation.zone, tuple(day for day in period if day not in held))


def roster_of(url: str, actor: Actor, seat: str) -> int:
    """The roster that is published for a seat's date. Raises Forbidden, NoStore, NotPublished."""
    require(actor, Action.LOOK_BOARD)
    with existing_store(url).reading() as reading:
        for day, publication in published_on(reading.publications()).items():
            if any(duty.seat.id == seat and duty.seat.day == day for duty in publication.version.duties):
                return publication.version.number
    raise NotPublished(seat)
