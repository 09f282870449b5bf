"""The fairness ledger: of a roster or a period, and over time."""

from dataclasses import dataclass
from datetime import date

from rostering.domain.findings import Account, BigDayAccount
from rostering.rosters.ledger import Chapter, LedgerEntry
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class CalloutAccount:
    """What the call-outs of one consultant in a period weigh, by kind."""

    consultant: str
    number: int
    points: int


@dataclass(frozen=True)
class Ledger:
    """Accounts by kind, the names to show them by, and what they are taken from."""

    entries: tuple[LedgerEntry, ...]
    directory: Directory
    source: str
    period: Period
    published: tuple[date, ...]
    """The dates of the period on which its duties count as earned, in order; of a roster all of them."""
    big_days: tuple[BigDayAccount, ...] = ()
    callouts: tuple[CalloutAccount, ...] = ()
    """Empty where the policy has no points for any."""

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts without their kinds."""
        return tuple(entry.account for entry in self.entries)


@dataclass(frozen=True)
class History:
    """The ledger's chapters in order of time, and the names to show them by."""

    chapters: tuple[Chapter, ...]
    directory: Directory
