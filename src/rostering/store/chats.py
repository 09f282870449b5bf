"""The tables of channels in chats and of their messages, each claimed by one sender at a time, in order."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import JSON, Field, Index, Session, col, func, select, update

from rostering.domain.chats import Chat, ChatKind, ChatMessage, News
from rostering.domain.webhooks import DeliveryState
from rostering.store.columns import Instant, TableRow

_UNFINISHED = (DeliveryState.WAITING.value, DeliveryState.SENDING.value)


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

    def value(self) -> ChatMessage:
        """The domain's value."""
        same = {**self.model_dump(), "news": News(self.news), "state": DeliveryState(self.state)}
        return ChatMessage(**same)


class Chats:
    """Which channels are told of what. Whoever adds or ends one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Chat, ...]:
        """Every channel there ever was, by number."""
        return tuple(row.value() for row in self._session.exec(select(ChatRow).order_by(col(ChatRow.number))))

    def by_number(self, number: int) -> Chat | None:
        """The channel of this number."""
        row = self._session.get(ChatRow, number)
        return row.value() if row else None

    def add(self, chat: Chat) -> Chat:
        """Keep a channel under the next number."""
        known = self._session.exec(select(func.max(ChatRow.number))).one() or 0
        numbered = replace(chat, number=known + 1)
        plain = {"kind": numbered.kind.value, "news": [news.value for news in numbered.news]}
        self._session.add(ChatRow(**{**vars(numbered), **plain}))
        self._session.flush()
        return numbered

    def end(self, number: int, at: datetime) -> None:
        """Tell a channel nothing more; what still waits goes nowhere."""
        self._session.exec(update(ChatRow).where(col(ChatRow.number) == number).values(ended=at))
        mine = col(ChatMessageRow.chat) == number, col(ChatMessageRow.state) == DeliveryState.WAITING.value
        self._session.exec(update(ChatMessageRow).where(*mine).values(state=DeliveryState.WITHDRAWN.value))
        self._session.expire_all()

    def known(self, chat: int, keys: Collection[str]) -> frozenset[str]:
        """Those of some keys that a channel has a message of."""
        rows = select(ChatMessageRow.key).where(col(ChatMessageRow.chat) == chat, col(ChatMessageRow.key).in_(keys))
        return frozenset(self._session.exec(rows).all())

    def tell(self, chat: Chat, messages: Iterable[ChatMessage], up_to: int) -> None:
        """Keep the messages that a channel has none of yet, numbered in their order, and how far the log is told."""
        fresh = {message.key: message for message in messages}
        known = self.known(chat.number, fresh)
        mine = select(func.max(ChatMessageRow.number)).where(col(ChatMessageRow.chat) == chat.number)
        first = (self._session.exec(mine).one() or 0) + 1
        new = (message for key, message in fresh.items() if key not in known)
        self._session.add_all(_row(replace(each, number=number)) for number, each in enumerate(new, first))
        self._session.exec(update(ChatRow).where(col(ChatRow.number) == chat.number).values(told=up_to))
        self._session.expire_all()

    def message(self, chat: int, number: int) -> ChatMessage | None:
        """One message."""
        row = self._session.get(ChatMessageRow, (chat, number))
        return row.value() if row else None

    def messages(self, chat: int | None = None, state: DeliveryState | None = None) -> tuple[ChatMessage, ...]:
        """The messages, or those to a channel or in a state, by channel and number."""
        rows = select(ChatMessageRow).order_by(col(ChatMessageRow.chat), col(ChatMessageRow.number))
        if chat is not None:
            rows = rows.where(col(ChatMessageRow.chat) == chat)
        if state is not None:
            rows = rows.where(col(ChatMessageRow.state) == state.value)
        return tuple(row.value() for row in self._session.exec(rows))

    def count(self, chat: int, *states: DeliveryState) -> int:
        """How many messages to a channel are in one of some states."""
        found = col(ChatMessageRow.state).in_([state.value for state in states])
        some = select(func.count()).select_from(ChatMessageRow).where(col(ChatMessageRow.chat) == chat, found)
        return self._session.exec(some).one()

    def last_tried(self, chat: int) -> ChatMessage | None:
        """The newest message to a channel that was tried."""
        mine = col(ChatMessageRow.chat) == chat, col(ChatMessageRow.attempts) > 0
        rows = select(ChatMessageRow).where(*mine).order_by(col(ChatMessageRow.number).desc()).limit(1)
        row = self._session.exec(rows).first()
        return row.value() if row else None

    def claim(self, chat: int, at: datetime, patience: timedelta) -> ChatMessage | None:
        """Take up the next message to a channel for this sender alone, if it is due; none goes before an earlier one.

        A sender that has said nothing for as long as `patience` is taken for crashed, and its message taken up again.
        """
        mine = col(ChatMessageRow.chat) == chat, col(ChatMessageRow.state).in_(_UNFINISHED)
        rows = select(ChatMessageRow).where(*mine).order_by(col(ChatMessageRow.number)).limit(1)
        row = self._session.exec(rows).first()
        if row is None or not _is_ready(row.value(), at, patience):
            return None
        found = row.value()
        self._change(found, state=DeliveryState.SENDING.value, claimed=at, attempts=found.attempts + 1)
        return replace(found, state=DeliveryState.SENDING, claimed=at, attempts=found.attempts + 1)

    def retry_now(self) -> None:
        """Let no message wait for its next attempt any longer."""
        waiting = col(ChatMessageRow.state) == DeliveryState.WAITING.value
        self._session.exec(update(ChatMessageRow).where(waiting).values(due=None))
        self._session.expire_all()

    def note(
        self, message: ChatMessage, state: DeliveryState, at: datetime, error: str | None, due: datetime | None
    ) -> None:
        """Keep what came of a claimed message, unless another sender has it by now; that it was sent, always."""
        sent = at if state is DeliveryState.SENT else None
        ours = (
            col(ChatMessageRow.attempts) == message.attempts,
            col(ChatMessageRow.state) == DeliveryState.SENDING.value,
        )
        only = () if state is DeliveryState.SENT else ours
        self._change(message, *only, state=state.value, sent=sent, error=error, due=due)

    def _change(self, message: ChatMessage, *only: Any, **values: Any) -> None:
        one = col(ChatMessageRow.chat) == message.chat, col(ChatMessageRow.number) == message.number
        self._session.exec(update(ChatMessageRow).where(*one, *only).values(**values))
        self._session.expire_all()


def _row(message: ChatMessage) -> ChatMessageRow:
    return ChatMessageRow(**{**vars(message), "news": message.news.value, "state": message.state.value})


def _is_ready(message: ChatMessage, at: datetime, patience: timedelta) -> bool:
    if message.state is DeliveryState.WAITING:
        return message.due is None or message.due <= at
    return message.claimed is not None and message.claimed <= at - patience
