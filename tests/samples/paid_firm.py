"""Books of pay that are kept in memory: rosters, call-outs, and months that are closed, as the store would."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from rostering.billing.pay.pay_books import PayBooks
from rostering.billing.pay.pay_reckoning import pay_differences
from rostering.domain.begun import Begun
from rostering.domain.callouts import Call, Callout, CalloutAct, CalloutEntry
from rostering.domain.charges import Mismatch
from rostering.domain.pay import CalloutRate, PayCard, PayLine, Per, StandbyRate
from rostering.domain.seats import Duty
from rostering.spans import Period
from samples.closed_books import AUTUMN
from samples.published_samples import published, version

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CARD = PayCard(
    date(2026, 1, 1),
    None,
    (
        StandbyRate(90_000),
        StandbyRate(80_000, kind="readiness"),
        StandbyRate(150_000, kind="readiness", day_class="weekend"),
        StandbyRate(11_111, Per.HOUR, role="backend", kind="weekend"),
    ),
    (CalloutRate(40_000, Begun.HALF, 60), CalloutRate(33_333, Begun.QUARTER, kind="outside")),
)


def called(
    number: int, consultant: str, at: datetime, minutes: int | None, kind: str = "weekend", customer: str = "fjord"
) -> Callout:
    """A call-out of so many minutes; None: it goes on."""
    end = at + timedelta(minutes=minutes) if minutes is not None else None
    call = Call(customer, consultant, at, "p1", "The shop is down", kind=kind, ended=end)
    return Callout(number, (CalloutEntry(1, at, "lead", CalloutAct.ADDED, call),))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by the firm's clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN).astimezone(UTC)


@dataclass
class PaidFirm:
    """What changes from one look at the books to the next."""

    rosters: list[tuple[Duty, ...]]
    """The duties of each publication of the autumn, the last one holds."""
    callouts: dict[int, Callout] = field(default_factory=dict)
    cards: tuple[PayCard, ...] = (CARD,)
    lines: tuple[PayLine, ...] = ()
    kept: dict[date, tuple[PayCard, ...]] = field(default_factory=dict)

    @property
    def books(self) -> PayBooks:
        """The books as they stand."""
        versions = [version(number, AUTUMN, duties) for number, duties in enumerate(self.rosters, 1)]
        return PayBooks(
            publications=published(*versions),
            closed=self.lines,
            months=frozenset(self.kept),
            callouts=tuple(one for _, one in sorted(self.callouts.items())),
            cards=self.cards,
            kept=self.kept,
            zone=COPENHAGEN,
        )

    def publish(self, *duties: Duty) -> None:
        """Another roster of the whole autumn."""
        self.rosters.append(duties)

    def close(self, month: Period) -> tuple[PayLine, ...]:
        """Close a month, as the service does; returns its lines."""
        lines = self.books.lines(month)
        self.lines += lines
        self.kept = {**self.kept, month.first: self.cards}
        return lines

    def differences(self) -> tuple[Mismatch, ...]:
        """What the two routes of reckoning disagree on."""
        return pay_differences(self.books, self.books.about(AUTUMN), AUTUMN)
