"""What finance books: lines and the prices under them, where months stand, exports, and the differences found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from rostering.domain.booked import Line, MonthLine
from rostering.money import Ore
from rostering.spans import Period


class ChargeKind(StrEnum):
    """What a line is."""

    CHARGE = "charge"
    CREDIT = "credit"
    """It takes back one line, whole."""
    CANCELLATION = "cancellation"
    """What the terms ask for a seat of a cancelled booking; nobody stood ready for it."""
    FEE = "fee"
    """What a customer pays for having a package."""
    CALLOUT = "call-out"
    """Hours of a call-out, where a price is set."""
    TICKET = "ticket"
    """An urgent ticket above what the month includes, where a price is set."""


class MonthState(StrEnum):
    """Where a month stands."""

    OPEN = "open"
    CLOSED = "closed"
    EXPORTED = "exported"


@dataclass(frozen=True)
class Layout:
    """What documents for customers show of the lines."""

    by_booking: bool = False
    """One line for a booking, a price and a month, instead of one for each consultant-day."""
    everything: bool = False
    """What nets to nothing, too."""


@dataclass(frozen=True)
class Price:
    """What one consultant-day costs, and by which words of which rate card; amounts in oere, excluding VAT."""

    listed: Ore
    discount: int
    """In hundredths of a percent: 1000 is ten percent."""
    unit: Ore
    """After the discount; it lies inside the band."""
    band: tuple[Ore, Ore]
    card: date
    """The date from which the rate card is in force: its name."""
    rule: str
    """Which rate and which discount won, such as `weekend role=pim` or `weekend; 10% customer=fjord`."""


@dataclass(frozen=True)
class Term:
    """What a date costs that is cancelled so many days before it or later, in hundredths of a percent of its price."""

    days_before: int
    percent: int


@dataclass(frozen=True)
class Want:
    """What a price is for; two wants that are equal cost the same."""

    booking: str
    customer: str
    day: date
    role: str
    day_class: str


@dataclass(frozen=True)
class Frozen:
    """A price that no later rate card changes."""

    want: Want
    price: Price
    at: datetime
    why: str
    """`confirmed`, or `closed` with the month."""


@dataclass(frozen=True)
class Charge(MonthLine):
    """A line of a month's charges: a priced consultant-day, a fee, or what corrects one; in oere, excluding VAT.

    A fee has neither booking nor consultant, role or day class, a call-out no booking and day class: empty texts.
    """

    id: str
    """The same on every machine: `B7:2026-11-27:anna`, a second time `...:anna:2`, its credit `...:anna:credit`.

    A fee's is `fee:fjord:premium:2026-11`, or with a whole date where it pays for part of its interval; a call-out's
    `callout:fjord:17`, and that of a ticket above an allowance `ticket-urgent:fjord:17`.
    """
    month: date
    """The first date of the month in which it is billed; of a correction a later one than its date's."""
    day: date
    """The date on which the duty starts; a night belongs to it whole. The first or last date that a fee pays for."""
    customer: str
    booking: str
    consultant: str
    """Empty on a cancellation and a fee, and on what takes one back: nobody stood ready."""
    role: str
    day_class: str
    list_price: Ore
    discount: int
    """In hundredths of a percent: 1000 is ten percent."""
    unit_price: Ore
    """After the discount; of a cancellation the share that the terms ask for, of a fee that of its interval's days."""
    amount: Ore
    """One unit at its price; negative in a credit."""
    card: date
    """The date from which the rate card or the fee that priced it is in force."""
    rule: str
    """Which rate and which discount won, such as `weekend role=pim` or `weekend; 10% customer=fjord`."""
    roster: int | None
    """The number of the published roster it rests on; None for what rests on a booking or an agreement alone."""
    kind: ChargeKind = ChargeKind.CHARGE
    corrects: str | None = None
    """The id of the line that this one corrects, which is always one of a closed month."""
    package: str = ""
    """What a fee is for; empty on all other lines."""
    paid_from: date | None = None
    paid_to: date | None = None
    """The first and the last date that a fee pays for."""

    @property
    def paid(self) -> Period | None:
        """What a fee pays for."""
        return Period(self.paid_from, self.paid_to) if self.paid_from and self.paid_to else None

    @property
    def order(self) -> tuple[date, str, str, date, bool, str]:
        """By what lines are sorted; what is taken back stands before what takes its place."""
        return self.day, self.booking, self.consultant, self.month, not self.is_credit, self.id

    @property
    def is_callout(self) -> bool:
        """Whether it is for a call-out, or takes one back."""
        return not self.booking and not self.package

    @property
    def is_credit(self) -> bool:
        """Whether it takes back one line, whole."""
        return self.kind is ChargeKind.CREDIT

    @property
    def first_id(self) -> str:
        """What the first line of the same consultant-day, the same cancelled seat or the same fee is called."""
        if self.package:
            return ":".join(self.id.split(":")[:_FEE_PARTS])
        if self.kind is ChargeKind.CANCELLATION:
            return f"{self.id.partition(_CANCELLATION)[0]}{_CANCELLATION}"
        return super().first_id

    @property
    def told(self) -> tuple[object, ...]:
        """What it bills; which roster says so, and which card priced it, is no matter."""
        return self.kind, self.customer, self.role, self.day_class, self.unit_price, self.paid

    @property
    def shares(self) -> bool:
        """Whether several new lines may stand for the same old one, as fees do."""
        return self.paid is not None

    def stands_for(self, other: "Charge") -> tuple[bool, ...] | None:
        """How ill it takes the place of another line: best of the same consultant, else of the same role.

        A fee does of one that paid for some of the same dates.
        """
        if self.paid:
            shared = other.paid and other.customer == self.customer and other.paid.overlaps(self.paid)
            return () if shared else None
        if (other.booking, other.day) != (self.booking, self.day):
            return None
        if not self.booking and _called(other) != _called(self):
            return None  # of another call-out
        return other.consultant != self.consultant, other.role != self.role

    def credited(self, month: date, roster: int | None) -> "Charge":
        """The line that takes this one back; a line has one credit at most, as that is called after it."""
        kind, about = ChargeKind.CREDIT, self.id
        return replace(
            self, id=f"{about}:credit", month=month, amount=-self.amount, roster=roster, kind=kind, corrects=about
        )

    def again(self, times: int, month: date, corrects: str | None) -> "Charge":
        """The line as one of a later month, under an id of its own when lines like it were closed before."""
        return replace(self, id=f"{self.id}:{times + 1}" if times else self.id, month=month, corrects=corrects)


