"""Personal access tokens: with which a program acts for a user, in a role that is no more than theirs, until a date."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from rostering.domain.rights import RIGHTS
from rostering.domain.users import Actor, Role, User

LONGEST = timedelta(days=366)
"""So far ahead a token may end at most."""
LONGEST_NAME = 60
NOTED = timedelta(minutes=5)
"""That a token is used is kept at most so often."""
_BEGINS = "rostering_"
"""By which people, and programs that look for secrets in the wrong places, know one."""
_FORM = re.compile(_BEGINS + "[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True)
class AccessToken:
    """A token; only the SHA-256 of the secret is kept."""

    number: int
    """0 until the store has numbered it."""
    digest: str
    user: int
    name: str
    """What its owner calls it."""
    role: Role
    created: datetime
    expires: datetime
    seen: datetime | None = None
    """When it was last used, to within a few minutes."""
    ended: datetime | None = None
    """When somebody revoked it."""

    def __str__(self) -> str:
        return f"token {self.number}"

    def is_open(self, at: datetime) -> bool:
        """Whether it is good at that instant."""
        return self.ended is None and at < self.expires

    def is_to_be_noted(self, at: datetime) -> bool:
        """Whether it is worth keeping that it was used."""
        return self.seen is None or at >= self.seen + NOTED

    def actor(self, user: User) -> Actor:
        """The user, acting by this token: the log names both."""
        consultant = user.consultant if self.role in _WITH_DUTIES else None
        return Actor(f"{user.name} by {self}", self.role, consultant, user.number)


_WITH_DUTIES = frozenset({Role.OPS, Role.CONSULTANT})


def new_token() -> str:
    """A secret of 32 random bytes."""
    return _BEGINS + secrets.token_urlsafe(32)


def is_token(text: str) -> bool:
    """Whether a text has the form of a token's secret at all."""
    return _FORM.fullmatch(text) is not None


def is_within(role: Role, own: Role) -> bool:
    """Whether a role may do nothing that a user's own may not."""
    return RIGHTS[role] <= RIGHTS[own]


def roles_within(own: Role) -> tuple[Role, ...]:
    """The roles that a user's tokens may have: their own first."""
    return (own, *(role for role in Role if role is not own and is_within(role, own)))
