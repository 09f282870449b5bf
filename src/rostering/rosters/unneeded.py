"""Unneeded duties: published ones that nothing asks for any more, since a booking was cancelled, cut or moved."""

from collections.abc import Collection, Sequence

from rostering.domain.inputs import Inputs
from rostering.domain.radar import Clash, ClashReason
from rostering.domain.seats import Duty
from rostering.rosters.history import current_duties, held_on
from rostering.rosters.version import Publication
from rostering.spans import Period


def unneeded(
    publications: Sequence[Publication], inputs: Inputs, asked: Collection[str], within: Period
) -> tuple[Clash, ...]:
    """The duties on some dates whose seats are not among those asked for; by first duty, then booking or team.

    One clash has the duties of one booking or team on dates that one roster holds without a gap.
    """
    held, cancelled = held_on(publications), {each.id for each in inputs.bookings if each.cancelled}
    found: dict[tuple[str, int, Period], list[Duty]] = {}
    for duty in current_duties(publications, within):
        if duty.consultant and duty.seat.id not in asked:
            found.setdefault((duty.seat.team, *held[duty.seat.day]), []).append(duty)
    made = [
        Clash("", roster, _reason(team, cancelled), None, period, tuple(duties))
        for (team, roster, period), duties in found.items()
    ]
    return tuple(sorted(made, key=lambda clash: (clash.duties[0].seat.span, clash.team, clash.seats)))


def _reason(team: str, cancelled: Collection[str]) -> ClashReason:
    return ClashReason.BOOKING_CANCELLED if team in cancelled else ClashReason.NOT_ASKED_FOR
