"""Changing rosters on the board: a seat given, a change undone, a draft thrown away; who comes second is told."""

from datetime import date

from rostering.answers.board_pages import day_of_seat
from rostering.answers.drafting import DraftShown, HandStep, beyond
from rostering.domain.rights import Action
from rostering.domain.seats import Duty
from rostering.domain.users import Actor
from rostering.errors import BadCall, Conflict
from rostering.language import _
from rostering.rosters.changes import changes
from rostering.rosters.conflicts import Discarded, check_publishable
from rostering.rosters.history import published_on
from rostering.rosters.outlines import standing_outlines
from rostering.rosters.version import Publication, Version
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.cases.versions import directory_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.rosters.comparing import compared
from rostering.services.rosters.edits import assigned
from rostering.services.rosters.listing import draft_in, throw_away
from rostering.services.rosters.meanwhile import Kinship, kinship_of, newest_made_from, refuse_second_edit
from rostering.services.rosters.memory import Memory, once
from rostering.services.rosters.seat_reasons import NoSeat
from rostering.spans import Period
from rostering.store import Reading


class NotByHand(BadCall):
    """A draft that no change by hand has made, so that there is none to undo."""

    def __init__(self, number: int) -> None:
        super().__init__(_("roster {number} was not made by hand: throw it away instead", number=number))


class BuiltUpon(Conflict):
    """A draft from which another was made, which has to be undone first."""

    def __init__(self, number: int, newer: int) -> None:
        super().__init__(_("roster {newer} was made from roster {number}: undo that first", number=number, newer=newer))


class HeldElsewhere(Conflict):
    """A seat of a roster that does not hold the date any more."""

    def __init__(self, number: int, newer: int) -> None:
        super().__init__(
            _(
                "roster {number} does not hold the day any more: roster {newer} is published for it",
                number=number,
                newer=newer,
            )
        )


def give(
    url: str,
    actor: Actor,
    seat: str,
    consultant: str | None,
    number: int | None,
    mark: str,
    today: date | None = None,
) -> Version:
    """Give a seat to a consultant, or to nobody, in a new draft, which is judged but not refused.

    `number` is the roster that it is made from, by default the one that stands on the seat's date. Raises Forbidden,
    NoRoster, UnknownRoster, NoSeat, Stale, Discarded, HeldElsewhere, UnknownId, NothingToDo.
    """
    require(actor, Action.EDIT)
    with existing_store(url).transaction() as tx:
        source = tx.version(_standing(tx, seat) if number is None else number)
        refuse_second_edit(tx, mark, source)
        _refuse_gone(tx, source, seat)
        return assigned(tx, source, seat, consultant, actor.name, today)


def undo(url: str, actor: Actor, number: int, mark: str) -> HandStep:
    """Throw the draft of a change by hand away, which leads back to the roster that it was made from.

    Raises Forbidden, NoRoster, UnknownRoster, Stale, AlreadyPublished, Discarded, NotByHand, BuiltUpon.
    """
    require(actor, Action.EDIT)
    with existing_store(url).transaction() as tx:
        version = draft_in(tx, number)
        refuse_second_edit(tx, mark, version)
        step = step_in(tx, version)
        if step is None:
            raise NotByHand(number)
        if newer := newest_made_from(tx, number):
            raise BuiltUpon(number, newer)
        tx.discard(number, at := now(), actor.name)
        tx.log(actor.name, "undo", f"roster {number}: {step.seat}", step.after, step.before, at=at)
    return step


def throw_draft_away(url: str, actor: Actor, number: int, mark: str) -> Version:
    """Throw a draft away. Raises Forbidden, NoRoster, UnknownRoster, Stale, AlreadyPublished, Discarded."""
    require(actor, Action.EDIT)
    with existing_store(url).transaction() as tx:
        version = draft_in(tx, number)
        refuse_second_edit(tx, mark, version)
        throw_away(tx, version, actor.name)
    return version


