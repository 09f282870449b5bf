"""Notices: whether the firm sends any, what one person is told, and the mail that carries it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class NoticePolicy:
    """Whether notices are sent, and in whose name; off unless the firm says otherwise."""

    enabled: bool = False
    sender: str = ""
    """The address that mails come from."""
    reminder_hours: int = 24
    """How long before a duty its holder is reminded; 0: never."""
    reply_to: str | None = None


class Cause(StrEnum):
    """Why somebody gets a mail."""

    CHANGE = "change"
    REMINDER = "reminder"
    SWAP = "swap"
    REPORT = "report"
    """A status report for a customer, which the mail has attached."""
    DUE = "due"


@dataclass(frozen=True)
class Letter:
    """What one person is told, and by which address they can be reached."""

    key: str
    """What it is about: there is never a second letter of the same key."""
    cause: Cause
    consultant: str
    name: str
    address: str
    subject: str
    body: str
    message_id: str
    """Made of the key when the letter is first written, so that a mail sent twice can be told to be one."""


@dataclass(frozen=True)
class Attachment:
    """A file that a mail carries."""

    name: str
    kind: str
    """Its media type, such as `application/pdf`."""
    data: bytes


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


@dataclass(frozen=True)
class Mail:
    """A letter in the outbox."""

    number: int
    letter: Letter
    created: datetime
    state: MailState = MailState.WAITING
    attempts: int = 0
    claimed: datetime | None = None
    """When a sender last took it up."""
    due: datetime | None = None
    """Not to be tried before; None: at once."""
    sent: datetime | None = None
    error: str | None = None
    """Why the last attempt did not succeed."""

    def claimed_before(self, instant: datetime) -> bool:
        """Whether no sender has taken it up from that instant on; one who then said how it went has let go of it."""
        return self.state is not MailState.SENDING or self.claimed is None or self.claimed <= instant
