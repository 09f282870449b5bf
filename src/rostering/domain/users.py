"""Users: who may sign in, in which role, and who it is that acts."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from rostering.language import _, marked

LONGEST_NAME = 100
# Control characters, and those that turn the direction of a line around.
_UNWRITTEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class Role(StrEnum):
    """What somebody does in rostering."""

    OPS = "ops"
    CONSULTANT = "consultant"
    FINANCE = "finance"
    VIEWER = "viewer"

    @property
    def word(self) -> str:
        """What people call it."""
        return _(_ROLES[self])


_ROLES = {
    Role.OPS: marked("ops lead"),
    Role.CONSULTANT: marked("consultant"),
    Role.FINANCE: marked("finance"),
    Role.VIEWER: marked("viewer"),
}


@dataclass(frozen=True)
class SignInSubject:
    """Somebody as an OpenID provider knows them; neither part ever changes."""

    issuer: str
    id: str


@dataclass(frozen=True)
class User:
    """Somebody who may sign in; users end, they are not deleted."""

    number: int
    """0 until the store has numbered it."""
    name: str
    """By which they sign in, and by which the log names them."""
    role: Role
    consultant: str | None
    """The id of the consultant who they are."""
    language: str | None
    """In which they want to be spoken to; None: that of their browser."""
    created: datetime
    subject: SignInSubject | None = None
    """Who they are for an OpenID provider."""
    ended: datetime | None = None

    def __str__(self) -> str:
        return f"user {self.number}"

    @property
    def actor(self) -> "Actor":
        """The user, doing something."""
        return Actor(self.name, self.role, self.consultant, self.number)


@dataclass(frozen=True)
class Actor:
    """Who does something, and in which role."""

    name: str
    """What the log calls them."""
    role: Role
    consultant: str | None = None
    """The id of the consultant who they are."""
    number: int | None = field(default=None, compare=False)
    """Their number as a user; the command line has none."""

    @classmethod
    def ops(cls, name: str) -> "Actor":
        """Whoever calls from the command line: there everybody acts as an ops lead."""
        return cls(name, Role.OPS)


def cleaned(name: str) -> str:
    """A name on one line, without what cannot be seen."""
    return " ".join(_UNWRITTEN.sub(" ", unicodedata.normalize("NFC", name)).split())


def key_of(name: str) -> str:
    """What tells one user's name from another's: neither capitals nor the way that letters are composed."""
    return unicodedata.normalize("NFKC", cleaned(name)).casefold()
