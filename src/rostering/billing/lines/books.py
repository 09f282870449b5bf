"""The books: what is billed in any month, closed or open, by all that is known at one moment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from rostering.billing.lines.cancellations import cancellations_of
from rostering.billing.lines.charges import Orders, Unbillable, charges_of
from rostering.billing.lines.corrections import corrections_of
from rostering.billing.lines.fees import FeeBook
from rostering.billing.lines.prices import Tariff
from rostering.domain.catalogue import Part
from rostering.domain.charges import Charge, Term, Want, in_order
from rostering.domain.parties import Booking
from rostering.domain.seats import Seat
from rostering.rosters.history import current_duties, published_on
from rostering.rosters.version import Publication
from rostering.spans import DAY, Period, month_of


@dataclass(frozen=True)
class Books:
    """Publications, bookings, prices and closed lines; `orders` tells what bookings ask for in a period."""

    publications: tuple[Publication, ...]
    bookings: tuple[Booking, ...]
    tariff: Tariff
    terms: tuple[Term, ...]
    orders: Callable[[Period], Orders]
    closed: tuple[Charge, ...]
    months: frozenset[date]
    """The first dates of closed months."""
    fees: FeeBook = field(default_factory=FeeBook)
    other_part: Callable[[Seat], tuple[Part, Part] | None] = lambda _: None
    """The part of the day that a booked seat is of and the one that its booking asks for, where they differ."""

    def lines(self, month: Period) -> tuple[Charge, ...]:
        """The lines of a month: of a closed one as it was closed, of an open one as it stands. Raises Unbillable."""
        if month.first in self.months:
            return tuple(line for line in self.closed if line.month == month.first)
        return in_order(_together(partial(self.due, month), partial(self.corrections, month)))

    def lines_in(self, period: Period) -> tuple[Charge, ...]:
        """The lines that are found in a period, which may start or end inside a month. Raises Unbillable."""
        months = period.months()
        return in_order(_together(*(partial(self._lines_in, month, period) for month in months)))

    def about(self, period: Period) -> tuple[Charge, ...]:
        """All lines of a period's dates, in whichever month they are billed. Raises Unbillable."""
        homes = {home.first: home for home in map(self.home_of, period.months())}
        waiting = _together(*(partial(self.corrections, home) for home in homes.values()))
        open_months = [month for month in period.months() if month.first not in self.months]
        due = _together(*(partial(self.due, _shared(month, period)) for month in open_months))
        return in_order(line for line in (*self.closed, *waiting, *due) if line.day in period)

    def later(self, period: Period) -> tuple[Charge, ...]:
        """The lines of a period's dates that stand in later months: those of closed ones, and what is waiting.

        What has no price yet is told by the month that will bill it.
        """
        try:
            waiting = self.waiting()
        except Unbillable:
            waiting = ()
        lines = in_order(line for line in (*self.closed, *waiting) if line.day in period)
        return tuple(line for line in lines if not line.period.overlaps(period))

    def due(self, period: Period) -> tuple[Charge, ...]:
        """What a period's dates cost by rosters published, bookings and agreements as they are. Raises Unbillable."""
        charges = partial(charges_of, self.publications, self.bookings, self.tariff, period, self.orders(period))
        fees = partial(self.fees.lines, period)
        return in_order(_together(charges, partial(self._cancellations, period), fees))

    def corrections(self, month: Period) -> tuple[Charge, ...]:
        """What an open month takes back and adds of the closed months right before it.

        Raises Unbillable, without lines: what is due in closed months is no line of this one.
        """
        run = self.run_before(month)
        if run is None:
            return ()
        closed = [line for line in self.closed if line.day in run]
        try:
            due = self.due(run)
        except Unbillable as unbillable:
            raise Unbillable(unbillable.reasons, places=unbillable.places) from None
        return corrections_of(closed, due, month.first, self.rosters)

    def waiting(self) -> tuple[Charge, ...]:
        """The corrections of all closed months that no month has billed yet. Raises Unbillable."""
        homes = {home.first: home for home in (self.home_of(month_of(day.year, day.month)) for day in self.months)}
        return in_order(_together(*(partial(self.corrections, home) for home in homes.values())))

    def run_before(self, month: Period) -> Period | None:
        """The closed months that the month follows: it is the earliest open one after each of them."""
        first = month.first
        while (previous := _before(first)) and previous.first in self.months:
            first = previous.first
        return Period(first, month.first - DAY) if first < month.first else None

    def home_of(self, month: Period) -> Period:
        """The month in which changes of a month's dates are billed: itself, or the earliest open one after it."""
        while month.first in self.months:
            month = _after(month.last)
        return month

    def wants(self, period: Period) -> tuple[Want, ...]:
        """All that the period's dates are priced for, what two seats of one person ask for included; sorted."""
        customers = {booking.id: booking for booking in self.bookings}
        wanted = set()
        for seat in (duty.seat for duty in current_duties(self.publications, period) if duty.consultant):
            if seat.booking in customers and not customers[seat.booking].cancelled:
                customer = customers[seat.booking].customer
                wanted.add(Want(seat.booking, customer, seat.day, seat.role, seat.day_class or ""))
        cancelled = {(line.booking, line.day) for line in self._cancellations(period)}
        wanted |= (
            {want for want in self.orders(period) if (want.booking, want.day) in cancelled} if cancelled else set()
        )
        return tuple(sorted(wanted, key=lambda want: tuple(map(str, vars(want).values()))))

    @cached_property
    def rosters(self) -> dict[date, int]:
        """The number of the roster that holds each date."""
        return {day: publication.version.number for day, publication in published_on(self.publications).items()}

    def _lines_in(self, month: Period, period: Period) -> tuple[Charge, ...]:
        """Of an open month no more is reckoned than is asked for: elsewhere something may lack a price."""
        if month.first in self.months:
            return tuple(line for line in self.lines(month) if line.posted in period)
        corrections = [partial(self.corrections, month)] if month.first in period else []
        return tuple(_together(partial(self.due, _shared(month, period)), *corrections))

    def _cancellations(self, period: Period) -> tuple[Charge, ...]:
        cancelled = [one for one in self.bookings if one.cancelled and one.cancelled_on and one.period.overlaps(period)]
        return cancellations_of(cancelled, self.orders(period), self.terms, self.tariff) if cancelled else ()


def _together(*sources: Callable[[], Iterable[Charge]]) -> list[Charge]:
    """The lines of all sources. Raises Unbillable with the reasons and the lines of all of them."""
    lines: list[Charge] = []
    reasons: list[str] = []
    places: dict[str, tuple[str, date]] = {}
    for source in sources:
        try:
            lines.extend(source())
        except Unbillable as unbillable:
            reasons.extend(unbillable.reasons)
            places |= unbillable.places
            lines.extend(unbillable.lines)
    if reasons:
        raise Unbillable(reasons, lines=lines, places=places)
    return lines


def _before(first: date) -> Period | None:
    """The month before, if the calendar has one."""
    if first == date.min:
        return None
    day = first - DAY
    return month_of(day.year, day.month)


def _after(last: date) -> Period:
    day = last + DAY
    return month_of(day.year, day.month)


def _shared(one: Period, other: Period) -> Period:
    return Period(max(one.first, other.first), min(one.last, other.last))
