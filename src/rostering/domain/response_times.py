"""Times of response that were promised, held against what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class KeptResponse(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"
    """There is time left."""
    UNKNOWN = "unknown"
    """Nobody has noted when it happened, and the work ended after the time was up."""


@dataclass(frozen=True)
class Measured:
    """One time that was promised: until when, and when it happened, as far as that is known."""

    due: datetime
    at: datetime | None
    kept: KeptResponse


class Used(StrEnum):
    """How much of what a month includes is used."""

    WITHIN = "within"
    NEARLY = "nearly"
    """At least four fifths."""
    ABOVE = "above"


@dataclass(frozen=True)
class AllowanceUse:
    """How much of an allowance a customer has used in a month."""

    customer: str
    month: date
    """Its first date."""
    id: str
    name: str
    used: int
    allowed: int

    @property
    def state(self) -> Used:
        """How much that is of what is allowed."""
        if self.used > self.allowed:
            return Used.ABOVE
        return Used.NEARLY if self.used * 5 >= self.allowed * 4 else Used.WITHIN
