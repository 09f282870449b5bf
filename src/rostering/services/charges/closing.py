"""Months of charges: shown, closed for good, and the statement of each."""

from dataclasses import replace
from datetime import date, datetime

from rostering.answers.charges import Closed, ShownCharges
from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.hindrances import hindrances
from rostering.billing.lines.statement import Statement, batch_of
from rostering.domain.charges import Charge, Frozen, MonthState, in_order
from rostering.domain.inputs import Inputs
from rostering.language import _, said
from rostering.services.charges.books import books_of, tickets_told
from rostering.services.charges.statements import names_of, open_statement, states_of
from rostering.services.clock import now, today_in
from rostering.services.month_ends.month_closing import MonthEnd, check_month, not_ended
from rostering.services.opening import existing_store
from rostering.spans import DAY, Period, month_of
from rostering.store import Closing, Transaction


def show_charges(url: str, period: Period) -> ShownCharges:
    """What readiness costs: closed months as they were closed, open ones as they stand, as far as there are prices.

    Raises NoInputs.
    """
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        books = books_of(reading, inputs)
        closings = reading.charges.closings()
        states = states_of(reading, period)
        later = tuple((line, states_of(reading, line.period)[line.month]) for line in books.later(period))
    names = names_of(inputs, books.publications)
    if MonthState.OPEN not in states.values():
        for month in sorted(states):
            names = closings[month].names.with_names_of(names)
    try:
        lines: tuple[Charge, ...] = books.lines_in(period)
        unpriced: tuple[str, ...] = ()
    except Unbillable as unbillable:
        lines, unpriced = in_order(unbillable.lines), unbillable.reasons
    return ShownCharges(period, lines, names, states, later, unpriced, tickets_told(books, period, names.customers))


def close_month(
    url: str, month: Period, by: str, early: bool = False, today: date | None = None, seen: str | None = None
) -> Closed:
    """Close a month: its lines, their prices and all names in it stay as they are now, whatever changes later.

    `seen` is the mark of the lines that whoever closes it was shown.
    Raises NoMonth, AlreadyClosed, NotEnded unless it may be early, NotClosable, Stale.
    """
    check_month(month)
    with existing_store(url).transaction() as tx:
        inputs = tx.inputs()
        closings = tx.charges.closings()
        today = today or today_in(inputs.organisation.zone)
        books = books_of(tx, inputs)
        found = hindrances(books, month) if month.first not in closings else ()
        end = MonthEnd(month, books, closings, found, today)
        lines, at = tx.charges.with_kept_corrections(end.lines(tx, early, seen)), now()
        statement = open_statement(inputs, books, month, lines)
        statement = replace(statement, state=MonthState.CLOSED, closed_at=at, batch=batch_of(month, lines))
        _keep(tx, statement, inputs, by)
        tx.charges.freeze(_prices(books, month, at))
    return Closed(month, lines, statement.batch, at, warnings_about(inputs, books, month, today))


def _keep(tx: Transaction, statement: Statement, inputs: Inputs, by: str) -> None:
    at = statement.closed_at or now()
    month = statement.month.first
    names = statement.names.of_people({line.consultant for line in statement.lines})  # who else is none of its business
    parties = names, statement.customers, statement.bookings, statement.seller
    tx.charges.close(
        Closing(month, at, by, statement.batch, *parties, inputs.fees, statement.packages, inputs.callout_fees),
        statement.lines,
    )
    tx.log(by, "close", f"{month:%Y-%m}", None, statement.batch, at=at)


def _prices(books: Books, month: Period, at: datetime) -> list[Frozen]:
    """What the month was reckoned with, so that a later rate card corrects nothing."""
    run = books.run_before(month)
    whole = Period(run.first if run else month.first, month.last)
    new = [want for want in books.wants(whole) if books.tariff.frozen(want) is None]
    return [
        Frozen(want, books.tariff.price(want), at, said("closed {month}", month=f"{month.first:%Y-%m}")) for want in new
    ]


def warnings_about(inputs: Inputs, books: Books, month: Period, today: date) -> tuple[str, ...]:
    """What is worth knowing of an open month before it is closed, though it is in nobody's way."""
    customers = {customer.id: customer.name for customer in inputs.customers}
    found = [*not_ended(month, today), *tickets_told(books, month, customers)]
    day = month.first - DAY
    before = month_of(day.year, day.month)
    booked = any(booking.period.overlaps(before) and not booking.cancelled for booking in inputs.bookings)
    published = any(each in books.rosters for each in before)
    if before.first in books.months:
        return tuple(found)
    if booked and published:
        found.append(_("{first} is still open, and has bookings", first=f"{before.first:%Y-%m}"))
    if books.fees.lines(before):
        found.append(_("{first} is still open, and has fees", first=f"{before.first:%Y-%m}"))
    return tuple(found)
