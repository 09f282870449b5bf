"""Books that are kept in memory: published rosters, bookings and months that are closed, as the store would."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from rostering.billing.files.verification import line_differences, roster_differences
from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Orders
from rostering.billing.lines.fees import FeeBook
from rostering.billing.lines.prices import Tariff
from rostering.billing.lines.reckoning import Evidence
from rostering.domain.charges import Charge, Frozen, Mismatch, Term, Want
from rostering.domain.fees import Fee
from rostering.domain.inputs import Rate, RateCard
from rostering.domain.parties import Agreement, Booking
from rostering.domain.seats import Duty, Seat
from rostering.spans import Period
from samples.published_samples import duty, published, version

AUTUMN = Period.parse("2026-10-01..2026-12-31")
OCTOBER, NOVEMBER, DECEMBER = AUTUMN.months()
FRIDAY = date(2026, 10, 30)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
BAND = (350_000, 500_000)
CARD = RateCard(date(2026, 1, 1), None, BAND, (Rate("weekend", 440_000), Rate("weekend", 460_000, role="pim")))
B7 = Booking("B7", "fjord", AUTUMN, "evening", {"pim": 1})


def booked(consultant: str | None, day: date = FRIDAY, role: str = "pim", booking: str = "B7", number: int = 1) -> Duty:
    """A seat of a booking, and who holds it."""
    return duty(consultant, day, booking=booking, role=role, number=number, hours="16:00-22:00")


@dataclass
class Firm:
    """What changes from one look at the books to the next."""

    rosters: list[tuple[Duty, ...]]
    """The duties of each publication of the autumn, the last one holds."""
    bookings: dict[str, Booking] = field(default_factory=lambda: {"B7": B7})
    cards: tuple[RateCard, ...] = (CARD,)
    terms: tuple[Term, ...] = ()
    lines: tuple[Charge, ...] = ()
    months: frozenset[date] = frozenset()
    frozen: tuple[Frozen, ...] = ()
    taken_off: Counter[Want] = field(default_factory=Counter)
    agreements: tuple[Agreement, ...] = ()
    fees: tuple[Fee, ...] = ()
    kept: tuple[tuple[date, tuple[Fee, ...]], ...] = ()
    """The fees that months were closed with, in the order of closing."""

    @property
    def books(self) -> Books:
        """The books as they stand."""
        versions = [version(number, AUTUMN, duties) for number, duties in enumerate(self.rosters, 1)]
        return Books(
            publications=published(*versions),
            bookings=tuple(self.bookings.values()),
            tariff=Tariff(self.cards, self.frozen),
            terms=self.terms,
            orders=self.orders,
            closed=self.lines,
            months=self.months,
            fees=FeeBook(self.agreements, self.fees, self.kept),
        )

    def orders(self, period: Period) -> Orders:
        """What the bookings ask for: every seat of any roster, whoever holds it, but for those taken off."""
        heads: Counter[Want] = Counter()
        for duties in self.rosters:
            heads |= Counter(self._want(one.seat) for one in duties if one.seat.day in period)
        return heads - self.taken_off

    def _want(self, seat: Seat) -> Want:
        return Want(
            seat.booking or "", self.bookings[seat.booking or ""].customer, seat.day, seat.role, seat.day_class or ""
        )

    def take_off(self, *duties: Duty) -> None:
        """Bookings ask no more for what they asked for."""
        self.taken_off += Counter(self._want(one.seat) for one in duties)

    def publish(self, *duties: Duty) -> None:
        """Another roster of the whole autumn."""
        self.rosters.append(duties)

    def change(self, booking: str = "B7", **changes: object) -> None:
        """Edit a booking."""
        self.bookings[booking] = replace(self.bookings[booking], **changes)  # type: ignore[arg-type]  # its own fields

    def close(self, month: Period) -> tuple[Charge, ...]:
        """Close a month, as the service does; returns its lines."""
        books = self.books
        lines = books.lines(month)
        run = books.run_before(month)
        wants = books.wants(Period((run or month).first, month.last))
        new = [want for want in wants if books.tariff.frozen(want) is None]
        self.frozen += tuple(Frozen(want, books.tariff.price(want), NOW, "closed") for want in new)
        self.lines += lines
        self.kept += ((month.first, self.fees),)
        self.months |= {month.first}
        return lines

    def differences(self, period: Period = AUTUMN) -> list[Mismatch]:
        """What verifying finds."""
        prices = {one.want: one.price for one in self.frozen}
        known = {line.id: line for line in self.lines}
        return [
            *roster_differences(self.evidence(period), self.books.about(period), period),
            *line_differences(self.lines, known, prices, self.books.publications, dict(self.kept)),
        ]

    def evidence(self, period: Period = AUTUMN) -> Evidence:
        """What the lines of a period must come to."""
        frozen = {one.want: one.price.unit for one in self.frozen}
        bookings = tuple(self.bookings.values())
        subscribed = self.agreements, self.fees, self.kept
        orders = self.orders(period)
        return Evidence(self.books.publications, bookings, self.cards, frozen, self.terms, orders, *subscribed)
