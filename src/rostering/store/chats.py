"""The tables of channels in chats and of their messages."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import JSON, Field, Index, col, func, select

from rostering.domain.chats import Chat, ChatKind, ChatMessage, News
from rostering.domain.outgoing import DeliveryState
from rostering.store.columns import Instant, TableRow
from rostering.store.message_queues import MessageQueue


class ChatRow(TableRow, table=True):
    """A channel; whoever sends needs the address itself."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str
    name: str
    address: str
    team: str | None
    news: list[str] = Field(sa_type=JSON)
    created: datetime = Field(sa_type=Instant)
    told: int
    ended: datetime | None = Field(sa_type=Instant)

    @classmethod
    def of(cls, chat: Chat) -> "ChatRow":
        """The row of a domain value."""
        return cls(**{**vars(chat), "kind": chat.kind.value, "news": [news.value for news in chat.news]})

    def value(self) -> Chat:
        """The domain's value."""
        return Chat(**{**self.model_dump(), "kind": ChatKind(self.kind), "news": tuple(map(News, self.news))})


class ChatMessageRow(TableRow, table=True):
    """A message with all that became of it."""

    __table_args__ = (Index("chat_message_by_key", "chat", "key", unique=True), {"sqlite_with_rowid": False})

    chat: int = Field(primary_key=True, foreign_key="chat.number", sa_column_kwargs={"autoincrement": False})
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str
    news: str
    title: str
    body: str
    created: datetime = Field(sa_type=Instant)
    state: str
    attempts: int
    claimed: datetime | None = Field(sa_type=Instant)
    due: datetime | None = Field(sa_type=Instant)
    sent: datetime | None = Field(sa_type=Instant)
    error: str | None

    @classmethod
    def of(cls, message: ChatMessage) -> "ChatMessageRow":
        """The row of a domain value."""
        return cls(**{**vars(message), "news": message.news.value, "state": message.state.value})

    def value(self) -> ChatMessage:
        """The domain's value."""
        same = {**self.model_dump(), "news": News(self.news), "state": DeliveryState(self.state)}
        return ChatMessage(**same)


class Chats(MessageQueue[Chat, ChatMessage]):
    """Channels, each of which is told once of anything."""

    _told_table, _table = ChatRow, ChatMessageRow

    def tell(self, receiver: Chat, messages: Iterable[ChatMessage], up_to: int) -> None:
        """Keep the messages that a channel has none of yet, numbered in their order, and how far the log is told."""
        fresh = {message.key: message for message in messages}
        mine = col(ChatMessageRow.chat) == receiver.number
        known = set(self._session.exec(select(ChatMessageRow.key).where(mine, col(ChatMessageRow.key).in_(fresh))))
        first = (self._session.exec(select(func.max(ChatMessageRow.number)).where(mine)).one() or 0) + 1
        new = [message for key, message in fresh.items() if key not in known]
        super().tell(receiver, [replace(each, number=number) for number, each in enumerate(new, first)], up_to)

    def last_tried(self, chat: int) -> ChatMessage | None:
        """The newest message to a channel that was tried."""
        mine = col(ChatMessageRow.chat) == chat, col(ChatMessageRow.attempts) > 0
        rows = select(ChatMessageRow).where(*mine).order_by(col(ChatMessageRow.number).desc()).limit(1)
        row = self._session.exec(rows).first()
        return row.value() if row else None
