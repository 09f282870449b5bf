"""A quote: whether a booking can be staffed, by whom, at what price, and what else moves; if not, when else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rostering.domain.charges import Charge
from rostering.domain.parties import Booking
from rostering.domain.seats import Duty
from rostering.domain.totals import total_of
from rostering.money import Ore
from rostering.rosters.changes import Changes
from rostering.rosters.version import Version
from rostering.spans import Period


@dataclass(frozen=True)
class Quote:
    """The answer to a customer on the phone."""

    booking: Booking
    source: str
    """What it was worked out on top of: `published`, `draft`, `superseded` or `nothing`."""
    roster: int | None
    """The number of the roster that this was; None where no roster has any of the dates."""
    version: Version
    """The days around the booking, with it."""
    certain: bool
    charges: Sequence[Charge]
    moves: Changes
    days_off: frozenset[tuple[str, date]]
    """Compensating days that the booking brings."""
    days_back: frozenset[tuple[str, date]]
    """Compensating days that it takes away."""
    nearest: tuple[Period, ...]
    reach: int
    """How many days both ways other dates were looked for."""
    row: str = ""
    """The booking as a row that fits the firm's own bookings.csv."""
    booked: bool = False
    """Whether it was added to the inputs."""

    @property
    def possible(self) -> bool:
        """Whether every seat of the booking is filled, and none of the others is given up for it."""
        return not self.version.empty

    @property
    def staffing(self) -> tuple[Duty, ...]:
        """The booking's duties."""
        return tuple(duty for duty in self.version.duties if duty.seat.booking == self.booking.id)

    @property
    def total(self) -> Ore | None:
        """What the booking costs, excluding VAT."""
        return total_of(self.charges) if self.possible else None
