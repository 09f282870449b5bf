"""Signing in: by a one-time address, by name and password, and what becomes of the session."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime

from rostering.answers.users import Arrival, SignedIn
from rostering.domain.links import digest_of, is_secret, new_secret
from rostering.domain.rights import Action
from rostering.domain.sessions import LONGEST, Invitation, Session
from rostering.domain.users import Actor, Role, User
from rostering.errors import BadCall, Fault, FaultyInput, Refused, StorageFailed
from rostering.language import LANGUAGES, _
from rostering.services.access.passwords import check_new, fits, hashed, is_old
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.store import Reading, Transaction

PATIENCE = 2.0
"""Seconds that somebody who only looks waits for another program that writes."""


class NotSignedIn(FaultyInput):
    """A name and a password of which one is wrong; nobody is told which."""

    def __init__(self) -> None:
        super().__init__([Fault("password", _("name and password do not belong together"))])


class NoInvitation(BadCall):
    """A one-time address that never was one, has been used, or is too old."""

    def __init__(self) -> None:
        super().__init__(_("this address has been used, or is too old: ask an ops lead for another one"))


class HasLeft(Refused):
    """A consultant who no longer works for the firm."""

    def __init__(self) -> None:
        super().__init__(_("whoever has left the firm does not sign in any more"))


class SignedOut(Refused):
    """Somebody whose user has ended meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("you are signed out"))


def invited(url: str, secret: str) -> User | None:
    """Whose one-time address this is, None when it is good no more. Raises NoStore, StorageFailed."""
    if not is_secret(secret):
        return None
    with existing_store(url, PATIENCE).reading() as reading:
        invitation = _invitation(reading, secret, now())
        return reading.users.by_number(invitation.user) if invitation else None


def accept(url: str, secret: str, password: str) -> SignedIn:
    """Set the password of whoever was invited, end their other sessions, and sign them in.

    Raises NoInvitation, BadPassword, HasLeft.
    """
    user = invited(url, secret)
    if user is None:
        raise NoInvitation
    check_new(password, user.name)
    digest = hashed(password)
    with existing_store(url).transaction() as tx:
        at = now()
        if _invitation(tx, secret, at) is None:
            raise NoInvitation
        tx.users.set_password(user.number, digest)
        tx.sessions.spend_all(user.number, at)
        tx.sessions.end_all(user.number, at)
        tx.log(user.name, "set password", str(user), at=at)
        return begun(tx, user, at)


def sign_in(url: str, name: str, password: str) -> SignedIn:
    """Begin a session. Raises NotSignedIn, HasLeft, NoStore, StorageFailed."""
    with existing_store(url, PATIENCE).reading() as reading:
        user = reading.users.by_name(name)
        digest = reading.users.password(user.number) if user else None
    if not fits(password, digest) or user is None or digest is None:
        raise NotSignedIn
    renewed = hashed(password) if is_old(digest) else None
    with existing_store(url).transaction() as tx:
        fresh = tx.users.by_number(user.number)
        if fresh is None or fresh.ended or tx.users.password(user.number) != digest:
            raise NotSignedIn
        if renewed:
            tx.users.set_password(user.number, renewed)
        return begun(tx, fresh, now())


def begun(tx: Transaction, user: User, at: datetime) -> SignedIn:
    """A new session of a user. Raises HasLeft."""
    if has_left(tx, user, at):
        raise HasLeft
    secret = new_secret()
    session = Session(digest_of(secret), user.number, at, at, at + LONGEST)
    tx.sessions.begin(session)
    tx.log(user.name, "sign in", str(user), at=at)
    return SignedIn(user, session, secret)


def who(url: str, secret: str) -> SignedIn | None:
    """Whose session this is, None when it is over. Raises NoStore, StorageFailed."""
    return arrival(url, secret).signed_in


