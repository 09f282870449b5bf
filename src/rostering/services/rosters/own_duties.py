"""One's own duties: what is published for a consultant, with whom, and how fair it is."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rostering.answers.own_duties import OwnDuties, OwnDuty
from rostering.domain.radar import ClashReason
from rostering.domain.rights import Action
from rostering.domain.seats import Duty
from rostering.domain.users import Actor
from rostering.rosters.clashes import clashes
from rostering.rosters.history import current_compensating_days, current_duties, published_directory
from rostering.services.access.rights import require
from rostering.services.cases.versions import directory_of
from rostering.services.clock import now
from rostering.services.links.own import consultant_of
from rostering.services.opening import existing_store
from rostering.services.rosters.fairness import ledger_of_newest


def own_duties(url: str, actor: Actor, consultant: str, at: datetime | None = None) -> OwnDuties:
    """What is published for a consultant, whom nobody looks at but they and ops leads.

    Raises Forbidden, NoInputs, NobodyToSubscribe.
    """
    require(actor, Action.LOOK_OWN, consultant)
    with existing_store(url).reading() as reading:
        who, inputs, publications = consultant_of(reading, consultant), reading.inputs(), reading.publications()
        ledger = ledger_of_newest(reading, publications) if publications else None
    instant = (at or now()).astimezone(inputs.organisation.zone)
    names, published = directory_of(inputs), published_directory(publications)
    offs = (off for off in current_compensating_days(publications) if off.consultant == consultant)
    on_leave = (clash for clash in clashes(publications, inputs) if clash.reason is ClashReason.LEAVE)
    found = (clash for clash in on_leave if clash.consultant == consultant)
    return OwnDuties(
        who,
        instant,
        _own(current_duties(publications), consultant),
        tuple(offs),
        tuple(clash for clash in found if clash.since(instant.date())),
        ledger,
        names.with_names_of(published) if published else names,
    )


def _own(duties: Sequence[Duty], consultant: str) -> tuple[OwnDuty, ...]:
    windows: dict[tuple[object, ...], list[Duty]] = {}
    for duty in duties:
        windows.setdefault(_window(duty), []).append(duty)
    mine = (duty for duty in duties if duty.consultant == consultant)
    return tuple(OwnDuty(duty, _others(windows[_window(duty)], duty)) for duty in mine)


def _others(together: Iterable[Duty], own: Duty) -> tuple[Duty, ...]:
    return tuple(duty for duty in together if duty is not own)


def _window(duty: Duty) -> tuple[object, ...]:
    """What the duties of one window have in common."""
    return duty.seat.team, duty.seat.day, duty.seat.span
