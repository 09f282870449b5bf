"""What a period asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rostering.domain.seats import Window
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.windows import calendars_of, windows_of


@dataclass(frozen=True)
class Demand:
    """The windows of a period, with the zone and the names to show them by."""

    windows: tuple[Window, ...]
    zone: ZoneInfo
    roles: Mapping[str, str]
    customers: Mapping[str, str]
    warnings: tuple[str, ...]


def windows(url: str, period: Period) -> Demand:
    """What must be staffed in a period, and for whom."""
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
    calendars = calendars_of(inputs)
    days = calendars.days(period)
    return Demand(
        windows=windows_of(inputs, days.own, period, days.local),
        zone=inputs.organisation.zone,
        roles=inputs.catalogue.roles,
        customers={customer.id: customer.name for customer in inputs.customers},
        warnings=calendars.doubts(period),
    )
