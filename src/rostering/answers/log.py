"""The audit log as it is read: entries with the records that they changed, and the names to say them by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LogFilter:
    """Which entries are looked for; what is empty does not matter."""

    who: str = ""
    record: str = ""
    """A part of what it was done to."""
    since: datetime | None = None
    until: datetime | None = None
    """Up to, not including, this instant."""


@dataclass(frozen=True)
class ChangedRecord:
    """What one record was, and what it became; None where there was none, or is none any more."""

    place: str
    """Such as `bookings.csv:B1`; empty where the entry itself says what it is about."""
    before: Mapping[str, str] | str | None
    after: Mapping[str, str] | str | None


@dataclass(frozen=True)
class Logged:
    """One act: who did what, when, and to what."""

    number: int
    at: datetime
    who: str
    action: str
    what: str
    records: tuple[ChangedRecord, ...]
    hidden: int = 0
    """Records that whoever reads may not see."""


@dataclass(frozen=True)
class LogNames:
    """What is called how: consultants, roles and customers by id, users by number."""

    consultants: Mapping[str, str]
    users: Mapping[int, str]
    roles: Mapping[str, str]
    customers: Mapping[str, str]


@dataclass(frozen=True)
class LogPage:
    """Some acts, the newest first, and from which numbers older and newer ones go on."""

    entries: tuple[Logged, ...]
    names: LogNames
    people: tuple[str, ...]
    """Everybody who ever did something."""
    older: int | None
    newer: int | None
