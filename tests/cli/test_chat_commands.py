"""The commands chats: an address comes by standard input, and is shown nowhere."""

import io

import pytest

from samples.called import Answer, Command
from samples.receivers import receiver

HOOK = "https://hooks.slack.com/services/T0/B0/secretsecretQ7x9"


@pytest.fixture
def chats(automatic: str, rostering: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    def call(*args: str, typed: str = "") -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return rostering("--db", automatic, "chats", *args)

    return call


def test_a_channel_is_added_listed_and_removed_and_its_address_never_shown(chats: Command) -> None:
    said = chats("add", "slack", "--name", "#on-call", "--news", "gaps", "--news", "published", typed=f"{HOOK}\n")
    assert (said.code, said.err) == (0, "")
    assert " ".join(said.out.split()) == (
        "Channel 1, #on-call in Slack, is told of rosters that are published and duties whose holder cannot serve "
        "them. Messages go out with chats send."
    )
    (listed,) = chats("list", "--json").json
    assert (listed["kind"], listed["address"]) == ("slack", "hooks.slack.com/…Q7x9")
    assert listed["news"] == ["published", "gaps"]
    again = chats("add", "slack", "--name", "#other", typed=HOOK)
    assert (again.code, again.err) == (3, "rostering: channel 1 has this address already: remove it first\n")
    removed = chats("remove", "1")
    assert (removed.code, removed.out) == (0, "Channel 1, #on-call, is told nothing more.\n")
    assert chats("list").out == "No channel is told anything.\n"
    shown = [said.out, again.err, removed.out, chats("list", "--all").out, chats("list", "--all", "--json").out]
    assert all("secretsecret" not in text for text in shown)


def test_all_that_is_wrong_with_a_channel_is_told_at_once(chats: Command) -> None:
    said = chats("add", "teams", "--name", " ", "--team", "preparednes", typed="secretsecret")
    assert said.code == 2
    assert "address: this is no address (write it like https://example.org/hook)" in said.err
    assert "name: is missing (write what people call the channel)" in said.err
    assert "team: unknown team 'preparednes' (did you mean 'preparedness'?)" in said.err
    assert "secretsecret" not in said.err


def test_a_channel_is_tried_and_one_that_does_not_take_it_ends_with_4(chats: Command) -> None:
    with receiver() as told:
        chats("add", "teams", "--name", "On call", "--news", "gaps", typed=told.address)
        told.status = 500
        said = chats("try", "1")
        assert (said.code, said.out) == (4, "Channel 1, On call, has not taken the message yet.\n")
        what = "“Nordlys Digital will write here about:” is not sent to On call yet"
        assert said.err == f"rostering: {what}: the receiver answers 500\n"
        (message,) = chats("messages", "--json").json
        assert (message["state"], message["error"]) == ("waiting", "the receiver answers 500")
        assert chats("send").out == "Sent 0 messages; 1 waiting, 0 failed.\n"
        told.status = 202
        said = chats("send", "--now", "--json")
        assert (said.code, said.json) == (0, {"sent": 1, "waiting": 0, "failed": 0})
    assert "Nordlys Digital" in chats("messages", "1", "--state", "sent").out
