"""Charges as JSON: lines, months, where they come from, forecasts, proofs."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from rostering.reports.schemas.rosters import DatesJson

MonthState = Literal["open", "closed"]


class LineJson(TypedDict):
    """A line of charges, in oere; the last three of fees alone."""

    id: str
    month: str
    state: str | None
    date: str
    customer: str
    booking: str | None
    consultant: str | None
    role: str | None
    day_class: str | None
    list_price_ore: int
    discount: str | None
    unit_price_ore: int
    amount_ore: int
    kind: str
    corrects: str | None
    rate_card: str
    rate: str
    roster: int | None
    package: NotRequired[str]
    paid_from: NotRequired[str | None]
    paid_to: NotRequired[str | None]


class MonthJson(TypedDict):
    """Where a month stands."""

    month: str
    state: str


class TotalJson(TypedDict):
    """What lines add up to."""

    amount_ore: int
    count: int


class TotalsJson(TotalJson):
    """What lines add up to, in all and by customer."""

    by_customer: dict[str, TotalJson]


class ChargesJson(TypedDict):
    """Charge lines, what they add up to, and what later months correct of them."""

    period: DatesJson
    months: list[MonthJson]
    lines: list[LineJson]
    totals: TotalsJson
    unpriced: list[str]
    later: list[LineJson]
    tickets_above: NotRequired[list[str]]


class ManifestJson(TypedDict):
    """Control sums of a closed month."""

    month: str
    batch: str
    rows: int
    control_sum_ore: int
    control_sums_by_customer_ore: dict[str, int]


class ClosedJson(TypedDict):
    """A month that was closed."""

    month: str
    state: Literal["closed"]
    batch: str
    closed_at: str
    lines: list[LineJson]
    total_ore: int
    totals: TotalsJson
    corrections: int
    files: list[str]
    manifest: ManifestJson
    reasons: list[str]


class ClosingJson(TypedDict):
    """When a month was closed, and as which batch."""

    at: str
    batch: str | None


class NamedJson(TypedDict):
    """An id with its name."""

    id: str
    name: str


class BookedJson(TypedDict):
    """The booking of a line."""

    id: str
    period: DatesJson
    part: str
    roles: dict[str, int]
    confirmed: str | None
    cancelled: bool
    cancelled_on: str | None


AgreementJson = TypedDict("AgreementJson", {"package": str, "name": str, "from": str, "to": str | None, "clause": str})


class PostedJson(TypedDict):
    """The roster that a line rests on."""

    roster: int
    published: str
    by: str
    seats: list[str]


class PricedDayJson(TypedDict):
    """The class of a day, and why."""

    date: str
    day_class: str
    reason: str


class FrozenJson(TypedDict):
    """When a price was frozen, and why."""

    at: str
    why: str


class WeighedJson(TypedDict):
    """A rate or a discount that fits, and whether it won."""

    kind: Literal["rate", "discount"]
    text: str
    price_ore: int | None
    won: bool


class PriceJson(TypedDict):
    """Where a price comes from."""

    rate_card: str
    rate: str
    list_price_ore: int
    discount: str | None
    unit_price_ore: int
    frozen: FrozenJson | None
    band_ore: list[int] | None
    considered: list[WeighedJson]
    changed_since: bool


FeeJson = TypedDict(
    "FeeJson",
    {
        "package": str,
        "amount_ore": int,
        "every": str,
        "in": str,
        "from": str,
        "to": str | None,
        "customer": str | None,
    },
)


class ChainJson(TypedDict):
    """Where a line comes from, link by link."""

    line: LineJson
    closed: ClosingJson | None
    customer: NamedJson
    booking: BookedJson | None
    agreement: AgreementJson | None
    roster: PostedJson | None
    day: PricedDayJson
    price: PriceJson
    fee: NotRequired[FeeJson | None]
    corrects: list[LineJson]
    corrected_by: list[LineJson]


class CheckedJson(TypedDict):
    """How much was compared."""

    lines: int
    exports: int
    files: int
    moved_exports: int


class DisagreementJson(TypedDict):
    """A difference between roster, charges and exports."""

    about: str
    text: str
    expected_ore: int | None
    found_ore: int | None


class VerifiedJson(TypedDict):
    """What verifying charges found."""

    period: DatesJson
    agrees: bool
    months: list[MonthJson]
    checked: CheckedJson
    waiting_corrections: int
    differences: list[DisagreementJson]


class ForecastLineJson(TypedDict):
    """A line of a forecast; without an amount, the reason says why."""

    date: str
    month: str
    customer: str
    booking: str | None
    role: str | None
    day_class: str | None
    kind: str
    staffed: bool
    amount_ore: int | None
    reason: str | None
    package: str | None
    paid_from: str | None
    paid_to: str | None


class SumsJson(TypedDict):
    """What lines of a forecast add up to."""

    amount_ore: int
    count: int
    staffed_ore: int
    not_staffed_ore: int
    cancelled_ore: int
    fees_ore: int
    unpriced: int


class ForecastTotalsJson(SumsJson):
    """Sums in all, by month and by customer."""

    by_month: dict[str, SumsJson]
    by_customer: dict[str, SumsJson]


class ForecastJson(TypedDict):
    """What a period will cost customers, as far as is known."""

    period: DatesJson
    lines: list[ForecastLineJson]
    totals: ForecastTotalsJson


class UnbilledJson(TypedDict):
    """What a customer owes for a closed month, and no export has."""

    month: str
    customer: str
    amount_ore: int


class BilledJson(UnbilledJson):
    """What was billed by hand, how, and who says so."""

    note: str
    by: str
    at: str


class ProfileJson(TypedDict):
    """A profile by which charges are written for an ERP."""

    name: str
    title: str
    kind: str
    example: bool
    note: str


class HindranceJson(TypedDict):
    """One thing that is in the way of closing a month."""

    kind: str
    text: str
    dates: DatesJson | None
    booking: str | None
    role: str | None
    seat: str | None
    roster: int | None


class StandingJson(TypedDict):
    """Where a month stands."""

    month: str
    stage: Literal["not begun", "open", "closable", "closed", "partly exported", "all exported"]
    ended: bool
    lines: int
    amount_ore: int
    corrections: int
    hindrances: list[HindranceJson]
    owed: list[UnbilledJson]
    closed_at: str | None
    closed_by: str | None
    batch: str | None


class HowBilledJson(TypedDict):
    """How something was billed by hand, and who says so."""

    note: str
    by: str
    at: str


class CustomerSumJson(TypedDict):
    """What one customer's lines of a month come to, and how far that is billed."""

    customer: str
    name: str
    lines: int
    amount_ore: int
    exported_as: list[str]
    billed: HowBilledJson | None
    owed: bool


class ExportJson(TypedDict):
    """An export that was kept, with the SHA-256 of each file."""

    export: int
    month: str
    format: str
    batch: str
    at: str
    by: str
    folder: str | None
    files: dict[str, str]
    without: list[str]
    for_the_books: bool


class ReceiptJson(ExportJson):
    """An export of a closed month, and in which other formats it was exported for the books."""

    booked_besides: list[str]


class MonthShownJson(StandingJson):
    """One month with its customers and exports; version is what whoever closes or exports it sends back."""

    customers: list[CustomerSumJson]
    exports: list[ExportJson]
    warnings: list[str]
    version: str
