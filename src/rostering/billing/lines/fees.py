"""Subscription fees as lines: each stretch of dates that an agreement and a fee share within an interval is one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rostering.domain.charges import Charge, ChargeKind, first_of_month, in_order
from rostering.domain.fees import Fee, Paid
from rostering.domain.parties import Agreement
from rostering.money import Ore
from rostering.spans import DAY, Period, month_of

FEE = ChargeKind.FEE.value
"""With what the ids of fees begin."""
_Taken = Mapping[str, list[Period]]
"""What is paid for already, by customer."""


@dataclass(frozen=True)
class FeeStretch:
    """Neighbouring dates of one interval that one fee pays for under one agreement."""

    agreement: Agreement
    fee: Fee
    interval: Period
    dates: Period

    @property
    def day(self) -> date:
        """The date by which it is found, and so the month that bills it."""
        return self.dates.first if self.fee.paid is Paid.ADVANCE else self.dates.last

    @property
    def amount(self) -> Ore:
        """The share of the interval's days, rounded half up."""
        days = len(self.interval)
        return (2 * self.fee.amount * len(self.dates) + days) // (2 * days)


@dataclass(frozen=True)
class FeeBook:
    """All by which fees are reckoned: agreements and fees as they are now, and the fees that months were closed with.

    What a closed month bills stays as its own fees have it: others, and none, in `rates.toml` change nothing in it, and
    nobody pays twice for a date.
    """

    agreements: tuple[Agreement, ...] = ()
    fees: tuple[Fee, ...] = ()
    kept: tuple[tuple[date, tuple[Fee, ...]], ...] = ()
    """By the first dates of closed months, in the order in which they were closed."""

    def lines(self, period: Period) -> tuple[Charge, ...]:
        """The fees of a period's dates by the agreements as they are, each billed in the month of its date."""
        closed = {month for month, _ in self.kept}
        now = _stretches(self.agreements, self.fees, period, _taken(self._closed))
        due = (*self._closed, *(one for one in now if first_of_month(one.day) not in closed))
        return in_order(_line(one) for one in due if one.day in period and one.amount)

    @cached_property
    def _closed(self) -> tuple[FeeStretch, ...]:
        found: list[FeeStretch] = []
        for month, fees in self.kept:
            found += list(_stretches(self.agreements, fees, month_of(month.year, month.month), _taken(found)))
        return tuple(found)


def _taken(stretches: Iterable[FeeStretch]) -> _Taken:
    taken: dict[str, list[Period]] = defaultdict(list)
    for one in stretches:
        taken[one.agreement.customer].append(one.dates)
    return taken


def _stretches(
    agreements: Iterable[Agreement], fees: Iterable[Fee], period: Period, taken: _Taken
) -> Iterator[FeeStretch]:
    """The stretches that are found by a date of a period, but for what is paid for already."""
    fees = tuple(fees)
    for agreement in agreements:
        fitting = [fee for fee in fees if fee.fits(agreement.customer, agreement.package)]
        own = [fee.dates for fee in fitting if fee.customer]
        for fee in fitting:
            busy = [*taken.get(agreement.customer, ()), *(() if fee.customer else own)]
            for one in _of_fee(agreement, fee, period, busy):
                if one.day in period:
                    yield one


def _of_fee(agreement: Agreement, fee: Fee, period: Period, busy: Iterable[Period]) -> Iterator[FeeStretch]:
    busy = sorted(busy)
    for interval in dict.fromkeys(fee.every.interval(month.first) for month in period.months()):
        first = max(interval.first, agreement.first, fee.first)
        last = min(interval.last, agreement.last or date.max, fee.last or date.max)
        for dates in _without(Period(first, last), busy) if first <= last else ():
            yield FeeStretch(agreement, fee, interval, dates)


def _without(period: Period, busy: Iterable[Period]) -> Iterator[Period]:
    """What is left of a period; the busy ones are sorted."""
    first = period.first
    for one in busy:
        if one.last < first or one.first > period.last:
            continue
        if one.first > first:
            yield Period(first, one.first - DAY)
        if one.last >= period.last:
            return
        first = one.last + DAY
    yield Period(first, period.last)


def _line(one: FeeStretch) -> Charge:
    return Charge(
        id=_id(one),
        month=first_of_month(one.day),
        day=one.day,
        customer=one.agreement.customer,
        booking="",
        consultant="",
        role="",
        day_class="",
        list_price=one.fee.amount,
        discount=0,
        unit_price=one.amount,
        amount=one.amount,
        card=one.fee.first,
        rule=_rule(one),
        roster=None,
        kind=ChargeKind.FEE,
        package=one.fee.package,
        paid_from=one.dates.first,
        paid_to=one.dates.last,
    )


def _id(one: FeeStretch) -> str:
    """Called by its month when it pays for a whole interval, which nothing else then does; else by its date."""
    when = f"{one.day:%Y-%m}" if one.dates == one.interval else one.day.isoformat()
    return f"{FEE}:{one.agreement.customer}:{one.fee.package}:{when}"


def fee_of(line: Charge, fees: Iterable[Fee]) -> Fee | None:
    """The fee that a line is priced by: the customer's own on its dates, else that of everybody."""
    fitting = [fee for fee in fees if fee.fits(line.customer, line.package) and line.paid and _holds(fee, line.paid)]
    return max(fitting, key=lambda fee: fee.customer is not None, default=None)


def _holds(fee: Fee, dates: Period) -> bool:
    return fee.dates.first <= dates.first and dates.last <= fee.dates.last


def fee_label(fee: Fee) -> str:
    """A fee in short: `every month in advance`, `every year in arrears customer=fjord`."""
    return f"every {fee.every} in {fee.paid}" + (f" customer={fee.customer}" if fee.customer else "")


def _rule(one: FeeStretch) -> str:
    share = "" if one.dates == one.interval else f"; {len(one.dates)} of {len(one.interval)} days"
    return fee_label(one.fee) + share
