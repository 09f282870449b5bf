"""Clashes: published duties that their holders, by the inputs of now, can no longer serve."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.radar import Clash, ClashReason
from rostering.domain.seats import Duty
from rostering.rosters.history import current_duties, held_on
from rostering.rosters.version import Publication
from rostering.spans import Period, joined

Grounds = tuple[ClashReason, Period | None]


def clashes(publications: Sequence[Publication], inputs: Inputs) -> tuple[Clash, ...]:
    """The published duties that their holders cannot serve, past ones included; by first duty, then consultant.

    One clash has the duties of one consultant and one reason on dates that one roster holds without a gap; with leave,
    those of one stretch of it.
    """
    zone, held = inputs.organisation.zone, held_on(publications)
    people = {consultant.id: consultant for consultant in inputs.consultants}
    away = {who: _away(leave for leave in inputs.leave if leave.consultant == who) for who in people}
    meetings = {who: [one.span for one in inputs.meetings if one.consultant == who] for who in people}
    found: dict[tuple[str, int, Period, Grounds], list[Duty]] = {}
    for duty in current_duties(publications):
        who = duty.consultant
        if not who:
            continue
        grounds = _grounds(duty, people.get(who), away.get(who, ()), zone)
        if grounds is None and any(span.overlaps(duty.seat.span) for span in meetings.get(who, ())):
            grounds = ClashReason.MEETING, None
        if grounds:
            found.setdefault((who, *held[duty.seat.day], grounds), []).append(duty)
    made = [Clash(who, roster, *why, period, tuple(duties)) for (who, roster, period, why), duties in found.items()]
    return tuple(sorted(made, key=lambda clash: (clash.duties[0].seat.span, clash.consultant, clash.seats)))


def _away(leave: Iterable[Leave]) -> tuple[Period, ...]:
    """The days of one consultant's leave, joined where there is no day between."""
    return joined(each.period for each in leave if each.kind is LeaveKind.LEAVE)


def _grounds(duty: Duty, who: Consultant | None, away: Iterable[Period], zone: ZoneInfo) -> Grounds | None:
    """Why the holder cannot serve the duty; a night past midnight takes both dates, as for a plan."""
    touched = duty.seat.span.days(zone)
    if who is None or not all(who.employed(day) for day in touched):
        return ClashReason.NOT_EMPLOYED, None
    for leave in away:
        if any(day in leave for day in touched):
            return ClashReason.LEAVE, leave
    return None if who.has(duty.seat.role, duty.seat.day) else (ClashReason.LOST_ROLE, None)
