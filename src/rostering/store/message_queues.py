"""Queues of messages to programs of others, each message claimed by one sender at a time, in order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic

from sqlmodel import Session, func, select, update

from rostering.domain.outgoing import UNFINISHED, DeliveryState, Message, To
from rostering.store.log_book import LARGEST

_OPEN = tuple(state.value for state in UNFINISHED)


class MessageQueue(Generic[To, Message]):
    """Receivers of one kind with their messages, inside one transaction; the kinds differ by their tables only.

    Whoever adds or ends a receiver logs it in the same transaction.
    """

    _told_table: ClassVar[Any]
    _table: ClassVar[Any]
    """Of messages; its key is the receiver's number, and the message's among theirs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._to, self._number = self._table.__table__.primary_key.columns

    def all(self) -> tuple[To, ...]:
        """Every receiver there ever was, by number."""
        rows = self._session.exec(select(self._told_table).order_by(self._told_table.number))
        return tuple(row.value() for row in rows)

    def by_number(self, number: int) -> To | None:
        """The receiver of this number."""
        row = self._session.get(self._told_table, number) if number <= LARGEST else None
        return row.value() if row else None

    def add(self, receiver: To) -> To:
        """Keep a receiver under the next number."""
        known = self._session.exec(select(func.max(self._told_table.number))).one() or 0
        row = self._told_table.of(receiver)
        row.number = known + 1
        self._session.add(row)
        self._session.flush()
        return row.value()  # type: ignore[no-any-return]

    def end(self, number: int, at: datetime) -> None:
        """Tell a receiver nothing more; what still waits goes nowhere."""
        self._session.exec(update(self._told_table).where(self._told_table.number == number).values(ended=at))
        mine = self._to == number, self._table.state == DeliveryState.WAITING.value
        self._session.exec(update(self._table).where(*mine).values(state=DeliveryState.WITHDRAWN.value))
        self._session.expire_all()

    def tell(self, receiver: To, messages: Iterable[Message], up_to: int) -> None:
        """Keep messages to a receiver about the log up to an entry."""
        self._session.add_all(map(self._table.of, messages))
        one = self._told_table.number == receiver.number
        self._session.exec(update(self._told_table).where(one).values(told=up_to))
        self._session.expire_all()

    def message(self, to: int, number: int) -> Message | None:
        """One message."""
        row = self._session.get(self._table, (to, number))
        return row.value() if row else None

    def messages(self, to: int | None = None, state: DeliveryState | None = None) -> tuple[Message, ...]:
        """The messages, or those to a receiver or in a state, by receiver and number."""
        rows = select(self._table).order_by(self._to, self._number)
        if to is not None:
            rows = rows.where(self._to == to)
        if state is not None:
            rows = rows.where(self._table.state == state.value)
        return tuple(row.value() for row in self._session.exec(rows))

    def count(self, to: int, *states: DeliveryState) -> int:
        """How many messages to a receiver are in one of some states."""
        some = self._to == to, self._table.state.in_([state.value for state in states])
        return self._session.exec(select(func.count()).select_from(self._table).where(*some)).one()

    def claim(self, to: int, at: datetime, patience: timedelta) -> Message | None:
        """Take up the next message to a receiver for this sender alone, if it is due; none goes before an earlier one.

        A sender that has said nothing for as long as `patience` is taken for crashed, and its message taken up again.
        """
        mine = self._to == to, self._table.state.in_(_OPEN)
        row = self._session.exec(select(self._table).where(*mine).order_by(self._number).limit(1)).first()
        found: Message | None = row and row.value()
        if found is None or not found.is_ready(at, patience):
            return None
        attempts = found.attempts + 1
        self._change(found, state=DeliveryState.SENDING.value, claimed=at, attempts=attempts)
        return replace(found, state=DeliveryState.SENDING, claimed=at, attempts=attempts)

    def retry_now(self, to: int | None = None) -> None:
        """Let no message, or none to a receiver, wait for its next attempt any longer."""
        mine = () if to is None else (self._to == to,)
        waiting = self._table.state == DeliveryState.WAITING.value
        self._session.exec(update(self._table).where(waiting, *mine).values(due=None))
        self._session.expire_all()

    def note(
        self, message: Message, state: DeliveryState, at: datetime, error: str | None, due: datetime | None
    ) -> None:
        """Keep what came of a claimed message, unless another sender has it by now; that it was sent, always."""
        sent = at if state is DeliveryState.SENT else None
        ours = self._table.attempts == message.attempts, self._table.state == DeliveryState.SENDING.value
        only = () if state is DeliveryState.SENT else ours
        self._change(message, *only, state=state.value, sent=sent, error=error, due=due)

    def _change(self, message: Message, *only: Any, **values: Any) -> None:
        to, number = message.place
        one = self._to == to, self._number == number
        self._session.exec(update(self._table).where(*one, *only).values(**values))
        self._session.expire_all()
