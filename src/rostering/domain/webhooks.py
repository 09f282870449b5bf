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
from ipaddress import ip_address
from urllib.parse import urlsplit

from rostering.errors import Fault, FaultyInput
from rostering.language import _

LONGEST_ADDRESS = 2000
_PREFIX = "whsec_"


class WebhookEvent(StrEnum):
    """What others can be told of."""

    PUBLISHED = "published"
    SWAPPED = "swapped"
    CLOSED = "closed"


EVENTS = {"publish": WebhookEvent.PUBLISHED, "swap": WebhookEvent.SWAPPED, "close": WebhookEvent.CLOSED}
"""What each act of the log is to others."""


class DeliveryState(StrEnum):
    """How far a message is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    """Its webhook was removed first."""


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
class Delivery:
    """A message about an entry of the log, and what became of it."""

    webhook: int
    entry: int
    event: WebhookEvent
    body: str
    created: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    claimed: datetime | None = None
    due: datetime | None = None
    sent: datetime | None = None
    error: str | None = None

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


def checked_address(text: str) -> str:
    """An address that messages may go to. Raises FaultyInput."""
    address = text.strip()
    if fault := address_fault(address):
        raise FaultyInput([Fault("address", *fault)])
    return address


def address_fault(address: str) -> tuple[str, str] | None:
    """What is wrong with an address, and how to mend it; None where messages may go to it."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return _("this is no address"), _("write it like https://example.org/hook")
    if parts.scheme not in {"http", "https"} or not host or not address.isascii() or not address.isprintable():
        return _("this is no address"), _("write it like https://example.org/hook")
    if len(address) > LONGEST_ADDRESS:
        return _("this is longer than {most} characters", most=LONGEST_ADDRESS), ""
    if parts.username is not None or parts.password is not None:
        return _("a name or password in an address is seen by everybody"), _("let the receiver check the signature")
    if parts.scheme == "http" and not _is_local(host):
        return _("what is sent to http:// can be read on its way"), _("write https://")
    return None


def _is_local(host: str) -> bool:
    """Whether nothing that is sent there crosses a wire."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
