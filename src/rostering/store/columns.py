"""What all tables share: their metadata, their names, and instants kept in UTC."""

import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, MetaData
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel


class Instant(TypeDecorator[datetime]):
    """A zoned instant, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"the store keeps zoned instants only, not {value}")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From UTC: SQLite gives it back without a zone, PostgreSQL in the session's."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


class TableRow(SQLModel):
    """A row of the store's tables. SQLModel validates no table class, so every value is converted by hand."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        }
    )

    @declared_attr  # type: ignore[arg-type]  # SQLModel's metaclass calls it with the class
    def __tablename__(cls) -> str:  # noqa: N805
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__.removesuffix("Row")).lower()
