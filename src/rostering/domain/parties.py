"""Who is promised something and who keeps the promise: customers, agreements, bookings, consultants, leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    team: str | None = None
    """The local team that serves the customer in the place of the one that packages name."""
    street: str = ""
    city: str = ""
    postal_code: str = ""
    buyer_reference: str = ""
    """What the customer wants to find on an invoice, such as a cost centre."""
    ean: str = ""
    """The GLN by which the customer takes electronic invoices, thirteen digits; Danish authorities call it EAN."""
    language: str = ""
    """In which the customer reads invoices; empty is the firm's own."""
    account_manager: str | None = None
    """The consultant who looks after the customer."""


@dataclass(frozen=True)
class Agreement:
    """A customer has a package from a date, to a date or until further notice (`last` None)."""

    customer: str
    package: str
    first: date
    last: date | None = None
    report_to: str = ""
    """The addresses that status reports go to, with spaces."""
    names_people: bool = False
    """Whether the customer is told who stood ready, by name; else by role."""

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
    confirmed: date | None = None
    """When the customer was promised the prices of that day."""
    cancelled_on: date | None = None
    """When it was cancelled, where cancellation has terms."""
    po_number: str = ""
    """The customer's own purchase order (EN 16931, BT-13)."""
    title: str = ""
    """What the customer calls it; invoices say it."""


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
    teams: tuple[str, ...] = ()
    """Ids of the teams the consultant belongs to, the first one's calendar is theirs; none means all."""
    lends: tuple[str, ...] = ()
    """Ids of the teams that the consultant may be lent to."""
    role_dates: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    """The first and the last date of roles that are not held all the time, by role; None leaves an end open."""

    def employed(self, day: date) -> bool:
        """Whether the consultant works for the firm that day."""
        return self.employed_from <= day and (self.employed_to is None or day <= self.employed_to)

    def has(self, role: str, day: date) -> bool:
        """Whether the consultant has the role that day."""
        first, last = self.role_dates.get(role, (None, None))
        return role in self.roles and (first is None or first <= day) and (last is None or day <= last)

    def belongs(self, team: str | None) -> bool:
        """Whether the consultant is one of the team's own people; None stands for everybody's."""
        return team is None or not self.teams or team in self.teams

    def is_lent(self, team: str | None) -> bool:
        """Whether the consultant serves the team, but as someone lent to it."""
        return not self.belongs(team) and team in self.lends


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
