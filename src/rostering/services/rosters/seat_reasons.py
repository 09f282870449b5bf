"""A seat for whoever looks at it: why somebody holds it, why others do not, and what would fill it."""

from dataclasses import dataclass
from datetime import date

from rostering.answers.board_pages import SeatReasons, day_of_seat
from rostering.domain.findings import Alternative, Fix
from rostering.domain.rights import Action, may
from rostering.domain.seats import Duty, Seat
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.rosters.outlines import Outline, outline_status, published_outlines, standing_outlines
from rostering.rosters.version import Version
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.cases.case import Case
from rostering.services.cases.versions import directory_of, roster_of
from rostering.services.clock import today_in
from rostering.services.opening import existing_store
from rostering.services.rosters.meanwhile import newest_made_from
from rostering.services.rosters.memory import Memory, once
from rostering.solver.mend.alternatives import alternatives_of
from rostering.solver.mend.fixes import fixes_for
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.store import Reading

_PATIENCE = SearchLimits(seconds=20)
"""After so long no further change is tried: somebody waits."""


class NoSeat(Unknown):
    """A seat that no roster has, or that the roster asked for does not have."""

    def __init__(self, seat: str, roster: int | None) -> None:
        if roster is None:
            said = _("no roster has the seat '{seat}'", seat=seat)
        else:
            said = _("roster {number} has no seat '{seat}'", number=roster, seat=seat)
        super().__init__(said)


@dataclass(frozen=True)
class _Found:
    """A roster with the case by which its seats are judged today."""

    version: Version
    outline: Outline
    published: dict[date, Outline]
    case: Case

    def seat(self, key: str) -> tuple[Seat, str | None]:
        """A seat and its holder, whether or not it is asked for still. Raises NoSeat."""
        kept = next((duty for duty in self.version.duties if duty.seat.id == key), None)
        asked = self.case.problem.seat.get(key)
        if kept is None and asked is None:
            raise NoSeat(key, self.version.number)
        return (kept.seat, kept.consultant) if kept else (self.case.problem.seat[key], None)


def seat_reasons(
    url: str,
    actor: Actor,
    seat: str,
    number: int | None = None,
    search: bool = False,
    memory: Memory | None = None,
) -> SeatReasons:
    """A seat of a roster, by default of the one that stands on its date; what would fill it only with a `search`.

    A search asks the solver, and may take some seconds. Raises Forbidden, NoInputs, UnknownRoster, NoSeat.
    """
    require(actor, Action.EXPLAIN)
    with existing_store(url).reading() as reading:
        found = _found(reading, once(memory), seat, number)
        is_editor = may(actor, Action.EDIT)
        mark = mark_of(reading) if is_editor else ""
        newer = newest_made_from(reading, found.version.number) if is_editor else None
    held, consultant = found.seat(seat)
    is_asked = seat in found.case.problem.seat
    roster = roster_of(found.version, found.case.problem)
    kept = next((one for one in found.version.empty if one.seat == seat), None)
    alternatives: tuple[Alternative, ...] = alternatives_of(roster, found.case.rules, seat) if is_asked else ()
    fixes: tuple[Fix, ...] | None = kept.fixes if kept and kept.fixes else None
    today = today_in(found.case.problem.zone)
    if search and is_asked and seat not in roster.holders:
        fixes = fixes_for(roster, found.case.rules, seat, today, Budget(_PATIENCE))
    return SeatReasons(
        roster=found.version.number,
        status=outline_status(found.outline, found.published),
        seat=held,
        consultant=consultant,
        beside=_beside(found, held),
        alternatives=alternatives,
        kept=kept,
        fixes=fixes,
        directory=directory_of(found.case.inputs).with_names_of(found.version.directory),
        is_asked=is_asked,
        successor=_successor(found, held.day),
        is_over=held.day < today,
        mark=mark,
        newer=newer,
    )


def _found(reading: Reading, memory: Memory, seat: str, number: int | None) -> _Found:
    outlines = reading.outlines()
    if number is None:
        day = day_of_seat(seat)
        outline = standing_outlines(outlines).get(day) if day else None
    else:
        outline = next((one for one in outlines if one.number == number), None)
    if outline is None:
        if number is not None:
            reading.version(number)  # says which rosters there are
        raise NoSeat(seat, None)
    version = memory.versions(reading, [outline])[outline.number]
    return _Found(version, outline, published_outlines(outlines), memory.case(reading, version))


def _beside(found: _Found, seat: Seat) -> tuple[Duty, ...]:
    """Who else is on in the same window."""
    same = seat.team, seat.booking, seat.span
    return tuple(
        duty
        for duty in found.version.duties
        if duty.seat.id != seat.id and (duty.seat.team, duty.seat.booking, duty.seat.span) == same
    )


def _successor(found: _Found, day: date) -> int | None:
    """Which roster is published of the date now, where this one was published for it."""
    now = found.published.get(day)
    if found.outline.publication is None or now is None or now.number == found.version.number:
        return None
    return now.number
