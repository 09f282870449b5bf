"""Call-outs recorded: added, gone on with while they last, corrected, withdrawn."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from rostering.answers.callouts import CalloutDone
from rostering.domain.callouts import SECOND, Call, Callout, CalloutAct
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import BadCall, Conflict, Fault, FaultyInput
from rostering.folder.callouts import cells_of, read_callout
from rostering.language import _
from rostering.services.access.freshness import check_mark
from rostering.services.access.rights import require
from rostering.services.callouts.callout_checks import CalloutGround
from rostering.services.callouts.callout_looks import names_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.store import Transaction

LONGEST_REASON = 300
_VERBS = {
    CalloutAct.ADDED: "add call-out",
    CalloutAct.ANSWERED: "answer call-out",
    CalloutAct.UPDATED: "update call-out",
    CalloutAct.ENDED: "end call-out",
    CalloutAct.CORRECTED: "correct call-out",
    CalloutAct.WITHDRAWN: "withdraw call-out",
}
"""What the log calls the acts."""


class OverAlready(Conflict):
    """An act about a call-out that has ended or was withdrawn."""

    def __init__(self, callout: Callout) -> None:
        number = callout.number
        gone = _("call-out {number} was withdrawn", number=number)
        super().__init__(gone if callout.is_withdrawn else _("call-out {number} has ended", number=number))


class NothingCorrected(BadCall):
    """A correction that says what stands there already."""

    def __init__(self, callout: Callout) -> None:
        super().__init__(_("this would correct nothing: call-out {number} says so already", number=callout.number))


def add(url: str, actor: Actor, cells: Mapping[str, str], at: datetime | None = None) -> CalloutDone:
    """Keep a call-out as its cells say; `called` is now where it is left out.

    Raises NoInputs, Forbidden, FaultyInput, whose places are the names of cells.
    """
    with _changing(url, at) as (tx, ground):
        moment = ground.at.isoformat()
        require(actor, Action.LOG_CALLOUTS, cells.get("who", "").strip())
        call = _sound(ground, {**cells, "called": cells.get("called") or moment})
        callout = tx.callouts.add(call, ground.at, actor.name)
        log(tx, actor, callout, None)
        return CalloutDone(callout, names_of(ground.inputs))


def go_on(
    url: str,
    actor: Actor,
    number: int,
    act: CalloutAct,
    when: str = "",
    version: str | None = None,
    at: datetime | None = None,
) -> CalloutDone:
    """Say that a call-out was answered, its customer told, or that it ended: now, or when it was.

    Raises UnknownCallout, Forbidden, Stale, OverAlready, FaultyInput.
    """
    with _changing(url, at) as (tx, ground):
        callout = _of(tx, actor, number, version, Action.LOG_CALLOUTS)
        if not callout.is_running:
            raise OverAlready(callout)
        column = {CalloutAct.ANSWERED: "answered", CalloutAct.ENDED: "ended"}.get(act, "updates")
        cells = cells_of(callout.call, ground.known.zone)
        first = callout.call.called + SECOND if act is CalloutAct.ENDED else callout.call.called
        moment = when or max(ground.at, first).isoformat()  # what ends in the second of its call took that second
        cells[column] = f"{cells[column]} {moment}".strip() if column == "updates" else moment
        return _went_on(tx, ground, actor, callout, cells, act, "")


def correct(
    url: str,
    actor: Actor,
    number: int,
    cells: Mapping[str, str],
    reason: str = "",
    version: str | None = None,
    at: datetime | None = None,
) -> CalloutDone:
    """Put other cells in the place of those that a call-out had; those that are not given stay.

    Raises UnknownCallout, Forbidden, Stale, OverAlready, NothingCorrected, FaultyInput.
    """
    with _changing(url, at) as (tx, ground):
        callout = _of(tx, actor, number, version, Action.KEEP_CALLOUTS)
        if callout.is_withdrawn:
            raise OverAlready(callout)
        before = cells_of(callout.call, ground.known.zone)
        after = {**before, **cells}
        if "seat" not in cells and any(after[each] != before[each] for each in ("who", "called")):
            after["seat"] = ""  # whichever duty it is that there was then
        return _went_on(tx, ground, actor, callout, after, CalloutAct.CORRECTED, reason)


def withdraw(
    url: str, actor: Actor, number: int, reason: str = "", version: str | None = None, at: datetime | None = None
) -> CalloutDone:
    """Let a call-out count no more; what was said of it stays to be read.

    Raises UnknownCallout, Forbidden, Stale, OverAlready, FaultyInput.
    """
    with _changing(url, at) as (tx, ground):
        callout = _of(tx, actor, number, version, Action.KEEP_CALLOUTS)
        if callout.is_withdrawn:
            raise OverAlready(callout)
        after = tx.callouts.go_on(callout, callout.call, CalloutAct.WITHDRAWN, ground.at, actor.name, _reason(reason))
        log(tx, actor, after, callout)
        return CalloutDone(after, names_of(ground.inputs))


def log(tx: Transaction, actor: Actor, after: Callout, before: Callout | None) -> None:
    """Keep in the audit log what was said of a call-out."""
    what = f"{after} {after.call.consultant}"
    told = None if before is None else _told(before.call)
    tx.log(actor.name, _VERBS[after.last.act], what, told, _told(after.call), at=after.last.at)


@contextmanager
def _changing(url: str, at: datetime | None) -> Iterator[tuple[Transaction, CalloutGround]]:
    with existing_store(url).transaction() as tx:
        yield tx, CalloutGround(tx, at or now())


def _of(tx: Transaction, actor: Actor, number: int, version: str | None, action: Action) -> Callout:
    """The call-out of a number, for somebody who may do this about it and saw it as it is."""
    callout = tx.callouts.one(number)
    require(actor, action, callout.call.consultant)
    if version is not None:
        check_mark(tx, version, str(callout))
    return callout


def _went_on(
    tx: Transaction,
    ground: CalloutGround,
    actor: Actor,
    before: Callout,
    cells: Mapping[str, str],
    act: CalloutAct,
    reason: str,
) -> CalloutDone:
    call = _sound(ground, cells, before)
    if act is CalloutAct.CORRECTED and call == before.call:
        raise NothingCorrected(before)
    after = tx.callouts.go_on(before, call, act, ground.at, actor.name, _reason(reason))
    log(tx, actor, after, before)
    return CalloutDone(after, names_of(ground.inputs))


def _sound(ground: CalloutGround, cells: Mapping[str, str], before: Callout | None = None) -> Call:
    """The call-out of some cells, in the place of an earlier one, unless anything is wrong. Raises FaultyInput."""
    said, faults = read_callout(cells, ground.known)
    call, flaws = ground.call_of(said, before.call if before else None) if said else (None, ())
    meeting = ground.meeting(call, before.number if before else None) if call else ()
    beside = [Fault(flaw.column, flaw.message, flaw.hint, flaw.column) for flaw in (*flaws, *meeting)]
    if call is None or faults or beside:
        raise FaultyInput([*faults, *beside])
    return call


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if len(reason) > LONGEST_REASON:
        raise FaultyInput([Fault("reason", _("at most {number} letters", number=LONGEST_REASON))])
    return reason


def _told(call: Call) -> str:
    ended = f"..{call.ended:%Y-%m-%dT%H:%MZ}" if call.ended else ".."
    return f"{call.customer} {call.priority} {call.called:%Y-%m-%dT%H:%MZ}{ended}"
