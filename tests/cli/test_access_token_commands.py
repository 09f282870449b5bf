"""The commands users tokens: what they print, refuse and list."""

from datetime import timedelta

import pytest

from rostering.domain.users import Actor, Role
from rostering.services.access.access_tokens import bearer
from rostering.services.access.users import add_user
from rostering.services.clock import now
from samples.called import Answer, Command

UNTIL = str(now().date() + timedelta(days=30))


@pytest.fixture
def tokens(imported: str, rostering: Command) -> Command:
    """The command `users tokens` on the imported firm, with a user."""
    add_user(imported, Actor.ops("root"), "ida", Role.OPS)

    def call(*args: str) -> Answer:
        return rostering("--db", imported, "users", "tokens", *args)

    return call


def test_the_secret_comes_first_and_is_shown_once(tokens: Command, imported: str) -> None:
    said = tokens("add", "ida", "--name", "script", "--role", "viewer", "--until", UNTIL)
    secret, *more = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    found = bearer(imported, secret)
    assert found is not None
    assert found.actor.role is Role.VIEWER
    assert "shown this once" in " ".join(more)
    assert secret not in tokens("list", "--json").out


def test_the_answers_as_json(tokens: Command) -> None:
    made = tokens("add", "ida", "--name", "script", "--until", UNTIL, "--json").json
    assert made.pop("secret").startswith("rostering_")
    assert made == {**made, "number": 1, "user": "ida", "name": "script", "role": "ops", "revoked": None, "good": True}
    assert tokens("list", "--json").json == [made]
    assert tokens("list", "ida", "--json").json == [made]
    revoked = tokens("revoke", "1", "--json").json
    assert revoked["revoked"] is not None
    assert revoked == {**made, "good": False, "revoked": revoked["revoked"]}
    assert tokens("list", "--json").json == []
    assert tokens("list", "--all", "--json").json == [revoked]


def test_the_list_and_the_revoking_for_people(tokens: Command) -> None:
    tokens("add", "ida", "--name", "script", "--until", UNTIL)
    said = tokens("list")
    assert "1 token" in said.out
    assert "never" in said.out
    assert tokens("revoke", "1").out == "Revoked token 1, script, of ida.\n"
    again = tokens("revoke", "1")
    assert (again.code, again.err) == (3, "rostering: token 1 has ended already\n")


def test_what_cannot_be_made_is_told_with_its_place(tokens: Command) -> None:
    said = tokens("add", "ida", "--name", " ", "--until", "2020-01-01", "--json")
    assert said.code == 2
    assert [place["place"] for place in said.json["error"]["places"]] == ["name", "until"]
    assert tokens("add", "bo", "--name", "x", "--until", UNTIL).code == 2
    assert tokens("revoke", "7").err == "rostering: there is no token 7\n"
