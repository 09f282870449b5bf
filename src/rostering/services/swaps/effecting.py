"""A swap takes effect: what holds is published anew with other holders, and nothing else about it is changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from rostering.audit.empty_seats import empty_seats
from rostering.audit.judgement import judge
from rostering.audit.rest import compensating_days_of
from rostering.audit.shortages import shortages_of
from rostering.domain.accounts import big_days_of_all_holders, of_all_holders
from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.domain.users import Actor
from rostering.rosters.history import current_compensating_days, current_duties
from rostering.rosters.version import Directory, Publication, Version
from rostering.rules.big_day_shares import big_days_of
from rostering.rules.fairness import ledger_of
from rostering.rules.roster import Roster
from rostering.services.cases.case import Case, as_told, case_of
from rostering.services.cases.versions import directory_of, roster_from
from rostering.services.notices.letters import announce
from rostering.services.swaps.ground import Judged, Stretch, SwapGround
from rostering.store import Transaction


def take_effect(
    tx: Transaction, ground: SwapGround, judged: Judged, moves: Mapping[str, str], actor: Actor, what: str
) -> tuple[int, ...]:
    """Publish the rosters in which the duties have changed hands, one for each that held some; returns their numbers.

    Feeds, the ledger, charges and notices follow from what is published, in the same transaction.
    """
    publications, at = ground.publications, ground.at
    made: list[Version] = []
    stretches = ground.stretches(moves)
    for number, stretch in enumerate(stretches):
        later = [_version(tx, publications, each, judged, moves, at) for each in stretches[number + 1 :]]
        version = tx.add_version(_version(tx, publications, stretch, judged, moves, at, later))
        tx.log(actor.name, "swap", what, f"roster {version.based_on}", f"roster {version.number}", at=at)
        publications = (*publications, _published(tx, publications, version, actor))
        made.append(version)
    return tuple(version.number for version in made)


def _published(tx: Transaction, earlier: tuple[Publication, ...], version: Version, actor: Actor) -> Publication:
    publication = tx.publish(version.number, version.created, actor.name)
    was, now = f"roster {version.based_on}", f"roster {version.number}"
    tx.log(actor.name, "publish", str(version.period), was, now, at=publication.at)
    announce(tx, earlier, publication)
    return publication


def _version(
    tx: Transaction,
    publications: tuple[Publication, ...],
    stretch: Stretch,
    judged: Judged,
    moves: Mapping[str, str],
    at: datetime,
    later: Iterable[Version] = (),
) -> Version:
    """What holds on a stretch, with the duties that move held by others, judged by the rules of today.

    `later` are versions of later dates that are published with it. Duties that move nowhere stay word for word as they
    are published, as do the days off of everybody else: what inputs ask for by now is for a repair.
    """
    inputs = as_told(tx.inputs(), stretch.version)
    after = next(iter(later), None)
    case = case_of(tx, stretch.period, inputs, known=publications, after=after)
    duties = tuple(_moved(duty, moves) for duty in current_duties(publications, stretch.period))
    days_off = _days_off(publications, stretch, judged)
    roster = roster_from(case.problem, duties, days_off)
    judgement = judge(roster, case.rules)
    held = {duty.seat.id for duty in duties}
    return replace(
        stretch.version,
        number=0,
        period=stretch.period,
        created=at,
        input_hash=case.problem.input_hash,
        based_on=stretch.version.number,
        duties=duties,
        compensating_days=_as_they_are(roster, days_off),
        empty=tuple(one for one in empty_seats(roster, case.rules) if one.seat in held),
        breaches=judgement.breaches,
        stages=(),
        penalty_by_rule=judgement.penalty_by_rule,
        shortages=shortages_of(roster),
        ledger=of_all_holders(ledger_of(roster), duties, case.past.points),
        big_days=big_days_of_all_holders(big_days_of(roster), duties, case.past.big_days),
        directory=_names(case, stretch.version),
    )


def _moved(duty: Duty, moves: Mapping[str, str]) -> Duty:
    return replace(duty, consultant=moves[duty.seat.id]) if duty.seat.id in moves else duty


def _days_off(publications: tuple[Publication, ...], stretch: Stretch, judged: Judged) -> tuple[CompensatingDay, ...]:
    """The published days off of a stretch, with those that come and without those that go."""
    come, go = judged.prospect.days_off, judged.prospect.days_back
    kept = [
        off for off in current_compensating_days(publications, stretch.period) if (off.consultant, off.day) not in go
    ]
    new = [CompensatingDay(who, day) for who, day in come if day in stretch.period]
    return tuple(sorted((*kept, *new), key=lambda off: (off.day, off.consultant)))


def _as_they_are(roster: Roster, days_off: Iterable[CompensatingDay]) -> tuple[CompensatingDay, ...]:
    """The days off, each with the duties that it makes up for now; one that the rules do not know keeps its own."""
    known = {(off.consultant, off.day): off for off in compensating_days_of(roster)}
    return tuple(known.get((off.consultant, off.day), off) for off in days_off)


def _names(case: Case, before: Version) -> Directory:
    return directory_of(case.inputs).with_names_of(before.directory)
