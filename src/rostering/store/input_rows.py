"""The tables of what an ops lead keeps: one row per document and per line of a CSV file."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlmodel import JSON, Field

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Balance, Booking, Consultant, Customer, Leave, LeaveKind
from rostering.spans import Period
from rostering.store.columns import Row


class InputRow(Row):
    """A row whose `position` keeps the order in which it came; the order is no part of the record."""

    file: ClassVar[str]
    key_columns: ClassVar[tuple[str, ...]] = ("id",)
    later_columns: ClassVar[tuple[str, ...]] = ()
    """Columns of a later migration: no part of the text when empty, so that older digests stay true."""

    position: int = 0

    @property
    def place(self) -> tuple[str, str]:
        """The record's file and its key there."""
        return self.file, ":".join(str(getattr(self, column)) for column in self.key_columns)

    @property
    def text(self) -> str:
        """The record as canonical text."""
        empty = {column for column in self.later_columns if not getattr(self, column)}
        plain = self.model_dump(exclude={"position", *empty})
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)


class DocumentRow(InputRow, table=True):
    """A TOML file, word for word."""

    name: str = Field(primary_key=True)
    content: str

    @property
    def place(self) -> tuple[str, str]:
        """A document is one record."""
        return self.name, self.name

    @property
    def text(self) -> str:
        """The document itself."""
        return self.content


class CustomerRow(InputRow, table=True):
    """A customer."""

    file: ClassVar[str] = "customers.csv"
    later_columns: ClassVar[tuple[str, ...]] = ("team", "street", "city", "postal_code", "buyer_reference")

    id: str = Field(primary_key=True)
    name: str
    country: str
    cvr: str
    vat_number: str
    email: str
    team: str | None
    street: str
    city: str
    postal_code: str
    buyer_reference: str

    def value(self) -> Customer:
        """The domain's value."""
        return Customer(**self.model_dump(exclude={"position"}))


class ConsultantRow(InputRow, table=True):
    """A consultant; the part of full time is text, as SQLite has no exact decimals."""

    file: ClassVar[str] = "consultants.csv"
    later_columns: ClassVar[tuple[str, ...]] = ("teams", "lends", "role_dates")

    id: str = Field(primary_key=True)
    name: str
    email: str
    roles: list[str] = Field(sa_type=JSON)
    grade: str
    employed_from: date
    employed_to: date | None
    fte: str
    knows: list[str] = Field(sa_type=JSON)
    teams: list[str] = Field(sa_type=JSON)
    lends: list[str] = Field(sa_type=JSON)
    role_dates: dict[str, list[str | None]] = Field(sa_type=JSON)

    @classmethod
    def of(cls, consultant: Consultant) -> "ConsultantRow":
        """The row of a domain value."""
        plain = asdict(consultant)
        lists = {name: list(plain[name]) for name in _LISTS}
        dates = {role: [day and day.isoformat() for day in ends] for role, ends in consultant.role_dates.items()}
        return cls(**{**plain, **lists, "role_dates": dates, "fte": str(consultant.fte)})

    def value(self) -> Consultant:
        """The domain's value."""
        plain = self.model_dump(exclude={"position"})
        lists = {name: tuple(plain[name]) for name in _LISTS}
        dates = {role: (_day(first), _day(last)) for role, (first, last) in self.role_dates.items()}
        return Consultant(**{**plain, **lists, "role_dates": dates, "fte": Decimal(self.fte)})


_LISTS = ("roles", "knows", "teams", "lends")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class AgreementRow(InputRow, table=True):
    """A dated agreement."""

    file: ClassVar[str] = "agreements.csv"
    key_columns: ClassVar[tuple[str, ...]] = ("customer", "first")

    customer: str = Field(primary_key=True, foreign_key="customer.id")
    first: date = Field(primary_key=True)
    last: date | None
    package: str

    def value(self) -> Agreement:
        """The domain's value."""
        return Agreement(**self.model_dump(exclude={"position"}))


class BookingRow(InputRow, table=True):
    """A booking of increased readiness."""

    file: ClassVar[str] = "bookings.csv"
    later_columns: ClassVar[tuple[str, ...]] = ("confirmed", "cancelled_on")

    id: str = Field(primary_key=True)
    customer: str = Field(foreign_key="customer.id")
    first: date
    last: date
    part: str
    roles: dict[str, int] = Field(sa_type=JSON)
    shared: bool
    cancelled: bool
    confirmed: date | None
    cancelled_on: date | None

    @classmethod
    def of(cls, booking: Booking) -> "BookingRow":
        """The row of a domain value."""
        return cls(
            id=booking.id,
            customer=booking.customer,
            first=booking.period.first,
            last=booking.period.last,
            part=booking.part,
            roles=dict(booking.roles),
            shared=booking.shared,
            cancelled=booking.cancelled,
            confirmed=booking.confirmed,
            cancelled_on=booking.cancelled_on,
        )

    def value(self) -> Booking:
        """The domain's value."""
        same = self.model_dump(exclude={"position", "first", "last"})
        return Booking(**{**same, "roles": dict(self.roles)}, period=Period(self.first, self.last))


class LeaveRow(InputRow, table=True):
    """Leave or a wish."""

    file: ClassVar[str] = "leave.csv"
    key_columns: ClassVar[tuple[str, ...]] = ("consultant", "first", "last", "kind")

    consultant: str = Field(primary_key=True, foreign_key="consultant.id")
    first: date = Field(primary_key=True)
    last: date = Field(primary_key=True)
    kind: str = Field(primary_key=True)

    @classmethod
    def of(cls, leave: Leave) -> "LeaveRow":
        """The row of a domain value."""
        first, last = leave.period.first, leave.period.last
        return cls(consultant=leave.consultant, first=first, last=last, kind=leave.kind.value)

    def value(self) -> Leave:
        """The domain's value."""
        return Leave(self.consultant, Period(self.first, self.last), LeaveKind(self.kind))


class BalanceRow(InputRow, table=True):
    """An opening balance of the fairness ledger."""

    file: ClassVar[str] = "ledger.csv"
    key_columns: ClassVar[tuple[str, ...]] = ("consultant", "role")

    consultant: str = Field(primary_key=True, foreign_key="consultant.id")
    role: str = Field(primary_key=True)
    points: int

    def value(self) -> Balance:
        """The domain's value."""
        return Balance(**self.model_dump(exclude={"position"}))


INPUT_TABLES: tuple[type[InputRow], ...] = (
    DocumentRow,
    CustomerRow,
    ConsultantRow,
    AgreementRow,
    BookingRow,
    LeaveRow,
    BalanceRow,
)
"""A table stands after those that its foreign keys name."""


def rows_of(inputs: Inputs) -> dict[type[InputRow], list[InputRow]]:
    """The rows of a data folder, by table, in the order of INPUT_TABLES."""
    return {
        DocumentRow: _placed(DocumentRow(name=name, content=text) for name, text in inputs.documents.items()),
        CustomerRow: _placed(CustomerRow(**asdict(customer)) for customer in inputs.customers),
        ConsultantRow: _placed(map(ConsultantRow.of, inputs.consultants)),
        AgreementRow: _placed(AgreementRow(**asdict(agreement)) for agreement in inputs.agreements),
        BookingRow: _placed(map(BookingRow.of, inputs.bookings)),
        LeaveRow: _placed(map(LeaveRow.of, inputs.leave)),
        BalanceRow: _placed(BalanceRow(**asdict(balance)) for balance in inputs.balances),
    }


def _placed(rows: Iterable[InputRow]) -> list[InputRow]:
    placed = list(rows)
    for position, row in enumerate(placed):
        row.position = position
    return placed
