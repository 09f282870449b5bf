"""Who could step in for whom in a period, and what hangs on a single person."""

from dataclasses import dataclass
from datetime import date

from rostering.audit.bench import Backing
from rostering.audit.dependence import SinglePoint
from rostering.rosters.version import Directory


@dataclass(frozen=True)
class Risk:
    """The seats in order of time with their benches, the single points of failure, and what they are taken from."""

    backings: tuple[Backing, ...]
    single_points: tuple[SinglePoint, ...]
    directory: Directory
    source: str
    today: date
    ahead: tuple[Backing, ...]
    """Those of the seats that are not over."""
    points_ahead: tuple[SinglePoint, ...]
    """What still hangs on a single person."""
