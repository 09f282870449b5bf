"""Everything an ops lead keeps: the content of a data folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from rostering.domain.callout_fees import CalloutFee
from rostering.domain.callouts import CalloutPolicy
from rostering.domain.catalogue import Catalogue
from rostering.domain.charges import Term
from rostering.domain.dues import Meeting
from rostering.domain.fees import Fee
from rostering.domain.former import RetentionPolicy
from rostering.domain.notices import NoticePolicy
from rostering.domain.pagers import Pager
from rostering.domain.parties import Agreement, Balance, Booking, Consultant, Customer, Leave
from rostering.domain.pay import PayPolicy
from rostering.domain.seats import Pin
from rostering.domain.swaps import SwapPolicy
from rostering.money import Ore
from rostering.spans import Hours


@dataclass(frozen=True)
class Seller:
    """The firm as its invoices name it; what is empty is not known."""

    name: str = ""
    cvr: str = ""
    vat_number: str = ""
    street: str = ""
    city: str = ""
    postal_code: str = ""
    country: str = "DK"
    email: str = ""
    registration: str = ""
    """The bank's registration number."""
    account: str = ""
    iban: str = ""
    bic: str = ""
    payment_days: int | None = None
    name_consultants: bool = False
    """Whether the lines of documents say who stood ready."""


@dataclass(frozen=True)
class Organisation:
    """The firm: its zone, its language, the calendar it keeps, and whether it sends mails."""

    name: str
    timezone: str
    calendar: str
    language: str
    notices: NoticePolicy = field(default_factory=NoticePolicy)
    fetch_urls: bool = False
    """Whether calendars with leave may be fetched from addresses."""
    seller: Seller = Seller()

    @property
    def zone(self) -> ZoneInfo:
        """The zone of every wall-clock time in the data."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True)
class Policy:
    """The firm's rules: raw parameters by rule name, ledger points by kind, and the hours of ordinary work."""

    rules: Mapping[str, Mapping[str, object]]
    points: Mapping[str, int]
    """Keys: every window kind, `big_day`, `readiness_weekday`, `readiness_weekend`, `readiness_public_holiday`."""
    ordinary_work: Hours
    ordinary_weekdays: tuple[int, ...]
    """ISO weekday numbers, Monday 1."""


@dataclass(frozen=True)
class Rate:
    """The price of a consultant-day of one day class, for everybody or for one role, customer or both."""

    day_class: str
    price: Ore
    role: str | None = None
    customer: str | None = None


@dataclass(frozen=True)
class Discount:
    """What is taken off prices, in hundredths of a percent; for one customer, role or day class, or all of them."""

    percent: int
    customer: str | None = None
    role: str | None = None
    day_class: str | None = None


@dataclass(frozen=True)
class RateCard:
    """Prices in force over a period; each, after its discount, lies inside `band` (lowest, highest; in oere)."""

    first: date
    last: date | None
    band: tuple[Ore, Ore]
    rates: tuple[Rate, ...]
    discounts: tuple[Discount, ...] = ()

    def covers(self, day: date) -> bool:
        """Whether the card is in force that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Inputs:
    """A data folder, read: consistent as a whole. `documents` keeps the TOML files word for word, by file name."""

    organisation: Organisation
    catalogue: Catalogue
    policy: Policy
    rate_cards: tuple[RateCard, ...]
    consultants: tuple[Consultant, ...]
    customers: tuple[Customer, ...]
    agreements: tuple[Agreement, ...]
    bookings: tuple[Booking, ...]
    leave: tuple[Leave, ...]
    balances: tuple[Balance, ...]
    documents: Mapping[str, str]
    cancellation: tuple[Term, ...] = ()
    """The terms of cancelling a booking, the shortest notice first; none: it is free."""
    pins: tuple[Pin, ...] = ()
    """Seats that are meant for somebody."""
    fees: tuple[Fee, ...] = ()
    """What packages cost by the month, quarter or year; none: they are billed elsewhere."""
    callout_fees: tuple[CalloutFee, ...] = ()
    """What call-outs cost by the hour, and tickets above what a month includes; none: they are not billed."""
    pay: PayPolicy | None = None
    """What consultants are paid; None: the firm says nothing of it."""
    obligations_in_feeds: bool = False
    """Whether feeds show what customers are owed."""
    meetings: tuple[Meeting, ...] = ()
    """What customers are owed at fixed hours, by who holds it; a store knows it, a data folder does not."""
    swaps: SwapPolicy = field(default_factory=SwapPolicy)
    """Who approves a swap of duties, and how late one may be made."""
    callouts: CalloutPolicy = field(default_factory=CalloutPolicy)
    """What call-outs weigh."""
    retention: RetentionPolicy = field(default_factory=RetentionPolicy)
    """How long what is held of people is kept."""
    pagers: tuple[Pager, ...] = ()
    """The programs that call whoever is on; none: nobody is told."""

    def agreement_of(self, customer: str, day: date) -> Agreement | None:
        """The customer's agreement in force that day."""
        return next((a for a in self.agreements if a.customer == customer and a.covers(day)), None)
