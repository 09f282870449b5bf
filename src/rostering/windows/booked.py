"""Booked windows: one for each booking and date, increased readiness for one customer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rostering.calendars import WEEKDAYS
from rostering.domain.catalogue import READINESS, DayKind, Part
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Booking
from rostering.domain.seats import Day, Window
from rostering.spans import Period
from rostering.windows.firm_days import Days


def booked_windows(inputs: Inputs, days: Days, by_team: Mapping[str, Days], period: Period) -> Iterator[Window]:
    """One window per booking and date on which the customer's package can be booked.

    The days of a customer with a local team are that team's, of everybody else those of the organisation.
    """
    bookable = _bookable(inputs)
    pools = {customer.id: customer.team for customer in inputs.customers}
    for booking in inputs.bookings:
        if not booking.cancelled and booking.period.overlaps(period):
            pool = pools.get(booking.customer)
            known = by_team[pool] if pool else days
            for day in _shared_dates(booking.period, period):
                if any(agreement.covers(day) for agreement in bookable.get(booking.customer, ())):
                    yield _window(inputs, booking, known[day], pool)


def _bookable(inputs: Inputs) -> Mapping[str, list[Agreement]]:
    agreements: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in inputs.agreements:
        if inputs.catalogue.packages[agreement.package].bookable:
            agreements[agreement.customer].append(agreement)
    return agreements


def _shared_dates(one: Period, other: Period) -> Period:
    return Period(max(one.first, other.first), min(one.last, other.last))


def _window(inputs: Inputs, booking: Booking, day: Day, pool: str | None) -> Window:
    part = inputs.catalogue.parts[booking.part]
    heads = {role: booking.roles.get(role, 0) for role in inputs.catalogue.roles}
    return Window(
        day=day,
        span=part.hours.on(day.day, inputs.organisation.zone),
        kind=READINESS,
        name=_name(part, day),
        team=booking.id,
        entitled={role: ((booking.customer,),) * count for role, count in heads.items() if count},
        booking=booking.id,
        presence=part.presence,
        shared=booking.shared,
        day_class=_day_class(part, day),
        response=part.response,
        pool=pool,
    )


def _name(part: Part, day: Day) -> str:
    plain = day.kind is DayKind.BUSINESS_DAY and day.name in WEEKDAYS
    return part.name if plain else f"{part.name} ({day.name})"


def _day_class(part: Part, day: Day) -> str:
    by_kind = {DayKind.PUBLIC_HOLIDAY: "public_holiday", DayKind.WEEKEND: "weekend"}
    return day.day_class or by_kind.get(day.kind, part.day_class)
