"""What customers must pay for packages, reckoned a second time: date by date, in whole oere.

It shares nothing with the lines of fees but the values that both take.
"""

from calendar import monthrange
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rostering.domain.fees import Every, Fee, Paid
from rostering.domain.parties import Agreement
from rostering.money import Ore
from rostering.spans import Period

Subscribed = tuple[date, str, tuple[date, ...], Ore]
"""The date by which a fee is found, its customer, the dates that it pays for, and what that comes to."""
Kept = Iterable[tuple[date, tuple[Fee, ...]]]
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


def reckon_fees(
    agreements: Sequence[Agreement], fees: Sequence[Fee], kept: Kept, period: Period
) -> dict[tuple[date, str], Ore]:
    """What is owed by the date it is found by, and by customer.

    First come closed months, each by the fees that it was closed with, then open ones by those of today; a date that
    was paid for is not paid for again.
    """
    paid: set[tuple[str, date]] = set()
    owed: dict[tuple[date, str], Ore] = {}
    closed = dict(kept)
    now = {month.first: tuple(fees) for month in period.months() if month.first not in closed}
    for month, in_force in (closed | now).items():
        for day, customer, dates, ore in list(_found_in(month, agreements, in_force, paid)):
            paid.update((customer, one) for one in dates)
            if ore and day in period:
                owed[day, customer] = owed.get((day, customer), 0) + ore
    return owed


def _found_in(
    month: date, agreements: Iterable[Agreement], fees: Sequence[Fee], paid: Container[tuple[str, date]]
) -> Iterator[Subscribed]:
    """The fees that a month bills."""
    for agreement in agreements:
        for every in dict.fromkeys(fee.every for fee in fees if fee.package == agreement.package):
            interval = _interval(month, _MONTHS[every])
            governed = [(one, _fee_on(one, agreement, fees, paid)) for one in interval]
            for fee, run in groupby(governed, key=lambda pair: pair[1]):
                dates = tuple(one for one, _ in run)
                if fee and fee.every is every:
                    day = dates[0] if fee.paid is Paid.ADVANCE else dates[-1]
                    if day.replace(day=1) == month:
                        yield day, agreement.customer, dates, _share(fee.amount, len(dates), len(interval))


def _interval(month: date, length: int) -> list[date]:
    """All dates of the calendar's month, quarter or year, which is so many months long."""
    start = (month.month - 1) // length * length + 1
    return [
        date(month.year, number, day)
        for number in range(start, start + length)
        for day in range(1, monthrange(month.year, number)[1] + 1)
    ]


def _fee_on(day: date, agreement: Agreement, fees: Iterable[Fee], paid: Container[tuple[str, date]]) -> Fee | None:
    """The fee that holds on a date: the customer's own, else everybody's; none where the date is paid for."""
    if day < agreement.first or (agreement.last and day > agreement.last) or (agreement.customer, day) in paid:
        return None
    holding = {
        fee.customer: fee
        for fee in fees
        if fee.package == agreement.package and fee.first <= day and (fee.last is None or day <= fee.last)
    }
    return holding.get(agreement.customer) or holding.get(None)


def _share(amount: Ore, days: int, whole: int) -> Ore:
    ore, rest = divmod(amount * days, whole)
    return ore + (2 * rest >= whole)
