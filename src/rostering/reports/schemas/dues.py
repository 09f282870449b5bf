"""What falls due and what packages promise, as JSON."""

from typing import Literal

from typing_extensions import TypedDict

from rostering.reports.schemas.rosters import DatesJson


class DueStepJson(TypedDict):
    """One thing that was done about something due."""

    at: str
    by: str
    deed: Literal["done", "moved", "waived"]
    date: str | None
    hours: str | None
    holder: str | None
    reason: str


class ObligationJson(TypedDict):
    """Something due: by when at first and as it stands, who holds it, and what was done about it."""

    key: str
    customer: str
    cadence: str
    name: str
    often: str
    up_to: str | None
    by: str
    holder: str | None
    within: DatesJson
    due: str
    date: str
    hours: str | None
    state: Literal["due", "soon", "overdue", "done", "waived"]
    promised: bool
    steps: list[DueStepJson]


class KeptObligationJson(ObligationJson):
    """One thing that is due; version is what whoever changes it sends back."""

    version: str


class PromisedCadenceJson(TypedDict):
    """What is owed again and again."""

    id: str
    name: str
    often: str
    up_to: str | None
    counted: Literal["calendar", "agreement"]
    by: str
    remind: int


class PromisedAllowanceJson(TypedDict):
    """How much of something a month includes."""

    id: str
    name: str
    a_month: int


class LapseJson(TypedDict):
    """A length of time."""

    number: int
    unit: Literal["minutes", "hours", "business_days"]


class BusinessClockJson(TypedDict):
    """A clock of business hours; null is what the firm has."""

    hours: str | None
    calendar: str | None


class PromisedResponseJson(TypedDict):
    """How soon somebody begins; a clock that is null always runs."""

    priority: str
    first: LapseJson
    updates: LapseJson | None
    clock: BusinessClockJson | None


class PromisesJson(TypedDict):
    """What a customer's package promises besides windows."""

    customer: str
    package: str
    cadences: list[PromisedCadenceJson]
    allowances: list[PromisedAllowanceJson]
    response: list[PromisedResponseJson]
