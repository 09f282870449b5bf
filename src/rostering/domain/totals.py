"""What lines of charges add up to."""

from collections.abc import Iterable

from rostering.domain.charges import Charge
from rostering.money import Ore


def total_of(charges: Iterable[Charge]) -> Ore:
    """The sum of the amounts."""
    return sum(charge.amount for charge in charges)


def total_by_customer(charges: Iterable[Charge]) -> dict[str, Ore]:
    """The sum for each customer, sorted by customer."""
    return _sums((charge.customer, charge.amount) for charge in charges)


def total_by_consultant(charges: Iterable[Charge]) -> dict[str, Ore]:
    """The sum for each consultant, sorted by consultant; cancellations are nobody's, under the empty text."""
    return _sums((charge.consultant, charge.amount) for charge in charges)


def total_by_package(charges: Iterable[Charge]) -> dict[str, Ore]:
    """The sum of fees for each package, sorted by package."""
    return _sums((charge.package, charge.amount) for charge in charges if charge.package)


def _sums(amounts: Iterable[tuple[str, Ore]]) -> dict[str, Ore]:
    sums: dict[str, Ore] = {}
    for key, amount in amounts:
        sums[key] = sums.get(key, 0) + amount
    return dict(sorted(sums.items()))
