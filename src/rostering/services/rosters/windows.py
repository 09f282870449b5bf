"""The windows of a period: what it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rostering.calendars import calendar_of, days_of
from rostering.domain.seats import Window
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.windows import calendar_doubts, local_days, windows_of


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
    calendar = calendar_of(inputs.organisation.calendar, inputs.documents)
    return Demand(
        windows=windows_of(inputs, days_of(calendar, period), period, local_days(inputs, period)),
        zone=inputs.organisation.zone,
        roles=inputs.catalogue.roles,
        customers={customer.id: customer.name for customer in inputs.customers},
        warnings=calendar_doubts(inputs, period),
    )
