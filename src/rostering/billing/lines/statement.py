"""A month's statement, whole or without some customers: lines, batch, sums and names, as they were at its closing."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, cast

from rostering.domain.booked import BookedLine
from rostering.domain.charges import Charge, Layout, MonthState
from rostering.domain.inputs import Seller
from rostering.domain.parties import Booking, Customer
from rostering.domain.totals import total_by_customer, total_of
from rostering.errors import BadCall, hinted
from rostering.folder.notes import nearest, quoted
from rostering.language import _
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class Corrected:
    """A document of an earlier month."""

    reference: str
    issued: date


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
    state: MonthState
    """Open or closed; that it was exported changes nothing in it."""
    closed_at: datetime | None
    batch: str
    """Such as `2026-11-5f0c7a31`: the month, and a digest of what is billed; `2026-11-open` of an open one."""
    left_out: tuple[str, ...] = ()
    """Customers of the month whose lines are not among these, by id."""
    layout: Layout = field(default_factory=Layout)
    corrected: Mapping[str, Corrected] = field(default_factory=dict)
    """The documents of the lines that these correct, by the lines' ids."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """The names of those that fees are for, by id."""

    @property
    def sums(self) -> dict[str, object]:
        """Its rows and control sums."""
        return sums_of(self.lines, self.left_out)


class NoLines(BadCall):
    """Customers who are to be left out of a month that has no lines of theirs."""

    def __init__(self, statement: Statement, strangers: Iterable[str]) -> None:
        known = {line.customer for line in statement.lines}
        told = (
            hinted(
                _(
                    "{month} has no lines of customer {customer}",
                    month=f"{statement.month.first:%Y-%m}",
                    customer=quoted(one),
                ),
                nearest(one, known),
            )
            for one in strangers
        )
        super().__init__("\n".join(told))


class NobodyLeft(BadCall):
    """All customers of a month are to be left out."""

    def __init__(self, statement: Statement) -> None:
        super().__init__(
            _(
                "cannot leave out every customer of {month}: nothing would be exported",
                month=f"{statement.month.first:%Y-%m}",
            )
        )


def leave_out(statement: Statement, customers: Collection[str]) -> Statement:
    """The statement without the lines of some customers, who keep their places in it. Raises NoLines, NobodyLeft."""
    known = {line.customer for line in statement.lines}
    if strangers := sorted(set(customers) - known):
        raise NoLines(statement, strangers)
    if known and known <= set(customers):
        raise NobodyLeft(statement)
    lines = tuple(line for line in statement.lines if line.customer not in customers)
    return replace(statement, lines=lines, left_out=tuple(sorted(set(customers))))


def batch_of(month: Period, lines: Iterable[BookedLine]) -> str:
    """The name of a closed month's lines: the same lines have the same one on every machine."""
    plain = [_plain(line) for line in sorted(lines, key=lambda line: line.id)]
    text = json.dumps(plain, sort_keys=True, default=str)
    return f"{month.first:%Y-%m}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


_LATER = ("package", "paid_from", "paid_to")
"""What lines had not from the start: left out where it is empty, so that the names of earlier batches stay true."""


def _plain(line: BookedLine) -> dict[str, object]:
    return {name: value for name, value in asdict(cast("Any", line)).items() if value or name not in _LATER}


def sums_of(lines: Iterable[Charge], left_out: Collection[str] = ()) -> dict[str, object]:
    """Rows and control sums in oere, in all and by customer: what manifests say and `billing verify` proves.

    Those of some customers may be left out, which is said too.
    """
    lines = tuple(line for line in lines if line.customer not in left_out)
    return {
        **({"without": sorted(left_out)} if left_out else {}),
        "rows": len(lines),
        "control_sum_ore": total_of(lines),
        "control_sums_by_customer_ore": total_by_customer(lines),
    }
