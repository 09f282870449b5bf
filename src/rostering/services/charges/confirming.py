"""Confirming a booking: its prices are frozen as they are when the confirmation is first seen."""

from collections.abc import Iterable
from datetime import datetime

from rostering.billing.lines.prices import Tariff, Unpriced
from rostering.domain.charges import Frozen
from rostering.domain.inputs import Inputs
from rostering.errors import Fault, FaultyInput
from rostering.language import _, said
from rostering.services.cases.orders import orders_of
from rostering.spans import Period


def prices_to_freeze(inputs: Inputs, frozen: Iterable[Frozen], at: datetime) -> tuple[Frozen, ...]:
    """The prices of confirmed bookings that are not frozen yet; a booking that is changed is another order.

    Raises FaultyInput when a confirmed booking has no price.
    """
    confirmed = [booking for booking in inputs.bookings if booking.confirmed and not booking.cancelled]
    if not confirmed:
        return ()
    tariff, faults, found = Tariff(inputs.rate_cards, frozen), [], []
    whole = Period(min(one.period.first for one in confirmed), max(one.period.last for one in confirmed))
    why = {booking.id: said("confirmed {day}", day=booking.confirmed) for booking in confirmed}
    for want in orders_of(inputs, confirmed, whole):
        try:
            if tariff.frozen(want) is None:
                found.append(Frozen(want, tariff.price(want), at, why[want.booking]))
        except Unpriced as unpriced:
            faults.append(_fault(want.booking, unpriced))
    if faults:
        raise FaultyInput(dict.fromkeys(faults))
    return tuple(found)


def _fault(booking: str, unpriced: Unpriced) -> Fault:
    hint = _("mend rates.toml, or confirm the booking later")
    return Fault(
        "bookings.csv",
        _("booking '{booking}' is confirmed, but cannot be priced: {why}", booking=booking, why=unpriced),
        hint,
    )
