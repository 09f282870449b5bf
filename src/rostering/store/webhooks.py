"""The tables of webhooks and of their messages."""

from datetime import datetime

from sqlmodel import JSON, Field, Index

from rostering.domain.outgoing import DeliveryState
from rostering.domain.webhooks import Delivery, Webhook, WebhookEvent
from rostering.store.columns import Instant, TableRow
from rostering.store.message_queues import MessageQueue


class WebhookRow(TableRow, table=True):
    """A webhook; whoever signs needs the secret itself."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    address: str
    events: list[str] = Field(sa_type=JSON)
    secret: str
    created: datetime = Field(sa_type=Instant)
    told: int
    ended: datetime | None = Field(sa_type=Instant)

    @classmethod
    def of(cls, webhook: Webhook) -> "WebhookRow":
        """The row of a domain value."""
        return cls(**{**vars(webhook), "events": [event.value for event in webhook.events]})

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

    @classmethod
    def of(cls, delivery: Delivery) -> "DeliveryRow":
        """The row of a domain value."""
        return cls(**{**vars(delivery), "event": delivery.event.value, "state": delivery.state.value})

    def value(self) -> Delivery:
        """The domain's value."""
        same = {**self.model_dump(), "event": WebhookEvent(self.event), "state": DeliveryState(self.state)}
        return Delivery(**same)


class Webhooks(MessageQueue[Webhook, Delivery]):
    """Webhooks with a message for each entry of the log that one is told of."""

    _told_table, _table = WebhookRow, DeliveryRow
