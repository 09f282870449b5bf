"""Why somebody has a seat, why nobody has, and what would fill it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rostering.domain.findings import Alternative, Fix
from rostering.domain.seats import Seat
from rostering.rosters.version import Directory, Status


@dataclass(frozen=True)
class Reasons:
    """What a solver has found out about empty seats: the shortages behind them, and fixes by seat."""

    shortages: tuple[str, ...]
    fixes: Mapping[str, tuple[Fix, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Explained:
    """A seat of a roster, who could hold it, and what would fill it if it is empty."""

    roster: int
    status: Status
    seat: Seat
    consultant: str | None
    alternatives: tuple[Alternative, ...]
    """The holder first, then by price; who is ruled out comes last."""
    fixes: tuple[Fix, ...]
    directory: Directory
    successor: int | None
    """The roster that is published for the seat's date now, where this one was and is no longer."""
