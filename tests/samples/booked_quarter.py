"""The booked seats of the example firm, filled and published."""

from itertools import cycle

from rostering.domain.seats import Duty
from rostering.services.cases.orders import orders_of
from rostering.services.clock import now
from rostering.spans import Period
from rostering.store import open_store
from samples.published_samples import duty, version

QUARTER = Period.parse("2026Q4")


def booked_duties(url: str) -> list[Duty]:
    """Every booked seat of the quarter, filled by whoever comes next."""
    with open_store(url).reading() as look:
        inputs = look.inputs()
    people = cycle(consultant.id for consultant in inputs.consultants)
    return [
        duty(
            next(people), want.day, role=want.role, number=number, hours="16:00-22:00", booking=want.booking,
            customers=(want.customer,), day_class=want.day_class,
        )
        for want, heads in orders_of(inputs, inputs.bookings, QUARTER).items()
        for number in range(1, heads + 1)
        if not next(one for one in inputs.bookings if one.id == want.booking).cancelled
    ]  # fmt: skip


def post(url: str, duties: list[Duty]) -> None:
    with open_store(url).transaction() as tx:
        tx.publish(tx.add_version(version(0, QUARTER, duties)).number, now(), "lead")
