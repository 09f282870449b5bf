"""The tables of what an ops lead keeps: one row per document and per line of a CSV file."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from sqlmodel import JSON, Field

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Balance, Booking, Consultant, Customer, Leave, LeaveKind
from rostering.domain.seats import Pin
from rostering.spans import Period
from rostering.store.columns import TableRow

Columns = Mapping[str, Any]
"""A row's values by column. Objects of the tables' classes take thirty times as long to make."""


class InputRow(TableRow):
    """A row whose `position` keeps the order in which it came; the order is no part of the record."""

    file: ClassVar[str]
    key_columns: ClassVar[tuple[str, ...]] = ("id",)
    later_columns: ClassVar[tuple[str, ...]] = ()
    """Columns of a later migration: no part of the text when empty, so that older digests stay true."""

    position: int = 0

    @classmethod
    def place(cls, values: Columns) -> tuple[str, str]:
        """A record's file and its key there."""
        return cls.file, ":".join(str(values[column]) for column in cls.key_columns)

    @classmethod
    def text(cls, values: Columns) -> str:
        """A record as canonical text."""
        empty = {column for column in cls.later_columns if not values[column]}
        plain = {name: value for name, value in values.items() if name != "position" and name not in empty}
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)


class DocumentRow(InputRow, table=True):
    """A TOML file, word for word."""

    name: str = Field(primary_key=True)
    content: str

    @classmethod
    def place(cls, values: Columns) -> tuple[str, str]:
        """A document is one record."""
        return values["name"], values["name"]

    @classmethod
    def text(cls, values: Columns) -> str:
        """The document itself."""
        return str(values["content"])


class CustomerRow(InputRow, table=True):
    """A customer."""

    file: ClassVar[str] = "customers.csv"
    later_columns: ClassVar[tuple[str, ...]] = (
        "team",
        "street",
        "city",
        "postal_code",
        "buyer_reference",
        "ean",
        "language",
        "account_manager",
    )

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
    ean: str
    language: str
    account_manager: str | None

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
    def of(cls, consultant: Consultant) -> Columns:
        """The columns of a domain value."""
        lists = {name: list(getattr(consultant, name)) for name in _LISTS}
        dates = {role: [day and day.isoformat() for day in ends] for role, ends in consultant.role_dates.items()}
        return {**vars(consultant), **lists, "role_dates": dates, "fte": str(consultant.fte)}

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
    later_columns: ClassVar[tuple[str, ...]] = ("report_to", "names_people")

    customer: str = Field(primary_key=True, foreign_key="customer.id")
    first: date = Field(primary_key=True)
    last: date | None
    package: str
    report_to: str = ""
    names_people: bool = False

    def value(self) -> Agreement:
        """The domain's value."""
        return Agreement(**self.model_dump(exclude={"position"}))


class BookingRow(InputRow, table=True):
    """A booking of increased readiness."""

    file: ClassVar[str] = "bookings.csv"
    later_columns: ClassVar[tuple[str, ...]] = ("confirmed", "cancelled_on", "po_number", "title")

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
    po_number: str
    title: str

    @classmethod
    def of(cls, booking: Booking) -> Columns:
        """The columns of a domain value."""
        same = {name: value for name, value in vars(booking).items() if name != "period"}
        return {**same, "first": booking.period.first, "last": booking.period.last, "roles": dict(booking.roles)}

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
    def of(cls, leave: Leave) -> Columns:
        """The columns of a domain value."""
        first, last = leave.period.first, leave.period.last
        return {"consultant": leave.consultant, "first": first, "last": last, "kind": leave.kind.value}

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


class PinRow(InputRow, table=True):
    """A seat that is meant for a consultant."""

    file: ClassVar[str] = "pins.csv"
    key_columns: ClassVar[tuple[str, ...]] = ("seat",)

    seat: str = Field(primary_key=True)
    consultant: str = Field(foreign_key="consultant.id")

    def value(self) -> Pin:
        """The domain's value."""
        return Pin(self.seat, self.consultant)


INPUT_TABLES: tuple[type[InputRow], ...] = (
    DocumentRow,
    CustomerRow,
    ConsultantRow,
    AgreementRow,
    BookingRow,
    LeaveRow,
    BalanceRow,
    PinRow,
)
"""A table stands after those that its foreign keys name."""


def rows_of(inputs: Inputs) -> dict[type[InputRow], list[Columns]]:
    """The rows of a data folder by column, by table, in the order of INPUT_TABLES."""
    return {
        DocumentRow: _placed({"name": name, "content": text} for name, text in inputs.documents.items()),
        CustomerRow: _placed(map(vars, inputs.customers)),
        ConsultantRow: _placed(map(ConsultantRow.of, inputs.consultants)),
        AgreementRow: _placed(map(vars, inputs.agreements)),
        BookingRow: _placed(map(BookingRow.of, inputs.bookings)),
        LeaveRow: _placed(map(LeaveRow.of, inputs.leave)),
        BalanceRow: _placed(map(vars, inputs.balances)),
        PinRow: _placed(map(vars, inputs.pins)),
    }


def _placed(rows: Iterable[Columns]) -> list[Columns]:
    return [{**row, "position": position} for position, row in enumerate(rows)]
