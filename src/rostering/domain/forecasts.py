"""What a period is expected to cost customers: a line for each head that is booked, each fee, each cancelled seat."""

from dataclasses import dataclass
from datetime import date

from rostering.domain.charges import ChargeKind
from rostering.money import Ore
from rostering.spans import Period


@dataclass(frozen=True)
class ForecastLine:
    """One charge that is to be expected; in oere, excluding VAT."""

    day: date
    customer: str
    booking: str
    """Empty of a fee, and so are role and day class."""
    role: str
    day_class: str
    kind: ChargeKind
    amount: Ore | None
    """None where it cannot be billed as things stand."""
    staffed: bool | None = None
    """Whether a published roster has somebody for it; None where nobody is needed."""
    reason: str = ""
    """Why there is no price."""
    package: str = ""
    paid: Period | None = None
    """What a fee pays for."""

    @property
    def order(self) -> tuple[date, str, str, str, bool]:
        """By what lines are sorted; staffed heads stand before those that are not."""
        return self.day, self.customer, self.booking, self.role, not self.staffed
