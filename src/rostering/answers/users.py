"""Who may sign in, who was invited to, and who has."""

from dataclasses import dataclass, field
from datetime import datetime

from rostering.domain.inputs import Organisation
from rostering.domain.sessions import Session
from rostering.domain.users import User


@dataclass(frozen=True)
class UserAccount:
    """A user with what is known of their signing in."""

    user: User
    has_password: bool
    invited_until: datetime | None
    """Until when the one-time address that they were given is good."""
    last_seen: datetime | None


@dataclass(frozen=True)
class Invited:
    """A user with the secret of their one-time address, which nobody can read again."""

    user: User
    secret: str = field(repr=False)
    expires: datetime


@dataclass(frozen=True)
class Arrival:
    """Who comes, and to which firm; None: nobody who is signed in, and a store that is empty yet."""

    signed_in: "SignedIn | None"
    organisation: Organisation | None


@dataclass(frozen=True)
class SignedIn:
    """A user and their session; the secret is what their browser keeps."""

    user: User
    session: Session
    secret: str = field(repr=False)