def hand_step(url: str, actor: Actor, number: int) -> HandStep | None:
    """The change by hand that made a roster, None where it was made otherwise. Raises Forbidden, UnknownRoster."""
    require(actor, Action.EDIT)
    with existing_store(url).reading() as reading:
        return step_in(reading, reading.version(number))


def draft_shown(url: str, actor: Actor, number: int, memory: Memory | None = None) -> DraftShown:
    """A draft beside what it was made from. Raises Forbidden, NoRoster, UnknownRoster."""
    require(actor, Action.EDIT)
    with existing_store(url).reading() as reading:
        memory = once(memory)
        version, publications = memory.version(reading, number), memory.publications(reading)
        steps, origin = _steps(reading, memory, version)
        kin = kinship_of(reading)
        before, after = _judged(reading, memory, origin, version, by_hand=bool(steps))
        return DraftShown(
            version=version,
            origin=origin,
            steps=steps,
            changes=changes(_within(origin, version.period) if origin else (), version.duties),
            penalty=sum(after.penalty_by_rule.values()),
            penalty_change=sum(after.penalty_by_rule.values()) - sum(before.penalty_by_rule.values()),
            added=beyond(after.breaches, before.breaches) if origin else (),
            gone=beyond(before.breaches, after.breaches) if origin else (),
            hindrance=hindrance_of(version, publications, kin),
            newer=newest_made_from(reading, number),
            directory=directory_of(memory.inputs(reading)).with_names_of(version.directory),
            mark=mark_of(reading),
        )


def _judged(
    reading: Reading, memory: Memory, origin: Version | None, version: Version, by_hand: bool
) -> tuple[Version, Version]:
    """Two rosters as they were judged; where one was told of absences that the other did not know, as both are now."""
    if origin is None or by_hand:
        return origin or version, version
    found = compared(reading, memory, origin.number, version.number)
    return found.before.version, found.after.version


def _within(version: Version, period: Period) -> tuple[Duty, ...]:
    return tuple(duty for duty in version.duties if duty.seat.day in period)


def hindrance_of(version: Version, publications: tuple[Publication, ...], kin: Kinship) -> str | None:
    """Why a draft cannot be published, whoever signs; None where nothing is in the way."""
    try:
        check_publishable(version, publications, lambda number: kin.outlines[number])
    except Conflict as error:
        return str(error)
    return None


def step_in(reading: Reading, version: Version) -> HandStep | None:
    """The change by hand that made a roster."""
    if version.based_on is None:
        return None
    about = f"roster {version.number}: "
    entry = next((one for one in reading.entries_after(0, (about,)) if one.action == "assign"), None)
    if entry is None:
        return None
    seat = entry.what.removeprefix(about)
    return HandStep(version.number, version.based_on, seat, entry.before, entry.after, entry.who, entry.at)


def _steps(reading: Reading, memory: Memory, version: Version) -> tuple[tuple[HandStep, ...], Version | None]:
    """The changes by hand that led to a roster, the newest first, and where they began."""
    steps: list[HandStep] = []
    at = version
    while step := step_in(reading, at):
        steps.append(step)
        at = memory.version(reading, step.made_from)
    if not steps and version.based_on is not None:
        return (), memory.version(reading, version.based_on)
    return tuple(steps), at if steps else None


def _standing(reading: Reading, seat: str) -> int:
    day = day_of_seat(seat)
    outline = standing_outlines(reading.outlines()).get(day) if day else None
    if outline is None:
        raise NoSeat(seat, None)
    return outline.number


def _refuse_gone(reading: Reading, source: Version, seat: str) -> None:
    """Let no draft be made that could never be published."""
    if source.number in reading.discarded():
        raise Discarded(source.number)
    publications = reading.publications()
    day = day_of_seat(seat)
    held = published_on(publications).get(day) if day else None
    known = any(each.version.number == source.number for each in publications)
    if known and held and held.version.number != source.number:
        raise HeldElsewhere(source.number, held.version.number)
