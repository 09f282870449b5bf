"""The tables of money: closed months with their lines, frozen prices, exports; the database lets nobody change them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import declared_attr
from sqlmodel import JSON, BigInteger, Field

from rostering.domain.begun import Begun
from rostering.domain.callout_fees import CalloutFee
from rostering.domain.charges import Billed, Charge, ChargeKind, Frozen, Price, Want
from rostering.domain.fees import Every, Fee, Paid
from rostering.domain.inputs import Seller
from rostering.domain.parties import Booking, Customer
from rostering.rosters.version import Directory
from rostering.spans import Period
from rostering.store.columns import Instant, TableRow
from rostering.store.month_rows import MoneyRow, MonthExportRow, plain_directory


@dataclass(frozen=True)
class Closing:
    """That a month was closed, with the names, customers, bookings, seller and fees of that moment."""

    month: date
    at: datetime
    by: str
    batch: str
    names: Directory
    customers: Mapping[str, Customer]
    bookings: Mapping[str, Booking]
    seller: Seller
    fees: tuple[Fee, ...] = ()
    """All that were known, so that others change nothing in the month."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """The names of the packages that lines are for, by id."""
    callouts: tuple[CalloutFee, ...] = ()
    """What call-outs cost then, so that other prices change nothing in the month."""


class ClosingRow(MoneyRow, table=True):
    """A closed month; it is written after its lines, and seals them."""

    month: date = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
    by: str
    batch: str
    names: dict[str, Any] = Field(sa_type=JSON)
    customers: list[dict[str, Any]] = Field(sa_type=JSON)
    bookings: list[dict[str, Any]] = Field(sa_type=JSON)
    seller: dict[str, Any] = Field(sa_type=JSON)
    fees: list[dict[str, Any]] = Field(sa_type=JSON)
    packages: dict[str, str] = Field(sa_type=JSON)
    callouts: list[dict[str, Any]] = Field(sa_type=JSON)

    @classmethod
    def of(cls, closing: Closing) -> "ClosingRow":
        """The row of a value."""
        return cls(
            month=closing.month,
            at=closing.at,
            by=closing.by,
            batch=closing.batch,
            names=plain_directory(closing.names),
            customers=[asdict(customer) for _, customer in sorted(closing.customers.items())],
            bookings=[_plain_booking(booking) for _, booking in sorted(closing.bookings.items())],
            seller=asdict(closing.seller),
            fees=[_plain_fee(fee) for fee in closing.fees],
            packages=dict(sorted(closing.packages.items())),
            callouts=[_plain_callout_fee(fee) for fee in closing.callouts],
        )

    def value(self) -> Closing:
        """The value."""
        customers = [Customer(**plain) for plain in self.customers]
        bookings = [_booking(**plain) for plain in self.bookings]
        return Closing(
            month=self.month,
            at=self.at,
            by=self.by,
            batch=self.batch,
            names=Directory(**self.names),
            customers={customer.id: customer for customer in customers},
            bookings={booking.id: booking for booking in bookings},
            seller=Seller(**self.seller),
            fees=tuple(_fee(**plain) for plain in self.fees),
            packages=self.packages,
            callouts=tuple(_callout_fee(**plain) for plain in self.callouts),
        )


class ChargeRow(TableRow, table=True):
    """A line of a closed month."""

    id: str = Field(primary_key=True)
    month: date
    day: date
    customer: str
    booking: str
    consultant: str
    role: str
    day_class: str
    list_price: int = Field(sa_type=BigInteger)
    discount: int = Field(sa_type=BigInteger)
    unit_price: int = Field(sa_type=BigInteger)
    amount: int = Field(sa_type=BigInteger)
    card: date
    rule: str
    roster: int | None
    kind: str
    corrects: str | None = Field(foreign_key="charge.id")
    package: str
    paid_from: date | None
    paid_to: date | None

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        # Checked at commit, as the lines come before the closing.
        closing = ForeignKeyConstraint(["month"], ["closing.month"], deferrable=True, initially="DEFERRED")
        return closing, {"sqlite_with_rowid": False}

    @classmethod
    def of(cls, line: Charge) -> "ChargeRow":
        """The row of a domain value."""
        return cls(**{**asdict(line), "kind": line.kind.value})

    def value(self) -> Charge:
        """The domain's value."""
        return Charge(**{**self.model_dump(), "kind": ChargeKind(self.kind)})


