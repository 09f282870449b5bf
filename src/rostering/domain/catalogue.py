"""The catalogue of service packages: what is promised, by whom it is staffed, what can be booked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rostering.domain.promises import Allowance, Cadence, ResponseTime
from rostering.spans import Hours

READINESS = "readiness"
"""The kind of every booked window."""

BIG_DAY = "big_day"
"""What the policy calls a day that is shared out over the years, and what the ledger calls the points of it."""


class DayKind(StrEnum):
    """What a date is for the roster; exactly one per date."""

    PUBLIC_HOLIDAY = "public_holiday"
    WEEKEND = "weekend"
    HOLIDAY_PERIOD = "holiday_period"
    BUSINESS_DAY = "business_day"


class Presence(StrEnum):
    """How a duty is served; only `working` counts as working time, `home_standby` counts as rest."""

    WORKING = "working"
    HOME_STANDBY = "home_standby"


@dataclass(frozen=True)
class Team:
    """A pooled team: one per window serves every entitled customer, or one per `customers_per_team` of them."""

    id: str
    name: str
    customers_per_team: int | None = None
    calendar: str | None = None
    """The calendar by which the team's dates are judged; None is the organisation's."""
    stands_for: str | None = None
    """Of a local team: the team whose promises it keeps for its own customers."""


@dataclass(frozen=True)
class Obligation:
    """A promise that must be staffed: `roles` head counts of a team, in `hours`, on the day kinds in `on`."""

    on: tuple[DayKind, ...]
    kind: str | None
    """The window's kind; None takes the day's own."""
    hours: Hours
    team: str
    roles: Mapping[str, int]
    presence: Presence
    clause: str
    response: str


@dataclass(frozen=True)
class Part:
    """A part of the day that can be booked as increased readiness."""

    id: str
    name: str
    hours: Hours
    presence: Presence
    day_class: str
    """The rate cards' class for this part on an ordinary weekday."""
    response: str


@dataclass(frozen=True)
class Package:
    """A service package with everything it inherits from the package it extends."""

    id: str
    name: str
    extends: str | None
    terms: Mapping[str, str]
    obligations: tuple[Obligation, ...]
    bookable: bool
    booking_clause: str
    """The clause to name when a booking is refused or priced."""
    cadences: tuple[Cadence, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    responses: tuple[ResponseTime, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Everything that can be sold, and the words it is described with; all mappings are by id."""

    roles: Mapping[str, str]
    grades: Mapping[str, str]
    teams: Mapping[str, Team]
    parts: Mapping[str, Part]
    packages: Mapping[str, Package]

    @property
    def calendars(self) -> dict[str, str]:
        """The calendars of teams that keep one of their own, by team."""
        return {team.id: team.calendar for team in self.teams.values() if team.calendar}

    @property
    def clock_calendars(self) -> dict[str, str]:
        """The calendars by which times of response are counted, with the first package that names each."""
        found: dict[str, str] = {}
        for package in self.packages.values():
            for response in package.responses:
                if response.clock and response.clock.calendar:
                    found.setdefault(response.clock.calendar, package.id)
        return found

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of pooled window that the obligations can make."""
        promised = [duty for package in self.packages.values() for duty in package.obligations]
        return tuple(dict.fromkeys(duty.kind or day for duty in promised for day in duty.on))
