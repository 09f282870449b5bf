"""Signing in by one-time address and by password; sessions that end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from rostering.answers.users import SignedIn
from rostering.domain.links import digest_of
from rostering.domain.sessions import IDLE, INVITED
from rostering.domain.users import Actor, Role, User
from rostering.errors import BadCall, FaultyInput, Refused
from rostering.services.access.sign_in import (
    accept,
    change_password,
    choose_language,
    invited,
    sign_in,
    sign_out,
    sign_out_everywhere,
    who,
)
from rostering.services.access.users import add_user, invite
from rostering.store import Transaction, open_store

LEAD = Actor.ops("root")
PASSWORD = "correct horse battery"
OTHER = "another staple, please"


@pytest.fixture
def ida(imported: str) -> SignedIn:
    """An ops lead who has set a password and is signed in."""
    return accept(imported, add_user(imported, LEAD, "Ida", Role.OPS).secret, PASSWORD)


def actions(url: str) -> list[tuple[str, str]]:
    with open_store(url).reading() as reading:
        return [(entry.who, entry.action) for entry in reading.audit_log() if entry.what.startswith("user")]


def change(url: str, work: Callable[[Transaction], object]) -> None:
    with open_store(url).transaction() as tx:
        work(tx)


def test_a_one_time_address_sets_a_password_and_is_spent(imported: str) -> None:
    secret = add_user(imported, LEAD, "Ida", Role.OPS).secret
    signed = accept(imported, secret, PASSWORD)
    assert who(imported, signed.secret) == signed
    with pytest.raises(BadCall, match="this address has been used, or is too old: ask an ops lead for another one"):
        accept(imported, secret, PASSWORD)
    assert actions(imported) == [("root", "add user"), ("Ida", "set password"), ("Ida", "sign in")]


def test_a_one_time_address_is_too_old_after_a_week(imported: str) -> None:
    new = add_user(imported, LEAD, "Ida", Role.OPS)

    def age(tx: Transaction) -> None:
        tx._session.connection().execute(
            text("UPDATE invitation SET expires = :at"), {"at": new.expires.replace(tzinfo=None) - INVITED}
        )

    change(imported, age)
    assert invited(imported, new.secret) is None
    with pytest.raises(BadCall, match="too old"):
        accept(imported, new.secret, PASSWORD)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("elevenchars", "a password has at least 12 characters"),
        ("x" * 257, "a password has at most 256 characters"),
        ("ababababababab", "this password is guessed at once: a few words that you remember make a good one"),
        ("IDA BRØNDGAARD", "this password is guessed at once: a few words that you remember make a good one"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_and_the_address_stays_good(
    imported: str, password: str, sentence: str
) -> None:
    secret = add_user(imported, LEAD, "Ida Brøndgaard", Role.OPS).secret
    with pytest.raises(FaultyInput) as refused:
        accept(imported, secret, password)
    assert [(fault.place, fault.message) for fault in refused.value.faults] == [("password", sentence)]
    assert invited(imported, secret) is not None


def test_a_name_and_its_password_begin_a_session(imported: str, ida: SignedIn) -> None:
    signed = sign_in(imported, " ida ", PASSWORD)
    assert signed.user == ida.user
    assert signed.secret != ida.secret
    assert who(imported, signed.secret) == signed
    assert who(imported, ida.secret) == ida


def test_the_same_password_composed_by_another_keyboard_is_the_same(imported: str) -> None:
    secret = add_user(imported, LEAD, "Ida", Role.OPS).secret
    accept(imported, secret, "på bjerget står tre får")
    assert sign_in(imported, "ida", "pa\u030a bjerget sta\u030ar tre fa\u030ar").user.name == "Ida"


@pytest.mark.usefixtures("ida")
@pytest.mark.parametrize(("name", "password"), [("ida", OTHER), ("ida", ""), ("nobody", PASSWORD), ("", "")])
def test_nobody_learns_whether_it_is_the_name_or_the_password(imported: str, name: str, password: str) -> None:
    with pytest.raises(FaultyInput) as refused:
        sign_in(imported, name, password)
    (fault,) = refused.value.faults
    assert (fault.place, fault.message) == ("password", "name and password do not belong together")


def test_whoever_has_set_no_password_yet_does_not_sign_in_by_one(imported: str) -> None:
    add_user(imported, LEAD, "Ida", Role.OPS)
    with pytest.raises(FaultyInput, match="do not belong together"):
        sign_in(imported, "ida", "nobody has this password")


def test_passwords_are_kept_as_argon2id_and_renewed_when_its_parameters_are(imported: str, ida: SignedIn) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

    def hash_of() -> str:
        with open_store(imported).reading() as reading:
            return reading.users.password(ida.user.number) or ""

    assert hash_of().startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in hash_of()
    before = hash_of()
    sign_in(imported, "ida", PASSWORD)
    assert hash_of() == before
    change(imported, lambda tx: tx.users.set_password(1, weak))
    assert sign_in(imported, "ida", PASSWORD).user == ida.user
    assert hash_of() not in {before, weak}
    assert hash_of().startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_signing_out_ends_one_session_and_signing_out_everywhere_all(imported: str, ida: SignedIn) -> None:
    phone, desk = (sign_in(imported, "ida", PASSWORD) for _ in range(2))
    sign_out(imported, phone.secret)
    sign_out(imported, phone.secret)
    assert who(imported, phone.secret) is None
    assert who(imported, desk.secret) == desk
    sign_out_everywhere(imported, ida.user.actor)
    assert [who(imported, each.secret) for each in (ida, phone, desk)] == [None, None, None]
    assert [action for _, action in actions(imported)][-2:] == ["sign out", "sign out everywhere"]


def test_a_session_that_is_idle_is_over_and_one_that_is_used_is_noted(imported: str, ida: SignedIn) -> None:
    long_ago = ida.session.seen - IDLE + timedelta(hours=1)
    change(imported, lambda tx: tx.sessions.note(ida.session.digest, long_ago))
    assert who(imported, ida.secret) is not None
    assert who(imported, ida.secret) is not None
    with open_store(imported).reading() as reading:
        (session,) = reading.sessions.of(1)
    assert session.seen >= ida.session.seen
    change(imported, lambda tx: tx.sessions.note(ida.session.digest, long_ago - timedelta(hours=2)))
    assert who(imported, ida.secret) is None


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "x" * 100_000, "\ud800" * 43])
def test_a_secret_that_is_none_signs_nobody_in(imported: str, secret: str) -> None:
    assert who(imported, secret) is None
    assert invited(imported, secret) is None


def test_a_new_password_ends_all_sessions_but_the_new_one(imported: str, ida: SignedIn) -> None:
    fresh = change_password(imported, ida.user.actor, PASSWORD, OTHER)
    assert who(imported, ida.secret) is None
    assert who(imported, fresh.secret) == fresh
    with pytest.raises(FaultyInput, match="do not belong together"):
        sign_in(imported, "ida", PASSWORD)
    assert sign_in(imported, "ida", OTHER).user == ida.user


def test_a_new_password_takes_the_old_one_and_is_as_good_as_any(imported: str, ida: SignedIn) -> None:
    for old, new, place in ((OTHER, OTHER, "old"), (PASSWORD, "short", "new")):
        with pytest.raises(FaultyInput) as refused:
            change_password(imported, ida.user.actor, old, new)
        assert [fault.place for fault in refused.value.faults] == [place]
    assert sign_in(imported, "ida", PASSWORD).user == ida.user


def test_a_forgotten_password_is_set_anew_by_another_address_which_ends_all_sessions(
    imported: str, ida: SignedIn
) -> None:
    accept(imported, invite(imported, LEAD, "ida").secret, OTHER)
    assert who(imported, ida.secret) is None
    assert sign_in(imported, "ida", OTHER).user == ida.user


def test_a_language_is_kept_and_logged_once(imported: str, ida: SignedIn) -> None:
    for _ in range(2):
        assert choose_language(imported, ida.user.actor, "da").language == "da"
    assert [action for _, action in actions(imported)].count("choose language") == 1
    with pytest.raises(FaultyInput, match="this language is not known here"):
        choose_language(imported, ida.user.actor, "tlh")
    assert choose_language(imported, ida.user.actor, None).language is None


def test_whoever_is_no_user_has_no_account_to_keep(imported: str) -> None:
    for call in (lambda: sign_out_everywhere(imported, LEAD), lambda: choose_language(imported, LEAD, "da")):
        with pytest.raises(Refused, match="you are signed out"):
            call()


def test_a_consultant_who_has_left_is_signed_out_and_does_not_sign_in(imported: str) -> None:
    signed = accept(imported, add_user(imported, LEAD, "asta", Role.CONSULTANT, "asta").secret, PASSWORD)
    assert who(imported, signed.secret) == signed

    def let_go(tx: Transaction) -> None:
        inputs = tx.inputs()
        people = (replace(one, employed_to=date(2026, 1, 1)) if one.id == "asta" else one for one in inputs.consultants)
        tx.replace_inputs(replace(inputs, consultants=tuple(people)))

    change(imported, let_go)
    assert who(imported, signed.secret) is None
    with pytest.raises(Refused, match="whoever has left the firm does not sign in any more"):
        sign_in(imported, "asta", PASSWORD)


def test_a_consultant_whom_the_inputs_do_not_know_does_not_sign_in(imported: str) -> None:
    signed = accept(imported, add_user(imported, LEAD, "asta", Role.CONSULTANT, "asta").secret, PASSWORD)
    change(imported, lambda tx: tx.users.change(replace(signed.user, consultant="gone")))
    assert who(imported, signed.secret) is None


def test_a_session_says_nothing_of_its_secret(imported: str, ida: SignedIn) -> None:
    assert ida.secret not in repr(ida)
    assert digest_of(ida.secret) == ida.session.digest
    assert isinstance(ida.user, User)
    with open_store(imported).reading() as reading:
        assert all(secret not in str(reading.audit_log()) for secret in (ida.secret, PASSWORD, ida.session.digest))
