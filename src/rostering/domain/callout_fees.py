"""What customers pay for call-outs: by the hour, and for tickets above those that a month includes."""

from dataclasses import dataclass
from datetime import date

from rostering.domain.begun import Begun
from rostering.money import Ore


@dataclass(frozen=True)
class CalloutFee:
    """A price from a date, to a date or until further notice: of an hour, or of a ticket above an allowance."""

    amount: Ore
    first: date
    last: date | None = None
    customer: str | None = None
    """Whose own price it is, before that of everybody."""
    begun: Begun | None = None
    """What is billed whole as soon as it has begun; None of a ticket."""
    minimum: int = 0
    """So many minutes are billed at least."""
    allowance: str = ""
    """The allowance above which it is the price of a ticket; empty of an hour."""

    def billed_minutes(self, minutes: int) -> int:
        """The minutes that are billed for so many that were worked; none of a ticket."""
        return max(self.begun.round_up(minutes), self.minimum) if self.begun else 0

    def fits(self, customer: str, day: date, allowance: str = "") -> bool:
        """Whether it is a price for a customer on a date."""
        in_force = self.first <= day and (self.last is None or day <= self.last)
        return in_force and self.allowance == allowance and self.customer in {None, customer}


def fee_on(fees: tuple[CalloutFee, ...], customer: str, day: date, allowance: str = "") -> CalloutFee | None:
    """The price that holds for a customer on a date, their own before that of everybody; None where none is set."""
    fitting = [fee for fee in fees if fee.fits(customer, day, allowance)]
    return min(fitting, key=lambda fee: fee.customer is None, default=None)
