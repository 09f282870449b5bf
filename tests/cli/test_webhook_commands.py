"""The commands webhooks: what they print, refuse and list."""

import pytest

from rostering.services.charges.closing import close_month
from samples.called import Answer, Command
from samples.closable_firm import NOVEMBER, closable
from samples.receivers import receiver

ADDRESS = "https://example.org/hook"


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("hooks")
    return closable(str(folder / "rostering.db"), folder / "firm")


@pytest.fixture
def webhooks(store: str, rostering: Command) -> Command:
    def call(*args: str) -> Answer:
        return rostering("--db", store, "webhooks", *args)

    return call


def test_the_secret_comes_first_and_only_once(webhooks: Command) -> None:
    said = webhooks("add", ADDRESS, "--event", "closed", "--event", "published")
    secret, *more = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert secret.startswith("whsec_")
    assert "Webhook 1 tells https://example.org/hook of: published, closed." in " ".join(more)
    listed = webhooks("list", "--json")
    assert secret not in listed.out
    assert [(one["number"], one["events"], one["removed"]) for one in listed.json] == [
        (1, ["published", "closed"], None)
    ]


def test_a_wrong_address_is_told_with_how_to_mend_it(webhooks: Command) -> None:
    said = webhooks("add", "http://example.org")
    assert said.code == 2
    assert "address: what is sent to http:// can be read on its way (write https://)" in said.err


def test_what_is_not_taken_is_told_and_ends_with_4(webhooks: Command, store: str) -> None:
    with receiver() as told:
        told.status = 500
        webhooks("add", told.address)
        close_month(store, NOVEMBER, "finance", early=True)
        said = webhooks("send")
        assert (said.code, said.out) == (4, "Sent 0 messages; 1 waiting, 0 failed.\n")
        (message,) = webhooks("deliveries", "--json").json
        what = f"message {message['id']} to webhook 1 is not sent yet"
        assert said.err == f"rostering: {what}: the receiver answers 500\n"
        assert (message["state"], message["error"]) == ("waiting", "the receiver answers 500")
        told.status = 200
        said = webhooks("send", "--now", "--json")
        assert (said.code, said.json) == (0, {"sent": 1, "waiting": 0, "failed": 0})
    table = webhooks("deliveries", "1", "--state", "sent").out
    assert "1 message" in table
    assert "2026-11" in table


def test_one_is_removed_once(webhooks: Command) -> None:
    webhooks("add", ADDRESS)
    assert webhooks("remove", "1").out == "Removed webhook 1: https://example.org/hook.\n"
    again = webhooks("remove", "1")
    assert (again.code, again.err) == (3, "rostering: webhook 1 was removed already\n")
    assert webhooks("list").out == "There are no webhooks.\n"
    assert "https://example.org/hook" in webhooks("list", "--all").out


def test_without_a_store_there_is_nothing_to_tell(rostering: Command) -> None:
    said = rostering("webhooks", "send")
    assert said.code == 2
    assert "there is no store" in said.err
