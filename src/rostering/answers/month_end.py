"""The end of months: where each stands, what is in the way of closing it, its lines, and what stays open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rostering.domain.charges import Billed, Charge, ChargeKind, Export, MonthState, Unbilled, corrections_in
from rostering.domain.hindrances import Hindrance, HindranceKind
from rostering.domain.totals import total_by_customer, total_of
from rostering.money import Ore
from rostering.rosters.version import Directory
from rostering.spans import Period

CORRECTIONS = "corrections"
"""What is asked for where lines of all kinds that set earlier months right are wanted."""


class MonthStage(StrEnum):
    """Where a month stands for finance."""

    AHEAD = "not begun"
    OPEN = "open"
    """It goes on, or something is in the way."""
    CLOSABLE = "closable"
    CLOSED = "closed"
    PARTLY = "partly exported"
    EXPORTED = "all exported"

    @property
    def is_closed(self) -> bool:
        """Whether nothing in it changes any more."""
        return self in {MonthStage.CLOSED, MonthStage.PARTLY, MonthStage.EXPORTED}


@dataclass(frozen=True)
class MonthStanding:
    """One month with its sums, in oere excluding VAT."""

    month: Period
    stage: MonthStage
    has_ended: bool
    lines: tuple[Charge, ...]
    """Those that have a price."""
    hindrances: tuple[Hindrance, ...]
    """None of a closed month."""
    owed: tuple[Unbilled, ...]
    closed_at: datetime | None = None
    closed_by: str = ""
    batch: str = ""

    @property
    def amount(self) -> Ore:
        """The sum of its lines."""
        return total_of(self.lines)

    @property
    def customers(self) -> int:
        """How many customers have lines in it."""
        return len({line.customer for line in self.lines})

    @property
    def corrections(self) -> tuple[Charge, ...]:
        """The lines that set earlier months right."""
        return corrections_in(self.lines)

    @property
    def unpriced(self) -> tuple[Hindrance, ...]:
        """What has no price, and so is not among the lines."""
        return tuple(one for one in self.hindrances if one.kind is HindranceKind.UNPRICED)

    @property
    def owed_amount(self) -> Ore:
        """What is closed and neither exported nor billed by hand."""
        return sum(one.amount for one in self.owed)


@dataclass(frozen=True)
class MonthsShown:
    """All months there is something to say of, the newest first."""

    today: date
    months: tuple[MonthStanding, ...]
    owed: tuple[Unbilled, ...]
    """By month and customer."""
    waiting: tuple[Charge, ...]
    """Corrections of closed months that an open one will bill."""

    @property
    def owed_amount(self) -> Ore:
        """All that stays open."""
        return sum(one.amount for one in self.owed)

    @property
    def next_to_close(self) -> MonthStanding | None:
        """The earliest month that has ended and is open."""
        ended = [one for one in self.months if one.has_ended and not one.stage.is_closed]
        return ended[-1] if ended else None


@dataclass(frozen=True)
class CustomerSum:
    """What one customer's lines of a month come to, and how far that is billed."""

    customer: str
    name: str
    lines: int
    amount: Ore
    exports: tuple[Export, ...]
    """Those that have the customer's lines, and are for the books."""
    billed: Billed | None
    is_owed: bool


@dataclass(frozen=True)
class MonthShown:
    """One month with all that is known of it."""

    today: date
    standing: MonthStanding
    directory: Directory
    titles: Mapping[str, str]
    """What customers call their bookings, by id."""
    packages: Mapping[str, str]
    later: tuple[tuple[Charge, MonthState], ...]
    """What later months correct of its dates."""
    exports: tuple[Export, ...]
    billed: tuple[Billed, ...]
    warnings: tuple[str, ...]
    """What is worth knowing before it is closed."""
    mark: str
    """What a form that closes it, exports it or says who was billed is made from."""
    tickets: tuple[str, ...] = ()
    """What lies above what the month includes, without a price."""

    @property
    def month(self) -> Period:
        """The month."""
        return self.standing.month

    @property
    def by_customer(self) -> tuple[CustomerSum, ...]:
        """The sums by customer, by name."""
        return tuple(
            sorted(map(self._sum, total_by_customer(self.standing.lines)), key=lambda one: one.name.casefold())
        )

    @property
    def kinds(self) -> tuple[ChargeKind, ...]:
        """The kinds of lines there are."""
        return tuple(kind for kind in ChargeKind if any(line.kind is kind for line in self.standing.lines))

    def selected(self, customer: str = "", kind: str = "") -> tuple[Charge, ...]:
        """The lines of a customer and of a kind, or all that correct earlier months; an empty text is for all."""
        lines = self.standing.corrections if kind == CORRECTIONS else self.standing.lines
        kinds = {"", CORRECTIONS}
        return tuple(
            line for line in lines if customer in {"", line.customer} and (kind in kinds or kind == line.kind.value)
        )

    def _sum(self, customer: str) -> CustomerSum:
        lines = self.selected(customer)
        return CustomerSum(
            customer,
            self.directory.customers.get(customer, customer),
            len(lines),
            total_of(lines),
            tuple(one for one in self.exports if one.bills and customer not in one.left_out),
            next((one for one in self.billed if one.customer == customer), None),
            any(one.customer == customer for one in self.standing.owed),
        )
