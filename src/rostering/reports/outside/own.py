"""One's own as JSON: duties, leave and wishes, and what an entry clashes with."""

from collections.abc import Iterable

from rostering.answers.own_duties import OwnDuties
from rostering.answers.own_leave import LeaveCheck, OwnLeave
from rostering.domain.parties import Leave
from rostering.domain.seats import Duty
from rostering.reports.look.shapes import Shape, compensating_days_shape, duty_shape, period_shape


def own_duties_shape(found: OwnDuties) -> Shape:
    """What is published for a consultant, by start."""
    zone, first = found.directory.zone, found.at.date()
    return {
        "consultant": found.who.id,
        "name": found.who.name,
        "at": found.at.isoformat(),
        "duties": [
            {**duty_shape(own.duty, zone), "others": [other.consultant for other in own.others]} for own in found.duties
        ],
        "compensating_days": compensating_days_shape(found.days_off),
        "on_leave": [duty.seat.id for clash in found.clashes for duty in clash.since(first)],
    }


def own_leave_shape(found: OwnLeave) -> Shape:
    """All that a consultant has put in, and which published duties that falls on."""
    return {
        "consultant": found.who.id,
        "entries": [_entry(leave) for leave in found.entries],
        "clashes": _seats(found.clashes),
        "last": found.last.isoformat(),
        "version": found.version,
    }


def leave_check_shape(check: LeaveCheck) -> Shape:
    """What an entry clashes with."""
    return {
        "consultant": check.who.id,
        "kind": check.kind.value,
        "periods": [period_shape(period) for period in check.periods],
        "known": [period_shape(period) for period in check.known],
        "duties": _seats(check.duties),
        "away": [{"name": one.name, **period_shape(one.period)} for one in check.away],
        "ordered": [
            {"booking": one.booking.id, **period_shape(one.period), "roles": dict(one.roles)} for one in check.ordered
        ],
        "version": check.version,
        "seen": check.seen,
    }


def _entry(leave: Leave) -> Shape:
    return {"entry": f"{leave.kind.value} {leave.period}", **period_shape(leave.period), "kind": leave.kind.value}


def _seats(duties: Iterable[Duty]) -> list[str]:
    return [duty.seat.id for duty in duties]
