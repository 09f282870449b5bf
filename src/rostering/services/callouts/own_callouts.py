"""Call-outs as pages show them: one consultant's own, and one of them to be corrected."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rostering.answers.callouts import CalloutDone, CalloutLooked, MarkedCallout, OwnCallouts
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.folder.callouts import cells_of
from rostering.rosters.history import current_duties
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.callouts.callout_looks import NobodyCalled, names_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import Reading

MOST = 10
"""Call-outs that are over and shown."""
_USUAL = ("p1", "p2", "p3", "p4")
"""Priorities where no package says for which it promises a response."""


def own_callouts(url: str, actor: Actor, consultant: str, at: datetime | None = None) -> OwnCallouts:
    """A consultant's call-outs, and what a new one may say. Raises NoInputs, Forbidden, NobodyCalled."""
    require(actor, Action.LOG_CALLOUTS, consultant)
    with existing_store(url).reading() as reading:
        inputs, at = reading.inputs(), at or now()
        names = names_of(inputs)
        if consultant not in names.consultants:
            raise NobodyCalled(f"'{consultant}'")
        mine = [each for each in reading.callouts.all() if each.call.consultant == consultant]
        running = next((each for each in mine if each.is_running), None)
        served = tuple(sorted(set(_served(reading, consultant, at)), key=names.customer))
        over = sorted((each for each in mine if each is not running), key=lambda each: each.call.called, reverse=True)
        return OwnCallouts(
            consultant,
            running,
            tuple(over[:MOST]),
            served,
            tuple(sorted(names.customers.keys() - set(served), key=names.customer)),
            _priorities(inputs),
            mark_of(reading, str(running)) if running else "",
            names,
        )


def looked_at(url: str, actor: Actor, number: int) -> CalloutLooked:
    """One call-out, with what a form of it shows. Raises NoInputs, UnknownCallout, Forbidden."""
    require(actor, Action.KEEP_CALLOUTS)
    with existing_store(url).reading() as reading:
        names, found = names_of(reading.inputs()), reading.callouts.one(number)
        people, customers = {*names.consultants, found.call.consultant}, {*names.customers, found.call.customer}
        return CalloutLooked(
            found,
            cells_of(found.call, names.zone),
            tuple(sorted(customers, key=names.customer)),
            tuple(sorted(people, key=names.consultant)),
            mark_of(reading, str(found)),
            names,
        )


def marked(url: str, actor: Actor, number: int) -> MarkedCallout:
    """One call-out, of whoever asks or, for an ops lead, of anybody. Raises NoInputs, UnknownCallout, Forbidden."""
    with existing_store(url).reading() as reading:
        found = reading.callouts.one(number)
        require(actor, Action.LOG_CALLOUTS, found.call.consultant)
        return MarkedCallout(CalloutDone(found, names_of(reading.inputs())), mark_of(reading, str(found)))


def _served(reading: Reading, consultant: str, at: datetime) -> Iterator[str]:
    """The customers of the duties that are on at an instant."""
    day = at.date()
    near = Period(day - timedelta(days=2), day + timedelta(days=2))
    for duty in current_duties(reading.publications_on(near), near):
        if duty.consultant == consultant and duty.seat.span.start <= at < duty.seat.span.end:
            yield from duty.seat.customers


def _priorities(inputs: Inputs) -> tuple[str, ...]:
    """Those for which a package promises a response, else the usual ones."""
    packages = inputs.catalogue.packages.values()
    promised = {response.priority.lower() for package in packages for response in package.responses}
    return tuple(sorted(promised | set(_USUAL)))
