"""The tables of webhooks and of their messages, each claimed by one sender at a time, in order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import JSON, Field, Index, Session, col, func, select, update

from rostering.domain.webhooks import Delivery, DeliveryState, Webhook, WebhookEvent
from rostering.store.columns import Instant, TableRow

_UNFINISHED = (DeliveryState.WAITING.value, DeliveryState.SENDING.value)


class WebhookRow(TableRow, table=True):
    """A webhook; whoever signs needs the secret itself."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    address: str
    events: list[str] = Field(sa_type=JSON)
    secret: str
    created: datetime = Field(sa_type=Instant)
    told: int
    ended: datetime | None = Field(sa_type=Instant)

    def value(self) -> Webhook:
        """The domain's value."""
        return Webhook(**{**self.model_dump(), "events": tuple(map(WebhookEvent, self.events))})


class DeliveryRow(TableRow, table=True):
    """A message with all that became of it."""

    __table_args__ = (Index("delivery_by_state", "state"), {"sqlite_with_rowid": False})

    webhook: int = Field(primary_key=True, foreign_key="webhook.number", sa_column_kwargs={"autoincrement": False})
    entry: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    event: str
    body: str
    created: datetime = Field(sa_type=Instant)
    state: str
    attempts: int
    claimed: datetime | None = Field(sa_type=Instant)
    due: datetime | None = Field(sa_type=Instant)
    sent: datetime | None = Field(sa_type=Instant)
    error: str | None

    def value(self) -> Delivery:
        """The domain's value."""
        same = {**self.model_dump(), "event": WebhookEvent(self.event), "state": DeliveryState(self.state)}
        return Delivery(**same)


class Webhooks:
    """Who is told of what. Whoever adds or ends one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Webhook, ...]:
        """Every webhook there ever was, by number."""
        rows = self._session.exec(select(WebhookRow).order_by(col(WebhookRow.number)))
        return tuple(row.value() for row in rows)

    def by_number(self, number: int) -> Webhook | None:
        """The webhook of this number."""
        row = self._session.get(WebhookRow, number)
        return row.value() if row else None

    def add(self, webhook: Webhook) -> Webhook:
        """Keep a webhook under the next number."""
        known = self._session.exec(select(func.max(WebhookRow.number))).one() or 0
        numbered = replace(webhook, number=known + 1)
        self._session.add(WebhookRow(**{**vars(numbered), "events": [event.value for event in numbered.events]}))
        self._session.flush()
        return numbered

    def end(self, number: int, at: datetime) -> None:
        """Tell a webhook nothing more; what still waits goes nowhere."""
        self._session.exec(update(WebhookRow).where(col(WebhookRow.number) == number).values(ended=at))
        mine = col(DeliveryRow.webhook) == number, col(DeliveryRow.state) == DeliveryState.WAITING.value
        self._session.exec(update(DeliveryRow).where(*mine).values(state=DeliveryState.WITHDRAWN.value))
        self._session.expire_all()

    def tell(self, webhook: Webhook, deliveries: Iterable[Delivery], up_to: int) -> None:
        """Keep the messages to a webhook about the log up to an entry."""
        self._session.add_all(
            DeliveryRow(**{**vars(each), "event": each.event.value, "state": each.state.value}) for each in deliveries
        )
        one = col(WebhookRow.number) == webhook.number
        self._session.exec(update(WebhookRow).where(one).values(told=up_to))
        self._session.expire_all()

    def delivery(self, webhook: int, entry: int) -> Delivery | None:
        """The message to a webhook about an entry."""
        row = self._session.get(DeliveryRow, (webhook, entry))
        return row.value() if row else None

    def deliveries(self, webhook: int | None = None, state: DeliveryState | None = None) -> tuple[Delivery, ...]:
        """The messages, or those to a webhook or in a state, by webhook and entry."""
        rows = select(DeliveryRow).order_by(col(DeliveryRow.webhook), col(DeliveryRow.entry))
        if webhook is not None:
            rows = rows.where(col(DeliveryRow.webhook) == webhook)
        if state is not None:
            rows = rows.where(col(DeliveryRow.state) == state.value)
        return tuple(row.value() for row in self._session.exec(rows))

    def count(self, webhook: int, *states: DeliveryState) -> int:
        """How many messages to a webhook are in one of some states."""
        found = col(DeliveryRow.state).in_([state.value for state in states])
        some = select(func.count()).select_from(DeliveryRow).where(col(DeliveryRow.webhook) == webhook, found)
        return self._session.exec(some).one()

    def claim(self, webhook: int, at: datetime, patience: timedelta) -> Delivery | None:
        """Take up the next message to a webhook for this sender alone, if it is due; none goes before an earlier one.

        A sender that has said nothing for as long as `patience` is taken for crashed, and its message taken up again.
        """
        mine = col(DeliveryRow.webhook) == webhook, col(DeliveryRow.state).in_(_UNFINISHED)
        row = self._session.exec(select(DeliveryRow).where(*mine).order_by(col(DeliveryRow.entry)).limit(1)).first()
        if row is None or not _is_ready(row.value(), at, patience):
            return None
        changes: dict[str, Any] = {"state": DeliveryState.SENDING.value, "claimed": at, "attempts": row.attempts + 1}
        found = row.value()
        self._change(found, **changes)
        return replace(found, state=DeliveryState.SENDING, claimed=at, attempts=found.attempts + 1)

    def retry_now(self) -> None:
        """Let no message wait for its next attempt any longer."""
        waiting = col(DeliveryRow.state) == DeliveryState.WAITING.value
        self._session.exec(update(DeliveryRow).where(waiting).values(due=None))
        self._session.expire_all()

    def note(
        self, delivery: Delivery, state: DeliveryState, at: datetime, error: str | None, due: datetime | None
    ) -> None:
        """Keep what came of a claimed message, unless another sender has it by now; that it was sent, always."""
        sent = at if state is DeliveryState.SENT else None
        ours = col(DeliveryRow.attempts) == delivery.attempts, col(DeliveryRow.state) == DeliveryState.SENDING.value
        only = () if state is DeliveryState.SENT else ours
        self._change(delivery, *only, state=state.value, sent=sent, error=error, due=due)

    def _change(self, delivery: Delivery, *only: Any, **values: Any) -> None:
        one = col(DeliveryRow.webhook) == delivery.webhook, col(DeliveryRow.entry) == delivery.entry
        self._session.exec(update(DeliveryRow).where(*one, *only).values(**values))
        self._session.expire_all()


def _is_ready(delivery: Delivery, at: datetime, patience: timedelta) -> bool:
    if delivery.state is DeliveryState.WAITING:
        return delivery.due is None or delivery.due <= at
    return delivery.claimed is not None and delivery.claimed <= at - patience
