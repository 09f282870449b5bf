"""The windows of a period: what it asks for."""

from rostering.answers.windows import Demand
from rostering.calendars import calendar_of, days_of
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.windows import calendar_doubts, local_days, windows_of


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
