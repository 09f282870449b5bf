"""Who is on call at an instant, and who comes next, as use cases answer with it."""

from dataclasses import dataclass
from datetime import datetime

from rostering.domain.seats import Duty
from rostering.rosters.version import Directory


@dataclass(frozen=True)
class OnCall:
    """The published duties that run at an instant, and of each role and team the first that begin after it."""

    at: datetime
    """In the firm's zone."""
    now: tuple[Duty, ...]
    following: tuple[Duty, ...]
    directory: Directory | None
    """The names of all; None while nothing is published around the instant."""
    published: bool
    """Whether a roster is published for the instant's date."""
