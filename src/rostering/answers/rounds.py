"""Regular work as a use case answers with it: each piece with how its last run went, and whether workers do it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rostering.domain.rounds import RoundRun


@dataclass(frozen=True)
class RoundShown:
    """A piece of regular work."""

    name: str
    title: str
    """What people call it, as a message."""
    run: RoundRun
    """Its last run; one that never began has no instants."""
    is_left: bool
    """Whether whoever was at it gives no sign of life any more."""


@dataclass(frozen=True)
class RegularWork:
    """All pieces, and who does them."""

    rounds: tuple[RoundShown, ...]
    has_workers: bool
    """Whether the store has a queue of workers, which then do it."""
    last_sign: datetime | None
    """When a worker last gave a sign of life."""
    is_deserted: bool
    """Whether there should be workers, and none gave a sign of life for a minute."""
    zone: ZoneInfo
