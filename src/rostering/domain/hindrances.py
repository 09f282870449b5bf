"""Hindrances: what stands in the way of closing a month, and where it can be mended."""

from dataclasses import dataclass
from enum import StrEnum

from rostering.spans import Period


class HindranceKind(StrEnum):
    """What is wrong."""

    UNPUBLISHED = "unpublished"
    """Dates have no published roster."""
    VACANT = "vacant"
    """Nobody holds a booked seat."""
    LACKING = "lacking"
    """A booking asks for what the roster does not have."""
    OTHER_PART = "other part"
    """The roster has another part of the day than the booking asks for."""
    UNASKED = "unasked"
    """The roster has what the booking does not ask for."""
    UNPRICED = "unpriced"
    """Something cannot be billed, or not be paid."""
    RUNNING = "running"
    """A call-out has not ended."""


@dataclass(frozen=True)
class Hindrance:
    """One thing in the way, as a sentence and as what it is about; what it is not about is empty."""

    kind: HindranceKind
    text: str
    days: Period | None = None
    booking: str = ""
    role: str = ""
    heads: int = 0
    seat: str = ""
    roster: int | None = None