class FrozenPriceRow(MoneyRow, table=True):
    """A price that no later rate card changes."""

    booking: str = Field(primary_key=True)
    customer: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    role: str = Field(primary_key=True)
    day_class: str = Field(primary_key=True)
    listed: int = Field(sa_type=BigInteger)
    discount: int = Field(sa_type=BigInteger)
    unit: int = Field(sa_type=BigInteger)
    lowest: int = Field(sa_type=BigInteger)
    highest: int = Field(sa_type=BigInteger)
    card: date
    rule: str
    why: str
    at: datetime = Field(sa_type=Instant)

    @classmethod
    def of(cls, frozen: Frozen) -> "FrozenPriceRow":
        """The row of a domain value."""
        price = vars(frozen.price).copy()
        lowest, highest = price.pop("band")
        return cls(**vars(frozen.want), **price, lowest=lowest, highest=highest, why=frozen.why, at=frozen.at)

    def value(self) -> Frozen:
        """The domain's value."""
        want = Want(self.booking, self.customer, self.day, self.role, self.day_class)
        band = self.lowest, self.highest
        price = Price(self.listed, self.discount, self.unit, band, self.card, self.rule)
        return Frozen(want, price, self.at, self.why)


class ChargeExportRow(MonthExportRow, table=True):
    """That a closed month's files were written."""

    month: date = Field(foreign_key="closing.month")


class BilledRow(MoneyRow, table=True):
    """That a customer was billed for a closed month by hand."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    month: date = Field(foreign_key="closing.month")
    customer: str
    amount: int = Field(sa_type=BigInteger)
    note: str
    at: datetime = Field(sa_type=Instant)
    by: str

    def value(self) -> Billed:
        """The domain's value."""
        return Billed(**self.model_dump())


def _plain_booking(booking: Booking) -> dict[str, Any]:
    plain = {**vars(booking), "roles": dict(booking.roles)}
    period = plain.pop("period")
    dates = {"first": period.first, "last": period.last, **{name: plain.pop(name) for name in _DATES}}
    return {**plain, **{name: day and day.isoformat() for name, day in dates.items()}}


def _booking(first: str, last: str, **plain: Any) -> Booking:
    dates: dict[str, Any] = {name: _day(plain.pop(name)) for name in _DATES}
    return Booking(**plain, **dates, period=Period(date.fromisoformat(first), date.fromisoformat(last)))


def _plain_fee(fee: Fee) -> dict[str, Any]:
    last = fee.last and fee.last.isoformat()
    return {**vars(fee), "every": fee.every.value, "paid": fee.paid.value, "first": fee.first.isoformat(), "last": last}


def _fee(every: str, paid: str, first: str, last: str | None, **plain: Any) -> Fee:
    return Fee(**plain, every=Every(every), paid=Paid(paid), first=date.fromisoformat(first), last=_day(last))


def _plain_callout_fee(fee: CalloutFee) -> dict[str, Any]:
    begun, last = fee.begun and fee.begun.value, fee.last and fee.last.isoformat()
    return {**vars(fee), "begun": begun, "first": fee.first.isoformat(), "last": last}


def _callout_fee(begun: str | None, first: str, last: str | None, **plain: Any) -> CalloutFee:
    return CalloutFee(**plain, begun=Begun(begun) if begun else None, first=date.fromisoformat(first), last=_day(last))


_DATES = ("confirmed", "cancelled_on")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
