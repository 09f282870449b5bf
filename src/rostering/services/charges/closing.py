"""Months of charges: shown, closed for good, and the statement of each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from rostering.answers.charges import Closed, ShownCharges
from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.hindrances import hindrances
from rostering.billing.lines.statement import Statement, batch_of
from rostering.domain.charges import Charge, Frozen, MonthState, in_order
from rostering.domain.fees import Fee
from rostering.domain.inputs import Inputs
from rostering.errors import Conflict, Refused
from rostering.language import _, said
from rostering.services.access.freshness import changed_since, mark_of
from rostering.services.charges.books import books_of
from rostering.services.charges.statements import NoMonth, names_of, open_statement, states_of
from rostering.services.clock import now, today_in
from rostering.services.opening import existing_store
from rostering.spans import DAY, Period, month_of
from rostering.store import Closing, Reading, Transaction


class AlreadyClosed(Conflict):
    """A month that was closed before."""

    def __init__(self, closing: Closing) -> None:
        when = _("{at} UTC", at=f"{closing.at:%Y-%m-%d %H:%M}")
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
    return ShownCharges(period, lines, names, states, later, unpriced)


def close_month(
    url: str, month: Period, by: str, early: bool = False, today: date | None = None, seen: str | None = None
) -> Closed:
    """Close a month: its lines, their prices and all names in it stay as they are now, whatever changes later.

    `seen` is the mark of the lines that whoever closes it was shown.
    Raises NoMonth, AlreadyClosed, NotEnded unless it may be early, NotClosable, Stale.
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
        if found := hindrances(books, month):
            raise NotClosable(month, (one.text for one in found))
        lines, at = books.lines(month), now()
        if seen is not None:
            _check_seen(tx, month, lines, seen)
        lines = tx.charges.with_kept_corrections(lines)
        statement = open_statement(inputs, books, month, lines)
        statement = replace(statement, state=MonthState.CLOSED, closed_at=at, batch=batch_of(month, lines))
        _keep(tx, statement, inputs.fees, by)
        tx.charges.freeze(_prices(books, month, at))
    return Closed(month, lines, statement.batch, at, warnings_about(inputs, books, month, today))


def closing_mark(reading: Reading, month: Period, lines: Iterable[Charge]) -> str:
    """What a form that closes a month is made from: its lines, and the newest entry of the log."""
    return f"{mark_of(reading)}-{batch_of(month, lines)[len('2026-11-') :]}"


def _check_seen(reading: Reading, month: Period, lines: Iterable[Charge], seen: str) -> None:
    """Close nothing but the lines that somebody was shown; other things may have changed since. Raises Stale."""
    number, _dash, digest = seen.partition("-")
    if digest != closing_mark(reading, month, lines).partition("-")[2]:
        raise changed_since(reading, number)


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
    return [
        Frozen(want, books.tariff.price(want), at, said("closed {month}", month=f"{month.first:%Y-%m}")) for want in new
    ]


def warnings_about(inputs: Inputs, books: Books, month: Period, today: date) -> tuple[str, ...]:
    """What is worth knowing of an open month before it is closed, though it is in nobody's way."""
    found = []
    if today <= month.last:
        following = month.last + DAY
        told = _("what changes in it from now on is billed in {following} or later", following=f"{following:%Y-%m}")
        found.append(_("{first} has not ended yet: {told}", first=f"{month.first:%Y-%m}", told=told))
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
