"""What is held of people, who may be forgotten by when, and what became of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rostering.domain.former import Former


@dataclass(frozen=True)
class HeldTable:
    """What one table holds of somebody."""

    table: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class AllHeld:
    """All that is held of somebody."""

    id: str
    name: str
    at: datetime
    zone: ZoneInfo
    firm: str
    tables: tuple[HeldTable, ...]

    @property
    def count(self) -> int:
        """How many things these are."""
        return sum(len(table.rows) for table in self.tables)


@dataclass(frozen=True)
class Leaver:
    """Somebody who has left, or leaves on a known date."""

    id: str
    name: str
    last_day: date
    forget_from: date
    """The first date on which they may be forgotten."""
    hindrances: tuple[str, ...]
    """What stands in the way besides, sentence by sentence."""

    def may_go(self, today: date) -> bool:
        """Whether they may be forgotten on a date."""
        return self.forget_from <= today and not self.hindrances


@dataclass(frozen=True)
class PeopleKept:
    """Who has left and is not forgotten, and who was forgotten."""

    today: date
    years: int
    leavers: tuple[Leaver, ...]
    former: tuple[Former, ...]
    daily: bool
    mark: str
    """What forms are made from."""


@dataclass(frozen=True)
class Forgotten:
    """That somebody was forgotten, or would be."""

    former: Former
    dry_run: bool
    changed: Mapping[str, int]
    """How many rows, by table."""
    kept: Mapping[str, int]
    """How many records of money stay as they are, by table."""
    homonyms: tuple[str, ...]
    """Names that somebody else bears, and that stay where nothing but the name stands."""
    remainders: tuple[str, ...]
    """Entries of the log in which a part of the name stands, for whoever wants to look."""
    folders: tuple[str, ...]
    """Folders outside into which files were written that may hold the name."""

    @property
    def count(self) -> int:
        """How many rows changed."""
        return sum(self.changed.values())


@dataclass(frozen=True)
class RetentionRun:
    """What a run of the retention rule did, or would do."""

    dry_run: bool
    forgotten: tuple[Forgotten, ...]
    money: tuple[Former, ...]
    """Whose records of money lost the name, too."""
    waiting: tuple[Leaver, ...]
    """Who has left and stays for now."""
    gone: Mapping[str, int]
    """Rows beyond their purpose that went, by table."""

    @property
    def count(self) -> int:
        """How many rows changed or went."""
        return sum(one.count for one in self.forgotten) + len(self.money) + sum(self.gone.values())


@dataclass(frozen=True)
class PersonLooked:
    """Somebody who may be forgotten or not, and what that would change."""

    id: str
    name: str
    last_day: date | None
    reasons: tuple[str, ...]
    """Why they cannot be forgotten yet, sentence by sentence."""
    trial: Forgotten | None
    """What forgetting would change, where nothing is in the way."""
    mark: str
    """What a form is made from."""
