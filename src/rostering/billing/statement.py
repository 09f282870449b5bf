"""A month's statement: its lines, and everything else that is written of them, as it was when the month was closed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from rostering.domain.charges import Charge, State
from rostering.domain.inputs import Seller
from rostering.domain.parties import Booking, Customer
from rostering.money import Ore
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class Statement:
    """All that a file of a month's charges is made of; of a closed month it is the same for ever."""

    month: Period
    lines: tuple[Charge, ...]
    """By date, booking, consultant; credits before charges."""
    names: Directory
    customers: Mapping[str, Customer]
    """Those of the lines, by id."""
    bookings: Mapping[str, Booking]
    """Those of the lines, by id."""
    seller: Seller
    state: State
    """Open or closed; that it was exported changes nothing in it."""
    closed_at: datetime | None
    batch: str
    """Such as `2026-11-5f0c7a31`: the month, and a digest of what is billed; `2026-11-open` of an open one."""


def batch_of(month: Period, lines: Iterable[Charge]) -> str:
    """The name of a closed month's lines: the same lines have the same one on every machine."""
    plain = [asdict(line) for line in sorted(lines, key=lambda line: line.id)]
    text = json.dumps(plain, sort_keys=True, default=str)
    return f"{month.first:%Y-%m}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def sums_of(lines: Iterable[Charge]) -> dict[str, object]:
    """Rows and control sums in oere, in all and by customer: what manifests say and `billing verify` proves."""
    lines = tuple(lines)
    by_customer: dict[str, Ore] = {}
    for line in sorted(lines, key=lambda line: line.customer):
        by_customer[line.customer] = by_customer.get(line.customer, 0) + line.amount
    return {
        "rows": len(lines),
        "control_sum_ore": sum(line.amount for line in lines),
        "control_sums_by_customer_ore": by_customer,
    }
