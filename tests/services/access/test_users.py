"""Users are added, invited, listed and removed, each change with a line in the log and no secret in it."""

from pathlib import Path

import pytest

from rostering.answers.users import Invited
from rostering.domain.users import Actor, Role
from rostering.errors import BadCall, Conflict, RosteringError
from rostering.language import speaking
from rostering.services.access.rights import Forbidden
from rostering.services.access.sign_in import accept, invited, sign_in, who
from rostering.services.access.users import add_user, invite, remove_user, users
from rostering.services.opening import NoStore
from rostering.store import open_store

LEAD = Actor.ops("root")
PASSWORD = "correct horse battery"


def log_of(url: str) -> list[tuple[str, str, str, str | None, str | None]]:
    with open_store(url).reading() as reading:
        return [(entry.who, entry.action, entry.what, entry.before, entry.after) for entry in reading.audit_log()]


def test_the_first_user_makes_the_store(tmp_path: Path) -> None:
    url = str(tmp_path / "new.db")
    new = add_user(url, LEAD, " Ida  Berg", Role.OPS)
    assert (new.user.number, new.user.name, new.user.role) == (1, "Ida Berg", Role.OPS)
    assert log_of(url) == [("root", "add user", "user 1", None, "Ida Berg: ops")]


def test_whoever_is_added_has_a_one_time_address(imported: str) -> None:
    new = add_user(imported, LEAD, "asta", Role.CONSULTANT, "asta")
    assert invited(imported, new.secret) == new.user
    assert invited(imported, new.secret[:-1] + "_") is None
    assert new.secret not in str(log_of(imported))
    assert new.secret not in repr(new)


def test_another_address_stands_in_for_the_one_before(imported: str) -> None:
    first = add_user(imported, LEAD, "ida", Role.OPS)
    second = invite(imported, LEAD, "IDA")
    assert invited(imported, first.secret) is None
    assert invited(imported, second.secret) == second.user == first.user


def test_the_list_says_how_people_sign_in_and_who_was_removed(imported: str) -> None:
    ida = add_user(imported, LEAD, "ida", Role.OPS)
    add_user(imported, LEAD, "bo", Role.VIEWER)
    signed = accept(imported, ida.secret, PASSWORD)
    remove_user(imported, LEAD, "bo")
    (account,) = users(imported, LEAD)
    assert account.user == ida.user
    assert (account.has_password, account.invited_until, account.last_seen) == (True, None, signed.session.seen)
    assert [each.user.name for each in users(imported, LEAD, ended=True)] == ["ida", "bo"]


def test_whoever_is_removed_is_signed_out_at_once_and_for_good(imported: str) -> None:
    ida = add_user(imported, LEAD, "ida", Role.OPS)
    signed = accept(imported, ida.secret, PASSWORD)
    again = invite(imported, LEAD, "ida")
    assert remove_user(imported, LEAD, "ida").ended is not None
    assert who(imported, signed.secret) is None
    assert invited(imported, again.secret) is None
    with pytest.raises(RosteringError, match="name and password do not belong together"):
        sign_in(imported, "ida", PASSWORD)
    assert log_of(imported)[-1] == ("root", "remove user", "user 1", "ida: ops", None)


def test_a_name_can_be_given_again_once_its_user_was_removed(imported: str) -> None:
    add_user(imported, LEAD, "ida", Role.OPS)
    remove_user(imported, LEAD, "ida")
    assert add_user(imported, LEAD, "ida", Role.VIEWER).user.number == 2


@pytest.mark.parametrize(
    ("name", "role", "consultant", "language", "sentence"),
    [
        ("\x00 \n", Role.OPS, None, None, "a name has 1 to 100 characters"),
        ("x" * 101, Role.OPS, None, None, "a name has 1 to 100 characters"),
        ("x", Role.OPS, None, "xx", "'xx' is not a language of rostering; known: en, da"),
        ("x", Role.CONSULTANT, None, None, "say which consultant this is, by id"),
        ("x", Role.CONSULTANT, "ast", None, "there is no consultant 'ast' (did you mean 'asta'?)"),
        ("x", Role.FINANCE, "asta", None, "only a consultant or an ops lead has duties, not this role: finance"),
    ],
)
def test_nobody_is_added_who_cannot_be(
    imported: str, name: str, role: Role, consultant: str | None, language: str | None, sentence: str
) -> None:
    before = log_of(imported)
    with pytest.raises(BadCall) as refused:
        add_user(imported, LEAD, name, role, consultant, language)
    assert str(refused.value) == sentence
    assert log_of(imported) == before


def test_a_name_and_a_consultant_are_one_users_only(imported: str) -> None:
    add_user(imported, LEAD, "Asta", Role.CONSULTANT, "asta")
    with pytest.raises(Conflict, match="there is a user 'ASTA' already"):
        add_user(imported, LEAD, "ASTA", Role.OPS)
    with pytest.raises(Conflict, match="asta is 'Asta' already"):
        add_user(imported, LEAD, "other", Role.OPS, "asta")


def test_a_name_that_nobody_has_is_told_with_the_nearest(imported: str) -> None:
    add_user(imported, LEAD, "ida", Role.OPS)
    for call in (invite, remove_user):
        with pytest.raises(BadCall) as refused:
            call(imported, LEAD, "idda")
        assert str(refused.value) == "there is no user 'idda' (did you mean 'ida'?)"


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.FINANCE, Role.VIEWER])
def test_nobody_but_an_ops_lead_says_who_may_sign_in(imported: str, role: Role) -> None:
    actor = Actor("bo", role)

    def calls() -> list[object]:
        return [
            lambda: add_user(imported, actor, "x", Role.OPS),
            lambda: invite(imported, actor, "x"),
            lambda: users(imported, actor),
            lambda: remove_user(imported, actor, "x"),
        ]

    for call in calls():
        with pytest.raises(Forbidden, match=r"bo may not say who may sign in: the role is \w+, and it takes one"):
            call()  # type: ignore[operator]


def test_a_right_that_is_missing_is_told_in_ones_language(imported: str) -> None:
    with speaking("da"), pytest.raises(Forbidden) as refused:
        users(imported, Actor("bo", Role.VIEWER))
    assert str(refused.value) == (
        "bo må ikke bestemme, hvem der må logge ind: rollen er læser, og det kræver en af: driftsleder"
    )


def test_asking_makes_no_store(tmp_path: Path) -> None:
    url = str(tmp_path / "none.db")
    for call in (lambda: users(url, LEAD), lambda: who(url, "x" * 43), lambda: invite(url, LEAD, "ida")):
        with pytest.raises(NoStore):
            call()
    assert not (tmp_path / "none.db").exists()


def test_an_invitation_is_a_value_that_does_not_show_its_secret(imported: str) -> None:
    assert isinstance(add_user(imported, LEAD, "ida", Role.OPS), Invited)
