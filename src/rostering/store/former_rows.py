"""The tables of who was forgotten: numbers in the place of names, and the doors through which names went."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import declared_attr
from sqlmodel import Field

from rostering.domain.former import Former
from rostering.store.columns import Instant, TableRow


class FormerRow(TableRow, table=True):
    """Somebody who was forgotten; `consultant` is the id that records of money still have, as long as they have it."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    name: str
    consultant: str | None
    money_until: date | None

    def value(self) -> Former:
        """The domain's value."""
        return Former(**self.model_dump())


class ForgettingRow(TableRow, table=True):
    """That a forgetting began; the database lets what can hold a person change until it has its end."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    former: int = Field(foreign_key="former.number")
    money: bool

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        # Checked at commit, as what has begun ends in the same transaction.
        end = ForeignKeyConstraint(["number"], ["forgetting_end.number"], deferrable=True, initially="DEFERRED")
        return end, {"sqlite_with_rowid": False}


class ForgettingEndRow(TableRow, table=True):
    """That a forgetting has ended."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)


class ResealedRow(TableRow, table=True):
    """By which name a closed month's lines are known since names went out of them."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    money: str = Field(primary_key=True)
    """Of which kind the lines are: the table in which they stand."""
    month: date = Field(primary_key=True)
    forgetting: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    batch: str
