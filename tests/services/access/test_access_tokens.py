"""Access tokens: no more than their user may, until a date, and no secret is kept."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from rostering.domain.access_tokens import is_token, is_within, roles_within
from rostering.domain.links import digest_of
from rostering.domain.rights import Action, may
from rostering.domain.users import Actor, Role, User
from rostering.errors import FaultyInput
from rostering.services.access.access_tokens import (
    TokenEnded,
    UnknownToken,
    bearer,
    make_own_token,
    make_token,
    own_tokens,
    revoke_token,
    tokens,
)
from rostering.services.access.rights import Forbidden
from rostering.services.access.sign_in import SignedOut
from rostering.services.access.users import UnknownUser, add_user, remove_user
from rostering.services.clock import now, today_in
from rostering.store import open_store

LEAD = Actor.ops("root")
TODAY = today_in(ZoneInfo("Europe/Copenhagen"))
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def ida(imported: str) -> User:
    return add_user(imported, LEAD, "ida", Role.OPS).user


@pytest.fixture
def asta(imported: str) -> User:
    return add_user(imported, LEAD, "asta", Role.CONSULTANT, "asta").user


def log_of(url: str) -> list[tuple[str, str, str, str | None, str | None]]:
    with open_store(url).reading() as reading:
        return [(entry.who, entry.action, entry.what, entry.before, entry.after) for entry in reading.audit_log()]


def test_a_token_acts_for_its_user_in_its_role_and_the_log_names_both(imported: str, ida: User) -> None:
    made = make_own_token(imported, ida.actor, "  nightly \n script", Role.VIEWER, SOON)
    found = bearer(imported, made.secret)
    assert found is not None
    assert (found.token.name, found.user) == ("nightly script", ida)
    assert (found.actor.name, found.actor.role, found.actor.number) == ("ida by token 1", Role.VIEWER, ida.number)
    assert found.organisation is not None
    expires = made.token.expires.isoformat()
    assert log_of(imported)[-1] == (
        "ida",
        "add token",
        "token 1",
        None,
        f"nightly script: viewer of ida, until {expires}",
    )


def test_a_secret_is_known_at_sight_and_kept_as_a_fingerprint_only(imported: str, ida: User) -> None:
    made = make_own_token(imported, ida.actor, "script", Role.OPS, SOON)
    assert made.secret.startswith("rostering_")
    assert is_token(made.secret)
    assert made.secret not in repr(made)
    assert made.secret not in str(log_of(imported))
    with open_store(imported).reading() as reading:
        assert reading.access_tokens.by_digest(digest_of(made.secret)) is not None
        assert made.secret not in str(reading.access_tokens.all())


@pytest.mark.parametrize("wrong", ["", "x", "rostering_", "rostering_" + "x" * 43, "x" * 43, "rostering_\u00e6" * 9])
def test_what_is_no_secret_is_good_for_nobody(imported: str, ida: User, wrong: str) -> None:
    make_own_token(imported, ida.actor, "script", Role.OPS, SOON)
    assert bearer(imported, wrong) is None


def test_a_role_is_within_another_when_it_may_nothing_more() -> None:
    for role in Role:
        for own in Role:
            more = [action for action in Action if may(Actor("a", role), action) and not may(Actor("a", own), action)]
            assert is_within(role, own) == (not more)
    assert roles_within(Role.OPS)[0] is Role.OPS
    assert set(roles_within(Role.OPS)) == set(Role)
    assert roles_within(Role.CONSULTANT) == (Role.CONSULTANT,)


def test_all_that_is_wrong_with_a_token_is_told_at_once(imported: str, asta: User) -> None:
    with pytest.raises(FaultyInput) as error:
        make_own_token(imported, asta.actor, " ", Role.OPS, date(2020, 1, 1))
    assert [(fault.place, fault.message) for fault in error.value.faults] == [
        ("name", "a name has 1 to 60 characters"),
        ("role", "a token may do no more than its user; of asta it may be: consultant"),
        ("until", "this date is over"),
    ]
    with pytest.raises(FaultyInput, match="until: a token is good for 366 days at most"):
        make_own_token(imported, asta.actor, "x" * 60, Role.CONSULTANT, date.max)


def test_a_token_is_good_up_to_the_end_of_its_last_date(imported: str, ida: User) -> None:
    made = make_own_token(imported, ida.actor, "today", Role.OPS, TODAY)
    assert made.token.is_open(made.token.expires - timedelta(seconds=1))
    assert not made.token.is_open(made.token.expires)
    assert made.token.expires > now()


def test_a_token_whose_date_is_over_is_good_for_nobody(imported: str, ida: User) -> None:
    made = make_own_token(imported, ida.actor, "old", Role.OPS, SOON)
    with open_store(imported).transaction() as tx:
        old = replace(made.token, digest=digest_of("rostering_" + "o" * 43), expires=now())
        tx.access_tokens.add(old)
    assert bearer(imported, "rostering_" + "o" * 43) is None


def test_a_token_ends_when_its_user_does_or_may_less_than_it(imported: str, ida: User) -> None:
    made = make_own_token(imported, ida.actor, "script", Role.OPS, SOON)
    with open_store(imported).transaction() as tx:
        tx.users.change(replace(ida, role=Role.VIEWER))
    assert bearer(imported, made.secret) is None
    assert own_tokens(imported, ida.actor).tokens == ()
    with open_store(imported).transaction() as tx:
        tx.users.change(ida)
    assert bearer(imported, made.secret) is not None
    remove_user(imported, LEAD, "ida")
    assert bearer(imported, made.secret) is None
    (ended,) = tokens(imported, LEAD, ended=True)
    assert ended.token.ended is not None


def test_one_revokes_ones_own_tokens_and_an_ops_lead_anybodys(imported: str, ida: User, asta: User) -> None:
    theirs = make_own_token(imported, asta.actor, "phone", Role.CONSULTANT, SOON)
    own = make_own_token(imported, ida.actor, "script", Role.OPS, SOON)
    with pytest.raises(UnknownToken, match="there is no token 2"):
        revoke_token(imported, asta.actor, own.token.number)
    with pytest.raises(UnknownToken, match=f"there is no token {10**30}"):
        revoke_token(imported, asta.actor, 10**30)
    revoke_token(imported, ida.actor, theirs.token.number)
    assert bearer(imported, theirs.secret) is None
    assert log_of(imported)[-1][:3] == ("ida", "revoke token", "token 1")
    with pytest.raises(TokenEnded, match="token 1 has ended already"):
        revoke_token(imported, asta.actor, theirs.token.number)


def test_an_ops_lead_makes_tokens_for_others_and_nobody_else_does(imported: str, ida: User, asta: User) -> None:
    made = make_token(imported, ida.actor, "ASTA", "phone", None, SOON)
    assert (made.user, made.token.role) == (asta, Role.CONSULTANT)
    with pytest.raises(Forbidden):
        make_token(imported, asta.actor, "ida", "phone", None, SOON)
    with pytest.raises(Forbidden):
        tokens(imported, asta.actor)
    with pytest.raises(UnknownUser, match="there is no user 'asa' "):
        tokens(imported, LEAD, "asa")


def test_somebody_whose_user_has_ended_makes_no_token(imported: str, ida: User) -> None:
    remove_user(imported, LEAD, "ida")
    with pytest.raises(SignedOut):
        make_own_token(imported, ida.actor, "script", Role.OPS, SOON)


def test_that_a_token_is_used_is_kept_now_and_then(imported: str, ida: User) -> None:
    made = make_own_token(imported, ida.actor, "script", Role.OPS, SOON)
    assert own_tokens(imported, ida.actor).tokens[0].seen is None
    bearer(imported, made.secret)
    (token,) = own_tokens(imported, ida.actor).tokens
    assert token.seen is not None
    assert not token.is_to_be_noted(token.seen + timedelta(minutes=4))
    assert token.is_to_be_noted(token.seen + timedelta(minutes=5))
