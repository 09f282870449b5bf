"""The radar: clashes and disputes found, cases opened and closed, and repairs proposed once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Event

from rostering.answers.radar import Dispute, Picture, Sighting, WayToMend
from rostering.billing.lines.discrepancies import discrepancies
from rostering.domain.inputs import Inputs
from rostering.domain.radar import Clash, Discrepancy, RadarCase, RepairProposal
from rostering.errors import Conflict, RosteringError, StorageFailed
from rostering.rosters.changes import changes
from rostering.rosters.clashes import clashes
from rostering.rosters.history import current_duties, published_directory, published_on
from rostering.rosters.unneeded import unneeded
from rostering.rosters.version import Publication, Version
from rostering.services.cases.case import seats_asked
from rostering.services.charges.books import books_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.rosters.replanning import replan
from rostering.services.rosters.showing import audit_of
from rostering.services.rosters.unrested import unrested
from rostering.solver.model.budget import SearchLimits, Watch, fair_share
from rostering.spans import Period
from rostering.store import Reading, Transaction

_MEMORY = timedelta(days=366)
"""How long a case about duties that nothing asks for is remembered after they are over."""

_Place = tuple[int, Period]
"""A roster, and dates that it holds without a gap."""


@dataclass(frozen=True)
class _Look:
    """The clashes that reach the start or lie beyond it, those of any time, closed months' disputes, the open cases."""

    start: date
    ahead: tuple[Clash, ...]
    every: tuple[Clash, ...]
    disputed: tuple[Discrepancy, ...]
    cases: tuple[RadarCase, ...]
    publications: tuple[Publication, ...]

    @property
    def over(self) -> tuple[RadarCase, ...]:
        """The open cases whose clash or discrepancy is there no more."""
        there = {clash.identity for clash in self.every} | {found.identity for found in self.disputed}
        return tuple(case for case in self.cases if case.identity not in there)

    @property
    def undisclosed(self) -> tuple[Discrepancy, ...]:
        """What closed months are disputed for and no case is open about."""
        return tuple(found for found in self.disputed if self.case_of(found) is None)

    def case_of(self, found: Clash | Discrepancy) -> RadarCase | None:
        """The open case of a clash or discrepancy."""
        return next((case for case in self.cases if case.identity == found.identity), None)


def radar(
    url: str, start: date | None, limits: SearchLimits, watch: Watch, by: str, stop: Event | None = None
) -> Picture:
    """Open and close cases, and propose a repair wherever one opens; `start` is today by default.

    All clashes on the dates that a roster holds without a gap are repaired together, since a draft that leaves one
    could not be published. An open case keeps its proposal until another opens there, or inputs change so that a draft
    breaks what is forbidden. Once `stop` is set, repairs are the best so far. Raises NoInputs, Overtaken.
    """
    store = existing_store(url)
    with store.reading() as reading:
        look = _look(reading, start)
        wanting = _wanting(reading, look)
    if look.over or look.undisclosed:
        with store.transaction() as tx:
            _close(tx, _look(tx, start), by)
            _disclose(tx, _look(tx, start), by)
    for number, where in enumerate(wanting):
        shared = fair_share(limits, len(wanting) - number)
        proposal = _proposal(url, where, look.start, shared, watch, by, stop)
        with store.transaction() as tx:
            _keep(tx, _look(tx, start), where, proposal, by)
    with store.reading() as reading:
        return _picture(reading, _look(reading, start))


def _look(reading: Reading, start: date | None) -> _Look:
    inputs, publications = reading.inputs(), reading.publications()
    first = start or now().astimezone(inputs.organisation.zone).date()
    every = (*clashes(publications, inputs), *_unneeded(publications, inputs, first))
    every = (*every, *unrested(reading, publications, inputs, {clash.identity for clash in every}))
    ahead = tuple(clash for clash in every if clash.since(first))
    disputed = tuple(discrepancies(books_of(reading, inputs)))
    return _Look(first, ahead, every, disputed, reading.radar_cases.open(), publications)


def _unneeded(publications: Sequence[Publication], inputs: Inputs, first: date) -> tuple[Clash, ...]:
    """The duties of the last year and later that nothing asks for any more."""
    days = [day for day in published_on(publications) if day >= first - _MEMORY]
    if not days:
        return ()
    within = Period(min(days), max(days))
    return unneeded(publications, inputs, seats_asked(inputs, within), within)


