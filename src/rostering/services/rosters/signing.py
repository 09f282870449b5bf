"""Publishing with open eyes: whom it is told to, and each thing that is wrong signed off by itself, with a reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from rostering.answers.rosters import Audited, PublishedRoster
from rostering.answers.signing import Announcement, Outlook, Signature, SignKind, SignOff
from rostering.audit.judgement import Judgement
from rostering.audit.places import dearer
from rostering.domain.findings import Breach
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput, Stale
from rostering.language import _, said
from rostering.rosters.changes import changes
from rostering.rosters.conflicts import Discarded, check_publishable
from rostering.rosters.history import as_published, current_compensating_days, current_duties, published_on
from rostering.rosters.version import Publication, Version
from rostering.rules.coverage import Coverage
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.cases.case import Case, case_of_roster
from rostering.services.cases.versions import directory_of, roster_from, roster_of
from rostering.services.clock import now, today_in
from rostering.services.notices.letters import affected_by
from rostering.services.opening import existing_store
from rostering.services.rosters.by_hand import hindrance_of
from rostering.services.rosters.listing import throw_away
from rostering.services.rosters.meanwhile import kinship_of, refuse_unseen
from rostering.services.rosters.memory import Memory, once
from rostering.services.rosters.publishing import made_to_hold
from rostering.services.rosters.rewriting import rewritten
from rostering.services.rosters.showing import status_in
from rostering.services.rosters.ways import other_ways
from rostering.services.swaps.refusals import PRIVATE
from rostering.store import Reading, Transaction

LONGEST = 500
"""Letters of a reason."""


def outlook(url: str, actor: Actor, number: int, today: date | None = None, memory: Memory | None = None) -> Outlook:
    """What publishing a draft would do, and what has to be signed off for it. Raises Forbidden, UnknownRoster."""
    require(actor, Action.PUBLISH)
    with existing_store(url).reading() as reading:
        memory = once(memory)
        version, known = memory.version(reading, number), memory.publications(reading)
        case = memory.case(reading, version) if today is None else case_of_roster(reading, version, known, today)
        ground = _ground(case, version, known)
        inputs = ground.case.inputs
        status = status_in(reading, version, known)
        hindrance = hindrance_of(version, known, kinship_of(reading))
        return Outlook(
            version=version,
            status=status,
            by_mail=inputs.organisation.notices.enabled,
            announcements=() if hindrance else tuple(_announcements(ground, version)),
            changes=changes(current_duties(known, version.period), version.duties),
            signs=ground.signs(reading, version),
            standing=ground.standing,
            hindrance=hindrance or (str(Discarded(number)) if number in reading.discarded() else None),
            others=other_ways(reading, version),
            directory=directory_of(inputs).with_names_of(version.directory),
            mark=mark_of(reading),
        )


def publish_signed(
    url: str,
    actor: Actor,
    number: int,
    signature: Signature,
    mark: str,
    today: date | None = None,
) -> PublishedRoster:
    """Publish a draft of which all that is wrong is signed off: each with a reason, which the log keeps.

    The other ways of the same repair are thrown away. Raises Forbidden, NoRoster, UnknownRoster, a Conflict with what
    is published, Stale, and FaultyInput where a reason is missing.
    """
    require(actor, Action.PUBLISH)
    with existing_store(url).transaction() as tx:
        version, publications = tx.version(number), tx.publications()
        if number in tx.discarded():
            raise Discarded(number)
        check_publishable(version, publications, tx.version)
        refuse_unseen(tx, mark, version)
        ground = _ground(case_of_roster(tx, version, publications, today), version, publications)
        signs = ground.signs(tx, version)
        _check(signs, signature)
        others = other_ways(tx, version)
        published = made_to_hold(tx, version, publications, ground.audited(tx, version), actor.name)
        for one in signs:
            _log(tx, actor, number, one, signature.reason(one))
        for other in others:
            throw_away(tx, tx.version(other), actor.name)
    return published


def _log(tx: Transaction, actor: Actor, number: int, one: SignOff, reason: str) -> None:
    """Keep why something may be so; why somebody is away is an entry of its own kind, which not all may read."""
    if one.rule in PRIVATE:
        tx.log(actor.name, "sign off leave", f"roster {number}", None, f"{one.text} {reason}", at=now())
    else:
        tx.log(actor.name, "sign off", f"roster {number}: {one.text}", None, reason, at=now())


def _check(signs: Sequence[SignOff], signature: Signature) -> None:
    """Let nothing be published that is not signed off, nor be signed off what nobody was shown."""
    if {one.key for one in signs} != signature.reasons.keys():
        raise Stale(_("what has to be signed off is something else by now: look at it again"))
    if missing := [one for one in signs if not signature.reason(one)]:
        raise FaultyInput(tuple(dict.fromkeys(_unsigned(one, signature) for one in missing)))


def _unsigned(one: SignOff, signature: Signature) -> Fault:
    """What is missing of something: its own reason, or that of its rule, for which it is ticked."""
    if signature.is_ticked(one):
        return Fault(f"reasons.rule.{one.rule}", _("say why it may be so"))
    if one.kind is SignKind.COSTS and one.rule in signature.same:
        return Fault(f"reasons.{one.key}", _("this is not signed off: tick it, or say why it may be so"))
    return Fault(f"reasons.{one.key}", _("say why it may be so"))


@dataclass(frozen=True)
class _DraftGround:
    """A draft and what is published of its dates, both judged by today's inputs."""

    case: Case
    publications: tuple[Publication, ...]
    now: Judgement
    before: Judgement
    open_seats: frozenset[str]
    """Seats that are published empty."""

    @cached_property
    def worse(self) -> frozenset[Breach]:
        """What is not published so already, nor worse."""
        return frozenset(judged.breach for judged in dearer(self.now.breaches, self.before.breaches))

    @property
    def standing(self) -> int:
        """How many breaches that cost something are published so already, or worse."""
        return sum(bool(one.breach.penalty) and one.breach not in self.worse for one in self.now.breaches)

    def audited(self, reading: Reading, version: Version) -> Audited:
        """The draft as the audit has it."""
        asked = self.case.problem.seat
        gone = tuple(duty.seat.id for duty in version.duties if duty.seat.id not in asked)
        changed = self.case.problem.input_hash != version.input_hash
        return Audited(version, status_in(reading, version, self.publications), self.now, gone, changed)

    def signs(self, reading: Reading, version: Version) -> tuple[SignOff, ...]:
        """What has to be signed off, what matters most first."""
        forbidden = (one for one in self.now.breaches if one.breach.penalty is None)
        empty = tuple(self._empty(version))
        return (
            *empty,
            *(SignOff(SignKind.FORBIDDEN, one.text, judged=one) for one in forbidden),
            *self._rewritten(reading, version),
            *self._costs({one.seat.id for one in empty if one.seat}),
        )

    def _empty(self, version: Version) -> Iterator[SignOff]:
        """The empty seats; one that is over and was published empty is an old story."""
        held = roster_of(version, self.case.problem).holders
        for seat in self.case.problem.seats:
            is_old = seat.day < self.case.today and seat.id in self.open_seats
            if seat.id not in held and not is_old:
                yield SignOff(SignKind.EMPTY, said("Nobody holds {seat}.", seat=seat.id), seat)

    def _rewritten(self, reading: Reading, version: Version) -> Iterator[SignOff]:
        for text in rewritten(reading, version, self.publications, self.case.today):
            yield SignOff(SignKind.REWRITTEN, " ".join(text.split()))

    def _costs(self, empty: Set[str]) -> list[SignOff]:
        """What costs something more than is published: the rules that cost most first, and of each what costs most.

        That an empty seat costs something is signed off with the seat.
        """
        new = (one for one in self.now.breaches if one.breach.penalty and one.breach in self.worse)
        signs = [SignOff(SignKind.COSTS, one.text, judged=one) for one in new if not _is_of(one.breach, empty)]
        costs = _costs_by_rule(signs)
        return sorted(signs, key=lambda one: (-costs[one.rule], one.rule, -one.penalty))


