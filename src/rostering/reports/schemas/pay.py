"""Pay as JSON: lines, sums, margins, proofs."""

from typing import Literal

from typing_extensions import TypedDict

from rostering.reports.schemas.money import MonthJson
from rostering.reports.schemas.rosters import DatesJson


class PayLineJson(TypedDict):
    """A line of pay, in oere."""

    id: str
    month: str
    state: str | None
    date: str
    consultant: str
    duty: str | None
    duty_kind: str
    role: str | None
    day_class: str | None
    customers: list[str]
    minutes: int | None
    rate_ore: int
    amount_ore: int
    kind: Literal["standby", "call-out", "credit"]
    corrects: str | None
    pay_card: str
    roster: int | None
    callout: int | None


class PayTotalsJson(TypedDict):
    """What lines add up to, in all and by consultant."""

    amount_ore: int
    count: int
    by_consultant_ore: dict[str, int]


class PayJson(TypedDict):
    """Lines of pay, what they add up to, and what later months correct of them."""

    period: DatesJson
    months: list[MonthJson]
    lines: list[PayLineJson]
    totals: PayTotalsJson
    unpriced: list[str]
    later: list[PayLineJson]


class MarginJson(TypedDict):
    """What one customer was charged, what was paid for serving them, and what is left; in oere."""

    customer: str
    name: str
    charged_ore: int
    paid_ore: int
    left_ore: int


class MarginTotalsJson(TypedDict):
    """The same of all."""

    charged_ore: int
    paid_ore: int
    left_ore: int


class MarginsJson(TypedDict):
    """The margins of a month."""

    month: str
    customers: list[MarginJson]
    totals: MarginTotalsJson
    unpriced: list[str]


class PayDifferenceJson(TypedDict):
    """Two that should agree and do not."""

    about: str
    text: str
    expected_ore: int | None
    found_ore: int | None


class PayVerifiedJson(TypedDict):
    """Whether duties, call-outs, pay and exports agree."""

    period: DatesJson
    agrees: bool
    lines: int
    exports: int
    differences: list[PayDifferenceJson]
