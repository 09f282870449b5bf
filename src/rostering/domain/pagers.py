"""Pagers: programs that call whoever is on, and are told by overrides of their schedules who that is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from rostering.domain.seats import Seat
from rostering.spans import Span

VARIABLE = "ROSTERING_PAGER_"
"""What the variables with pagers' tokens begin with; the pager's name follows."""
FAR = 60
"""Days ahead that are told where nobody says otherwise."""


class PagerKind(StrEnum):
    """A program that calls people, by the interface it has."""

    PAGERDUTY = "pagerduty"
    JIRA = "jira"
    INCIDENT_IO = "incident_io"
    GOALERT = "goalert"

    @property
    def maker(self) -> str:
        """What it is called."""
        return _MAKERS[self]

    @property
    def holds_one(self) -> bool:
        """Whether a schedule has one person at a time; what is put over another hides it."""
        return self is not PagerKind.GOALERT

    @property
    def knows_mail(self) -> bool:
        """Whether it tells whose an e-mail address is."""
        return self is not PagerKind.JIRA


_MAKERS = {
    PagerKind.PAGERDUTY: "PagerDuty",
    PagerKind.JIRA: "Jira Service Management",
    PagerKind.INCIDENT_IO: "incident.io",
    PagerKind.GOALERT: "GoAlert",
}


@dataclass(frozen=True)
class Target:
    """A schedule of a pager, and which seats go onto it; what names nothing takes all."""

    schedule: str
    rotation: str = ""
    """The part of the schedule, where a pager has such."""
    layer: str = ""
    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The schedule with its parts, as one word."""
        return "/".join(filter(None, (self.schedule, self.rotation, self.layer)))

    def takes(self, seat: Seat) -> bool:
        """Whether whoever fills a seat is on in this schedule."""
        return (
            (not self.roles or seat.role in self.roles)
            and (not self.kinds or seat.kind in self.kinds)
            and (not self.teams or not {seat.team, seat.pool}.isdisjoint(self.teams))
            and (not self.customers or not set(seat.customers).isdisjoint(self.customers))
            and (not self.numbers or seat.number in self.numbers)
        )


@dataclass(frozen=True)
class Pager:
    """A pager as the firm has set it up; its token stands in a variable of the environment alone."""

    name: str
    kind: PagerKind
    address: str
    """Where its interface is."""
    targets: tuple[Target, ...] = ()
    users: Mapping[str, str] = field(default_factory=dict)
    """The pager's own ids of consultants; whoever is not here is found by e-mail."""
    days: int = FAR
    """How far ahead it is told."""
    site: str = ""
    """The cloud id at Atlassian."""
    account: str = ""
    """The e-mail address whose token it is, at Atlassian."""

    @property
    def variable(self) -> str:
        """The variable with its token."""
        return VARIABLE + re.sub("[^A-Z0-9]", "_", self.name.upper())


@dataclass(frozen=True, order=True)
class PagerShift:
    """Somebody who is to be on in a schedule."""

    schedule: str
    span: Span
    consultant: str


@dataclass(frozen=True, order=True)
class Override:
    """What a pager has: who is on in a schedule, by its own ids."""

    schedule: str
    span: Span
    user: str
    id: str


@dataclass(frozen=True)
class MadeOverride:
    """An override of our own, as it is remembered; without an id it was about to be made."""

    pager: str
    shift: PagerShift
    user: str
    at: datetime
    override: str | None = None
    number: int = 0

    def is_like(self, other: Override) -> bool:
        """Whether an override says the same."""
        return (self.shift.schedule, self.shift.span, self.user) == (other.schedule, other.span, other.user)


@dataclass(frozen=True)
class PagerState:
    """How a pager stands: what came of the last push."""

    pager: str
    tried: datetime | None = None
    """When it was last tried."""
    pushed: datetime | None = None
    """When all was last as it should be."""
    error: str | None = None
    """Why the last try did not get through, as it is kept."""
    since: datetime | None = None
    """Since when it has been so."""
    rest_until: datetime | None = None
    """Until when the pager asks to be left alone."""
    troubles: tuple[str, ...] = ()
    """What else is not as it should be, in sentences as they are kept."""
    holder: str | None = None
    """Who pushes at the moment."""
    held: datetime | None = None
    """When the holder last gave a sign of life."""
