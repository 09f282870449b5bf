"""Sessions and invitations: how long a secret that somebody was given is good for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE = timedelta(days=7)
"""A session that nobody uses for so long is over."""
LONGEST = timedelta(days=30)
"""A session is over after this, however much it is used."""
NOTED = timedelta(minutes=5)
"""That a session is used is kept at most so often."""
INVITED = timedelta(days=7)
"""So long a one-time address is good."""


@dataclass(frozen=True)
class Session:
    """That somebody has signed in; only the SHA-256 of the secret is kept."""

    digest: str
    user: int
    created: datetime
    seen: datetime
    """When it was last used, to within a few minutes."""
    expires: datetime
    """However much it is used."""
    ended: datetime | None = None
    """When somebody signed out of it."""

    def is_open(self, at: datetime) -> bool:
        """Whether it is good at that instant."""
        return self.ended is None and at < self.expires and at < self.seen + IDLE

    def is_to_be_noted(self, at: datetime) -> bool:
        """Whether it is worth keeping that it was used."""
        return at >= self.seen + NOTED


@dataclass(frozen=True)
class Invitation:
    """A one-time address with which a user sets a password; only the SHA-256 of the secret is kept."""

    digest: str
    user: int
    created: datetime
    expires: datetime
    used: datetime | None = None
    """When it was used, or replaced by another."""

    def is_open(self, at: datetime) -> bool:
        """Whether it is good at that instant."""
        return self.used is None and at < self.expires