def _is_of(breach: Breach, empty: Set[str]) -> bool:
    """Whether a breach says of one of the empty seats that it is empty."""
    return breach.rule == Coverage.name and not empty.isdisjoint(breach.seats)


def _costs_by_rule(signs: Iterable[SignOff]) -> Counter[str]:
    costs: Counter[str] = Counter()
    for one in signs:
        costs[one.rule] += one.penalty
    return costs


def _ground(case: Case, version: Version, publications: tuple[Publication, ...]) -> _DraftGround:
    held = {day for day in published_on(publications) if day in version.period}
    duties = current_duties(publications, version.period)
    published = roster_from(case.problem, duties, current_compensating_days(publications, version.period))
    return _DraftGround(
        case=case,
        publications=publications,
        now=case.judgement(roster_of(version, case.problem)),
        before=case.judgement(published) if held else Judgement(()),
        open_seats=frozenset(duty.seat.id for duty in duties if not duty.consultant),
    )


def _announcements(ground: _DraftGround, version: Version) -> Iterator[Announcement]:
    """What each person whom it affects would be told."""
    inputs, at = ground.case.inputs, _moment(ground.case)
    planned = as_published(version, ground.publications)
    publication = Publication(planned.number, planned.version, at, "")
    people = {one.id: one for one in inputs.consultants}
    names = version.directory.consultants
    for who, found in affected_by(ground.publications, publication, inputs.organisation.zone).items():
        one = people.get(who)
        yield Announcement(
            consultant=who,
            name=one.name if one else names.get(who, who),
            address=(one.email or None) if one else None,
            taken=found.taken,
            given_up=found.given_up,
            moved=found.moved,
            days_off=found.days_off,
            days_back=found.days_back,
        )


def _moment(case: Case) -> datetime:
    """This instant; for a look at another date its beginning."""
    zone = case.inputs.organisation.zone
    return now() if case.today == today_in(zone) else datetime.combine(case.today, time(), zone)
