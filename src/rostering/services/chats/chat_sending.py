"""Channels told: their news put into their queues, and sent."""

from datetime import datetime, timedelta

from rostering.answers.chats import ChatRun
from rostering.domain.chats import Chat, ChatMessage, News
from rostering.language import speaking
from rostering.notices import ChatNews, body_of
from rostering.notices.posting import post
from rostering.services.chats.chat_news import Newsroom
from rostering.services.clock import now
from rostering.services.notices.queues import ITSELF, LOST_AFTER, Queues
from rostering.services.opening import existing_store
from rostering.store import Reading, Transaction

_HEADERS = {"content-type": "application/json; charset=utf-8"}
_NEVER = frozenset({400, 413, 422})


def send_chats(
    url: str,
    base: str = "",
    at_once: bool = False,
    lost_after: timedelta = LOST_AFTER,
    at: datetime | None = None,
    number: int | None = None,
) -> ChatRun:
    """Tell channels, all or one, what they have not been told; all that waits for them, if it is to go `at_once`.

    `base` is where the service is reached, for links. Raises NoStore, NoInputs, StorageFailed.
    """
    store = existing_store(url)
    with store.reading() as reading:  # looking for news takes a while, and holds nobody up meanwhile
        newest, news = reading.log_book.newest(), _news(reading, number, base, at or now())
    with store.transaction() as tx:
        told = [chat for chat in _going_on(tx) if chat.number in news]
        for chat in told:
            tx.chats.tell(chat, news[chat.number], newest)
        if at_once:
            tx.chats.retry_now(number)
    return Queues(store, lambda reading: reading.chats, _hand_over, _log_end, lost_after, _NEVER).emptied(told)


def _going_on(reading: Reading) -> list[Chat]:
    return [chat for chat in reading.chats.all() if chat.ended is None]


def _news(reading: Reading, number: int | None, base: str, at: datetime) -> dict[int, list[ChatMessage]]:
    """What channels, all or one, have to be told, by their numbers; what they were told already may be among it."""
    chats = [chat for chat in _going_on(reading) if number in {None, chat.number}]
    if not chats:
        return {}
    room = Newsroom(reading, base, at)
    with speaking(room.inputs.organisation.language):
        return {chat.number: [_message(chat, kind, news) for kind, news in room.news_of(chat)] for chat in chats}


def _message(chat: Chat, kind: News, news: ChatNews) -> ChatMessage:
    return ChatMessage(chat.number, 0, news.key, kind, news.title, body_of(chat.kind, news), created=now())


def _hand_over(chat: Chat, message: ChatMessage) -> None:
    """Post a message. Raises Postponed, Rejected."""
    post(chat.address, _HEADERS, message.body)


def _log_end(tx: Transaction, chat: Chat, at: datetime) -> None:
    """Keep that a channel is gone; nothing of its address."""
    tx.log(ITSELF, "remove chat", str(chat), f"{chat.kind} {chat.name}", None, at=at)
