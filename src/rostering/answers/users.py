"""Who may sign in, who was invited to, and who has."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rostering.domain.access_tokens import AccessToken
from rostering.domain.inputs import Organisation
from rostering.domain.sessions import Session
from rostering.domain.users import Actor, Role, User


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


@dataclass(frozen=True)
class UsersToken:
    """An access token, whose it is, and whether it is good."""

    token: AccessToken
    user: User
    is_good: bool


@dataclass(frozen=True)
class MadeToken:
    """A new access token with its secret, which nobody can read again."""

    token: AccessToken
    user: User
    secret: str = field(repr=False)


@dataclass(frozen=True)
class OwnTokens:
    """One's access tokens that are good, and what another may be."""

    tokens: tuple[AccessToken, ...]
    roles: tuple[Role, ...]
    """The roles that another may have, one's own first."""
    last: date
    """The last date until which another may be good."""
    usual: date
    """The date that is offered."""
    zone: ZoneInfo


@dataclass(frozen=True)
class Bearer:
    """Whoever acts by an access token, and of which firm; None: the store is empty yet."""

    token: AccessToken
    user: User
    actor: Actor
    organisation: Organisation | None