def _called(line: Charge) -> tuple[str, str]:
    """Which call-out a line is for, and as what."""
    kind, _customer, number, *_again = line.id.split(":")
    return kind, number


_FEE_PARTS = 4
_CANCELLATION = f":{ChargeKind.CANCELLATION.value}"


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines by date, booking, consultant, month; credits before charges."""
    return tuple(sorted(lines, key=lambda line: line.order))


def corrections_in(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that stand in a later month than their date's."""
    return tuple(line for line in lines if line.day < line.month)


def first_of_month(day: date) -> date:
    """What a month is called by."""
    return day.replace(day=1)


FOR_ACCEPTANCE = frozenset({"html", "pdf"})
"""The formats that bill nobody yet."""


@dataclass(frozen=True)
class Export:
    """That a closed month's files were written."""

    number: int
    """0 until the store has numbered it."""
    month: date
    batch: str
    form: str
    files: Mapping[str, str]
    """SHA-256 by file name."""
    sums: Mapping[str, object]
    """Rows and control sums of the lines in the files, and `without`: whose lines are not, as `sums_of` gives them."""
    at: datetime
    by: str
    folder: str = ""
    """Where they were written; they may have been moved since."""

    @property
    def bills(self) -> bool:
        """Whether it is for the books, and not a page that a customer reads and accepts before."""
        return self.form not in FOR_ACCEPTANCE

    @property
    def what(self) -> tuple[object, ...]:
        """What was written where; when and by whom is no matter."""
        return self.batch, self.form, self.files, self.folder

    @property
    def left_out(self) -> tuple[str, ...]:
        """The customers of the month whose lines are not in the files."""
        named = self.sums.get("without", ())
        return tuple(map(str, named)) if isinstance(named, (list, tuple)) else ()


@dataclass(frozen=True)
class Billed:
    """That what a customer owes for a closed month was billed by hand, without files of ours."""

    number: int
    """0 until the store has numbered it."""
    month: date
    customer: str
    amount: Ore
    """What the customer's lines of the month come to, excluding VAT."""
    note: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Unbilled:
    """What a customer owes for a closed month, which no export has and nobody billed by hand."""

    month: date
    customer: str
    name: str
    amount: Ore
    """Excluding VAT."""


@dataclass(frozen=True)
class Mismatch:
    """Two that should agree and do not; amounts in oere where they are what differs."""

    about: str
    """A line's id, a month, or a file's name."""
    text: str
    expected: Ore | None = None
    found: Ore | None = None
