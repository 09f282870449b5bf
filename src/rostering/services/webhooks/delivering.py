"""Webhooks told: messages made of the log, and sent."""

from datetime import datetime, timedelta

from rostering.answers.webhooks import WebhookRun
from rostering.domain.webhooks import EVENTS, Delivery, Webhook, body_of
from rostering.notices.posting import post
from rostering.services.clock import now
from rostering.services.notices.queues import ITSELF, LOST_AFTER, Queues
from rostering.services.opening import existing_store
from rostering.store import Transaction
from rostering.store.log_rows import LogEntry


def send_webhooks(url: str, at_once: bool = False, lost_after: timedelta = LOST_AFTER) -> WebhookRun:
    """Send the messages that are due; what was put off is due, too, when all is to go `at_once`.

    Raises NoStore, StorageFailed.
    """
    store = existing_store(url)
    with store.transaction() as tx:
        told = [webhook for webhook in tx.webhooks.all() if webhook.ended is None]
        for webhook in told:
            _tell_news(tx, webhook)
        if at_once:
            tx.webhooks.retry_now()
    return Queues(store, lambda reading: reading.webhooks, _hand_over, _log_end, lost_after).emptied(told)


def _tell_news(tx: Transaction, webhook: Webhook) -> None:
    """Keep a message for each entry of the log that a webhook is to be told of, and has not been."""
    acts = [action for action, event in EVENTS.items() if event in webhook.events]
    entries = tx.log_book.acts(acts, webhook.told)
    if entries:
        tx.webhooks.tell(webhook, [_delivery(webhook, entry) for entry in entries], entries[-1].number)


def _delivery(webhook: Webhook, entry: LogEntry) -> Delivery:
    event = EVENTS[entry.action]
    body = body_of(event, entry.at, entry.who, entry.what, entry.before, entry.after)
    return Delivery(webhook.number, entry.number, event, body, created=now())


def _hand_over(webhook: Webhook, delivery: Delivery) -> None:
    """Post a message, signed for this attempt. Raises Postponed, Rejected."""
    post(webhook.address, delivery.headers(webhook.secret, now()), delivery.body)


def _log_end(tx: Transaction, webhook: Webhook, at: datetime) -> None:
    tx.log(ITSELF, "remove webhook", str(webhook), webhook.address, None, at=at)
