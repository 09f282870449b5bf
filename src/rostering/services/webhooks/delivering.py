"""Webhooks told: messages made of the log, each claimed in one transaction and settled in the next.

Each webhook is told in order, and by a thread of its own: one that does not answer holds nobody else up.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from rostering.answers.webhooks import WebhookRun
from rostering.domain.webhooks import EVENTS, Delivery, DeliveryState, Webhook, body_of
from rostering.notices import Postponed, Rejected
from rostering.notices.posting import post
from rostering.services.clock import now
from rostering.services.notices.sending import GIVE_UP, pause_after
from rostering.services.opening import existing_store
from rostering.store import Store, Transaction
from rostering.store.log_rows import LogEntry

LOST_AFTER = timedelta(minutes=5)
"""When a message whose sender has gone silent is sent again: a receiver knows it by its id."""
AT_ONCE = 8
"""Webhooks that are told at a time."""
_ITSELF = "rostering"
_OPEN = DeliveryState.WAITING, DeliveryState.SENDING


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
    with ThreadPoolExecutor(AT_ONCE) as pool:
        attempts = [each for run in pool.map(lambda one: _sent(store, one, lost_after), told) for each in run]
    with store.reading() as reading:
        waiting = sum(reading.webhooks.count(webhook.number, *_OPEN) for webhook in told)
    return WebhookRun(tuple(attempts), waiting)


def _tell_news(tx: Transaction, webhook: Webhook) -> None:
    """Keep a message for each entry of the log that a webhook is to be told of, and has not been."""
    acts = [action for action, event in EVENTS.items() if event in webhook.events]
    entries = tx.log_book.acts(acts, webhook.told)
    if entries:
        tx.webhooks.tell(webhook, [_delivery(webhook, entry) for entry in entries], entries[-1].number)


def _delivery(webhook: Webhook, entry: LogEntry) -> Delivery:
    event = EVENTS[entry.action]
    body = body_of(event, entry.at, entry.who, entry.what, entry.before, entry.after)
    return Delivery(webhook.number, entry.number, event, body, now())


def _sent(store: Store, webhook: Webhook, lost_after: timedelta) -> list[Delivery]:
    """What became of the messages to a webhook that are due, up to the first that is not taken."""
    attempts: list[Delivery] = []
    while delivery := _claimed(store, webhook, lost_after):
        attempts.append(_settled(store, webhook, delivery))
        if attempts[-1].state is not DeliveryState.SENT:
            break
    return attempts


def _claimed(store: Store, webhook: Webhook, lost_after: timedelta) -> Delivery | None:
    with store.transaction() as tx:
        return tx.webhooks.claim(webhook.number, now(), lost_after)


def _settled(store: Store, webhook: Webhook, delivery: Delivery) -> Delivery:
    """A message after an attempt, which is noted."""
    error, is_over = None, False
    try:
        post(webhook.address, delivery.headers(webhook.secret, now()), delivery.body)
    except Rejected as rejected:
        error, is_over = str(rejected), True
    except Postponed as postponed:
        error = str(postponed)
    with store.transaction() as tx:
        return _noted(tx, webhook, delivery, error, is_over, now())


def _noted(
    tx: Transaction, webhook: Webhook, delivery: Delivery, error: str | None, is_over: bool, at: datetime
) -> Delivery:
    state, due = DeliveryState.SENT, None
    if error is not None:
        is_late = at - delivery.created > GIVE_UP
        state = DeliveryState.FAILED if is_over or is_late else DeliveryState.WAITING
        due = None if state is DeliveryState.FAILED else at + pause_after(delivery.attempts)
    tx.webhooks.note(delivery, state, at, error, due)
    if is_over:
        tx.webhooks.end(webhook.number, at)
        tx.log(_ITSELF, "remove webhook", str(webhook), webhook.address, None, at=at)
    return tx.webhooks.delivery(webhook.number, delivery.entry) or delivery
