"""Subscription fees: what a package costs a customer by the month, the quarter or the year."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rostering.money import Ore
from rostering.spans import Period, month_of, quarter_of


class Every(StrEnum):
    """How long an interval is that a fee pays for; intervals are those of the calendar."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def interval(self, day: date) -> Period:
        """The interval that a date lies in."""
        if self is Every.YEAR:
            return Period(date(day.year, 1, 1), date(day.year, 12, 31))
        return quarter_of(day) if self is Every.QUARTER else month_of(day.year, day.month)


class Paid(StrEnum):
    """When a fee is billed."""

    ADVANCE = "advance"
    """With the first date of what it pays for."""
    ARREARS = "arrears"
    """With the last."""


@dataclass(frozen=True)
class Fee:
    """What a package costs from a date, to a date or until further notice; in oere for each interval, excluding VAT."""

    package: str
    amount: Ore
    every: Every
    paid: Paid
    first: date
    last: date | None = None
    customer: str | None = None
    """Whose own price it is, before that of everybody."""

    def fits(self, customer: str, package: str) -> bool:
        """Whether it is a price of the customer's for the package."""
        return self.package == package and self.customer in {None, customer}

    @property
    def dates(self) -> Period:
        """Its dates, to the end of the calendar where there is no other."""
        return Period(self.first, self.last or date.max)
