"""What bookings ask for, cancelled ones included: dates, parts, roles, and day classes by today's calendar."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rostering.domain.catalogue import Part
from rostering.domain.charges import Want
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Booking
from rostering.domain.seats import Seat
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


def other_part(inputs: Inputs, seat: Seat) -> tuple[Part, Part] | None:
    """The part of the day at whose hours a booked seat stands and the one that its booking asks for, if they differ.

    Hours that no part has any more, as the parts themselves were changed, are those that the seat was booked at.
    """
    booking = next((one for one in inputs.bookings if one.id == seat.booking), None)
    if booking is None:
        return None
    parts = inputs.catalogue.parts
    of_hours = [part for part in parts.values() if part.hours.on(seat.day, inputs.organisation.zone) == seat.span]
    asked = parts[booking.part]
    return (of_hours[0], asked) if of_hours and asked not in of_hours else None
