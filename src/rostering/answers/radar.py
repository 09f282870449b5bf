"""What the radar sees: duties that their holders cannot serve, and the drafts that would mend them."""

from dataclasses import dataclass
from datetime import date

from rostering.domain.radar import Clash, Discrepancy, RadarCase
from rostering.rosters.changes import Changes
from rostering.rosters.version import Directory, Version


@dataclass(frozen=True)
class WayToMend:
    """A draft that would mend a case, and what it changes of what is published."""

    version: Version
    changes: Changes


@dataclass(frozen=True)
class Sighting:
    """An open case as it is now, with the ways to mend it."""

    case: RadarCase
    clash: Clash
    ways: tuple[WayToMend, ...]


@dataclass(frozen=True)
class Dispute:
    """An open case about a closed month, with what it is about as it is now."""

    case: RadarCase
    discrepancy: Discrepancy


@dataclass(frozen=True)
class Picture:
    """Everything that the radar sees from a date on, with the names of all; None while nothing is published."""

    start: date
    sightings: tuple[Sighting, ...]
    directory: Directory | None
    disputes: tuple[Dispute, ...] = ()
    """Those of closed months, whatever the date."""

    @property
    def is_clear(self) -> bool:
        """Whether nothing is left to see to."""
        return not self.sightings and not self.disputes
