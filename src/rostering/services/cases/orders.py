"""What bookings ask for, cancelled ones included: dates, roles and day classes by the calendar of today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rostering.domain.charges import Want
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Booking
from rostering.spans import Period
from rostering.windows import calendars_of, windows_of


def orders_of(inputs: Inputs, bookings: Iterable[Booking], period: Period) -> Counter[Want]:
    """Head counts on the dates of a period on which the customers' packages can book."""
    asked = tuple(replace(one, cancelled=False) for one in bookings if one.period.overlaps(period))
    if not asked:
        return Counter()
    asking, heads = replace(inputs, bookings=asked), Counter[Want]()
    days = calendars_of(inputs).days(period)
    for window in windows_of(asking, days.own, period, days.local):
        if window.booking:
            for role, number in window.roles.items():
                (customer,) = window.customers
                heads[Want(window.booking, customer, window.day.day, role, window.day_class or "")] += number
    return heads
