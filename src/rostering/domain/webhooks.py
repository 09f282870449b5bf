"""Webhooks: other programs are told what has happened, by messages that are signed and carry an id.

Ids, headers and signatures are those of Standard Webhooks 1.0 (standardwebhooks.com), so that receivers can check them
with its libraries.
"""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rostering.domain.outgoing import Outgoing

_PREFIX = "whsec_"


class WebhookEvent(StrEnum):
    """What others can be told of."""

    PUBLISHED = "published"
    SWAPPED = "swapped"
    CLOSED = "closed"


EVENTS = {"publish": WebhookEvent.PUBLISHED, "swap": WebhookEvent.SWAPPED, "close": WebhookEvent.CLOSED}
"""What each act of the log is to others."""


@dataclass(frozen=True)
class Webhook:
    """An address that is told of some events."""

    number: int
    """0 until the store has numbered it."""
    address: str
    events: tuple[WebhookEvent, ...]
    secret: str
    """With which messages are signed."""
    created: datetime
    told: int
    """The entry of the log up to which there are messages."""
    ended: datetime | None = None

    def __str__(self) -> str:
        return f"webhook {self.number}"


@dataclass(frozen=True)
class Delivery(Outgoing):
    """A message about an entry of the log."""

    webhook: int
    entry: int
    event: WebhookEvent
    body: str

    @property
    def place(self) -> tuple[int, int]:
        """Its webhook and entry."""
        return self.webhook, self.entry

    @property
    def id(self) -> str:
        """By which a receiver knows a message that comes again."""
        return f"msg_{self.webhook}_{self.entry}"

    def headers(self, secret: str, at: datetime) -> dict[str, str]:
        """The headers of an attempt."""
        stamp = str(int(at.timestamp()))
        return {
            "content-type": "application/json",
            "webhook-id": self.id,
            "webhook-timestamp": stamp,
            "webhook-signature": signature(secret, f"{self.id}.{stamp}.{self.body}"),
        }


def new_secret() -> str:
    """A secret of 32 random bytes."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, signed: str) -> str:
    """The signature of a message's id, time and body."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed.encode(), hashlib.sha256)).decode()


def body_of(event: WebhookEvent, at: datetime, by: str, about: str, before: str | None, after: str | None) -> str:
    """A message: what happened, when, by whom; about what, and what stood there before and after."""
    data = {"about": about, "before": before, "after": after, "by": by}
    return json.dumps({"type": event.value, "timestamp": at.isoformat(), "data": data}, ensure_ascii=False)
