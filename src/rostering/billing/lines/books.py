"""The books: what customers pay in any month, closed or open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from rostering.billing.lines.callout_charges import CalloutBook
from rostering.billing.lines.cancellations import cancellations_of
from rostering.billing.lines.charges import Orders, charges_of
from rostering.billing.lines.fees import FeeBook
from rostering.billing.lines.ledger import MonthLedger, together
from rostering.billing.lines.prices import Tariff
from rostering.domain.catalogue import Part
from rostering.domain.charges import Charge, Term, Want, in_order
from rostering.domain.parties import Booking
from rostering.domain.seats import Seat
from rostering.rosters.history import current_duties
from rostering.spans import Period


@dataclass(frozen=True, kw_only=True)
class Books(MonthLedger[Charge]):
    """The ledger of charges: bookings, prices and fees; `orders` tells what bookings ask for in a period."""

    bookings: tuple[Booking, ...]
    tariff: Tariff
    terms: tuple[Term, ...]
    orders: Callable[[Period], Orders]
    fees: FeeBook = field(default_factory=FeeBook)
    callouts: CalloutBook = field(default_factory=CalloutBook)
    other_part: Callable[[Seat], tuple[Part, Part] | None] = lambda _: None
    """The part of the day that a booked seat is of and the one that its booking asks for, where they differ."""

    def due(self, period: Period) -> tuple[Charge, ...]:
        """What a period's dates cost by rosters published, bookings and agreements as they are. Raises Unbillable."""
        charges = partial(charges_of, self.publications, self.bookings, self.tariff, period, self.orders(period))
        fees = partial(self.fees.lines, period)
        callouts = partial(self.callouts.lines, period)
        return in_order(together(charges, partial(self._cancellations, period), fees, callouts))

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

    def _cancellations(self, period: Period) -> tuple[Charge, ...]:
        cancelled = [one for one in self.bookings if one.cancelled and one.cancelled_on and one.period.overlaps(period)]
        return cancellations_of(cancelled, self.orders(period), self.terms, self.tariff) if cancelled else ()
