"""What all lines have in common that are kept when a month is closed, of whatever money they are."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self, TypeVar

from rostering.money import Ore
from rostering.spans import Period, month_of


class BookedLine(Protocol):
    """A line of a month: of what customers pay, or of what consultants are paid."""

    @property
    def id(self) -> str:
        """The same on every machine; its credit's ends with `:credit`, that of a second time with `:2`."""

    @property
    def month(self) -> date:
        """The first date of the month in which it stands; of a correction a later one than its date's."""

    @property
    def day(self) -> date:
        """The date that it is for."""

    @property
    def amount(self) -> Ore:
        """Negative in a credit."""

    @property
    def corrects(self) -> str | None:
        """The id of the line of a closed month that this one corrects."""

    @property
    def roster(self) -> int | None:
        """The published roster that it rests on."""

    @property
    def is_credit(self) -> bool:
        """Whether it takes back one line, whole."""

    @property
    def order(self) -> tuple[date, str, str, date, bool, str]:
        """By what lines are sorted; what is taken back stands before what takes its place."""

    @property
    def period(self) -> Period:
        """The month in which it stands."""

    @property
    def posted(self) -> date:
        """The date by which it is found: its own, or the first of its month when that is a later one."""

    @property
    def first_id(self) -> str:
        """What the first line of the same thing is called."""

    @property
    def told(self) -> tuple[object, ...]:
        """What it says: two lines that tell the same need no correction."""

    @property
    def shares(self) -> bool:
        """Whether several new lines may stand for the same old one."""

    def stands_for(self, other: Self) -> tuple[bool, ...] | None:
        """How ill it takes the place of another line, the least fits best; None where it does not."""

    def credited(self, month: date, roster: int | None) -> Self:
        """The line that takes this one back; a line has one credit at most, as that is called after it."""

    def again(self, times: int, month: date, corrects: str | None) -> Self:
        """The line as one of a later month, under an id of its own when lines like it were there before."""


@dataclass(frozen=True)
class MonthLine:
    """What a line says of itself in the same way, whatever money it is."""

    id: str
    month: date
    day: date

    @property
    def period(self) -> Period:
        """The month in which it stands."""
        return month_of(self.month.year, self.month.month)

    @property
    def posted(self) -> date:
        """The date by which it is found: its own, or the first of its month when that is a later one."""
        return max(self.day, self.month)

    @property
    def first_id(self) -> str:
        """What the first line of the same thing is called: most ids have three parts, and what comes behind them."""
        return ":".join(self.id.split(":")[:3])


Line = TypeVar("Line", bound=BookedLine)
