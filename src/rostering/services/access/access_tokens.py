"""Personal access tokens: made and revoked by their user or an ops lead, and read when a program comes with one."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rostering.answers.users import Bearer, MadeToken, OwnTokens, UsersToken
from rostering.domain.access_tokens import (
    LONGEST,
    LONGEST_NAME,
    AccessToken,
    is_token,
    is_within,
    new_token,
    roles_within,
)
from rostering.domain.links import digest_of
from rostering.domain.rights import Action, may
from rostering.domain.users import Actor, Role, User, cleaned
from rostering.errors import Conflict, Fault, FaultyInput, StorageFailed, Unknown
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.access.sign_in import PATIENCE, SignedOut, has_left
from rostering.services.access.users import named_user
from rostering.services.clock import now, today_in
from rostering.services.opening import existing_store
from rostering.spans import DAY
from rostering.store import Reading, Transaction

USUAL = timedelta(days=90)
"""For how long a token is offered."""
_BEYOND = 2**31


class UnknownToken(Unknown):
    """A number that no token has, or none of one's own."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no token {number}", number=number))


class TokenEnded(Conflict):
    """A token that is good no more."""

    def __init__(self, token: AccessToken) -> None:
        super().__init__(_("token {number} has ended already", number=token.number))


def make_own_token(url: str, actor: Actor, name: str, role: Role, until: date) -> MadeToken:
    """Make a token of one's own. Raises Forbidden, SignedOut, FaultyInput."""
    require(actor, Action.KEEP_OWN_ACCOUNT)
    with existing_store(url).transaction() as tx:
        return _made(tx, actor, _own(tx, actor), name, role, until)


def make_token(url: str, actor: Actor, user: str, name: str, role: Role | None, until: date) -> MadeToken:
    """Make a token for a user, in their own role by default. Raises Forbidden, NoStore, UnknownUser, FaultyInput."""
    require(actor, Action.KEEP_USERS)
    with existing_store(url).transaction() as tx:
        whose = named_user(tx, user)
        return _made(tx, actor, whose, name, role or whose.role, until)


def own_tokens(url: str, actor: Actor) -> OwnTokens:
    """One's tokens that are good, and what another may be. Raises Forbidden, SignedOut."""
    require(actor, Action.KEEP_OWN_ACCOUNT)
    with existing_store(url).reading() as reading:
        user, zone, at = _own(reading, actor), _zone(reading), now()
        good = [each for each in reading.access_tokens.all(user.number) if _is_good(reading, each, user, at)]
    today = today_in(zone)
    return OwnTokens(tuple(good), roles_within(user.role), today + LONGEST, today + USUAL, zone)


def tokens(url: str, actor: Actor, user: str | None = None, ended: bool = False) -> tuple[UsersToken, ...]:
    """The tokens that are good, or all there ever were, of a user or of all. Raises Forbidden, NoStore, UnknownUser."""
    require(actor, Action.KEEP_USERS)
    with existing_store(url).reading() as reading:
        whose = named_user(reading, user).number if user is not None else None
        users, at = {each.number: each for each in reading.users.all()}, now()
        found = [
            UsersToken(each, users[each.user], _is_good(reading, each, users[each.user], at))
            for each in reading.access_tokens.all(whose)
        ]
    return tuple(each for each in found if ended or each.is_good)


def revoke_token(url: str, actor: Actor, number: int) -> UsersToken:
    """Let a token be good no more: one of one's own, or anybody's for those who say who may sign in.

    Raises Forbidden, UnknownToken, TokenEnded.
    """
    require(actor, Action.KEEP_OWN_ACCOUNT)
    with existing_store(url).transaction() as tx:
        token, at = tx.access_tokens.by_number(number) if number < _BEYOND else None, now()
        if token is None or not (token.user == actor.number or may(actor, Action.KEEP_USERS)):
            raise UnknownToken(number)
        user = tx.users.by_number(token.user)
        if not token.is_open(at) or user is None:
            raise TokenEnded(token)
        tx.access_tokens.end(number, at)
        tx.log(actor.name, "revoke token", str(token), told(token, user), None, at=at)
        return UsersToken(replace(token, ended=at), user, is_good=False)


def bearer(url: str, secret: str) -> Bearer | None:
    """Who acts by a token, None when it is good for nobody; that it is used is kept from time to time.

    Raises NoStore, StorageFailed.
    """
    if not is_token(secret):
        return None
    at, store = now(), existing_store(url, PATIENCE)
    with store.reading() as reading:
        token = reading.access_tokens.by_digest(digest_of(secret))
        user = token and reading.users.by_number(token.user)
        if not token or not user or not _is_good(reading, token, user, at):
            return None
        found = Bearer(token, user, token.actor(user), reading.organisation())
    if token.is_to_be_noted(at):
        # A store that is busy is no reason to turn anybody away.
        with suppress(StorageFailed), store.transaction() as tx:
            tx.access_tokens.note(token.number, at)
    return found


def told(token: AccessToken, user: User) -> str:
    """A token in words, without its secret."""
    return f"{token.name}: {token.role} of {user.name}, until {token.expires.isoformat()}"


def _is_good(reading: Reading, token: AccessToken, user: User, at: datetime) -> bool:
    """Whether it may be used: while its user may sign in, and may do all that it may."""
    is_users = user.ended is None and is_within(token.role, user.role)
    return token.is_open(at) and is_users and not has_left(reading, user, at)


def _made(tx: Transaction, actor: Actor, user: User, name: str, role: Role, until: date) -> MadeToken:
    zone, at, secret = _zone(tx), now(), new_token()
    named = cleaned(name)
    if faults := list(_faults(user, named, role, until, today_in(zone))):
        raise FaultyInput(faults)
    expires = datetime.combine(until + DAY, time(), zone).astimezone(UTC)
    token = tx.access_tokens.add(AccessToken(0, digest_of(secret), user.number, named, role, at, expires))
    tx.log(actor.name, "add token", str(token), None, told(token, user), at=at)
    return MadeToken(token, user, secret)


def _faults(user: User, name: str, role: Role, until: date, today: date) -> Iterator[Fault]:
    if not name or len(name) > LONGEST_NAME:
        yield Fault("name", _("a name has 1 to {number} characters", number=LONGEST_NAME))
    if not is_within(role, user.role):
        roles = ", ".join(each.word for each in roles_within(user.role))
        yield Fault(
            "role", _("a token may do no more than its user; of {name} it may be: {roles}", name=user.name, roles=roles)
        )
    if until < today:
        yield Fault("until", _("this date is over"))
    elif until > today + LONGEST:
        yield Fault("until", _("a token is good for {number} days at most", number=LONGEST.days))


def _own(reading: Reading, actor: Actor) -> User:
    user = None if actor.number is None else reading.users.by_number(actor.number)
    if user is None or user.ended is not None:
        raise SignedOut
    return user


def _zone(reading: Reading) -> ZoneInfo:
    organisation = reading.organisation()
    return organisation.zone if organisation else ZoneInfo("UTC")
