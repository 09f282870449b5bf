"""Messages to programs of others: where they may go, and what became of each."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from rostering.errors import Fault, FaultyInput
from rostering.language import _

LONGEST_ADDRESS = 2000


class DeliveryState(StrEnum):
    """How far a message is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    """Its receiver was removed first."""


UNFINISHED = DeliveryState.WAITING, DeliveryState.SENDING


class Receiver(Protocol):
    """Whoever gets messages."""

    @property
    def number(self) -> int:
        """0 until the store has numbered it."""

    @property
    def ended(self) -> datetime | None:
        """Since when it is told nothing more."""


@dataclass(frozen=True, kw_only=True)
class Outgoing(ABC):
    """A message, and what became of it."""

    created: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    claimed: datetime | None = None
    due: datetime | None = None
    sent: datetime | None = None
    error: str | None = None

    @property
    @abstractmethod
    def place(self) -> tuple[int, int]:
        """The number of whoever gets it, and its own among theirs."""

    def is_ready(self, at: datetime, patience: timedelta) -> bool:
        """Whether a sender may take it up: it is due, or whoever had it in hand has been silent for too long."""
        if self.state is DeliveryState.WAITING:
            return self.due is None or self.due <= at
        return self.claimed is not None and self.claimed <= at - patience


To = TypeVar("To", bound=Receiver)
Message = TypeVar("Message", bound=Outgoing)


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
