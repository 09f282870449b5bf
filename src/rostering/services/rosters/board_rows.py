"""The lines of a board: who holds what on which date, who is away, and what differs from what is published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rostering.answers.board import AwayKind, BoardCell, BoardDuty, BoardRow, Narrowing, Turn, by_time
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.rights import Action, may
from rostering.domain.seats import Duty, Seat
from rostering.domain.users import Actor
from rostering.rosters.version import Directory
from rostering.services.rosters.board_sources import Sources
from rostering.spans import Period

_KINDS = {
    LeaveKind.WOULD_LIKE: AwayKind.WOULD_LIKE,
    LeaveKind.RATHER_NOT: AwayKind.RATHER_NOT,
    LeaveKind.LEAVE: AwayKind.LEAVE,
}
"""From what weighs least to what weighs most: the last of a date is shown."""

Cells = dict[str, dict[date, BoardCell]]


@dataclass(frozen=True)
class Lines:
    """What is needed for the lines."""

    inputs: Inputs
    sources: Sources
    actor: Actor
    narrowing: Narrowing
    directory: Directory
    today: date

    def rows(self, duties: Iterable[BoardDuty]) -> tuple[BoardRow, ...]:
        """The lines of everybody whom the board is about: whoever looks first, then by role and name."""
        cells = self._cells(duties)
        held = {who for who, days in cells.items() if any(cell.duties or cell.gone for cell in days.values())}
        rows = [self._row(one, cells.get(one.id, {})) for one in self._people(held)]
        known = {row.consultant for row in rows}
        rows += [self._stranger(who, cells[who]) for who in held - known]
        order = {role: place for place, role in enumerate(self.inputs.catalogue.roles)}
        return tuple(
            sorted(
                rows,
                key=lambda row: (not row.is_me, order.get(row.roles[0], len(order)) if row.roles else -1, row.name),
            )
        )

    def _people(self, held: set[str]) -> Iterator[Consultant]:
        for one in self.inputs.consultants:
            last = one.employed_to
            employed = one.employed_from <= self.sources.period.last and (
                last is None or last >= self.sources.period.first
            )
            if one.id in held or (employed and self._is_meant(one)):
                yield one

    def _is_meant(self, one: Consultant) -> bool:
        narrowing = self.narrowing
        return (
            (narrowing.role is None or narrowing.role in one.roles)
            and (narrowing.team is None or narrowing.team in one.teams or narrowing.team in one.lends)
            and narrowing.customer is None
        )

    def _row(self, one: Consultant, cells: Mapping[date, BoardCell]) -> BoardRow:
        return BoardRow(one.id, one.name, one.roles, cells, is_me=one.id == self.actor.consultant)

    def _stranger(self, who: str, cells: Mapping[date, BoardCell]) -> BoardRow:
        """Somebody whom the inputs do not know any more."""
        roles = dict.fromkeys(duty.seat.role for cell in cells.values() for duty in (*cell.duties, *cell.gone))
        return BoardRow(who, self.directory.consultants.get(who, who), tuple(roles), cells)

    def _cells(self, duties: Iterable[BoardDuty]) -> Cells:
        held: dict[tuple[str, date], list[BoardDuty]] = defaultdict(list)
        gone: dict[tuple[str, date], list[BoardDuty]] = defaultdict(list)
        for duty in sorted(duties, key=by_time):
            place = duty.consultant or "", duty.seat.day
            (gone if duty.turn is Turn.REMOVED else held)[place].append(duty)
        away = dict(self._away())
        cells: Cells = defaultdict(dict)
        for who, day in {*held, *gone, *away}:
            if who:
                place = who, day
                cells[who][day] = BoardCell(tuple(held.get(place, ())), tuple(gone.get(place, ())), away.get(place))
        return cells

    def _away(self) -> Iterator[tuple[tuple[str, date], AwayKind]]:
        """Who is not to be had when, as far as whoever looks may know it; what weighs most comes last."""
        for kind, shown in _KINDS.items():
            for one in self._leave(kind):
                if known := self._known(one.consultant, shown):
                    yield from (((one.consultant, day), known) for day in _shared(one.period, self.sources.period))
        for off in self.sources.days_off:
            yield (off.consultant, off.day), AwayKind.DAY_OFF
        for someone in self.inputs.consultants:
            yield from (((someone.id, day), AwayKind.NOT_EMPLOYED) for day in self._outside(someone))

    def _leave(self, kind: LeaveKind) -> Iterator[Leave]:
        """The leave and wishes of a kind that touch the period, and what a repair was told of besides."""
        told = (one for version in self.sources.versions.values() for one in version.absences)
        for one in (*self.inputs.leave, *told):
            if one.kind is kind and one.period.overlaps(self.sources.period):
                yield one

    def _outside(self, someone: Consultant) -> Iterator[date]:
        """The dates on which somebody does not work for the firm."""
        period = self.sources.period
        if not (someone.employed(period.first) and someone.employed(period.last)):
            yield from (day for day in period if not someone.employed(day))

    def _known(self, consultant: str, kind: AwayKind) -> AwayKind | None:
        """What whoever looks may know of somebody's leave or wish."""
        if consultant == self.actor.consultant or may(self.actor, Action.LOOK_ABSENCES):
            return kind
        return AwayKind.AWAY if kind is AwayKind.LEAVE else None


def _shared(one: Period, other: Period) -> Period:
    return Period(max(one.first, other.first), min(one.last, other.last))


def board_duties(
    sources: Sources, asked: Mapping[str, Seat], today: date, broken: frozenset[str]
) -> tuple[BoardDuty, ...]:
    """All seats of a period: those of the rosters with what differs, those that they do not know, and those gone."""
    known = [_shown(sources, duty, roster, duty.seat.id in broken) for duty, roster in sources.duties]
    there = {duty.seat.id for duty in known}
    new = [
        BoardDuty(seat, None, one.number if one else None, is_new=True)
        for seat in asked.values()
        if seat.id not in there and ((one := sources.shown.get(seat.day)) is None or seat.day >= today)
    ]
    return (*known, *new, *_removed(sources))


def _shown(sources: Sources, duty: Duty, roster: int, broken: bool) -> BoardDuty:
    if not duty.consultant or not sources.is_compared(duty.seat.day):
        return BoardDuty(duty.seat, duty.consultant, roster, is_broken=broken)
    before = sources.compared.get(duty.seat.id)
    was = before.consultant if before else None
    turn = Turn.ADDED if was is None else None
    if before and was and (was, before.seat.span) != (duty.consultant, duty.seat.span):
        turn = Turn.MOVED
    return BoardDuty(duty.seat, duty.consultant, roster, is_broken=broken, turn=turn, was=was)


def _removed(sources: Sources) -> Iterator[BoardDuty]:
    """What people hold as published, and do not hold here."""
    now = {duty.seat.id: duty.consultant for duty, _roster in sources.duties}
    for seat, duty in sources.compared.items():
        if duty.consultant and now.get(seat) != duty.consultant:
            yield BoardDuty(duty.seat, duty.consultant, sources.published[duty.seat.day].number, turn=Turn.REMOVED)
