"""Whom a provider's claims let in, and as what."""

from dataclasses import replace

import pytest

from rostering.domain.users import Actor, Role, SignInSubject
from rostering.errors import Refused
from rostering.services.access.provider import Admission, Claims, sign_in_by_claims
from rostering.services.access.sign_in import accept, who
from rostering.services.access.users import add_user, remove_user, users
from rostering.store import Transaction, open_store

LEAD = Actor.ops("root")
BY_GROUP = Admission({"g-ops": Role.OPS, "g-vagt": Role.CONSULTANT})
ONLY_KNOWN = Admission()
IDA = Claims(
    SignInSubject("https://id.example", "42"), "ida@firm.example", "ida@firm.example", None, frozenset({"g-ops"})
)


def last_of_log(url: str) -> list[tuple[str, str, str | None, str | None]]:
    with open_store(url).reading() as reading:
        return [(entry.who, entry.action, entry.before, entry.after) for entry in reading.audit_log()][-2:]


def give_address(url: str, consultant: str, email: str) -> None:
    with open_store(url).transaction() as tx:
        _give(tx, consultant, email)


def _give(tx: Transaction, consultant: str, email: str) -> None:
    inputs = tx.inputs()
    people = (replace(one, email=email) if one.id == consultant else one for one in inputs.consultants)
    tx.replace_inputs(replace(inputs, consultants=tuple(people)))


def test_a_group_lets_somebody_in_who_was_never_added(imported: str) -> None:
    signed = sign_in_by_claims(imported, IDA, BY_GROUP)
    assert (signed.user.name, signed.user.role, signed.user.subject) == ("ida@firm.example", Role.OPS, IDA.subject)
    assert who(imported, signed.secret) == signed
    assert last_of_log(imported) == [
        ("ida@firm.example", "add user", None, "ida@firm.example: ops"),
        ("ida@firm.example", "sign in", None, None),
    ]
    assert sign_in_by_claims(imported, IDA, BY_GROUP).user == signed.user


def test_the_first_group_that_fits_gives_the_role_each_time_anew(imported: str) -> None:
    both = replace(IDA, groups=frozenset({"g-vagt", "g-ops", "other"}))
    assert sign_in_by_claims(imported, both, BY_GROUP).user.role is Role.OPS
    changed = sign_in_by_claims(imported, replace(IDA, groups=frozenset({"g-vagt"})), BY_GROUP)
    assert changed.user.role is Role.CONSULTANT
    assert last_of_log(imported)[0] == (
        "ida@firm.example",
        "change user",
        "ida@firm.example: ops",
        "ida@firm.example: consultant",
    )


def test_whoever_is_in_no_group_is_not_let_in_even_if_they_were_before(imported: str) -> None:
    sign_in_by_claims(imported, IDA, BY_GROUP)
    with pytest.raises(Refused, match="none of your groups has a role here"):
        sign_in_by_claims(imported, replace(IDA, groups=frozenset()), BY_GROUP)


def test_everybody_else_may_be_given_a_role(imported: str) -> None:
    nobody_special = replace(IDA, groups=frozenset())
    assert sign_in_by_claims(imported, nobody_special, Admission({}, Role.VIEWER)).user.role is Role.VIEWER


def test_a_consultant_is_who_has_their_mail_address(imported: str) -> None:
    give_address(imported, "asta", "Ida@Firm.example")
    claims = replace(IDA, groups=frozenset({"g-vagt"}))
    assert sign_in_by_claims(imported, claims, BY_GROUP).user.consultant == "asta"
    again = sign_in_by_claims(imported, replace(claims, email="changed@firm.example"), BY_GROUP)
    assert again.user.consultant == "asta"


@pytest.mark.parametrize("other", [{"email_verified": False}, {"email": ""}, {"email": "somebody@firm.example"}])
def test_an_address_that_is_not_vouched_for_makes_nobody_a_consultant(imported: str, other: dict[str, object]) -> None:
    give_address(imported, "asta", "ida@firm.example")
    claims = replace(IDA, groups=frozenset({"g-vagt"}), **other)  # type: ignore[arg-type]
    assert sign_in_by_claims(imported, claims, BY_GROUP).user.consultant is None


def test_a_consultant_who_is_a_user_already_is_nobody_elses(imported: str) -> None:
    give_address(imported, "asta", "ida@firm.example")
    add_user(imported, LEAD, "asta", Role.CONSULTANT, "asta")
    assert sign_in_by_claims(imported, replace(IDA, groups=frozenset({"g-vagt"})), BY_GROUP).user.consultant is None


def test_without_groups_only_users_come_in_by_an_address_that_the_provider_vouches_for(imported: str) -> None:
    added = add_user(imported, LEAD, "ida@firm.example", Role.FINANCE).user
    with pytest.raises(Refused, match=r"nobody has added ida@firm.example as a user here: ask an ops lead"):
        sign_in_by_claims(imported, IDA, ONLY_KNOWN)
    signed = sign_in_by_claims(imported, replace(IDA, email_verified=True), ONLY_KNOWN)
    assert signed.user == replace(added, subject=IDA.subject)
    assert sign_in_by_claims(imported, IDA, ONLY_KNOWN).user == signed.user


def test_a_user_with_a_password_is_not_taken_over_by_an_address_that_nobody_vouches_for(imported: str) -> None:
    add_user(imported, LEAD, "ida@firm.example", Role.VIEWER)
    with pytest.raises(Refused, match=r"ida@firm.example is a user here who signs in with a password: ask an ops lead"):
        sign_in_by_claims(imported, IDA, BY_GROUP)


def test_the_same_address_of_another_person_is_not_the_same_user(imported: str) -> None:
    verified = replace(IDA, email_verified=True)
    sign_in_by_claims(imported, verified, BY_GROUP)
    with pytest.raises(Refused, match="is a user here"):
        sign_in_by_claims(imported, replace(verified, subject=SignInSubject("https://id.example", "43")), BY_GROUP)


def test_whoever_was_removed_stays_out_whatever_their_groups_say(imported: str) -> None:
    sign_in_by_claims(imported, IDA, BY_GROUP)
    remove_user(imported, LEAD, "ida@firm.example")
    with pytest.raises(Refused, match=r"ida@firm.example was removed here: ask an ops lead"):
        sign_in_by_claims(imported, IDA, BY_GROUP)


def test_a_user_of_a_provider_may_have_a_password_too(imported: str) -> None:
    added = add_user(imported, LEAD, "ida@firm.example", Role.FINANCE)
    accept(imported, added.secret, "correct horse battery")
    sign_in_by_claims(imported, replace(IDA, email_verified=True), ONLY_KNOWN)
    (account,) = users(imported, LEAD)
    assert account.has_password
    assert account.user.subject == IDA.subject
