"""What somebody subscribes to, and how they want it written."""

from dataclasses import dataclass
from enum import StrEnum


class SubjectKind(StrEnum):
    """What a feed is about."""

    CONSULTANT = "consultant"
    ROLE = "role"
    TEAM = "team"
    CUSTOMER = "customer"
    ALL = "all"


@dataclass(frozen=True, order=True)
class Subject:
    """One consultant, role, team or customer by its id, or everybody (no id)."""

    kind: SubjectKind
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.id}".rstrip()


@dataclass(frozen=True)
class Style:
    """How a feed is written."""

    language: str = "en"
    """`en` or `da`."""
    utc: bool = False
    """Times in UTC, for readers that know no zones."""
    busy: bool = False
    """Readiness is shown as busy; by default it leaves its holder free."""
    alarm: int | None = None
    """Minutes before a duty at which the calendar is to ring; None: never."""
