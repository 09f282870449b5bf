"""The tables of pay: closed months with their lines, and exports; the database lets nobody change them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import declared_attr
from sqlmodel import JSON, BigInteger, Field

from rostering.domain.begun import Begun
from rostering.domain.pay import CalloutRate, PayCard, PayKind, PayLine, Per, StandbyRate
from rostering.rosters.version import Directory
from rostering.store.columns import Instant, TableRow
from rostering.store.month_rows import MoneyRow, MonthExportRow, plain_directory


@dataclass(frozen=True)
class PayClosing:
    """That a month's pay was closed, with the names, amounts and payroll numbers of that moment."""

    month: date
    at: datetime
    by: str
    batch: str
    names: Directory
    cards: tuple[PayCard, ...]
    """All that were known, so that others change nothing in the month."""
    numbers: Mapping[str, str]


class PayClosingRow(MoneyRow, table=True):
    """A month whose pay is closed; it is written after its lines, and seals them."""

    month: date = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
    by: str
    batch: str
    names: dict[str, Any] = Field(sa_type=JSON)
    cards: list[dict[str, Any]] = Field(sa_type=JSON)
    numbers: dict[str, str] = Field(sa_type=JSON)

    @classmethod
    def of(cls, closing: PayClosing) -> "PayClosingRow":
        """The row of a domain value."""
        cards = [_plain(card) for card in closing.cards]
        numbers = dict(sorted(closing.numbers.items()))
        return cls(**{**vars(closing), "names": plain_directory(closing.names), "cards": cards, "numbers": numbers})

    def value(self) -> PayClosing:
        """The domain's value."""
        cards = tuple(_card(**plain) for plain in self.cards)
        return PayClosing(self.month, self.at, self.by, self.batch, Directory(**self.names), cards, self.numbers)


class PayLineRow(TableRow, table=True):
    """A line of a closed month's pay."""

    id: str = Field(primary_key=True)
    month: date
    day: date
    consultant: str
    duty: str
    role: str
    duty_kind: str
    day_class: str
    customers: list[str] = Field(sa_type=JSON)
    minutes: int = Field(sa_type=BigInteger)
    rate: int = Field(sa_type=BigInteger)
    amount: int = Field(sa_type=BigInteger)
    card: date
    roster: int | None
    kind: str
    corrects: str | None = Field(foreign_key="pay_line.id")
    callout: int | None

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        # Checked at commit, as the lines come before the closing.
        closing = ForeignKeyConstraint(["month"], ["pay_closing.month"], deferrable=True, initially="DEFERRED")
        return closing, {"sqlite_with_rowid": False}

    @classmethod
    def of(cls, line: PayLine) -> "PayLineRow":
        """The row of a domain value."""
        return cls(**{**vars(line), "kind": line.kind.value, "customers": list(line.customers)})

    def value(self) -> PayLine:
        """The domain's value."""
        return PayLine(**{**self.model_dump(), "kind": PayKind(self.kind), "customers": tuple(self.customers)})


class PayExportRow(MonthExportRow, table=True):
    """That the files of a month's pay were written."""

    month: date = Field(foreign_key="pay_closing.month")


def _plain(card: PayCard) -> dict[str, Any]:
    return {**asdict(card), "first": card.first.isoformat(), "last": card.last and card.last.isoformat()}


def _card(first: str, last: str | None, standby: list[dict[str, Any]], callouts: list[dict[str, Any]]) -> PayCard:
    return PayCard(
        date.fromisoformat(first),
        date.fromisoformat(last) if last else None,
        tuple(StandbyRate(**{**one, "per": Per(one["per"])}) for one in standby),
        tuple(CalloutRate(**{**one, "begun": Begun(one["begun"])}) for one in callouts),
    )
