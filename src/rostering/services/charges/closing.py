"""Months of charges: shown, closed for good, and the statement of each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from rostering.answers.charges import Closed, ShownCharges
from rostering.billing.invoices.drafts import can_invoice
from rostering.billing.lines.books import Books
from rostering.billing.lines.hindrances import hindrances
from rostering.billing.lines.statement import Statement, batch_of
from rostering.domain.charges import Charge, Frozen, MonthState
from rostering.domain.fees import Fee
from rostering.domain.inputs import Inputs, Seller
from rostering.errors import BadCall, Conflict, Refused
from rostering.language import _
from rostering.rosters.history import published_directory
from rostering.rosters.version import Directory, Publication
from rostering.services.cases.versions import directory_of
from rostering.services.charges.books import books_of
from rostering.services.clock import now, today_in
from rostering.services.opening import existing_store
from rostering.spans import DAY, Period, month_of
from rostering.store import Closing, Reading, Transaction


class NoMonth(BadCall):
    """A period that is not one calendar month."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _("charges are closed and exported by the month, and {period} is not one: write 2026-12", period=period)
        )


class AlreadyClosed(Conflict):
    """A month that was closed before."""

    def __init__(self, closing: Closing) -> None:
        when = f"{closing.at:%Y-%m-%d %H:%M} UTC"
        super().__init__(
            _(
                "{month} was closed already, on {when} by {by}: batch {batch}",
                month=f"{closing.month:%Y-%m}",
                when=when,
                by=closing.by,
                batch=closing.batch,
            )
        )


class NotClosable(Refused):
    """A month that cannot be closed; `reasons` says all that is in the way."""

    def __init__(self, month: Period, reasons: Iterable[str]) -> None:
        self.month, self.reasons = month, tuple(reasons)
        listed = "\n".join(f"  {reason}" for reason in self.reasons)
        super().__init__(_("{month} cannot be closed:\n{listed}", month=f"{month.first:%Y-%m}", listed=listed))


class NotEnded(Conflict):
    """A month that still has dates ahead."""

    def __init__(self, month: Period) -> None:
        super().__init__(
            _(
                "{month} has not ended: what changes in it after it is closed becomes corrections; close it on "
                "{day} or later, or now with --early",
                month=f"{month.first:%Y-%m}",
                day=month.last + DAY,
            )
        )


def show_charges(url: str, period: Period) -> ShownCharges:
    """What readiness costs: closed months as they were closed, open ones as they stand. Raises NoInputs, Unbillable."""
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        books = books_of(reading, inputs)
        closings = reading.charges.closings()
        states = states_of(reading, period)
        later = tuple((line, states_of(reading, line.period)[line.month]) for line in books.later(period))
    names = _names(inputs, books.publications)
    if MonthState.OPEN not in states.values():
        for month in sorted(states):
            names = closings[month].names.with_names_of(names)
    return ShownCharges(period, books.lines_in(period), names, states, later)


def close_month(url: str, month: Period, by: str, early: bool = False, today: date | None = None) -> Closed:
    """Close a month: its lines, their prices and all names in it stay as they are now, whatever changes later.

    Raises NoMonth, AlreadyClosed, NotEnded unless it may be early, NotClosable.
    """
    if month.months() != (month,):
        raise NoMonth(month)
    with existing_store(url).transaction() as tx:
        inputs = tx.inputs()
        if closing := tx.charges.closings().get(month.first):
            raise AlreadyClosed(closing)
        today = today or today_in(inputs.organisation.zone)
        if today <= month.last and not early:
            raise NotEnded(month)
        books = books_of(tx, inputs)
        if reasons := hindrances(books, month):
            raise NotClosable(month, reasons)
        lines, at = books.lines(month), now()
        statement = _statement(inputs, books, month, lines)
        statement = replace(statement, state=MonthState.CLOSED, closed_at=at, batch=batch_of(month, lines))
        _keep(tx, statement, inputs.fees, by)
        tx.charges.freeze(_prices(books, month, at))
    return Closed(month, lines, statement.batch, at, _warnings(inputs, books, month, today))


