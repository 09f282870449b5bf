"""Regular work: what is done by itself again and again, and how its last run went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RoundOutcome(StrEnum):
    """What came of a run."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class RoundRun:
    """The last run of one piece of regular work, whoever did it."""

    name: str
    begun: datetime | None = None
    beat: datetime | None = None
    """When whoever does it last gave a sign of life."""
    ended: datetime | None = None
    """None while it is going on."""
    succeeded: datetime | None = None
    """When a run was last done."""
    holder: str | None = None
    """The process that does it; None once it has ended."""
    outcome: RoundOutcome | None = None
    told: str | None = None
    """What it did, or why it did not, in a sentence to keep."""
