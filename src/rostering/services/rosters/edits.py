"""Editing by hand: a seat goes to somebody else, in a new draft."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rostering.answers.rosters import Kept
from rostering.demand.problem import Problem
from rostering.errors import BadCall, hinted
from rostering.folder.notes import nearest
from rostering.language import _
from rostering.rosters.version import Status, Version
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.services.cases.case import case_in
from rostering.services.cases.served import served_and_gone
from rostering.services.cases.versions import roster_of, version_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.solver.mend.alternatives import handed_over
from rostering.store import Transaction


class UnknownId(BadCall):
    """A seat or consultant that is not there."""

    def __init__(self, what: str, known: Iterable[str], wanted: str) -> None:
        super().__init__(hinted(f"{what} '{wanted}'", nearest(wanted, known)))


class NothingToDo(BadCall):
    """An assignment that is as it should be already."""

    def __init__(self, seat: str, consultant: str | None) -> None:
        super().__init__(
            _("{consultant} already holds {seat}", consultant=consultant, seat=seat)
            if consultant
            else _("{seat} is empty already", seat=seat)
        )


def assign(url: str, number: int, seat: str, consultant: str | None, by: str, today: date | None = None) -> Kept:
    """Give a seat to a consultant, or to nobody, in a new draft, which is judged but not refused.

    Compensating days that a handover asks for, or no longer needs, follow it; an emptied seat leaves them. What was
    served before today stays, whatever asks for it now.

    Raises NoRoster, UnknownRoster, Unknown, NothingToDo.
    """
    with existing_store(url).transaction() as tx:
        return Kept(assigned(tx, tx.version(number), seat, consultant, by, today), Status.DRAFT)


def assigned(
    tx: Transaction, before: Version, seat: str, consultant: str | None, by: str, today: date | None = None
) -> Version:
    """The new draft in which a seat is given to a consultant, or to nobody. Raises UnknownId, NothingToDo."""
    source = _unpinned(before, seat)
    case = case_in(tx, source, today=today)
    roster = _edited(roster_of(source, case.problem), case.rules, source.number, seat, consultant)
    judgement, past = case.judgement(roster), served_and_gone(source.duties, case.problem, case.today)
    made = version_of(case, roster, judgement, now(), source.seed, source.number, interrupted=source.interrupted)
    whole = replace(made, duties=(*past, *made.duties), absences=source.absences, pins=source.pins)
    version = tx.add_version(whole)
    holder = next((duty.consultant for duty in source.duties if duty.seat.id == seat), None)
    tx.log(by, "assign", f"roster {version.number}: {seat}", holder, consultant, at=version.created)
    return version


def _unpinned(source: Version, seat: str) -> Version:
    """The roster without its own pin of the seat: a later word by hand takes its place."""
    return replace(source, pins=tuple(pin for pin in source.pins if pin.seat != seat))


def _edited(roster: Roster, rules: Sequence[Rule], number: int, seat: str, consultant: str | None) -> Roster:
    _check(roster.problem, number, seat, consultant)
    if roster.holders.get(seat) == consultant:
        raise NothingToDo(seat, consultant)
    return handed_over(roster, rules, seat, consultant) if consultant else roster.with_holder(seat, None)


def _check(problem: Problem, number: int, seat: str, consultant: str | None) -> None:
    if seat not in problem.seat:
        raise UnknownId(_("roster {number} has no seat", number=number), problem.seat, seat)
    if consultant is not None and consultant not in problem.consultant:
        raise UnknownId(_("there is no consultant"), problem.consultant, consultant)
