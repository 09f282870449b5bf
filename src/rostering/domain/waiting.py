"""What waits to be sent: how much of it, and for how long."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Backlog:
    """What an outbox holds: how many wait and since when the oldest does, and how many were given up."""

    number: int
    since: datetime | None
    failed: int
