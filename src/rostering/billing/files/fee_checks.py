"""Whether a closed line of a fee says what the fee that its month was closed with asks for."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from rostering.billing.lines.fees import fee_of
from rostering.domain.charges import Charge, ChargeKind, Mismatch
from rostering.domain.fees import Fee
from rostering.language import _
from rostering.money import Ore, format_dkk

Kept = Mapping[date, tuple[Fee, ...]]
"""The fees that months were closed with, by their first dates."""
NO_FEES: Kept = MappingProxyType({})


def fee_faults(line: Charge, kept: Kept) -> Iterator[str]:
    """What is wrong with the line of a fee, or with what takes one back: its name, dates and price."""
    if not line.id.startswith(f"fee:{line.customer}:{line.package}:{line.day:%Y-%m}"):
        yield _("is not called after its customer, package and date")
    if line.paid is None or line.day not in {line.paid_from, line.paid_to}:
        yield _("is not found by the first or the last date that it pays for")
    fee = fee_of(line, kept.get(line.day.replace(day=1), ()))
    if fee is None or fee.first != line.card:
        yield _("has no fee that was kept")
    elif line.unit_price != _share(line, fee):
        yield _(
            "costs {unit_price}, and the fee that was kept comes to {share}",
            unit_price=format_dkk(line.unit_price),
            share=format_dkk(_share(line, fee)),
        )
    if line.kind is ChargeKind.FEE and line.amount != line.unit_price:
        yield _(
            "says {amount} for one at {unit_price}",
            amount=format_dkk(line.amount),
            unit_price=format_dkk(line.unit_price),
        )


def fee_difference(day: date, customer: str, expected: Ore, found: Ore) -> Mismatch:
    """That the fees of a customer's date are not what the agreements come to."""
    about = f"fee:{customer}:{day}"
    text = _(
        "{about}: the agreements say {expected}, the charges {found}",
        about=about,
        expected=format_dkk(expected),
        found=format_dkk(found),
    )
    return Mismatch(about, text, expected, found)


def _share(line: Charge, fee: Fee) -> Ore:
    interval = fee.every.interval(line.day)
    days = len(line.paid) if line.paid else 0
    ore, rest = divmod(fee.amount * days, len(interval))
    return ore + (2 * rest >= len(interval))
