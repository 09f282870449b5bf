"""Signing in by an OpenID provider: who its claims speak of, and which role their groups give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from rostering.answers.users import SignedIn
from rostering.domain.users import LONGEST_NAME, Role, SignInSubject, User, cleaned, key_of
from rostering.errors import Refused
from rostering.language import _
from rostering.services.access.sign_in import begun
from rostering.services.access.users import WITH_DUTIES, told
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.store import Reading, Transaction


@dataclass(frozen=True, eq=False)
class Provider:
    """An OpenID provider, and whom of its people to let in."""

    name: str
    """What its button says."""
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    admission: "Admission"
    groups_claim: str = "groups"
    """Where its tokens name groups, or roles."""
    domain: str = ""
    """The domain that its people have to belong to, where it serves several (Google's `hd`)."""
    trusts_email: bool = False
    """Whether its mail addresses are its own people's, though it does not say that it verified them (Entra ID)."""


@dataclass(frozen=True)
class Claims:
    """What a provider says of somebody; all of it was verified to come from it."""

    subject: SignInSubject
    name: str
    """What to call them when they are new: their mail address, where it is told."""
    email: str
    email_verified: bool | None
    """None: the provider does not say."""
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Admission:
    """Whom of a provider's people to let in: by group, or only those who are users already."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    """By group; of several, the first that fits counts."""
    everybody: Role | None = None
    """The role of those in none of the groups; None: they are not let in."""

    @property
    def is_by_group(self) -> bool:
        """Whether groups decide, and not what a user was added as."""
        return bool(self.roles) or self.everybody is not None

    def role(self, claims: Claims) -> Role | None:
        """The role that somebody's groups give them."""
        return next((role for group, role in self.roles.items() if group in claims.groups), self.everybody)


class NotAdmitted(Refused):
    """Somebody whom the provider knows, and who has no business here."""


def sign_in_by_claims(url: str, claims: Claims, admission: Admission) -> SignedIn:
    """Begin a session of whom the claims speak of, and make or change their user as their groups say.

    Raises NotAdmitted, HasLeft, NoStore, StorageFailed.
    """
    with existing_store(url).transaction() as tx:
        at = now()
        return begun(tx, _user(tx, claims, admission, at), at)


def _user(tx: Transaction, claims: Claims, admission: Admission, at: datetime) -> User:
    known = tx.users.by_subject(claims.subject) or _same_address(tx, claims)
    role = admission.role(claims) if admission.is_by_group or known is None else known.role
    if role is None:
        raise NotAdmitted(_no_role(claims, admission))
    if known is None:
        return _made(tx, claims, role, at)
    wanted = replace(known, subject=claims.subject, role=role, consultant=_consultant(tx, claims, role, known))
    if wanted != known:
        tx.users.change(wanted)
        tx.log(known.name, "change user", str(known), told(known), told(wanted), at=at)
    return wanted


def _no_role(claims: Claims, admission: Admission) -> str:
    if admission.is_by_group:
        return _("none of your groups has a role here: ask an ops lead, or whoever keeps the groups")
    return _("nobody has added {name} as a user here: ask an ops lead", name=claims.name)


def _made(tx: Transaction, claims: Claims, role: Role, at: datetime) -> User:
    """A new user, unless somebody ended them or somebody else has their name."""
    name = cleaned(claims.name)[:LONGEST_NAME] or claims.subject.id[:LONGEST_NAME]
    if any(user.subject == claims.subject for user in tx.users.all()):
        raise NotAdmitted(_("{name} was removed here: ask an ops lead", name=name))
    if tx.users.by_name(name):
        raise NotAdmitted(_("{name} is a user here who signs in with a password: ask an ops lead", name=name))
    user = User(0, name, role, _consultant(tx, claims, role, None), None, at, claims.subject)
    user = tx.users.add(user)
    tx.log(user.name, "add user", str(user), None, told(user), at=at)
    return user


def _same_address(reading: Reading, claims: Claims) -> User | None:
    """The user whose name is the address that the provider vouches for, unless they are somebody else to it."""
    user = reading.users.by_name(claims.email) if claims.email and claims.email_verified else None
    return user if user and user.subject is None else None


def _consultant(reading: Reading, claims: Claims, role: Role, known: User | None) -> str | None:
    """Whom the user is as a consultant: as before, else the only one with the mail address that the provider tells."""
    if role not in WITH_DUTIES:
        return None
    if (known and known.consultant) or not claims.email or claims.email_verified is False:
        return known.consultant if known else None
    people = reading.inputs().consultants if reading.has_inputs() else ()
    found = [one.id for one in people if one.email and key_of(one.email) == key_of(claims.email)]
    taken = {user.consultant for user in reading.users.all() if user.ended is None}
    return found[0] if len(found) == 1 and found[0] not in taken else None
