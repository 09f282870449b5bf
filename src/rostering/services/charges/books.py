"""The books of a store: all by which its charges are reckoned."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial

from rostering.billing.lines.books import Books
from rostering.billing.lines.callout_charges import CalloutBook
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.fees import FeeBook
from rostering.billing.lines.prices import Tariff
from rostering.domain.callouts import Callout
from rostering.domain.charges import Charge, first_of_month
from rostering.domain.fees import Fee
from rostering.domain.inputs import Inputs
from rostering.domain.totals import total_of
from rostering.language import _, counted
from rostering.language.sentences import heard
from rostering.money import format_dkk
from rostering.services.cases.allowances import above_allowances
from rostering.services.cases.orders import orders_of, other_part
from rostering.spans import Period
from rostering.store import Closing, Reading

_KEPT = (
    heard("closed months change, and cannot be billed: {reason}"),
    heard("closed months change: {lines} for DKK {amount} will be billed in {month}"),
)
"""What is said of closed months, where a publication keeps it."""


def books_of(reading: Reading, inputs: Inputs | None = None) -> Books:
    """The books, as the store has them now. Raises NoInputs."""
    inputs = inputs or reading.inputs()
    closings = reading.charges.closings()
    return Books(
        publications=reading.publications(),
        bookings=inputs.bookings,
        tariff=Tariff(inputs.rate_cards, reading.charges.frozen()),
        terms=inputs.cancellation,
        orders=cache(partial(orders_of, inputs, inputs.bookings)),
        closed=reading.charges.lines_as_now(),
        months=frozenset(closings),
        other_part=partial(other_part, inputs),
        fees=FeeBook(inputs.agreements, inputs.fees, kept_fees(closings.values())),
        callouts=callout_book(reading.callouts.all(), inputs, closings.values()),
    )


def callout_book(callouts: tuple[Callout, ...], inputs: Inputs, closings: Iterable[Closing]) -> CalloutBook:
    """What call-outs cost, now and in the months that were closed."""
    kept = {one.month: one.callouts for one in closings}
    above = cache(partial(above_allowances, inputs, callouts))
    return CalloutBook(callouts, inputs.callout_fees, kept, above, inputs.organisation.zone)


def tickets_told(books: Books, period: Period, customers: Mapping[str, str]) -> tuple[str, ...]:
    """Sentences about the tickets above what months include for which no price is set: finance decides."""
    number = Counter(
        (customers.get(one.call.customer, one.call.customer), first_of_month(books.callouts.day_of(one)), allowance)
        for one, allowance in books.callouts.unpriced(period)
    )
    return tuple(
        _(
            "{customer}, {month}: {number} above the {included} that are included ({name}), without a price",
            customer=customer,
            month=f"{month:%Y-%m}",
            number=several,
            included=allowance.a_month,
            name=allowance.name,
        )
        for (customer, month, allowance), several in sorted(number.items(), key=lambda item: item[0][:2])
    )


def kept_fees(closings: Iterable[Closing]) -> tuple[tuple[date, tuple[Fee, ...]], ...]:
    """The fees that months were closed with, in the order of closing."""
    return tuple((one.month, one.fees) for one in sorted(closings, key=lambda one: (one.at, one.month)))


def told_of_closed(before: Books, after: Books, each: bool = False) -> tuple[str, ...]:
    """Sentences about what a change makes of closed months: it is billed in an open one; `each` names every line."""
    if not after.months:
        return ()
    try:
        changed = _changed(before, after)
    except Unbillable as unbillable:
        return tuple(
            _("closed months change, and cannot be billed: {reason}", reason=reason) for reason in unbillable.reasons
        )
    by_month = {line.month: [one for one in changed if one.month == line.month] for line in changed}
    return tuple(text for month, lines in sorted(by_month.items()) for text in _told(month, lines, each))


def _changed(before: Books, after: Books) -> list[Charge]:
    """The corrections that would wait after a change, and do not before it."""
    earlier = {line.id: line for line in before.waiting()}
    return [line for line in after.waiting() if earlier.get(line.id) != line]


def _told(month: date, lines: Sequence[Charge], each: bool) -> Iterator[str]:
    yield (
        _(
            "closed months change: {lines} for DKK {amount} will be billed in {month}",
            lines=counted(len(lines), "line"),
            amount=format_dkk(total_of(lines)),
            month=f"{month:%Y-%m}",
        )
    )
    for line in lines if each else ():
        yield _(
            "  {day} {booking} {consultant}: DKK {amount}",
            day=line.day,
            booking=line.booking or line.package or line.kind.value,
            consultant=line.customer if line.package else line.consultant or line.kind.value,
            amount=format_dkk(line.amount),
        )
