"""What the tables of all kinds of money share: rows that nobody can replace, exports, names as JSON."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy.orm import declared_attr
from sqlmodel import JSON, Field

from rostering.domain.charges import Export
from rostering.rosters.version import Directory
from rostering.store.columns import Instant, TableRow


class MoneyRow(TableRow):
    """A row that can be found by its key only: no hidden row id by which it could be replaced."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        return ({"sqlite_with_rowid": False},)


class MonthExportRow(MoneyRow):
    """That a closed month's files were written; each kind of money has a table of its own for it."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    month: date
    batch: str
    form: str
    files: dict[str, str] = Field(sa_type=JSON)
    sums: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = Field(sa_type=Instant)
    by: str
    folder: str

    @classmethod
    def of(cls, export: Export) -> Self:
        """The row of a domain value."""
        return cls(**{**vars(export), "files": dict(export.files), "sums": dict(export.sums)})

    def value(self) -> Export:
        """The domain's value."""
        return Export(**self.model_dump())


def plain_directory(directory: Directory) -> dict[str, Any]:
    """The names as JSON has them."""
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in vars(directory).items()}
