"""What booked readiness would be charged at, if a roster were published."""

from collections import Counter

from rostering.billing.lines.charges import Unbillable, charges_of
from rostering.billing.lines.prices import Tariff
from rostering.domain.charges import Want
from rostering.domain.inputs import Inputs
from rostering.domain.totals import total_of
from rostering.money import Ore
from rostering.rosters.version import Publication, Version
from rostering.services.cases.orders import orders_of


def readiness_of(
    version: Version, inputs: Inputs, tariff: Tariff, orders: Counter[Want] | None = None
) -> tuple[Ore | None, tuple[str, ...]]:
    """The total of its booked duties that bookings still ask for, or None and why they cannot be billed.

    `orders` is what bookings ask for in its period, where that is known.
    """
    publication = Publication(0, version, version.created, "")
    if orders is None:
        orders = orders_of(inputs, inputs.bookings, version.period)
    try:
        return total_of(charges_of([publication], inputs.bookings, tariff, version.period, orders)), ()
    except Unbillable as unbillable:
        return None, unbillable.reasons
