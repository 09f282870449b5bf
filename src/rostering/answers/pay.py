"""What consultants are paid: months shown and closed, one's own lines, and what is left of what customers pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rostering.answers.month_end import MonthStage
from rostering.domain.charges import Export, Mismatch, MonthState, corrections_in
from rostering.domain.hindrances import Hindrance
from rostering.domain.pay import PayLine, by_consultant
from rostering.money import Ore
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class ShownPay:
    """The pay of a period, of all or of one, with where its months stand, and the names to show it by."""

    period: Period
    lines: tuple[PayLine, ...]
    directory: Directory
    states: Mapping[date, MonthState]
    """By the first date of each month."""
    later: tuple[tuple[PayLine, MonthState], ...] = ()
    """What months after the period correct of its dates, with where those months stand."""
    unpriced: tuple[str, ...] = ()
    """Why other duties are not among the lines."""

    @property
    def total(self) -> Ore:
        """What the lines come to."""
        return sum(line.amount for line in self.lines)

    @property
    def by_consultant(self) -> dict[str, Ore]:
        """The sum for each consultant, by id."""
        return by_consultant(self.lines)


@dataclass(frozen=True)
class ClosedPay:
    """A month whose pay was closed, and what is worth knowing of it all the same."""

    month: Period
    lines: tuple[PayLine, ...]
    batch: str
    at: datetime
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class PayExported:
    """The files that were written, and what the manifest among them says."""

    files: tuple[Path, ...]
    manifest: Mapping[str, object]
    preview: bool
    """The month is open: its lines may still change."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PayVerified:
    """Whether published duties, call-outs, lines of pay and exports agree."""

    period: Period
    differences: tuple[Mismatch, ...]
    lines: int
    """Closed ones that were looked at."""
    exports: int

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


@dataclass(frozen=True)
class PayStanding:
    """Where one month of pay stands."""

    month: Period
    stage: MonthStage
    has_ended: bool
    lines: tuple[PayLine, ...]
    """Those that have an amount."""
    hindrances: tuple[Hindrance, ...]
    """None of a closed month."""
    closed_at: datetime | None = None
    closed_by: str = ""
    batch: str = ""

    @property
    def amount(self) -> Ore:
        """The sum of its lines."""
        return sum(line.amount for line in self.lines)

    @property
    def by_consultant(self) -> dict[str, Ore]:
        """The sum for each consultant, by id."""
        return by_consultant(self.lines)

    @property
    def corrections(self) -> tuple[PayLine, ...]:
        """The lines that set earlier months right."""
        return corrections_in(self.lines)


@dataclass(frozen=True)
class PayMonthsShown:
    """All months of pay there is something to say of, the newest first."""

    today: date
    months: tuple[PayStanding, ...]
    is_set: bool
    """Whether the firm says what consultants are paid."""


@dataclass(frozen=True)
class PayMonthShown:
    """One month of pay with all that is known of it."""

    today: date
    standing: PayStanding
    directory: Directory
    numbers: Mapping[str, str]
    """By what payroll calls consultants, by id."""
    later: tuple[tuple[PayLine, MonthState], ...]
    exports: tuple[Export, ...]
    warnings: tuple[str, ...]
    mark: str
    """What a form that closes it is made from."""


@dataclass(frozen=True)
class Margin:
    """What one customer was charged in a month, and what those were paid who served them; in oere."""

    customer: str
    name: str
    charged: Ore
    paid: Ore

    @property
    def left(self) -> Ore:
        """What is left."""
        return self.charged - self.paid


@dataclass(frozen=True)
class Margins:
    """The margins of a month, by customer."""

    month: Period
    customers: tuple[Margin, ...]
    unpriced: tuple[str, ...]
    """Why some lines are in no sum."""

    @property
    def charged(self) -> Ore:
        """What all were charged."""
        return sum(one.charged for one in self.customers)

    @property
    def paid(self) -> Ore:
        """What all were paid."""
        return sum(one.paid for one in self.customers)

    @property
    def left(self) -> Ore:
        """What is left of it."""
        return self.charged - self.paid
