"""Where a line of charges comes from, link by link."""

from dataclasses import dataclass
from datetime import datetime

from rostering.domain.charges import Charge, Frozen, MonthState
from rostering.domain.fees import Fee
from rostering.domain.inputs import RateCard
from rostering.domain.parties import Agreement, Booking
from rostering.money import Ore


@dataclass(frozen=True)
class Weighed:
    """A rate or a discount that fits the line, and whether it won."""

    text: str
    price: Ore | None
    """None of a discount."""
    won: bool


@dataclass(frozen=True)
class Posted:
    """The roster that a line rests on."""

    number: int
    at: datetime
    by: str
    seats: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """All links of a line, as they are known now; what the line itself says never changes."""

    line: Charge
    state: MonthState
    batch: str | None
    closed_at: datetime | None
    customer: str
    agreement: Agreement | None
    corrects: tuple[Charge, ...]
    """What it corrects, what that corrects, and so on."""
    corrected_by: tuple[Charge, ...]
    booking: Booking | None = None
    """None of a fee and a call-out, which have none of what comes below but a package, or what they are priced by."""
    part: str = ""
    package: str = ""
    clause: str = ""
    roster: Posted | None = None
    day_reason: str = ""
    frozen: Frozen | None = None
    card: RateCard | None = None
    rates: tuple[Weighed, ...] = ()
    """Those of today's rate card that fit, the most specific first."""
    discounts: tuple[Weighed, ...] = ()
    changed: bool = False
    """Whether today's rate card would give another price."""
    consultant: str = ""
    """The name of whoever stood ready; empty where nobody did."""
    fee: Fee | None = None
    """The one by which a fee is billed: of a closed month the one that it was closed with."""

    @property
    def band(self) -> tuple[Ore, Ore] | None:
        """Between which prices the day had to lie after discount: the frozen band, else that of today's rate card."""
        if self.frozen:
            return self.frozen.price.band
        return self.card.band if self.card else None
