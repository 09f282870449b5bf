"""Leave and wishes that a consultant puts in: looked at beforehand, entered, changed, withdrawn; each act is logged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rostering.answers.own_leave import LeaveCheck, OwnLeave
from rostering.domain.parties import Leave, LeaveKind
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.services.access.rights import require
from rostering.services.access.seen import check_seen
from rostering.services.clock import now
from rostering.services.inputs.leave_ground import Entry, LeaveGround, is_alike, key_of, seats_of
from rostering.services.opening import existing_store
from rostering.spans import Period, stretches
from rostering.store import Transaction


def own_leave(url: str, actor: Actor, consultant: str, month: Period, at: datetime | None = None) -> OwnLeave:
    """A month of a consultant and all that they have put in. Raises Forbidden, NoInputs, NobodyToSubscribe."""
    require(actor, Action.ENTER_OWN_LEAVE, consultant)
    with existing_store(url).reading() as reading:
        ground = LeaveGround.of(reading, consultant, at or now())
    return OwnLeave(
        ground.who,
        ground.today,
        ground.last,
        month,
        tuple(ground.days(month)),
        ground.entries,
        ground.met(LeaveKind.LEAVE),
        ground.directory,
        ground.version,
    )


def check_leave(url: str, actor: Actor, entry: Entry, version: str, at: datetime | None = None) -> LeaveCheck:
    """What an entry would clash with; nothing is stored. Raises as `enter_leave` does."""
    require(actor, Action.ENTER_OWN_LEAVE, entry.consultant)
    with existing_store(url).reading() as reading:
        ground = LeaveGround.of(reading, entry.consultant, at or now())
        ground.check(version)
        return ground.looked_at(entry)


def enter_leave(
    url: str, actor: Actor, entry: Entry, version: str, seen: str, at: datetime | None = None
) -> LeaveCheck:
    """Store an entry, if it clashes with no more than was `seen`; published duties stay whose they are.

    Dates that are put in alike already stay as they are. Raises Forbidden, NoInputs, NobodyToSubscribe, FaultyInput,
    NoSuchEntry, Stale.
    """
    require(actor, Action.ENTER_OWN_LEAVE, entry.consultant)
    with existing_store(url).transaction() as tx:
        ground = LeaveGround.of(tx, entry.consultant, at or now())
        ground.check(version)
        check = ground.looked_at(entry)
        check_seen(seen, seats_of(check.duties), lambda seat: ground.directory.name_of("seat", seat) or "")
        old = check.instead_of
        kept = ground.without(old)
        held = {day for leave in kept if is_alike(leave, entry) for day in leave.period}
        new = [Leave(entry.consultant, period, entry.kind) for period in stretches(entry.days - held)]
        tx.replace_inputs(replace(ground.inputs, leave=(*kept, *new)))
        _log(tx, actor, old, new)
        return check


def withdraw_leave(
    url: str, actor: Actor, consultant: str, key: str, version: str, at: datetime | None = None
) -> Leave:
    """Take an entry back, its dates from today on.

    Raises Forbidden, NoInputs, NobodyToSubscribe, NoSuchEntry, Stale.
    """
    require(actor, Action.ENTER_OWN_LEAVE, consultant)
    with existing_store(url).transaction() as tx:
        ground = LeaveGround.of(tx, consultant, at or now())
        ground.check(version)
        old = ground.entry(key)
        tx.replace_inputs(replace(ground.inputs, leave=ground.without(old)))
        _log(tx, actor, old, ())
        return old


def _log(tx: Transaction, actor: Actor, old: Leave | None, new: Sequence[Leave]) -> None:
    """Keep who put what in, or took it back."""
    if old is None:
        for leave in new:
            tx.log(actor.name, "enter leave", _named(leave), None, key_of(leave), at=now())
    else:
        after = "; ".join(map(key_of, new)) or None
        action = "change leave" if new else "withdraw leave"
        tx.log(actor.name, action, _named(old), key_of(old), after, at=now())


def _named(leave: Leave) -> str:
    return f"leave of {leave.consultant}: {leave.period}"
