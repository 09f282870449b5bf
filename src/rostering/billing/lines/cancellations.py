"""What cancelled bookings cost, where the firm has terms for it: a line for each seat and date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rostering.billing.lines.charges import Orders, Unbillable, line_of
from rostering.billing.lines.prices import Tariff, Unpriced
from rostering.domain.charges import Charge, ChargeKind, Term, Want, in_order
from rostering.domain.parties import Booking
from rostering.language import _, said
from rostering.money import format_percent, share_of


def cancellations_of(
    bookings: Iterable[Booking], orders: Orders, terms: Sequence[Term], tariff: Tariff
) -> tuple[Charge, ...]:
    """The share of the price that each seat and date of a cancelled booking costs. Raises Unbillable.

    Without terms, or without the date of the cancelling, it costs nothing. The band holds for the price, not its share.
    """
    dates = {booking.id: booking.cancelled_on for booking in bookings if booking.cancelled}
    lines: list[Charge] = []
    reasons: dict[str, tuple[str, date]] = {}
    for want, heads in orders.items():
        cancelled_on = dates.get(want.booking)
        term = term_of(terms, want.day, cancelled_on) if cancelled_on else None
        if cancelled_on and term and term.percent:
            try:
                lines.extend(_lines(want, heads, cancelled_on, term, tariff))
            except Unpriced as unpriced:
                told = _("{why}: the cancelled booking {booking} cannot be billed", why=unpriced, booking=want.booking)
                reasons.setdefault(told, (want.booking, want.day))
    if reasons:
        raise Unbillable(reasons, lines=lines, places=reasons)
    return in_order(lines)


def term_of(terms: Iterable[Term], day: date, cancelled_on: date) -> Term | None:
    """The term for a date: that of the shortest notice that was kept; on the date and after it there was none."""
    notice = max((day - cancelled_on).days, 0)
    fitting = [term for term in terms if notice <= term.days_before]
    return min(fitting, key=lambda term: term.days_before, default=None)


def _lines(want: Want, heads: int, cancelled_on: date, term: Term, tariff: Tariff) -> Iterator[Charge]:
    price = tariff.price(want)
    rule = f"{price.rule}; " + said("{percent} cancelled {day}", percent=format_percent(term.percent), day=cancelled_on)
    share = replace(price, unit=share_of(price.unit, term.percent), rule=rule)
    for number in range(1, heads + 1):
        name = f"{want.booking}:{want.day.isoformat()}:{want.role}:{number}:{ChargeKind.CANCELLATION.value}"
        yield line_of(name, want, share, kind=ChargeKind.CANCELLATION)
