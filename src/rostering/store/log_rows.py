"""The tables beside inputs and rosters: publications, the audit log, and the inputs' digests at the last import."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Field

from rostering.store.columns import Instant, TableRow

ABOUT_USERS = "user "
"""How `what` begins in entries about users and their signing in."""


@dataclass(frozen=True)
class LogEntry:
    """Who did what, when, to what; with the text before and after where there is one."""

    at: datetime
    who: str
    action: str
    what: str
    before: str | None
    after: str | None
    number: int = field(default=0, compare=False)


class PublicationRow(TableRow, table=True):
    """That a roster was published."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    roster: int = Field(foreign_key="roster.number")
    at: datetime = Field(sa_type=Instant)
    by: str

    @property
    def key(self) -> tuple[int, int, datetime, str]:
        """What tells one publication from another."""
        return self.number, self.roster, self.at, self.by


class DiscardRow(TableRow, table=True):
    """That a draft was thrown away."""

    roster: int = Field(primary_key=True, foreign_key="roster.number", sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    by: str

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it


class AuditLogRow(TableRow, table=True):
    """One entry of the audit log."""

    number: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    who: str
    action: str
    what: str
    before: str | None
    after: str | None

    def value(self) -> LogEntry:
        """The domain's value."""
        return LogEntry(**self.model_dump())


class BaselineRow(TableRow, table=True):
    """A record's digest as the last import or export left it."""

    file: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    digest: str
