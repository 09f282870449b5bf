"""Statements of months: of a closed one as it was closed, of an open one as it would be; and where months stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter

from rostering.billing.invoices.drafts import can_invoice
from rostering.billing.invoices.invoice import invoices_of, whole
from rostering.billing.lines.books import Books
from rostering.billing.lines.statement import Corrected, Statement
from rostering.domain.charges import Charge, MonthState, Unbilled
from rostering.domain.inputs import Inputs, Seller
from rostering.money import Ore
from rostering.rosters.history import published_directory
from rostering.rosters.version import Directory, Publication
from rostering.services.cases.versions import directory_of
from rostering.services.charges.books import books_of
from rostering.services.month_ends.month_closing import check_month
from rostering.spans import Period
from rostering.store import Closing, Reading


def statement_of(reading: Reading, month: Period) -> Statement:
    """The statement of a month: of a closed one as it was closed, of an open one as it would be.

    Raises NoMonth, Unbillable.
    """
    check_month(month)
    closing = reading.charges.closings().get(month.first)
    if closing is None:
        inputs = reading.inputs()
        books = books_of(reading, inputs)
        statement = open_statement(inputs, books, month, books.lines(month))
    else:
        statement = _closed(reading, month, closing)
    return replace(statement, corrected=_corrected(reading, statement.lines))


def _closed(reading: Reading, month: Period, closing: Closing) -> Statement:
    return Statement(
        month=month,
        lines=tuple(line for line in reading.charges.lines() if line.month == month.first),
        names=closing.names,
        customers=closing.customers,
        bookings=closing.bookings,
        seller=_invoicer(reading, closing.seller),
        state=MonthState.CLOSED,
        closed_at=closing.at,
        batch=closing.batch,
        packages=closing.packages,
    )


def _corrected(reading: Reading, lines: Iterable[Charge]) -> dict[str, Corrected]:
    """The documents in which the lines that these correct were billed, by the corrected lines' ids."""
    wanted = {line.corrects for line in lines if line.corrects}
    months = {line.period for line in reading.charges.lines() if line.id in wanted} if wanted else set()
    closings = reading.charges.closings()
    statements = (whole(_closed(reading, month, closings[month.first])) for month in months)
    return {
        line.id: Corrected(invoice.reference, statement.month.last)
        for statement in statements
        for invoice in invoices_of(statement)
        for line in invoice.lines
        if line.id in wanted
    }


def _invoicer(reading: Reading, seller: Seller) -> Seller:
    """The seller of the closing, or today's where that one could write no electronic invoice."""
    return seller if can_invoice(seller) else reading.inputs().organisation.seller


def states_of(reading: Reading, period: Period) -> dict[date, MonthState]:
    """Where the months that a period touches stand, by their first dates."""
    closed = reading.charges.closings().keys()
    exported = {export.month for export in reading.charges.exports() if export.bills} | {
        one.month for one in reading.charges.billed()
    }
    owed = {one.month for one in unbilled(reading)}
    return {month.first: _state(month.first, closed, exported - owed) for month in period.months()}


def _state(month: date, closed: Iterable[date], exported: Iterable[date]) -> MonthState:
    if month not in closed:
        return MonthState.OPEN
    return MonthState.EXPORTED if month in exported else MonthState.CLOSED


def unbilled(reading: Reading) -> tuple[Unbilled, ...]:
    """What is closed, and neither exported nor billed by hand; by month and customer."""
    owed: dict[tuple[date, str], Ore] = defaultdict(int)
    for line in reading.charges.lines():
        owed[line.month, line.customer] += line.amount
    by_hand = {(one.month, one.customer) for one in reading.charges.billed()}
    left_out: dict[date, set[str]] = {}
    for export in filter(attrgetter("bills"), reading.charges.exports()):
        left_out[export.month] = left_out.get(export.month, set(export.left_out)) & set(export.left_out)
    closings = reading.charges.closings()
    return tuple(
        Unbilled(month, customer, closings[month].customers[customer].name, amount)
        for (month, customer), amount in sorted(owed.items())
        if customer in left_out.get(month, {customer}) and (month, customer) not in by_hand
    )


def open_statement(inputs: Inputs, books: Books, month: Period, lines: tuple[Charge, ...]) -> Statement:
    """The statement of an open month with these lines."""
    customers, bookings = {line.customer for line in lines}, {line.booking for line in lines}
    packages = {line.package for line in lines}
    return Statement(
        month=month,
        lines=lines,
        names=names_of(inputs, books.publications),
        customers={customer.id: customer for customer in inputs.customers if customer.id in customers},
        bookings={booking.id: booking for booking in inputs.bookings if booking.id in bookings},
        seller=inputs.organisation.seller,
        state=MonthState.OPEN,
        closed_at=None,
        batch=f"{month.first:%Y-%m}-open",
        packages={one.id: one.name for one in inputs.catalogue.packages.values() if one.id in packages},
    )


def names_of(inputs: Inputs, publications: tuple[Publication, ...]) -> Directory:
    """The names in force, and those of whoever is only named in a roster."""
    now_, before = directory_of(inputs), published_directory(publications)
    return now_.with_names_of(before) if before else now_
