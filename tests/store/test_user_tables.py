"""Users end without being deleted, and no secret is kept of what they sign in with."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from rostering.domain.links import digest_of, new_secret
from rostering.domain.sessions import Invitation, Session
from rostering.domain.users import Role, SignInSubject, User
from rostering.errors import StorageFailed
from rostering.store import Store, open_store

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
IDA = User(0, "Ida Ås", Role.OPS, None, "da", NOW)
ANNA = User(0, "anna", Role.CONSULTANT, "anna", None, NOW, SignInSubject("https://id.example", "42"))


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


def added(store: Store, *users: User) -> list[User]:
    with store.transaction() as tx:
        return [tx.users.add(user) for user in users]


def test_users_are_numbered_and_come_back_as_they_were(store: Store) -> None:
    numbered = [replace(IDA, number=1), replace(ANNA, number=2)]
    assert added(store, IDA, ANNA) == numbered
    with store.reading() as reading:
        assert list(reading.users.all()) == numbered
        assert reading.users.by_number(2) == numbered[1]
        assert reading.users.by_number(3) is None


def test_a_user_is_found_by_name_or_by_whom_a_provider_knows_while_they_have_not_ended(store: Store) -> None:
    ida, anna = added(store, IDA, ANNA)
    with store.transaction() as tx:
        assert tx.users.by_name("IDA ÅS ") == ida
        assert tx.users.by_name("ida") is None
        assert tx.users.by_subject(SignInSubject("https://id.example", "42")) == anna
        assert tx.users.by_subject(SignInSubject("https://other.example", "42")) is None
        for user in (ida, anna):
            tx.users.change(replace(user, ended=LATER))
        assert tx.users.by_name("Ida Ås") is None
        assert tx.users.by_subject(SignInSubject("https://id.example", "42")) is None
        assert tx.users.by_number(1) == replace(ida, ended=LATER)


def test_a_name_is_free_again_once_its_user_has_ended(store: Store) -> None:
    (ida,) = added(store, IDA)
    with pytest.raises(StorageFailed):
        added(store, replace(IDA, name="ida ås"))
    with store.transaction() as tx:
        tx.users.change(replace(ida, ended=LATER))
    assert [user.number for user in added(store, IDA)] == [2]


def test_changing_a_user_leaves_the_password_alone(store: Store) -> None:
    (ida,) = added(store, IDA)
    with store.transaction() as tx:
        assert tx.users.password(1) is None
        tx.users.set_password(1, "$argon2id$...")
        tx.users.change(replace(ida, role=Role.VIEWER, language=None))
    with store.reading() as reading:
        assert reading.users.password(1) == "$argon2id$..."
        assert reading.users.all() == (replace(ida, role=Role.VIEWER, language=None),)


def test_sessions_are_noted_and_end_one_by_one_or_all_at_once(store: Store) -> None:
    added(store, IDA, ANNA)
    sessions = [Session(digest, user, NOW, NOW, LATER) for digest, user in (("a", 1), ("b", 1), ("c", 2))]
    with store.transaction() as tx:
        for session in sessions:
            tx.sessions.begin(session)
        tx.sessions.note("a", LATER)
        tx.sessions.end("a", LATER)
        tx.sessions.end_all(1, LATER + timedelta(hours=1))
    with store.reading() as reading:
        ended = [session.ended for session in reading.sessions.of(1)]
        assert sorted(filter(None, ended)) == [LATER, LATER + timedelta(hours=1)]
        assert reading.sessions.by_digest("a") == replace(sessions[0], seen=LATER, ended=LATER)
        assert reading.sessions.of(2) == (sessions[2],)
        assert reading.sessions.by_digest("d") is None


def test_a_new_invitation_replaces_earlier_ones_of_the_same_user(store: Store) -> None:
    added(store, IDA, ANNA)
    first, second, other = (Invitation(digest, user, NOW, LATER) for digest, user in (("a", 1), ("b", 1), ("c", 2)))
    with store.transaction() as tx:
        for invitation in (first, other, replace(second, created=LATER)):
            tx.sessions.invite(invitation)
    with store.reading() as reading:
        assert reading.sessions.invitation("a") == replace(first, used=LATER)
        assert reading.sessions.invitations_of(1)[1] == replace(second, created=LATER)
        assert reading.sessions.invitation("c") == other


def test_no_column_holds_the_secret(store: Store) -> None:
    secret = new_secret()
    added(store, IDA)
    with store.transaction() as tx:
        tx.sessions.begin(Session(digest_of(secret), 1, NOW, NOW, LATER))
        tx.sessions.invite(Invitation(digest_of(secret), 1, NOW, LATER))
        rows = [
            tx._session.connection().execute(text(f"SELECT * FROM {name}")).one() for name in ("session", "invitation")
        ]
    assert all(digest_of(secret) in tuple(row) and secret not in tuple(row) for row in rows)


def test_signing_in_is_logged_and_yet_changes_nothing_that_feeds_show(store: Store) -> None:
    with store.transaction() as tx:
        tx.log("ida", "import", "inputs", at=NOW)
        before = tx.pulse()
        tx.log("ida", "sign in", "user 1", at=NOW)
        assert tx.pulse() == before
        assert [entry.action for entry in tx.audit_log()] == ["import", "sign in"]
        tx.log("ida", "import", "inputs", at=NOW)
        assert tx.pulse() != before
