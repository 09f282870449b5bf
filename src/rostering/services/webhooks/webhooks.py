"""Webhooks added, listed and removed."""

from collections.abc import Collection
from dataclasses import replace

from rostering.answers.webhooks import WebhookShown
from rostering.domain.outgoing import UNFINISHED, DeliveryState, checked_address
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.domain.webhooks import (
    Delivery,
    Webhook,
    WebhookEvent,
    new_secret,
)
from rostering.errors import Conflict, Unknown
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.store import Reading


class UnknownWebhook(Unknown):
    """A number that no webhook has."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no webhook {number}", number=number))


class WebhookEnded(Conflict):
    """A webhook that is told nothing more."""

    def __init__(self, webhook: Webhook) -> None:
        super().__init__(_("webhook {number} was removed already", number=webhook.number))


class WebhookThere(Conflict):
    """An address that is told already."""

    def __init__(self, webhook: Webhook) -> None:
        super().__init__(_("webhook {number} goes to this address already: remove it first", number=webhook.number))


def add_webhook(url: str, actor: Actor, address: str, events: Collection[WebhookEvent] = ()) -> Webhook:
    """Tell an address of some events, of all by default, from now on. Raises Forbidden, FaultyInput, WebhookThere."""
    require(actor, Action.KEEP_WEBHOOKS)
    wanted = tuple(event for event in WebhookEvent if event in events or not events)
    with existing_store(url).transaction() as tx:
        checked, at = checked_address(address), now()
        if there := [one for one in tx.webhooks.all() if one.ended is None and one.address == checked]:
            raise WebhookThere(there[0])
        added = tx.webhooks.add(Webhook(0, checked, wanted, new_secret(), at, tx.log_book.newest()))
        tx.log(actor.name, "add webhook", str(added), None, f"{added.address}: {', '.join(wanted)}", at=at)
        return added


def remove_webhook(url: str, actor: Actor, number: int) -> WebhookShown:
    """Tell an address nothing more. Raises Forbidden, UnknownWebhook, WebhookEnded."""
    require(actor, Action.KEEP_WEBHOOKS)
    with existing_store(url).transaction() as tx:
        found, at = _known(tx, number), now()
        if found.ended:
            raise WebhookEnded(found)
        tx.webhooks.end(number, at)
        tx.log(actor.name, "remove webhook", str(found), found.address, None, at=at)
        return _shown(tx, replace(found, ended=at))


def webhooks(url: str, actor: Actor, ended: bool = False) -> tuple[WebhookShown, ...]:
    """The webhooks that are told, or all there ever were. Raises Forbidden, NoStore."""
    require(actor, Action.KEEP_WEBHOOKS)
    with existing_store(url).reading() as reading:
        return tuple(_shown(reading, each) for each in reading.webhooks.all() if ended or each.ended is None)


def deliveries(
    url: str, actor: Actor, number: int | None = None, state: DeliveryState | None = None
) -> tuple[Delivery, ...]:
    """The messages, or those to a webhook, or in a state. Raises Forbidden, NoStore, UnknownWebhook."""
    require(actor, Action.KEEP_WEBHOOKS)
    with existing_store(url).reading() as reading:
        if number is not None:
            _known(reading, number)
        return reading.webhooks.messages(number, state)


def _known(reading: Reading, number: int) -> Webhook:
    found = reading.webhooks.by_number(number)
    if found is None:
        raise UnknownWebhook(number)
    return found


def _shown(reading: Reading, webhook: Webhook) -> WebhookShown:
    number, count = webhook.number, reading.webhooks.count
    return WebhookShown(
        webhook,
        waiting=count(number, *UNFINISHED),
        sent=count(number, DeliveryState.SENT),
        failed=count(number, DeliveryState.FAILED),
    )
