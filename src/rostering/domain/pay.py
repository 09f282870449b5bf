"""What consultants are paid for standby and for call-outs: the amounts in force, and the lines of a month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from rostering.domain.begun import Begun
from rostering.domain.booked import MonthLine
from rostering.money import Ore

HOUR = 60
"""Minutes of an hour."""


class Per(StrEnum):
    """What an amount is paid for."""

    DAY = "day"
    """The whole duty, however long it is."""
    HOUR = "hour"


@dataclass(frozen=True)
class StandbyRate:
    """What a duty pays: of a kind, of a day class, in a role; what is None fits all."""

    amount: Ore
    per: Per = Per.DAY
    kind: str | None = None
    day_class: str | None = None
    role: str | None = None

    @property
    def narrowness(self) -> tuple[bool, bool, bool]:
        """The most specific comes first, and wins."""
        return self.kind is None, self.day_class is None, self.role is None


@dataclass(frozen=True)
class CalloutRate:
    """What an hour of call-outs pays, or costs: of those during a duty of a kind, or of all."""

    amount: Ore
    begun: Begun
    minimum: int = 0
    """So many minutes are paid at least."""
    kind: str | None = None

    def paid_minutes(self, minutes: int) -> int:
        """The minutes that are paid for so many that were worked."""
        return max(self.begun.round_up(minutes), self.minimum)


@dataclass(frozen=True)
class PayCard:
    """The amounts in force from a date, to a date or until further notice."""

    first: date
    last: date | None
    standby: tuple[StandbyRate, ...]
    callouts: tuple[CalloutRate, ...] = ()
    """None: call-outs are paid no more than the duty is."""

    def covers(self, day: date) -> bool:
        """Whether the card is in force that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class PayPolicy:
    """What `pay.toml` says."""

    cards: tuple[PayCard, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    """By what payroll calls consultants, by id."""


class PayKind(StrEnum):
    """What a line of pay is."""

    STANDBY = "standby"
    CALLOUT = "call-out"
    CREDIT = "credit"
    """It takes back one line, whole."""


@dataclass(frozen=True)
class PayLine(MonthLine):
    """A line of a month's pay: a duty that somebody held, a call-out, or what takes one of them back; in oere."""

    id: str
    """The same on every machine: `preparedness:2026-12-25:anna`, of a call-out `callout:17:anna`.

    A second time it ends with `:2`, its credit's with `:credit`.
    """
    month: date
    """The first date of the month in which it is paid; of a correction a later one than its date's."""
    day: date
    """The date on which the duty starts, or on which somebody was called."""
    consultant: str
    duty: str
    """The pooled team or the booking; empty of a call-out."""
    role: str
    duty_kind: str
    """The kind of the duty, or of the duty during which the call-out was; `outside` when there was none."""
    day_class: str
    customers: tuple[str, ...]
    """Whom it served."""
    minutes: int
    """What is paid by the hour; 0 of what is paid by the day."""
    rate: Ore
    """For the whole duty, or for an hour."""
    amount: Ore
    card: date
    """The date from which the pay card is in force: its name."""
    roster: int | None
    """The number of the published roster it rests on; None of a call-out."""
    kind: PayKind = PayKind.STANDBY
    corrects: str | None = None
    """The id of the line that this one corrects, which is always one of a closed month."""
    callout: int | None = None
    """The number of the call-out."""

    @property
    def order(self) -> tuple[date, str, str, date, bool, str]:
        """By what lines are sorted; what is taken back stands before what takes its place."""
        return self.day, self.consultant, self.duty, self.month, not self.is_credit, self.id

    @property
    def is_credit(self) -> bool:
        """Whether it takes back one line, whole."""
        return self.kind is PayKind.CREDIT

    @property
    def told(self) -> tuple[object, ...]:
        """What it pays for; which roster says so, and which card priced it, is no matter."""
        return self.duty_kind, self.role, self.day_class, self.minutes, self.amount

    @property
    def shares(self) -> bool:
        """Only one new line stands for an old one."""
        return False

    def stands_for(self, other: "PayLine") -> tuple[bool, ...] | None:
        """How ill it takes the place of another line: best of the same consultant, else of the same role."""
        if (other.duty, other.callout, other.day) != (self.duty, self.callout, self.day):
            return None
        return other.consultant != self.consultant, other.role != self.role

    def credited(self, month: date, roster: int | None) -> "PayLine":
        """The line that takes this one back; a line has one credit at most, as that is called after it."""
        rests_on = None if self.callout else roster
        return replace(
            self,
            id=f"{self.id}:credit",
            month=month,
            amount=-self.amount,
            roster=rests_on,
            kind=PayKind.CREDIT,
            corrects=self.id,
        )

    def again(self, times: int, month: date, corrects: str | None) -> "PayLine":
        """The line as one of a later month, under an id of its own when lines like it were closed before."""
        return replace(self, id=f"{self.id}:{times + 1}" if times else self.id, month=month, corrects=corrects)


def by_consultant(lines: Iterable[PayLine]) -> dict[str, Ore]:
    """The sum for each consultant, sorted by consultant."""
    sums: dict[str, Ore] = {}
    for line in lines:
        sums[line.consultant] = sums.get(line.consultant, 0) + line.amount
    return dict(sorted(sums.items()))
