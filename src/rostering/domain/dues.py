"""Dues: meetings, reviews and reports that packages owe customers by a date, and what was done about each."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from rostering.domain.promises import ACCOUNT_MANAGER, Cadence
from rostering.language import _, marked
from rostering.spans import Hours, Period, Span, month_of, quarter_of


@dataclass(frozen=True)
class Due:
    """What a cadence makes due for a customer, once in each stretch of dates."""

    customer: str
    cadence: Cadence
    stretch: Period
    """The dates within which it is owed once, such as a quarter."""
    day: date
    """By when: the last date of the stretch that the agreement covers."""

    @property
    def key(self) -> str:
        """How it is called, in every period in which it is asked for."""
        return f"{self.customer}:{self.cadence.id}:{called(self.stretch)}"


class Deed(StrEnum):
    """What somebody did about it."""

    DONE = "done"
    MOVED = "moved"
    """It has another date, an hour or a holder."""
    WAIVED = "waived"
    """It was agreed that it need not be."""


@dataclass(frozen=True)
class DueStep:
    """One thing that was done about it; steps are only ever added."""

    number: int
    """From 1 on."""
    at: datetime
    by: str
    """Who did it, as the log names them."""
    deed: Deed
    day: date | None = None
    """When it was held, or the date that it was moved to."""
    hours: Hours | None = None
    """At which hours it will be, where that is fixed."""
    holder: str | None = None
    """Who will hold it; None: whoever the package says."""
    reason: str = ""


class DueState(StrEnum):
    """Where it stands on a date."""

    DUE = "due"
    SOON = "soon"
    """It is time to be reminded of it."""
    OVERDUE = "overdue"
    DONE = "done"
    WAIVED = "waived"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return _(_WORDS[self])


_WORDS = {
    DueState.DUE: marked("due"),
    DueState.SOON: marked("due soon"),
    DueState.OVERDUE: marked("overdue"),
    DueState.DONE: marked("done"),
    DueState.WAIVED: marked("waived"),
}
SETTLED = frozenset({DueState.DONE, DueState.WAIVED})
"""The states of what nothing more has to be done about."""


@dataclass(frozen=True)
class Owed:
    """Something due, with all that was done about it."""

    due: Due
    steps: tuple[DueStep, ...] = ()
    manager: str | None = None
    """The customer's account manager."""

    @property
    def key(self) -> str:
        """How it is called."""
        return self.due.key

    @property
    def moved(self) -> DueStep | None:
        """How it was moved last, if it was."""
        return next((step for step in reversed(self.steps) if step.deed is Deed.MOVED), None)

    @property
    def day(self) -> date:
        """By when it has to be, as it stands."""
        return (self.moved and self.moved.day) or self.due.day

    @property
    def hours(self) -> Hours | None:
        """Its hours on that date, where they are fixed."""
        return self.moved.hours if self.moved else None

    @property
    def holder(self) -> str | None:
        """The consultant who holds it; None where only the role is known."""
        own = self.moved.holder if self.moved else None
        return own or (self.manager if self.due.cadence.by == ACCOUNT_MANAGER else None)

    @property
    def last(self) -> DueStep | None:
        """What was done last."""
        return self.steps[-1] if self.steps else None

    @property
    def settled(self) -> DueState | None:
        """Done or waived, if it is."""
        deed = self.last.deed if self.last else Deed.MOVED
        return {Deed.DONE: DueState.DONE, Deed.WAIVED: DueState.WAIVED}.get(deed)

    @property
    def held(self) -> date | None:
        """On which date it was done, if it is."""
        return self.last.day if self.last and self.settled is DueState.DONE else None

    def state(self, today: date) -> DueState:
        """Where it stands on a date."""
        if self.settled:
            return self.settled
        if self.day < today:
            return DueState.OVERDUE
        return DueState.SOON if self.day <= today + timedelta(days=self.due.cadence.remind) else DueState.DUE

    def span(self, zone: ZoneInfo) -> Span | None:
        """The instants that it takes, where its hours are fixed."""
        return self.hours.on(self.day, zone) if self.hours else None

    def after(self, step: DueStep) -> "Owed":
        """The same with one more step, under the next number."""
        return replace(self, steps=(*self.steps, replace(step, number=len(self.steps) + 1)))


@dataclass(frozen=True, order=True)
class Meeting:
    """Hours for which somebody is taken: what they hold for a customer has a fixed hour."""

    consultant: str
    span: Span
    name: str


def called(period: Period) -> str:
    """The shortest name of a period: a year, quarter or month where it is one, else both its ends."""
    first = period.first
    if period == Period(date(first.year, 1, 1), date(first.year, 12, 31)):
        return f"{first:%Y}"
    if period == quarter_of(first):
        return f"{first:%Y}Q{(first.month + 2) // 3}"
    return f"{first:%Y-%m}" if period == month_of(first.year, first.month) else str(period)
