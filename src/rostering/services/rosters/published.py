"""The published duties of a period, as everybody who may see the board sees them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rostering.domain.rights import Action
from rostering.domain.seats import Duty
from rostering.domain.users import Actor
from rostering.rosters.history import current_duties
from rostering.services.access.rights import require
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import NoInputs


@dataclass(frozen=True)
class PublishedDuties:
    """Duties by start, and the clock by which they are told."""

    duties: tuple[Duty, ...]
    zone: ZoneInfo


def published_duties(url: str, actor: Actor, period: Period) -> PublishedDuties:
    """The published duties whose date is in a period. Raises Forbidden, NoStore, NoInputs."""
    require(actor, Action.LOOK_BOARD)
    with existing_store(url).reading() as reading:
        organisation = reading.organisation()
        if organisation is None:
            raise NoInputs
        publications = reading.publications_on(period)
    duties = (duty for duty in current_duties(publications, period) if duty.seat.day in period)
    return PublishedDuties(tuple(duties), organisation.zone)
