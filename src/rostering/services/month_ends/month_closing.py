"""How a month is closed, of what customers pay or what consultants are paid: for good, whole, and as it was shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol

from rostering.billing.lines.ledger import MonthLedger
from rostering.billing.lines.statement import batch_of
from rostering.domain.booked import BookedLine, Line
from rostering.domain.hindrances import Hindrance
from rostering.errors import BadCall, Conflict, Refused
from rostering.language import _
from rostering.services.access.freshness import changed_since, mark_of
from rostering.spans import DAY, Period
from rostering.store import Reading


class ClosedMonth(Protocol):
    """What a closed month says of its closing."""

    @property
    def month(self) -> date:
        """Its first date."""

    @property
    def at(self) -> datetime:
        """When it was closed."""

    @property
    def by(self) -> str:
        """Who closed it."""

    @property
    def batch(self) -> str:
        """What its lines are called together."""


class NoMonth(BadCall):
    """A period that is not one calendar month."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _("charges are closed and exported by the month, and {period} is not one: write 2026-12", period=period)
        )


class NoPayMonth(BadCall):
    """The same, where pay is meant."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _("pay is closed and exported by the month, and {period} is not one: write 2026-12", period=period)
        )


class AlreadyClosed(Conflict):
    """A month that was closed before."""

    def __init__(self, closing: ClosedMonth) -> None:
        when = _("{at} UTC", at=f"{closing.at:%Y-%m-%d %H:%M}")
        super().__init__(
            _(
                "{month} was closed already, on {when} by {by}: batch {batch}",
                month=f"{closing.month:%Y-%m}",
                when=when,
                by=closing.by,
                batch=closing.batch,
            )
        )


class NotClosable(Refused):
    """A month that cannot be closed; `reasons` says all that is in the way."""

    def __init__(self, month: Period, reasons: Iterable[str]) -> None:
        self.month, self.reasons = month, tuple(reasons)
        listed = "\n".join(f"  {reason}" for reason in self.reasons)
        super().__init__(_("{month} cannot be closed:\n{listed}", month=f"{month.first:%Y-%m}", listed=listed))


class NotEnded(Conflict):
    """A month that still has dates ahead."""

    def __init__(self, month: Period) -> None:
        super().__init__(
            _(
                "{month} has not ended: what changes in it after it is closed becomes corrections; close it on "
                "{day} or later, or now with --early",
                month=f"{month.first:%Y-%m}",
                day=month.last + DAY,
            )
        )


@dataclass(frozen=True)
class MonthEnd(Generic[Line]):
    """A month to be closed, with all that decides whether it can be."""

    month: Period
    books: MonthLedger[Line]
    closings: Mapping[date, ClosedMonth]
    hindrances: tuple[Hindrance, ...]
    today: date

    def lines(self, reading: Reading, early: bool, seen: str | None) -> tuple[Line, ...]:
        """What it is closed with. `seen` is the mark of the lines that whoever closes it was shown.

        Raises AlreadyClosed, NotEnded unless it may be early, NotClosable, Stale.
        """
        if closing := self.closings.get(self.month.first):
            raise AlreadyClosed(closing)
        if self.today <= self.month.last and not early:
            raise NotEnded(self.month)
        if self.hindrances:
            raise NotClosable(self.month, (one.text for one in self.hindrances))
        lines = self.books.lines(self.month)
        if seen is not None:
            _check_seen(reading, self.month, lines, seen)
        return lines


def check_month(month: Period, of_pay: bool = False) -> None:
    """Months are closed one by one. Raises NoMonth, or NoPayMonth."""
    if month.months() != (month,):
        raise NoPayMonth(month) if of_pay else NoMonth(month)


def closing_mark(reading: Reading, month: Period, lines: Iterable[BookedLine]) -> str:
    """What a form that closes a month is made from: its lines, and the newest entry of the log."""
    return f"{mark_of(reading)}-{batch_of(month, lines)[len('2026-11-') :]}"


def not_ended(month: Period, today: date, of_pay: bool = False) -> tuple[str, ...]:
    """What is worth knowing of a month that is closed before its end."""
    if today > month.last:
        return ()
    following = month.last + DAY
    name = f"{following:%Y-%m}"
    billed = _("what changes in it from now on is billed in {following} or later", following=name)
    paid = _("what changes in it from now on is paid in {following} or later", following=name)
    told = paid if of_pay else billed
    return (_("{first} has not ended yet: {told}", first=f"{month.first:%Y-%m}", told=told),)


def _check_seen(reading: Reading, month: Period, lines: Iterable[BookedLine], seen: str) -> None:
    """Close nothing but the lines that somebody was shown; other things may have changed since. Raises Stale."""
    number, _dash, digest = seen.partition("-")
    if digest != closing_mark(reading, month, lines).partition("-")[2]:
        raise changed_since(reading, number)
