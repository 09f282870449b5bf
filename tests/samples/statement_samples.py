"""Statements of a made-up month to write files of: charges, a credit, a cancellation, and names of all sorts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from rostering.billing.lines.statement import Statement, batch_of
from rostering.domain.charges import Charge, ChargeKind, MonthState, in_order
from rostering.domain.inputs import Seller
from rostering.domain.parties import Customer
from rostering.rosters.version import Directory
from rostering.spans import Period, month_of
from samples.published_samples import NAMES

NOVEMBER = Period.parse("2026-11")
FRIDAY = date(2026, 11, 27)
CLOSED_AT = datetime(2026, 12, 1, 8, 15, 30, 123456, UTC)
CUSTOMERS = (
    Customer("fjord", "Fjord & Søn A/S", cvr="12345674"),
    Customer("skov", "Skov ApS", cvr="12345674"),
)


def charge(
    consultant: str = "anna",
    day: date = FRIDAY,
    customer: str = "fjord",
    price: int = 350_000,
    booking: str = "B7",
) -> Charge:
    """A consultant-day of the month."""
    return Charge(
        id=f"{booking}:{day.isoformat()}:{consultant}",
        month=NOVEMBER.first,
        day=day,
        customer=customer,
        booking=booking,
        consultant=consultant,
        role="pim",
        day_class="weekend",
        list_price=price,
        discount=0,
        unit_price=price,
        amount=price,
        card=date(2026, 1, 1),
        rule="weekend",
        roster=4,
    )


def credit(of: Charge) -> Charge:
    """What takes a line back."""
    return replace(of, id=f"{of.id}:credit", amount=-of.amount, kind=ChargeKind.CREDIT, corrects=of.id)


def cancellation(booking: str = "B9", price: int = 175_025) -> Charge:
    """A seat of a cancelled booking."""
    line = charge("", booking=booking, price=350_050)
    return replace(line, unit_price=price, amount=price, roster=None, kind=ChargeKind.CANCELLATION)


def fee(customer: str = "fjord", month: date = NOVEMBER.first, price: int = 1_000_000) -> Charge:
    """A month of a package."""
    paid = month_of(month.year, month.month)
    line = charge("", month, customer, price, booking="")
    kept = replace(line, id=f"fee:{customer}:premium:{month:%Y-%m}", role="", day_class="", roster=None)
    return replace(
        kept,
        rule="every month in advance",
        kind=ChargeKind.FEE,
        package="premium",
        paid_from=paid.first,
        paid_to=paid.last,
    )


def statement(
    lines: Iterable[Charge] = (),
    *,
    names: Directory = NAMES,
    customers: Iterable[Customer] = CUSTOMERS,
    closed: bool = True,
) -> Statement:
    """The lines as a month's statement."""
    ordered = in_order(lines)
    return Statement(
        month=NOVEMBER,
        lines=ordered,
        names=names,
        customers={each.id: each for each in customers},
        bookings={},
        seller=Seller(name="Nordlys Digital"),
        state=MonthState.CLOSED if closed else MonthState.OPEN,
        closed_at=CLOSED_AT if closed else None,
        batch=batch_of(NOVEMBER, ordered) if closed else "2026-11-open",
    )


SWAPPED = charge("bo", date(2026, 11, 3), price=437_550)
LINES = (
    charge(),
    charge("bo", customer="skov", price=440_050, booking="B8"),
    charge("clara", date(2026, 11, 30), price=350_005),
    replace(charge("anna", date(2026, 11, 4)), list_price=400_000, discount=1250, unit_price=350_000),
    credit(replace(SWAPPED, day=date(2026, 10, 31), id="B7:2026-10-31:bo")),
    cancellation(),
)
"""What a month may hold."""
