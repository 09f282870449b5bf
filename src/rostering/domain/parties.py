"""Who is promised something and who keeps the promise: customers, agreements, bookings, consultants, leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rostering.spans import Period


@dataclass(frozen=True)
class Customer:
    """A customer as finance knows it."""

    id: str
    name: str
    country: str = "DK"
    cvr: str = ""
    vat_number: str = ""
    email: str = ""


@dataclass(frozen=True)
class Agreement:
    """A customer has a package from a date, to a date or until further notice (`last` None)."""

    customer: str
    package: str
    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the agreement is in force that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Booking:
    """Increased readiness ordered by one customer for every date of a period."""

    id: str
    customer: str
    period: Period
    part: str
    roles: Mapping[str, int]
    shared: bool = False
    """Its consultants may hold another shareable duty at the same time."""
    cancelled: bool = False


@dataclass(frozen=True)
class Consultant:
    """A consultant who can be rostered; people end (`employed_to`), they are not deleted."""

    id: str
    name: str
    email: str
    roles: tuple[str, ...]
    grade: str
    employed_from: date
    employed_to: date | None = None
    fte: Decimal = Decimal(1)
    knows: tuple[str, ...] = ()
    """Ids of the customers whose solutions the consultant knows."""

    def employed(self, day: date) -> bool:
        """Whether the consultant works for the firm that day."""
        return self.employed_from <= day and (self.employed_to is None or day <= self.employed_to)


class LeaveKind(StrEnum):
    """What a consultant asks for."""

    LEAVE = "leave"
    RATHER_NOT = "rather_not"
    WOULD_LIKE = "would_like"


@dataclass(frozen=True)
class Leave:
    """Leave, or a wish, of a consultant over a period."""

    consultant: str
    period: Period
    kind: LeaveKind


@dataclass(frozen=True)
class Balance:
    """Fairness points that a consultant brings into the first planned period, per role."""

    consultant: str
    role: str
    points: int
