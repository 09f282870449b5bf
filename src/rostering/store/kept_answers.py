"""The table of answers to requests that may come again under the same key, and of what is under way."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import declared_attr
from sqlmodel import JSON, Field, Session, col, delete, update

from rostering.domain.repeats import Holding, KeptAnswer, Repeat
from rostering.store.columns import Instant, TableRow

_JSON = JSON(none_as_null=True)


class KeptAnswerRow(TableRow, table=True):
    """A request of a token under a key: under way, done, or answered."""

    token: int = Field(foreign_key="access_token.number", primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    holder: str
    began: datetime = Field(sa_type=Instant)
    held_until: datetime = Field(sa_type=Instant)
    done: bool
    status: int | None
    headers: dict[str, Any] | None = Field(sa_type=_JSON)
    body: bytes | None

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        return (Index("kept_answer_began", "began"),)

    def value(self) -> Repeat:
        """The domain's value."""
        answer = None if self.status is None else KeptAnswer(self.status, self.headers or {}, self.body or b"")
        return Repeat(self.fingerprint, self.held_until, self.done, answer)


class KeptAnswers:
    """What came of requests. Of two who would hold one, the first does; who has lost it changes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, token: int, key: str) -> Repeat | None:
        """What is known of the request of a token under a key."""
        row = self._session.get(KeptAnswerRow, (token, key))
        return None if row is None else row.value()

    def hold(self, holding: Holding, fingerprint: str, at: datetime, until: datetime) -> None:
        """Begin a request, anew if nothing came of it before."""
        self._session.exec(delete(KeptAnswerRow).where(*_one(holding.token, holding.key)))
        values: dict[str, Any] = {**vars(holding), "status": None, "headers": None, "body": None}
        self._session.add(KeptAnswerRow(**values, fingerprint=fingerprint, began=at, held_until=until, done=False))
        self._session.flush()

    def go_on(self, holding: Holding, until: datetime) -> bool:
        """Hold a request for longer; whether it is still held."""
        return self._change(holding, held_until=until)

    def mark_done(self, holding: Holding) -> bool:
        """Keep, in the transaction that does it, that it is done; whether it is still held."""
        return self._change(holding, done=True)

    def answer(self, holding: Holding, answer: KeptAnswer) -> bool:
        """Keep what was answered; whether it was still held."""
        return self._change(holding, status=answer.status, headers=dict(answer.headers), body=answer.body)

    def let_go(self, holding: Holding) -> None:
        """Forget a request that nothing came of."""
        self._session.exec(delete(KeptAnswerRow).where(*_mine(holding), col(KeptAnswerRow.done).is_(False)))

    def drop(self, holding: Holding) -> None:
        """Forget a request, though something was kept for it."""
        self._session.exec(delete(KeptAnswerRow).where(*_mine(holding)))

    def forget(self, before: datetime) -> None:
        """Forget what began before an instant."""
        self._session.exec(delete(KeptAnswerRow).where(col(KeptAnswerRow.began) < before))

    def _change(self, holding: Holding, **values: Any) -> bool:
        done = self._session.exec(update(KeptAnswerRow).where(*_mine(holding)).values(**values))
        self._session.expire_all()
        return bool(done.rowcount)


def _one(token: int, key: str) -> tuple[Any, ...]:
    return col(KeptAnswerRow.token) == token, col(KeptAnswerRow.key) == key


def _mine(holding: Holding) -> tuple[Any, ...]:
    held = col(KeptAnswerRow.holder) == holding.holder, col(KeptAnswerRow.status).is_(None)
    return *_one(holding.token, holding.key), *held
