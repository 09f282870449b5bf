"""A numbered version of a roster, with all that is needed to print, feed and bill it again in ten years."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from rostering.domain.findings import Account, BigDayAccount, CompensatingDay, EmptySeat, JudgedBreach, StageResult
from rostering.domain.parties import Leave
from rostering.domain.seats import Duty, Pin
from rostering.language.formats import short_day
from rostering.spans import Period

_SEAT_PARTS = 3
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Status(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"
    """A draft that was thrown away."""


@dataclass(frozen=True)
class Directory:
    """The names in force when a roster was made, so that it prints the same after they change."""

    organisation: str
    timezone: str
    language: str
    consultants: Mapping[str, str]
    customers: Mapping[str, str]
    roles: Mapping[str, str]
    teams: Mapping[str, str]
    """Team names by team id and booking part names by booking id."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of local dates and times."""
        return ZoneInfo(self.timezone)

    def name_of(self, kind: str, key: str) -> str | None:
        """How something is called in sentences: what it is there, such as `consultant`, and its id."""
        if kind == "seat":
            return self._seat_name(key)
        return self._called().get(kind, {}).get(key)

    def _called(self) -> Mapping[str, Mapping[str, str]]:
        people = dict.fromkeys(("consultant", "giver", "taker"), self.consultants)
        return {**people, "customer": self.customers, "role": self.roles, "team": self.teams, "booking": self.teams}

    def _seat_name(self, seat: str) -> str | None:
        """The role and the date of a seat; its id is `team:date:role:number`, some of which name the part too."""
        _team, *rest = seat.split(":")
        if len(rest) < _SEAT_PARTS or not _DATE.fullmatch(rest[0]):
            return None
        return f"{self.roles.get(rest[-2], rest[-2])} {short_day(date.fromisoformat(rest[0]))}"

    def of_people(self, ids: Collection[str]) -> "Directory":
        """With the names of some consultants only."""
        return replace(self, consultants={who: name for who, name in self.consultants.items() if who in ids})

    def with_names_of(self, earlier: "Directory") -> "Directory":
        """With an earlier one's names of whoever is no longer in this one."""
        return replace(
            self,
            consultants={**earlier.consultants, **self.consultants},
            customers={**earlier.customers, **self.customers},
            roles={**earlier.roles, **self.roles},
            teams={**earlier.teams, **self.teams},
        )


@dataclass(frozen=True)
class Version:
    """All duties of a period as one plan or one hand edit left them."""

    number: int
    """0 until the store has numbered it."""
    period: Period
    created: datetime
    seed: int
    input_hash: str
    based_on: int | None
    """The version that was edited to make this one."""
    duties: tuple[Duty, ...]
    compensating_days: tuple[CompensatingDay, ...]
    empty: tuple[EmptySeat, ...]
    breaches: tuple[JudgedBreach, ...]
    stages: tuple[StageResult, ...]
    penalty_by_rule: Mapping[str, int]
    shortages: tuple[str, ...]
    """Sentences that say which role has too few people for which days."""
    ledger: tuple[Account, ...]
    directory: Directory
    interrupted: bool = field(default=False)
    """The search was stopped by hand; the roster is the best one found until then."""
    absences: tuple[Leave, ...] = ()
    """Leave that a repair was told of; it is recorded when the version is published."""
    big_days: tuple[BigDayAccount, ...] = ()
    """Everybody's share of the big days, and what they hold of them; rosters of earlier releases have none."""
    pins: tuple[Pin, ...] = ()
    """Seats that its plan was told to give to somebody, besides those of the data folder."""


@dataclass(frozen=True)
class Publication:
    """That a version was published, when and by whom; its order among publications is its number."""

    number: int
    version: Version
    at: datetime
    by: str
