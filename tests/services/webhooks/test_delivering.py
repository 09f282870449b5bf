"""Webhooks are told once, in order and signed; one that does not answer holds nobody up, and is told later."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook as Checker
from standardwebhooks.webhooks import WebhookVerificationError

from rostering.domain.outgoing import DeliveryState
from rostering.domain.users import Actor, Role
from rostering.domain.webhooks import Delivery, Webhook, WebhookEvent
from rostering.errors import FaultyInput
from rostering.services.access.rights import Forbidden
from rostering.services.charges.closing import close_month
from rostering.services.clock import now
from rostering.services.notices.sending import GIVE_UP
from rostering.services.swaps.answering import take
from rostering.services.swaps.offering import offer
from rostering.services.webhooks.delivering import send_webhooks
from rostering.services.webhooks.webhooks import (
    UnknownWebhook,
    WebhookEnded,
    WebhookThere,
    add_webhook,
    deliveries,
    remove_webhook,
    webhooks,
)
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import DECEMBER, NOVEMBER, closable
from samples.receivers import Receiver, receiver
from samples.swap_firm import AT, ELMA, GERDA, pim

LEAD = Actor.ops("lead")
AT_ONCE = timedelta(0)


@pytest.fixture
def told() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


@pytest.fixture
def other() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


@pytest.fixture
def store(tmp_path: Path) -> str:
    return closable(str(tmp_path / "rostering.db"), tmp_path / "firm")


def close(store: str, *months: Period) -> None:
    for month in months:
        close_month(store, month, "finance", early=True)


def states(store: str, number: int = 1) -> list[tuple[str, int, str | None]]:
    return [(each.state.value, each.attempts, each.error) for each in deliveries(store, LEAD, number)]


def test_a_message_says_what_happened_and_is_signed(store: str, told: Receiver) -> None:
    close(store, NOVEMBER)
    added = add_webhook(store, LEAD, told.address)
    close(store, DECEMBER)
    run = send_webhooks(store)
    assert (run.count(DeliveryState.SENT), run.waiting, run.unsent) == (1, 0, ())
    message = Checker(added.secret).verify(told.bodies[0], told.headers[0])
    assert (message["type"], message["data"]["about"], message["data"]["by"]) == ("closed", "2026-12", "finance")
    assert told.headers[0]["webhook-id"] == deliveries(store, LEAD)[0].id
    with pytest.raises(WebhookVerificationError):
        Checker(added.secret).verify(told.bodies[0].replace("2026-12", "2026-11"), told.headers[0])
    assert send_webhooks(store).attempts == ()
    assert len(told.bodies) == 1


def test_a_message_of_any_database_is_sent_once(url: str, tmp_path: Path, told: Receiver) -> None:
    store = closable(url, tmp_path / "firm")
    add_webhook(store, LEAD, told.address)
    close(store, NOVEMBER, DECEMBER)
    assert send_webhooks(store).count(DeliveryState.SENT) == 2
    assert send_webhooks(store).attempts == ()
    assert [json.loads(body)["data"]["about"] for body in told.bodies] == ["2026-11", "2026-12"]


def test_a_swap_is_told_as_a_swap_and_as_a_publication(automatic: str, told: Receiver, other: Receiver) -> None:
    add_webhook(automatic, LEAD, told.address)
    add_webhook(automatic, LEAD, other.address, [WebhookEvent.SWAPPED])
    take(
        automatic, GERDA, offer(automatic, ELMA, "elma", pim(14), "gerda", None, at=AT).view.swap.number, "gerda", at=AT
    )
    send_webhooks(automatic)
    assert [json.loads(body)["type"] for body in told.bodies] == ["swapped", "published"]
    assert [json.loads(body)["data"]["after"] for body in other.bodies] == ["roster 2"]


@pytest.mark.parametrize(("status", "error"), [(500, "the receiver answers 500"), (302, "the receiver answers 302")])
def test_what_is_not_taken_waits_and_what_comes_after_it_too(
    store: str, told: Receiver, other: Receiver, status: int, error: str
) -> None:
    told.status = status
    add_webhook(store, LEAD, told.address)
    add_webhook(store, LEAD, other.address)
    close(store, NOVEMBER, DECEMBER)
    run = send_webhooks(store)
    assert (run.count(DeliveryState.SENT), run.waiting, len(run.unsent)) == (2, 2, 1)
    assert states(store) == [("waiting", 1, error), ("waiting", 0, None)]
    assert send_webhooks(store).attempts == ()
    told.status = 204
    assert send_webhooks(store, at_once=True).count(DeliveryState.SENT) == 2
    first, again, last = (headers["webhook-id"] for headers in told.headers)
    assert (first == again, again == last) == (True, False)


def test_one_that_hangs_or_is_not_there_holds_nobody_up(
    store: str, told: Receiver, other: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostering.notices.posting.PATIENCE", (0.5, 0.5))
    told.hangs = True
    with receiver() as gone:
        add_webhook(store, LEAD, gone.address)
    add_webhook(store, LEAD, told.address)
    add_webhook(store, LEAD, other.address)
    close(store, NOVEMBER)
    send_webhooks(store)
    assert len(other.bodies) == 1
    assert states(store, 1) == [("waiting", 1, "the receiver cannot be reached")]
    assert states(store, 2) == [("waiting", 1, "the receiver does not answer in time")]


def test_a_receiver_that_wants_no_more_is_told_no_more(store: str, told: Receiver) -> None:
    told.status = 410
    add_webhook(store, LEAD, told.address)
    close(store, NOVEMBER, DECEMBER)
    send_webhooks(store)
    assert [state for state, *_ in states(store)] == ["failed", "withdrawn"]
    assert webhooks(store, LEAD) == ()
    with open_store(store).reading() as reading:
        assert [(entry.who, entry.what) for entry in reading.audit_log()][-1] == ("rostering", "webhook 1")


def test_what_cannot_be_sent_for_days_is_given_up_and_the_next_is_sent(store: str, told: Receiver) -> None:
    add_webhook(store, LEAD, told.address)
    long_ago = now() - GIVE_UP - timedelta(seconds=2)
    with open_store(store).transaction() as tx:
        webhook = tx.webhooks.all()[0]
        tx.webhooks.tell(webhook, [Delivery(1, 1, WebhookEvent.CLOSED, "{}", created=long_ago)], webhook.told)
    close(store, NOVEMBER)
    told.status = 503
    send_webhooks(store)
    told.status = 200
    send_webhooks(store)
    assert [state for state, *_ in states(store)] == ["failed", "sent"]


def test_what_a_killed_sender_had_in_hand_is_sent_again_once_it_is_taken_for_gone(store: str, told: Receiver) -> None:
    add_webhook(store, LEAD, told.address)
    close(store, NOVEMBER)
    told.status = 500
    send_webhooks(store)
    with open_store(store).transaction() as tx:
        tx.webhooks.retry_now()
        assert tx.webhooks.claim(1, now(), timedelta(minutes=5))
    told.status = 200
    assert send_webhooks(store, at_once=True).attempts == ()
    assert send_webhooks(store, lost_after=AT_ONCE).count(DeliveryState.SENT) == 1


def test_one_that_is_removed_is_told_nothing_more(store: str, told: Receiver) -> None:
    add_webhook(store, LEAD, told.address)
    close(store, NOVEMBER)
    removed = remove_webhook(store, LEAD, 1)
    assert removed.webhook.ended is not None
    assert send_webhooks(store).attempts == ()
    with pytest.raises(WebhookEnded, match=r"^webhook 1 was removed already$"):
        remove_webhook(store, LEAD, 1)
    with pytest.raises(UnknownWebhook, match=r"^there is no webhook 2$"):
        remove_webhook(store, LEAD, 2)
    assert add_webhook(store, LEAD, told.address).number == 2


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("", "this is no address"),
        ("example.org/hook", "this is no address"),
        ("ftp://example.org/hook", "this is no address"),
        ("https://", "this is no address"),
        ("https://example.org:port/", "this is no address"),
        ("https://exämple.org/", "this is no address"),
        ("https://anna:secret@example.org/", "a name or password in an address is seen by everybody"),
        ("http://example.org/hook", "what is sent to http:// can be read on its way"),
        ("https://example.org/" + "x" * 2000, "this is longer than 2000 characters"),
    ],
)
def test_an_address_that_is_none_is_refused(store: str, address: str, fault: str) -> None:
    with pytest.raises(FaultyInput) as refused:
        add_webhook(store, LEAD, address)
    assert [(one.place, one.message) for one in refused.value.faults] == [("address", fault)]


def test_an_address_is_told_once(store: str, told: Receiver) -> None:
    add_webhook(store, LEAD, told.address)
    with pytest.raises(WebhookThere, match=r"^webhook 1 goes to this address already: remove it first$"):
        add_webhook(store, LEAD, f" {told.address}")


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.FINANCE, Role.VIEWER])
def test_nobody_but_an_ops_lead_says_who_is_told(store: str, role: Role) -> None:
    with pytest.raises(Forbidden):
        add_webhook(store, Actor("x", role), "https://example.org")


def test_a_webhook_shows_no_secret(store: str, told: Receiver) -> None:
    added: Webhook = add_webhook(store, LEAD, told.address)
    assert added.secret.startswith("whsec_")
    with open_store(store).reading() as reading:
        assert not [entry for entry in reading.audit_log() if added.secret in str(entry)]
