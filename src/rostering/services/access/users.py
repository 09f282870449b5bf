"""Users: added, invited anew, listed, removed; each change is logged."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rostering.answers.users import Invited, UserAccount
from rostering.domain.links import digest_of, new_secret
from rostering.domain.rights import Action
from rostering.domain.sessions import INVITED, Invitation
from rostering.domain.users import LONGEST_NAME, Actor, Role, User, cleaned
from rostering.errors import BadCall, Conflict, Unknown
from rostering.folder.notes import nearest
from rostering.language import LANGUAGES, _
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store, store_for_import
from rostering.store import Reading, Transaction

WITH_DUTIES = frozenset({Role.OPS, Role.CONSULTANT})
"""The roles of users who may be a consultant."""


class BadUser(BadCall):
    """A user that nobody can be."""


class UnknownUser(Unknown):
    """A name that no user has."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        hint = nearest(name, known)
        super().__init__(_("there is no user '{name}'", name=name) + (f" ({hint})" if hint else ""))


class NameTaken(Conflict):
    """A user who is there already."""


def add_user(
    url: str, actor: Actor, name: str, role: Role, consultant: str | None = None, language: str | None = None
) -> Invited:
    """Let somebody sign in, by a one-time address with which they set a password; makes the store if need be.

    Raises Forbidden, BadUser, NameTaken, StorageFailed.
    """
    require(actor, Action.KEEP_USERS)
    with store_for_import(url).transaction() as tx:
        user = User(0, cleaned(name), role, consultant, language, now())
        _check(tx, user)
        user = tx.users.add(user)
        tx.log(actor.name, "add user", str(user), None, told(user), at=user.created)
        return _invited(tx, user, user.created)


def invite(url: str, actor: Actor, name: str) -> Invited:
    """Give a user a one-time address with which they set a password anew. Raises Forbidden, NoStore, UnknownUser."""
    require(actor, Action.KEEP_USERS)
    with existing_store(url).transaction() as tx:
        user, at = named_user(tx, name), now()
        tx.log(actor.name, "invite user", str(user), None, told(user), at=at)
        return _invited(tx, user, at)


def users(url: str, actor: Actor, ended: bool = False) -> tuple[UserAccount, ...]:
    """Who may sign in, or whoever could, by number. Raises Forbidden, NoStore."""
    require(actor, Action.KEEP_USERS)
    with existing_store(url).reading() as reading:
        known = [user for user in reading.users.all() if ended or user.ended is None]
        return tuple(_account(reading, user, now()) for user in known)


def remove_user(url: str, actor: Actor, name: str) -> User:
    """Let somebody sign in no more, and end all their sessions and tokens. Raises Forbidden, NoStore, UnknownUser."""
    require(actor, Action.KEEP_USERS)
    with existing_store(url).transaction() as tx:
        user, at = named_user(tx, name), now()
        ended = replace(user, ended=at)
        tx.users.change(ended)
        tx.sessions.end_all(user.number, at)
        tx.sessions.spend_all(user.number, at)
        tx.access_tokens.end_all(user.number, at)
        tx.log(actor.name, "remove user", str(user), told(user), None, at=at)
        return ended


def told(user: User) -> str:
    """A user in words."""
    return ", ".join(filter(None, (f"{user.name}: {user.role}", user.consultant and f"consultant {user.consultant}")))


def _invited(tx: Transaction, user: User, at: datetime) -> Invited:
    secret, expires = new_secret(), at + INVITED
    tx.sessions.invite(Invitation(digest_of(secret), user.number, at, expires))
    return Invited(user, secret, expires)


def _account(reading: Reading, user: User, at: datetime) -> UserAccount:
    open_ones = [one.expires for one in reading.sessions.invitations_of(user.number) if one.is_open(at)]
    seen = [session.seen for session in reading.sessions.of(user.number)]
    has_password = reading.users.password(user.number) is not None
    return UserAccount(user, has_password, max(open_ones, default=None), max(seen, default=None))


def named_user(reading: Reading, name: str) -> User:
    """The user of a name who has not ended. Raises UnknownUser."""
    user = reading.users.by_name(name)
    if user is None:
        raise UnknownUser(cleaned(name), [each.name for each in reading.users.all() if each.ended is None])
    return user


def _check(reading: Reading, user: User) -> None:
    if not user.name or len(user.name) > LONGEST_NAME:
        raise BadUser(_("a name has 1 to {number} characters", number=LONGEST_NAME))
    if user.language not in (None, *LANGUAGES):
        known = ", ".join(LANGUAGES)
        raise BadUser(_("'{code}' is not a language of rostering; known: {known}", code=user.language, known=known))
    if reading.users.by_name(user.name):
        raise NameTaken(_("there is a user '{name}' already", name=user.name))
    _check_consultant(reading, user)


def _check_consultant(reading: Reading, user: User) -> None:
    if user.consultant is None:
        if user.role is Role.CONSULTANT:
            raise BadUser(_("say which consultant this is, by id"))
        return
    if user.role not in WITH_DUTIES:
        raise BadUser(_("only a consultant or an ops lead has duties, not this role: {role}", role=user.role.word))
    if reading.consultant(user.consultant) is None:
        known = reading.inputs().consultants if reading.has_inputs() else ()
        hint = nearest(user.consultant, [each.id for each in known])
        raise BadUser(_("there is no consultant '{id}'", id=user.consultant) + (f" ({hint})" if hint else ""))
    for other in reading.users.all():
        if other.consultant == user.consultant and other.ended is None:
            raise NameTaken(_("{consultant} is '{name}' already", consultant=user.consultant, name=other.name))
