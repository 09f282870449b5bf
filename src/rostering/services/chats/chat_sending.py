"""Channels told: their news put into the outbox, each message claimed in one transaction and settled in the next.

Each channel is told in order, and by a thread of its own: one that does not answer holds nobody else up.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from rostering.answers.chats import ChatRun
from rostering.domain.chats import Chat, ChatMessage, News
from rostering.domain.webhooks import DeliveryState
from rostering.language import speaking
from rostering.notices import ChatNews, Postponed, Rejected, body_of
from rostering.notices.posting import post
from rostering.services.chats.chat_news import Newsroom
from rostering.services.clock import now
from rostering.services.notices.sending import GIVE_UP, pause_after
from rostering.services.opening import existing_store
from rostering.store import Store, Transaction

LOST_AFTER = timedelta(minutes=5)
"""When a message whose sender has gone silent is sent again."""
LONGEST_WAIT = timedelta(hours=1)
"""However long a channel asks to be left alone."""
AT_ONCE = 8
"""Channels that are told at a time."""
_HEADERS = {"content-type": "application/json; charset=utf-8"}
_NEVER = frozenset({400, 413, 422})
"""Answers to a message that will not be taken however often it is sent; the next one may be."""
_ITSELF = "rostering"
_OPEN = DeliveryState.WAITING, DeliveryState.SENDING


def send_chats(
    url: str, base: str = "", at_once: bool = False, lost_after: timedelta = LOST_AFTER, at: datetime | None = None
) -> ChatRun:
    """Tell channels what they have not been told, and send what is due; all that waits, if it is to go `at_once`.

    `base` is where the service is reached, for links. Raises NoStore, NoInputs, StorageFailed.
    """
    store = existing_store(url)
    with store.transaction() as tx:
        told = [chat for chat in tx.chats.all() if chat.ended is None]
        _tell_news(tx, told, base, at or now())
        if at_once:
            tx.chats.retry_now()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = pool.map(lambda one: _sent(store, one, lost_after), told)
        attempts = tuple((chat, each) for chat, run in zip(told, runs, strict=True) for each in run)
    with store.reading() as reading:
        waiting = sum(reading.chats.count(chat.number, *_OPEN) for chat in told)
    return ChatRun(attempts, waiting)


def _tell_news(tx: Transaction, told: list[Chat], base: str, at: datetime) -> None:
    """Keep a message of all that each channel has not been told."""
    if not told:
        return
    room, newest = Newsroom(tx, base, at), tx.log_book.newest()
    with speaking(room.inputs.organisation.language):
        for chat in told:
            tx.chats.tell(chat, [_message(chat, kind, news) for kind, news in room.news_of(chat)], newest)


def _message(chat: Chat, kind: News, news: ChatNews) -> ChatMessage:
    return ChatMessage(chat.number, 0, news.key, kind, news.title, body_of(chat.kind, news), now())


def _sent(store: Store, chat: Chat, lost_after: timedelta) -> list[ChatMessage]:
    """What became of the messages to a channel that are due, up to the first that waits."""
    attempts: list[ChatMessage] = []
    while message := _claimed(store, chat, lost_after):
        attempts.append(_settled(store, chat, message))
        if attempts[-1].state is DeliveryState.WAITING:
            break
    return attempts


def _claimed(store: Store, chat: Chat, lost_after: timedelta) -> ChatMessage | None:
    with store.transaction() as tx:
        return tx.chats.claim(chat.number, now(), lost_after)


def _settled(store: Store, chat: Chat, message: ChatMessage) -> ChatMessage:
    """A message after an attempt, which is noted."""
    outcome: Postponed | Rejected | None = None
    try:
        post(chat.address, _HEADERS, message.body)
    except (Postponed, Rejected) as error:
        outcome = error
    with store.transaction() as tx:
        return _noted(tx, chat, message, outcome, now())


def _noted(
    tx: Transaction, chat: Chat, message: ChatMessage, outcome: Postponed | Rejected | None, at: datetime
) -> ChatMessage:
    state, due = DeliveryState.SENT, None
    if outcome is not None:
        state = DeliveryState.FAILED if _is_final(outcome, at - message.created) else DeliveryState.WAITING
        due = at + _pause(message, outcome) if state is DeliveryState.WAITING else None
    tx.chats.note(message, state, at, str(outcome) if outcome else None, due)
    if isinstance(outcome, Rejected):
        tx.chats.end(chat.number, at)
        tx.log(_ITSELF, "remove chat", str(chat), f"{chat.kind} {chat.name}", None, at=at)
    return tx.chats.message(chat.number, message.number) or message


def _is_final(outcome: Postponed | Rejected, age: timedelta) -> bool:
    return isinstance(outcome, Rejected) or outcome.code in _NEVER or age > GIVE_UP


def _pause(message: ChatMessage, outcome: Postponed | Rejected) -> timedelta:
    """As long as after any attempt, and no shorter than the channel asks for."""
    asked = outcome.wait if isinstance(outcome, Postponed) else timedelta()
    return max(pause_after(message.attempts), min(asked, LONGEST_WAIT))
