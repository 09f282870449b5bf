"""One consultant's duties as they are published: what comes, with whom, the days off, and how fair it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rostering.answers.fairness import Ledger
from rostering.domain.findings import Account, CompensatingDay
from rostering.domain.parties import Consultant
from rostering.domain.radar import Clash
from rostering.domain.seats import Duty
from rostering.rosters.version import Directory


@dataclass(frozen=True)
class OwnDuty:
    """A duty, and those who have a seat of the same window."""

    duty: Duty
    others: tuple[Duty, ...]
    """Without a consultant where nobody holds the seat."""


@dataclass(frozen=True)
class OwnDuties:
    """What is published for one consultant."""

    who: Consultant
    at: datetime
    """In the firm's zone."""
    duties: tuple[OwnDuty, ...]
    """By start."""
    days_off: tuple[CompensatingDay, ...]
    clashes: tuple[Clash, ...]
    """Duties to come that fall on leave."""
    ledger: Ledger | None
    """None while nothing is published."""
    directory: Directory

    @property
    def ahead(self) -> tuple[OwnDuty, ...]:
        """The duties that are not over."""
        return tuple(own for own in self.duties if own.duty.seat.span.end > self.at)

    @property
    def over(self) -> tuple[OwnDuty, ...]:
        """The duties that are over, the last one first."""
        return tuple(own for own in reversed(self.duties) if own.duty.seat.span.end <= self.at)

    @property
    def accounts(self) -> tuple[tuple[str, tuple[Account, ...]], ...]:
        """The accounts of each role that the consultant has one in: theirs first, then the others by name."""
        every = self.ledger.accounts if self.ledger else ()
        roles = [account.role for account in every if account.consultant == self.who.id]
        return tuple((role, self._in_order(each for each in every if each.role == role)) for role in roles)

    def _in_order(self, accounts: Iterable[Account]) -> tuple[Account, ...]:
        names = self.directory.consultants
        order = sorted(accounts, key=lambda one: names.get(one.consultant, one.consultant).casefold())
        return tuple(sorted(order, key=lambda one: one.consultant != self.who.id))