def arrival(url: str, secret: str) -> Arrival:
    """Whose session this is, and whose firm; that a session is used is kept from time to time.

    Raises NoStore, StorageFailed.
    """
    at, store = now(), existing_store(url, PATIENCE)
    with store.reading() as reading:
        found = Arrival(_session(reading, secret, at) if is_secret(secret) else None, reading.organisation())
    if found.signed_in and found.signed_in.session.is_to_be_noted(at):
        # A store that is busy is no reason to sign anybody out.
        with suppress(StorageFailed), store.transaction() as tx:
            tx.sessions.note(found.signed_in.session.digest, at)
    return found


def _session(reading: Reading, secret: str, at: datetime) -> SignedIn | None:
    session = reading.sessions.by_digest(digest_of(secret))
    user = session and reading.users.by_number(session.user)
    if not session or not user or not session.is_open(at) or user.ended or has_left(reading, user, at):
        return None
    return SignedIn(user, session, secret)


def sign_out(url: str, secret: str) -> None:
    """End a session; one that is over already stays so. Raises NoStore, StorageFailed."""
    with existing_store(url).transaction() as tx:
        session, at = tx.sessions.by_digest(digest_of(secret)), now()
        user = session and tx.users.by_number(session.user)
        if session and user and session.ended is None:
            tx.sessions.end(session.digest, at)
            tx.log(user.name, "sign out", str(user), at=at)


def sign_out_everywhere(url: str, actor: Actor) -> None:
    """End all sessions of whoever asks for it. Raises Forbidden, SignedOut."""
    with _own(url, actor) as (tx, user):
        at = now()
        tx.sessions.end_all(user.number, at)
        tx.log(actor.name, "sign out everywhere", str(user), at=at)


def change_password(url: str, actor: Actor, old: str, new: str) -> SignedIn:
    """Set another password, end all sessions, and begin a new one. Raises Forbidden, SignedOut, FaultyInput."""
    with existing_store(url).reading() as reading:
        before = reading.users.password(_user(reading, actor).number)
    if not fits(old, before):
        raise FaultyInput([Fault("old", _("this is not your password"))])
    check_new(new, actor.name, "new")
    digest = hashed(new)
    with _own(url, actor) as (tx, user):
        at = now()
        if tx.users.password(user.number) != before:
            raise SignedOut
        tx.users.set_password(user.number, digest)
        tx.sessions.end_all(user.number, at)
        tx.log(actor.name, "change password", str(user), at=at)
        return begun(tx, user, at)


def choose_language(url: str, actor: Actor, language: str | None) -> User:
    """Keep in which language somebody wants to be spoken to. Raises Forbidden, SignedOut, FaultyInput."""
    if language not in (None, *LANGUAGES):
        raise FaultyInput([Fault("language", _("this language is not known here"))])
    with _own(url, actor) as (tx, user):
        chosen = replace(user, language=language)
        if chosen != user:
            tx.users.change(chosen)
            tx.log(actor.name, "choose language", str(user), user.language, language, at=now())
        return chosen


def has_left(reading: Reading, user: User, at: datetime) -> bool:
    """Whether the user is a consultant who no longer works for the firm, or whom the inputs do not know."""
    if user.role is not Role.CONSULTANT or user.consultant is None:
        return False
    consultant = reading.consultant(user.consultant)
    return consultant is None or (consultant.employed_to is not None and consultant.employed_to < at.date())


@contextmanager
def _own(url: str, actor: Actor) -> Iterator[tuple[Transaction, User]]:
    require(actor, Action.KEEP_OWN_ACCOUNT)
    with existing_store(url).transaction() as tx:
        yield tx, _user(tx, actor)


def _user(reading: Reading, actor: Actor) -> User:
    require(actor, Action.KEEP_OWN_ACCOUNT)
    user = None if actor.number is None else reading.users.by_number(actor.number)
    if user is None or user.ended is not None:
        raise SignedOut
    return user


def _invitation(reading: Reading, secret: str, at: datetime) -> Invitation | None:
    """The invitation of a secret, while it and its user are good."""
    invitation = reading.sessions.invitation(digest_of(secret))
    user = invitation and reading.users.by_number(invitation.user)
    return invitation if invitation and invitation.is_open(at) and user and not user.ended else None
