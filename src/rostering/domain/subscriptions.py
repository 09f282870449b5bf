"""Secret links: what somebody subscribes to, how they want it written, and the secret's fingerprint."""

from dataclasses import dataclass
from datetime import datetime
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


class Purpose(StrEnum):
    """What a secret link is good for."""

    FEED = "feed"
    LEAVE = "leave"
    """A consultant sends leave in."""
    ON_CALL = "on_call"
    """A customer sees which roles are on call for them, without names."""


@dataclass(frozen=True)
class Subscription:
    """A secret link; only the SHA-256 of the secret is kept."""

    number: int
    """0 until the store has numbered it."""
    purpose: Purpose
    subject: Subject
    name: str
    """What its owner calls it, such as "phone"."""
    style: Style
    digest: str
    """SHA-256 of the secret, in hexadecimal."""
    created: datetime
    ends: datetime | None = None
    """From this instant on the link is revoked or rotated out."""
    last_fetch: datetime | None = None
    client: str | None = None
    """The family of client that fetched it last, such as "Google" or "Thunderbird"."""
    replaced_by: int | None = None
    """The number of the link that it was rotated to."""

    def is_open(self, at: datetime) -> bool:
        """Whether the link is good at that instant."""
        return self.ends is None or at < self.ends
