"""Unneeded duties: published ones that nothing asks for any more, or not at their hours, as bookings change."""

from collections.abc import Collection, Mapping, Sequence

from rostering.domain.inputs import Inputs
from rostering.domain.radar import Clash, ClashReason
from rostering.domain.seats import Duty, Seat
from rostering.rosters.history import current_duties, held_on
from rostering.rosters.version import Publication
from rostering.spans import Period, Span


def unneeded(
    publications: Sequence[Publication], inputs: Inputs, asked: Mapping[str, Span], within: Period
) -> tuple[Clash, ...]:
    """The duties on some dates whose seats are not among those asked for, or at other hours; by first duty, then team.

    `asked` has the hours of each seat. One clash has the duties of one booking or team and one reason on dates that one
    roster holds without a gap.
    """
    held, cancelled = held_on(publications), {each.id for each in inputs.bookings if each.cancelled}
    found: dict[tuple[str, int, Period, ClashReason], list[Duty]] = {}
    for duty in current_duties(publications, within):
        if duty.consultant and asked.get(duty.seat.id) != duty.seat.span:
            reason = _reason(duty.seat, asked, cancelled)
            found.setdefault((duty.seat.team, *held[duty.seat.day], reason), []).append(duty)
    made = [
        Clash("", roster, reason, None, period, tuple(duties)) for (_, roster, period, reason), duties in found.items()
    ]
    return tuple(sorted(made, key=lambda clash: (clash.duties[0].seat.span, clash.team, clash.seats)))


def _reason(seat: Seat, asked: Collection[str], cancelled: Collection[str]) -> ClashReason:
    if seat.id in asked:
        return ClashReason.OTHER_HOURS
    return ClashReason.BOOKING_CANCELLED if seat.team in cancelled else ClashReason.NOT_ASKED_FOR
