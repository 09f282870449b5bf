"""Call-outs read from a CSV file: all of it or nothing, and nothing twice."""

from collections.abc import Sequence
from datetime import datetime

from rostering.answers.callouts import CalloutsRead
from rostering.domain.callouts import Call, SaidCall
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput
from rostering.folder.callouts import read_callouts
from rostering.services.access.rights import require
from rostering.services.callouts.callout_checks import CalloutGround, Flaw, among_themselves
from rostering.services.callouts.callout_looks import names_of
from rostering.services.callouts.recording import log
from rostering.services.clock import now
from rostering.services.opening import existing_store


def read_file(url: str, actor: Actor, name: str, data: bytes, at: datetime | None = None) -> CalloutsRead:
    """Keep the call-outs of a CSV file; rows that were told before, in whichever way since corrected, add nothing.

    Raises NoInputs, Forbidden, FaultyInput with all that is wrong.
    """
    require(actor, Action.KEEP_CALLOUTS)
    with existing_store(url).transaction() as tx:
        ground = CalloutGround(tx, at or now())
        rows, faults = read_callouts(name, data, ground.known)
        new, known, flawed = _sifted(ground, rows)
        if every := (*faults, *flawed):
            raise FaultyInput(sorted(every, key=_line))
        added = [tx.callouts.add(call, ground.at, actor.name) for call in new]
        for callout in added:
            log(tx, actor, callout, None)
        outside = sum(callout.call.is_outside for callout in added)
        return CalloutsRead(tuple(added), known, names_of(ground.inputs), outside)


def _sifted(ground: CalloutGround, rows: Sequence[tuple[str, SaidCall]]) -> tuple[list[Call], int, list[Fault]]:
    """The new call-outs, how many rows are not new, and what is wrong."""
    told = {entry.call.facts for callout in ground.callouts for entry in callout.entries}
    new: list[tuple[str, Call]] = []
    faults: list[Fault] = []
    known = 0
    for place, said in rows:
        call, flaws = ground.call_of(said)
        if call and not flaws and call.facts in told:
            known += 1
            continue
        found = [*flaws, *(ground.meeting(call) if call else ())]
        faults += [_fault(place, flaw) for flaw in found]
        if call and not found:
            new.append((place, call))
    faults += [_fault(place, flaw) for place, flaw in among_themselves(new)]
    return [call for _, call in new], known, faults


def _fault(place: str, flaw: Flaw) -> Fault:
    return Fault(place, f"{flaw.column}: {flaw.message}", flaw.hint, flaw.column)


def _line(fault: Fault) -> tuple[str, int]:
    file, _, line = fault.place.rpartition(":")
    return (file, int(line)) if line.isdigit() else (fault.place, 0)
