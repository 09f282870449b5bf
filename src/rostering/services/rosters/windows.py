"""The windows of a period: what it asks for."""

from rostering.answers.windows import Demand
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.windows import calendars_of, windows_of


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
