"""Call-outs looked at: those of a period, of one person or customer."""

from datetime import datetime

from rostering.answers.callouts import CalloutList, CalloutNames
from rostering.domain.callouts import Callout, that_count
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import BadCall, hinted
from rostering.folder.notes import nearest
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import Reading


class NobodyCalled(BadCall):
    """A consultant or customer who is not there."""


def callouts(
    url: str,
    actor: Actor,
    period: Period | None = None,
    customer: str | None = None,
    who: str | None = None,
    everything: bool = False,
) -> CalloutList:
    """The call-outs whose call lies in a period, by time; `everything` has withdrawn ones, too.

    Raises NoInputs, Forbidden, NobodyCalled.
    """
    require(actor, Action.KEEP_CALLOUTS if who is None else Action.LOG_CALLOUTS, who)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        known = names_of(inputs)
        kept = reading.callouts.all()
        _check(customer, {*known.customers, *(each.call.customer for each in kept)}, _("there is no customer"))
        _check(who, {*known.consultants, *(each.call.consultant for each in kept)}, _("there is no consultant"))
    found = kept if everything else that_count(kept)
    asked = [each for each in found if _is_asked(each, known, period, customer, who)]
    return CalloutList(period, tuple(sorted(asked, key=_time)), known)


def callouts_in(reading: Reading, inputs: Inputs, period: Period, customer: str) -> CalloutList:
    """The call-outs of one customer whose call lies in a period, by time."""
    names = names_of(inputs)
    asked = [each for each in that_count(reading.callouts.all()) if _is_asked(each, names, period, customer, None)]
    return CalloutList(period, tuple(sorted(asked, key=_time)), names)


def names_of(inputs: Inputs) -> CalloutNames:
    """What the inputs call those whom call-outs name."""
    return CalloutNames(
        inputs.organisation.zone,
        {each.id: each.name for each in inputs.consultants},
        {each.id: each.name for each in inputs.customers},
    )


def _check(id_: str | None, known: set[str], words: str) -> None:
    if id_ is not None and id_ not in known:
        raise NobodyCalled(hinted(f"{words} '{id_}'", nearest(id_, known)))


def _is_asked(each: Callout, names: CalloutNames, period: Period | None, customer: str | None, who: str | None) -> bool:
    call = each.call
    in_time = period is None or call.called.astimezone(names.zone).date() in period
    return in_time and customer in (None, call.customer) and who in (None, call.consultant)


def _time(each: Callout) -> tuple[datetime, int]:
    return each.call.called, each.number