def statement_of(reading: Reading, month: Period) -> Statement:
    """The statement of a month: of a closed one as it was closed, of an open one as it would be.

    Raises NoMonth, Unbillable.
    """
    if month.months() != (month,):
        raise NoMonth(month)
    closing = reading.charges.closings().get(month.first)
    if closing is None:
        inputs = reading.inputs()
        books = books_of(reading, inputs)
        return _statement(inputs, books, month, books.lines(month))
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


def _invoicer(reading: Reading, seller: Seller) -> Seller:
    """The seller of the closing, or today's where that one could write no electronic invoice."""
    return seller if can_invoice(seller) else reading.inputs().organisation.seller


def states_of(reading: Reading, period: Period) -> dict[date, MonthState]:
    """Where the months that a period touches stand, by their first dates."""
    closed = reading.charges.closings().keys()
    exported = {export.month for export in reading.charges.exports()}
    return {month.first: _state(month.first, closed, exported) for month in period.months()}


def _state(month: date, closed: Iterable[date], exported: Iterable[date]) -> MonthState:
    if month not in closed:
        return MonthState.OPEN
    return MonthState.EXPORTED if month in exported else MonthState.CLOSED


def _statement(inputs: Inputs, books: Books, month: Period, lines: tuple[Charge, ...]) -> Statement:
    customers, bookings = {line.customer for line in lines}, {line.booking for line in lines}
    packages = {line.package: inputs.catalogue.packages.get(line.package) for line in lines if line.package}
    return Statement(
        month=month,
        lines=lines,
        names=_names(inputs, books.publications),
        customers={customer.id: customer for customer in inputs.customers if customer.id in customers},
        bookings={booking.id: booking for booking in inputs.bookings if booking.id in bookings},
        seller=inputs.organisation.seller,
        state=MonthState.OPEN,
        closed_at=None,
        batch=f"{month.first:%Y-%m}-open",
        packages={key: package.name if package else key for key, package in sorted(packages.items())},
    )


def _keep(tx: Transaction, statement: Statement, fees: tuple[Fee, ...], by: str) -> None:
    at = statement.closed_at or now()
    month = statement.month.first
    parties = statement.names, statement.customers, statement.bookings, statement.seller
    tx.charges.close(Closing(month, at, by, statement.batch, *parties, fees, statement.packages), statement.lines)
    tx.log(by, "close", f"{month:%Y-%m}", None, statement.batch, at=at)


def _prices(books: Books, month: Period, at: datetime) -> list[Frozen]:
    """What the month was reckoned with, so that a later rate card corrects nothing."""
    run = books.run_before(month)
    whole = Period(run.first if run else month.first, month.last)
    new = [want for want in books.wants(whole) if books.tariff.frozen(want) is None]
    return [Frozen(want, books.tariff.price(want), at, f"closed {month.first:%Y-%m}") for want in new]


def _warnings(inputs: Inputs, books: Books, month: Period, today: date) -> tuple[str, ...]:
    found = []
    if today <= month.last:
        following = month.last + DAY
        told = f"what changes in it from now on is billed in {following:%Y-%m} or later"
        found.append(f"{month.first:%Y-%m} has not ended yet: {told}")
    day = month.first - DAY
    before = month_of(day.year, day.month)
    booked = any(booking.period.overlaps(before) and not booking.cancelled for booking in inputs.bookings)
    published = any(each in books.rosters for each in before)
    if booked and published and before.first not in books.months:
        found.append(f"{before.first:%Y-%m} is still open, and has bookings")
    return tuple(found)


def _names(inputs: Inputs, publications: tuple[Publication, ...]) -> Directory:
    """The names in force, and those of whoever is only named in a roster."""
    now_, before = directory_of(inputs), published_directory(publications)
    return now_.with_names_of(before) if before else now_