def _wanting(reading: Reading, look: _Look) -> list[_Place]:
    """Where there is a clash that has no case yet, or whose proposal inputs have overtaken."""
    cases = [(_place(clash), look.case_of(clash)) for clash in look.ahead]
    return sorted({place for place, case in cases if case is None or _overtaken(reading, look, case)})


def _place(clash: Clash) -> _Place:
    return clash.roster, clash.held


def _overtaken(reading: Reading, look: _Look, case: RadarCase) -> bool:
    """Whether a draft of the proposal breaks more of what is forbidden than when it was made."""
    return any(_breaks_more(reading, look, reading.version(number)) for number in case.proposal.drafts)


def _breaks_more(reading: Reading, look: _Look, draft: Version) -> bool:
    before = sum(judged.breach.penalty is None for judged in draft.breaches)
    again = audit_of(reading, draft, look.publications).judgement
    return sum(judged.breach.penalty is None for judged in again.breaches) > before


def _proposal(
    url: str, where: _Place, start: date, limits: SearchLimits, watch: Watch, by: str, stop: Event | None
) -> RepairProposal:
    """The drafts of a repair from the start on, saved; or the sentence that says why there are none."""
    roster, held = where
    try:
        found = replan(url, roster, (), max(start, held.first), limits, watch, by, stop)
    except (Conflict, StorageFailed):
        raise
    except RosteringError as error:
        return RepairProposal(problem=str(error))
    return RepairProposal(tuple(option.version.number for option in found.options))


def _close(tx: Transaction, look: _Look, by: str) -> None:
    for case in look.over:
        tx.radar_cases.close(case.number, at := now())
        tx.log(by, "close case", f"case {case.number}", _told(case), None, at=at)


def _disclose(tx: Transaction, look: _Look, by: str) -> None:
    """Open a case for each discrepancy without one; a repair can do nothing for a closed month."""
    at = now()
    for found in look.undisclosed:
        new = RadarCase(0, "", found.roster, found.reason, None, (found.about,), at, RepairProposal())
        tx.log(by, "open case", f"case {tx.radar_cases.add(new)}", None, _told(new), at=at)


def _keep(tx: Transaction, look: _Look, where: _Place, proposal: RepairProposal, by: str) -> None:
    """Give every case of a repaired place its proposal, those that open now and those that were open before."""
    at = now()
    for clash in look.ahead:
        if _place(clash) != where:
            continue
        if known := look.case_of(clash):
            tx.radar_cases.propose(known.number, proposal)
            tx.log(by, "propose repair", f"case {known.number}", _drafts(known.proposal), _drafts(proposal), at=at)
        else:
            new = RadarCase(0, clash.consultant, clash.roster, clash.reason, clash.leave, clash.seats, at, proposal)
            tx.log(by, "open case", f"case {tx.radar_cases.add(new)}", None, _told(new), at=at)


def _picture(reading: Reading, look: _Look) -> Picture:
    sighted = [(case, clash) for clash in look.ahead if (case := look.case_of(clash))]
    numbers = sorted({draft for case, _ in sighted for draft in case.proposal.drafts})
    ways = {number: _way(reading.version(number), look.publications) for number in numbers}
    gone = reading.discarded()
    sightings = [
        Sighting(case, clash, tuple(ways[n] for n in case.proposal.drafts if n not in gone)) for case, clash in sighted
    ]
    disputes = [Dispute(case, found) for found in look.disputed if (case := look.case_of(found))]
    return Picture(look.start, tuple(sightings), published_directory(look.publications), tuple(disputes))


def _way(draft: Version, publications: Sequence[Publication]) -> WayToMend:
    return WayToMend(draft, changes(current_duties(publications, draft.period), draft.duties))


def _told(case: RadarCase) -> str:
    about = case.consultant or case.seats[0].partition(":")[0]
    return f"{about}: {case.reason}, roster {case.roster}, {' '.join(case.seats)}"


def _drafts(proposal: RepairProposal) -> str:
    return " ".join(f"roster {number}" for number in proposal.drafts) or proposal.problem
