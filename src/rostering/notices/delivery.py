"""Handing a mail over: what every transport offers, and the ways in which it can end."""

from datetime import timedelta
from email.message import EmailMessage
from types import TracebackType
from typing import Protocol, Self

from rostering.domain.notices import Mail
from rostering.errors import RosteringError


class Unreachable(RosteringError):
    """Nothing can be handed over: whatever takes the mails cannot be reached, or takes none from us."""

    exit_code = 4


class Postponed(Exception):
    """This mail was not taken, or nobody knows; it may be at another time."""

    def __init__(self, reason: str, code: int = 0, wait: timedelta = timedelta()) -> None:
        super().__init__(reason)
        self.code = code
        """What a receiver on the web answered; 0: nothing."""
        self.wait = wait
        """How long it asks to be left alone."""


class Rejected(Exception):
    """This mail is refused for good."""


class Transport(Protocol):
    """Takes mails one by one. Closed at the end of a `with`, which never raises by itself."""

    def deliver(self, mail: Mail, message: EmailMessage) -> None:
        """Hand a mail over. Raises Postponed, Rejected, Unreachable; without one of them it is taken for good."""

    def greet(self) -> None:
        """See that mails would be taken, without one. Raises Unreachable."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
