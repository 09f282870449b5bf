"""Repairs asked for on a page: somebody is ill or away, a process looks for ways to mend the roster, one is chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rostering.answers.mending import LaterStart, MendingOffer, MendingShown, OnDuty, WayShown
from rostering.domain.jobs import REPAIR, Job
from rostering.domain.parties import Leave, LeaveKind
from rostering.domain.rights import Action
from rostering.domain.seats import Duty
from rostering.domain.users import Actor
from rostering.errors import BadCall, Conflict, Fault, FaultyInput
from rostering.language import _
from rostering.rosters.outlines import Outline, outline_status, published_outlines, standing_outlines
from rostering.rosters.version import Status, Version
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.cases.versions import directory_of
from rostering.services.clock import now, today_in
from rostering.services.jobs.looking import ABOUT_JOBS, UnknownJob, is_deserted, known_job
from rostering.services.jobs.putting_back import defer_job
from rostering.services.jobs.queue import Queue
from rostering.services.jobs.requests import going_on, job_of
from rostering.services.opening import existing_store
from rostering.services.rosters.comparing import compared_with_each
from rostering.services.rosters.listing import throw_away
from rostering.services.rosters.meanwhile import refuse_second_edit
from rostering.services.rosters.memory import Memory, once
from rostering.services.rosters.replanning import Absence, limits_of, mended_part
from rostering.services.rosters.showing import status_in
from rostering.services.rosters.unrested import unrested
from rostering.services.rosters.ways import ways_with
from rostering.spans import Period
from rostering.store import NoRoster, Reading, Transaction

_SHOWN = 12
"""Rosters that one may choose from."""


class AlreadyMended(Conflict):
    """Another repair of the same dates is queued or running."""

    def __init__(self, job: Job) -> None:
        self.number = job.number
        said = _("{period} is being mended already, as {name} asked", period=job.period, name=job.asked_by)
        super().__init__(said)


@dataclass(frozen=True)
class Missing:
    """Somebody who is not there after all, as a form names them; its fields begin with `who_` and so on."""

    number: int
    consultant: str
    period: Period

    @property
    def absence(self) -> Absence:
        """As the repair takes it."""
        return Absence(self.consultant, self.period.first, self.period.last)


def mending_offer(url: str, actor: Actor, number: int | None = None, today: date | None = None) -> MendingOffer:
    """What may be mended, by default of the roster that stands today or next. Raises Forbidden, NoRoster, BadRepair."""
    require(actor, Action.EDIT)
    with existing_store(url).reading() as reading:
        outlines = tuple(one for one in reading.outlines() if not one.discarded)
        known = _usual(reading, outlines) if number is None else number
        source, today = mended_part(reading, known, (), today)
        directory = directory_of(reading.inputs()).with_names_of(source.directory)
        names = directory.consultants
        held = published_outlines(outlines)
        coming = [one for one in reversed(outlines) if one.period.last >= today]
        return MendingOffer(
            roster=known,
            status=status_in(reading, source, reading.publications()),
            period=Period(today, source.period.last),
            today=today,
            people=tuple(_people(source, today, names)),
            rosters=tuple((one.number, outline_status(one, held), one.period) for one in coming)[:_SHOWN],
            mark=mark_of(reading),
            zone=directory.zone,
            later=tuple(_later(reading, known, today, names)),
        )


def ask_for_repair(url: str, actor: Actor, queue: Queue, number: int, missing: Sequence[Missing], mark: str) -> Job:
    """Let a roster be mended where some people are not there, or where inputs have broken it.

    Faults name the field that is wrong. Raises Forbidden, NoRoster, UnknownRoster, Stale, Replaced, BadRepair,
    FaultyInput, AlreadyMended.
    """
    require(actor, Action.EDIT)
    with existing_store(url).transaction() as tx:
        source = tx.version(number)
        refuse_second_edit(tx, mark, source)
        if faults := list(_faults(tx, number, missing)):
            raise FaultyInput(faults)
        part, since = mended_part(tx, number, [one.absence for one in missing])
        _refuse_second(tx, part)
        job = tx.jobs.add(_job(actor, part, missing, since))
        defer_job(tx, job)
        tx.log(actor.name, "request repair", f"{ABOUT_JOBS}{job.number}: roster {number}", at=now())
    queue.put(job.number)
    return job


def repair_of(url: str, actor: Actor, number: int, memory: Memory | None = None) -> MendingShown | Job:
    """A repair with the ways that it found; a job that is none alone. Raises Forbidden, UnknownJob."""
    require(actor, Action.EDIT)
    with existing_store(url).reading() as reading:
        job = known_job(reading, number)
        if job.kind != REPAIR:
            return job
        names = directory_of(reading.inputs())
        if job.roster is None:
            deserted = not job.is_over and is_deserted(reading)
            return MendingShown(job, (), names, mark_of(reading), is_deserted=deserted)
        ways = tuple(_shown(reading, job, once(memory)))
        chosen = next((way.roster for way in ways if way.status in {Status.PUBLISHED, Status.SUPERSEDED}), None)
        return MendingShown(job, ways, ways[0].compared.directory if ways else names, mark_of(reading), chosen)


def throw_ways_away(url: str, actor: Actor, number: int, mark: str) -> Job:
    """Throw all drafts of a repair away that are still drafts. Raises Forbidden, UnknownJob, Stale."""
    require(actor, Action.EDIT)
    with existing_store(url).transaction() as tx:
        job = known_job(tx, number)
        if job.kind != REPAIR or job.roster is None:
            raise UnknownJob(number)
        publications = tx.publications()
        for way in ways_with(tx, job.roster, job.mends):
            version = tx.version(way.roster)
            if status_in(tx, version, publications) is Status.DRAFT:
                refuse_second_edit(tx, mark, version)
                throw_away(tx, version, actor.name)
    return job


def _usual(reading: Reading, outlines: Sequence[Outline]) -> int:
    """The roster that stands today, or on the next date of which there is one."""
    organisation = reading.organisation()
    today = today_in(organisation.zone) if organisation else now().date()
    ahead = {day: one for day, one in standing_outlines(outlines).items() if day >= today}
    if not ahead:
        raise NoRoster
    return ahead[min(ahead)].number


def _later(reading: Reading, roster: int, today: date, names: Mapping[str, str]) -> Iterator[LaterStart]:
    """The duties of a published roster that may begin later, as their holders were called out before."""
    for clash in unrested(reading, reading.publications(), reading.inputs(), ()):
        if clash.roster == roster and clash.late_start and clash.duties[0].seat.day >= today:
            yield LaterStart(names.get(clash.consultant, clash.consultant), clash.duties[0], clash.late_start)


def _people(source: Version, today: date, names: Mapping[str, str]) -> Iterator[OnDuty]:
    """Who has duties ahead, by name."""
    held: dict[str, list[Duty]] = {}
    for duty in source.duties:
        if duty.consultant and duty.seat.day >= today:
            held.setdefault(duty.consultant, []).append(duty)
    for who in sorted(held, key=lambda one: names.get(one, one)):
        yield OnDuty(who, names.get(who, who), tuple(held[who]))


def _faults(reading: Reading, number: int, missing: Sequence[Missing]) -> Iterator[Fault]:
    """What is wrong with each by itself, beside its name."""
    for one in missing:
        try:
            mended_part(reading, number, [one.absence])
        except Conflict:
            raise
        except BadCall as error:
            yield Fault(f"who_{one.number}", str(error))


def _refuse_second(tx: Transaction, part: Version) -> None:
    if first := going_on(tx, REPAIR, part.period):
        raise AlreadyMended(first)


def _job(actor: Actor, part: Version, missing: Sequence[Missing], since: date) -> Job:
    asked = job_of(actor, REPAIR, part.period, part.input_hash, limits_of(), since)
    leave = (Leave(one.consultant, one.period, LeaveKind.LEAVE) for one in missing)
    return replace(asked, mends=part.number, absences=tuple(dict.fromkeys(leave)))


def _shown(reading: Reading, job: Job, memory: Memory) -> Iterator[WayShown]:
    """The ways, each against the roster that it mends."""
    ways = ways_with(reading, job.roster or 0, job.mends)
    outlines = reading.outlines()
    status, held = {one.number: one for one in outlines}, published_outlines(outlines)
    numbers = [way.roster for way in ways]
    for way, found in zip(ways, compared_with_each(reading, memory, job.mends, numbers), strict=True):
        yield WayShown(way.roster, way.aim, outline_status(status[way.roster], held), found)
