"""What booked readiness would be charged at, if a roster were published."""

from collections.abc import Iterable

from rostering.billing.lines.charges import Unbillable, charges_of
from rostering.billing.lines.prices import Tariff
from rostering.domain.parties import Booking
from rostering.domain.totals import total_of
from rostering.money import Ore
from rostering.rosters.version import Publication, Version


def readiness_of(version: Version, bookings: Iterable[Booking], tariff: Tariff) -> tuple[Ore | None, tuple[str, ...]]:
    """The total of its booked duties, or None and why they cannot be billed."""
    publication = Publication(0, version, version.created, "")
    try:
        return total_of(charges_of([publication], bookings, tariff, version.period)), ()
    except Unbillable as unbillable:
        return None, unbillable.reasons
