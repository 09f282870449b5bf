"""What became of notices: put into the outbox, listed, sent."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rostering.domain.notices import Mail, MailState


@dataclass(frozen=True)
class Announced:
    """What a publication brought into the outbox."""

    waiting: int
    """How many mails wait there now."""
    unreached: tuple[str, ...]
    """Names of those affected who have no address."""


@dataclass(frozen=True)
class ListedNotices:
    """Mails, and the zone to show their instants in."""

    mails: tuple[Mail, ...]
    zone: ZoneInfo


@dataclass(frozen=True)
class Attempt:
    """A mail that a run took up."""

    mail: Mail
    """As the run left it."""
    unreachable: str | None = None
    """Why there was nobody to take any mail, if so."""


@dataclass(frozen=True)
class Run:
    """What one run of sending did."""

    attempts: tuple[Attempt, ...]
    waiting: int
    """How many mails still wait, or are in the hands of another sender."""

    @property
    def sent(self) -> tuple[Mail, ...]:
        """The mails that were taken."""
        return self._in(MailState.SENT)

    @property
    def failed(self) -> tuple[Mail, ...]:
        """The mails that are given up."""
        return self._in(MailState.FAILED)

    @property
    def postponed(self) -> tuple[Mail, ...]:
        """The mails that are to be tried again."""
        return self._in(MailState.WAITING)

    @property
    def stopped(self) -> str | None:
        """Why the run ended early, if it did."""
        return next((each.unreachable for each in self.attempts if each.unreachable is not None), None)

    @property
    def reached(self) -> bool:
        """Whether there was anybody to take mails."""
        return not self.stopped or any(each.unreachable is None for each in self.attempts)

    def _in(self, state: MailState) -> tuple[Mail, ...]:
        return tuple(each.mail for each in self.attempts if each.mail.state is state)
