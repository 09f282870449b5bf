"""The commands users: what they print, refuse and list."""

import re

import pytest

from rostering.domain.links import digest_of
from rostering.services.access.sign_in import accept
from rostering.store import open_store
from samples.called import Answer, Command

BASE = "https://vagt.example.org/plan"
URL = re.compile(r"https://vagt\.example\.org/plan/sign-in/([A-Za-z0-9_-]{43})")
PASSWORD = "correct horse battery"


@pytest.fixture
def users(imported: str, rostering: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command `users` on the imported firm, whose service is reached over https."""
    monkeypatch.setenv("ROSTERING_URL", BASE + "/")

    def call(*args: str) -> Answer:
        return rostering("--db", imported, "users", *args)

    return call


def test_the_one_time_address_comes_first(users: Command) -> None:
    said = users("add", "Ida Berg", "--role", "ops")
    first, *more = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert URL.fullmatch(first)
    assert "good once, until" in " ".join(more)
    assert "Ida Berg (ops)" in " ".join(more)


def test_the_answer_as_json_has_the_secret_and_it_is_kept_as_a_fingerprint(users: Command, imported: str) -> None:
    shape = users("add", "asta", "--role", "consultant", "--consultant", "asta", "--language", "da", "--json").json
    found = URL.fullmatch(shape["url"])
    assert found
    wanted = {"number": 1, "name": "asta", "role": "consultant", "consultant": "asta", "language": "da"}
    assert shape == {**shape, **wanted, "provider": None, "ended": None}
    with open_store(imported).reading() as reading:
        assert reading.sessions.invitation(digest_of(found[1])) is not None


def test_an_address_may_be_named_and_one_without_https_is_remarked_on(users: Command) -> None:
    said = users("add", "ida", "--role", "ops", "--url", "http://10.0.0.1:8000")
    assert said.out.startswith("http://10.0.0.1:8000/sign-in/")
    assert "http://10.0.0.1:8000 is not https" in said.err
    assert users("invite", "ida", "--url", "ftp://x").code == 2


def test_the_list_shows_how_people_sign_in_and_never_a_secret(users: Command, imported: str) -> None:
    secret = users("add", "ida", "--role", "ops", "--json").json["url"].rpartition("/")[2]
    users("add", "bo", "--role", "viewer")
    accept(imported, secret, PASSWORD)
    said = users("list")
    assert (said.code, said.err) == (0, "")
    assert "password" in said.out
    assert "one-time address until" in said.out
    assert "never" in said.out
    ida, bo = users("list", "--json").json
    assert (ida["has_password"], ida["invited_until"], bo["last_seen"]) == (True, None, None)
    assert secret not in said.out + str((ida, bo))


def test_a_removed_user_is_listed_only_when_asked_for(users: Command) -> None:
    users("add", "ida", "--role", "ops")
    said = users("remove", "IDA")
    assert (said.code, said.out) == (0, "Removed ida (ops), who is signed out everywhere.\n")
    assert users("list", "--json").json == []
    assert users("list", "--all", "--json").json[0]["ended"] is not None
    assert users("remove", "ida").code == 2


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (("add", "x", "--role", "consultant"), 2, "say which consultant this is, by id"),
        (("add", "x", "--role", "boss"), 2, "'boss' is not one of"),
        (("add", "x"), 2, "Missing option '--role'"),
        (("add", "IDA", "--role", "viewer"), 3, "there is a user 'IDA' already"),
        (("invite", "bo"), 2, "there is no user 'bo' (known: ida)"),
        (("remove", "bo"), 2, "there is no user 'bo' (known: ida)"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(users: Command, args: tuple[str, ...], code: int, sentence: str) -> None:
    users("add", "ida", "--role", "ops")
    said = users(*args)
    assert said.code == code
    assert sentence in said.err
    assert said.out == ""


def test_the_log_names_who_called(users: Command, imported: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "kirsten")
    users("add", "ida", "--role", "ops")
    with open_store(imported).reading() as reading:
        entry = reading.audit_log()[-1]
    assert (entry.who, entry.action, entry.after) == ("kirsten", "add user", "ida: ops")
