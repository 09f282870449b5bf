"""The commands for secret links: what they print, refuse and list."""

import json
import re

import pytest

from rostering.domain.links import digest_of
from rostering.store import open_store
from samples.called import Answer, Command

TOKEN = ("feeds", "token")
HTTPS = "https://vagt.example.org/plan"
URL = re.compile(r"https://vagt\.example\.org/plan/feeds/([A-Za-z0-9_-]{43})/rostering\.ics")


@pytest.fixture
def token(imported: str, rostering: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command `feeds token` on the imported firm, whose service is reached over https."""
    monkeypatch.setenv("ROSTERING_URL", HTTPS + "/")

    def call(*args: str) -> Answer:
        return rostering("--db", imported, *TOKEN, *args)

    return call


def test_the_link_to_copy_comes_first_then_the_one_for_apple(token: Command) -> None:
    said = token("add", "asta", "--name", "phone")
    first, second, *more = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert URL.fullmatch(first)
    assert second == first.replace("https://", "webcal://")
    how = " ".join(more)
    assert 'link 1 "phone" for consultant asta' in how
    assert all(word in how for word in ("once", "webcal", "paste", "8 to 24 hours", "3 hours", "mail or phone"))


def test_the_answer_as_json_has_the_secret_and_it_is_kept_as_a_fingerprint(token: Command, imported: str) -> None:
    shape = token("add", "--consultant", "asta", "--json").json
    found = URL.fullmatch(shape["url"])
    assert found
    assert shape["webcal"] == shape["url"].replace("https", "webcal", 1)
    assert (shape["number"], shape["name"], shape["standing"]) == (1, "", "open")
    assert shape["subject"] == {"kind": "consultant", "id": "asta"}
    with open_store(imported).reading() as reading:
        assert reading.subscriptions.by_digest(digest_of(found[1])) is not None


@pytest.mark.parametrize(
    ("options", "subject"),
    [
        (["--role", "pim"], {"kind": "role", "id": "pim"}),
        (["--team", "preparedness"], {"kind": "team", "id": "preparedness"}),
        (["--customer", "havn"], {"kind": "customer", "id": "havn"}),
        (["--all"], {"kind": "all", "id": None}),
    ],
)
def test_links_are_for_whoever_has_a_feed(token: Command, options: list[str], subject: object) -> None:
    assert token("add", *options, "--json").json["subject"] == subject


def test_a_style_is_chosen_for_each_link(token: Command) -> None:
    shape = token("add", "asta", "--language", "da", "--utc", "--busy", "--alarm", "0", "--json").json
    assert [shape[name] for name in ("language", "utc", "busy", "alarm")] == ["da", True, True, 0]
    assert "feed, da, UTC, busy, alarm 0 min" in " ".join(token("list").out.split())


def test_a_link_for_leave_has_an_address_of_its_own(token: Command) -> None:
    shape = token("add", "asta", "--leave", "--json").json
    assert re.fullmatch(rf"{re.escape(HTTPS)}/leave/[A-Za-z0-9_-]{{43}}", shape["url"])
    assert "webcal" not in shape
    assert "send leave in" in token("add", "asta", "--leave").out


def test_the_address_is_the_option_before_the_environment_before_this_machine(
    token: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = token("add", "asta", "--url", "https://other.example/", "--json").json
    assert given["url"].startswith("https://other.example/feeds/")
    monkeypatch.delenv("ROSTERING_URL")
    said = token("add", "asta", "--json")
    assert said.json["url"].startswith("http://127.0.0.1:8000/feeds/")
    assert said.json["webcal"].startswith("webcal://127.0.0.1:8000/feeds/")
    assert "is not https" in said.err


@pytest.mark.parametrize(
    "url", ["vagt.example.org", "ftp://a.example", "https://", "https://a b", "https://a?x=1", "https://[", "x\ny://a"]
)
def test_an_address_that_no_link_can_begin_with_makes_no_link(token: Command, url: str) -> None:
    said = token("add", "asta", "--url", url)
    assert (said.code, said.out) == (2, "")
    assert "is not an address for links" in said.err
    assert token("list", "--json").json == []


@pytest.mark.parametrize("options", [[], ["asta", "--all"], ["asta", "--consultant", "asta"], ["--role", "", "--all"]])
def test_a_link_is_for_one_subject(token: Command, options: list[str]) -> None:
    said = token("add", *options)
    assert (said.code, said.out) == (2, "")
    assert "a CONSULTANT, --role, --team, --customer or --all" in said.err


@pytest.mark.parametrize("options", [["nobody"], ["--role", "cook"], ["--team", "x"], ["--customer", "asta"], [""]])
def test_a_link_for_nobody_is_refused(token: Command, options: list[str]) -> None:
    said = token("add", *options)
    assert (said.code, said.out) == (2, "")
    assert "there is no" in said.err


def test_links_are_listed_without_their_secrets(token: Command) -> None:
    secrets = [token("add", who, "--name", "Åses, 📱", "--json").json["url"].split("/")[-2] for who in ("asta", "birk")]
    shapes = token("list", "--json").json
    assert [shape["number"] for shape in shapes] == [1, 2]
    assert all(shape.keys().isdisjoint({"url", "webcal", "digest"}) for shape in shapes)
    assert {shape["last_fetch"] for shape in shapes} == {None}
    text = token("list").out + json.dumps(shapes)
    assert "Åses, 📱" in text
    assert not any(secret in text or digest_of(secret) in text for secret in secrets)
    assert [shape["subject"]["id"] for shape in token("list", "--consultant", "birk", "--json").json] == ["birk"]
    assert token("list", "--consultant", "nobody").code == 2


def test_a_rotated_link_says_until_when_the_old_one_is_good(token: Command) -> None:
    token("add", "asta", "--name", "phone")
    shape = token("rotate", "1", "--overlap", "2", "--json").json
    assert (shape["number"], shape["name"], shape["standing"]) == (2, "phone", "open")
    assert (shape["replaces"]["number"], shape["replaces"]["standing"]) == (1, "ending")
    assert URL.fullmatch(shape["url"])
    said = token("rotate", "2", "--overlap", "0").out
    assert "It stands in for link 2, which is good until" in said
    assert [(one["number"], one["standing"]) for one in token("list", "--json").json] == [(1, "ending"), (3, "open")]


def test_a_revoked_link_is_listed_only_when_asked_for(token: Command) -> None:
    token("add", "asta")
    assert "Revoked link 1 for consultant asta" in token("revoke", "1").out
    assert token("list", "--json").json == []
    (ended,) = token("list", "--all-ended", "--json").json
    assert (ended["standing"], ended["number"]) == ("revoked", 1)
    assert ended["ends"] >= ended["created"]


def test_ending_twice_is_a_conflict_and_an_unknown_number_a_wrong_call(token: Command) -> None:
    token("add", "asta")
    assert token("revoke", "1", "--json").json["standing"] == "revoked"
    assert [token(verb, "1").code for verb in ("revoke", "rotate")] == [3, 3]
    assert [token(verb, "7").code for verb in ("revoke", "rotate")] == [2, 2]
    assert token("rotate", "1", "--overlap", "-1").code == 2


def test_a_customers_page_has_one_address_and_is_told_as_what_it_is(token: Command) -> None:
    said = token("add", "--customer", "havn", "--on-call", "--name", "desk")
    address, *more = said.out.splitlines()
    assert re.fullmatch(rf"{HTTPS}/on-call/[A-Za-z0-9_-]{{43}}", address)
    assert "which roles are on call for the customer, without names" in " ".join(more)
    assert "webcal" not in said.out
    (listed,) = token("list", "--json").json
    assert (listed["purpose"], listed["subject"]) == ("on_call", {"kind": "customer", "id": "havn"})
    assert "who is on call" in token("list").out
    assert "Whoever opens it is told that it has ended." in token("revoke", "1").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("asta", "--on-call"), "such a link is for one customer"),
        (("--all", "--on-call"), "such a link is for one customer"),
        (("asta", "--leave", "--on-call"), "say either --leave or --on-call"),
        (("--customer", "nobody", "--on-call"), "there is no customer 'nobody'"),
    ],
    ids=str,
)
def test_a_page_for_whoever_is_no_customer_is_refused(token: Command, args: tuple[str, ...], said: str) -> None:
    answer = token("add", *args)
    assert (answer.code, said in answer.err) == (2, True)
    assert token("list", "--json").json == []
