"""Leave read from calendars and tables: proposed, ticked by its consultant, accepted or rejected; never by itself."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from rostering.answers.leave import Accepted
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Leave, LeaveKind
from rostering.domain.proposals import DaysAway, FoundLeave, LeaveProposal, ProposalState
from rostering.domain.seats import Duty
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.errors import Refused
from rostering.feeds.leave.fetching import AddressGuard, fetch
from rostering.feeds.leave.files import read_leave
from rostering.feeds.leave.reading import Frame
from rostering.language import _
from rostering.rosters.history import current_duties, published_directory
from rostering.rosters.version import Publication
from rostering.services.cases.case import with_leave
from rostering.services.clock import now
from rostering.services.links.subscriptions import NobodyToSubscribe
from rostering.services.opening import existing_store
from rostering.spans import Period, stretches
from rostering.store import Transaction
from rostering.store.proposals import UnknownProposal

AHEAD = 400
"""Days from today on that are looked at, by default: to the same holidays next year."""
LONGEST_SOURCE = 100


class SwitchedOff(Refused):
    """Fetching, in a firm that has not asked for it."""

    def __init__(self) -> None:
        super().__init__(
            _("addresses are not fetched here; to allow it, write fetch_urls = true below [leave] in organisation.toml")
        )


def guard_of(ports: Collection[int] = ()) -> AddressGuard:
    """What fetching is allowed: port 443, and these."""
    return AddressGuard(ports=(443, *ports))


def propose(url: str, name: str, data: bytes, consultant: str, by: str, days: int = AHEAD) -> LeaveProposal:
    """Read a file with a consultant's leave and keep what it proposes, once; `name` is what faults call the file.

    A file that asks what was proposed before gives that proposal again. Raises NoInputs, UnknownSubject, FaultyInput.
    """
    frame = _frame(url, consultant, days)
    return _kept(url, name, read_leave(name, data, frame), consultant, by)


def propose_from_address(
    url: str, address: str, consultant: str, by: str, guard: AddressGuard | None = None, days: int = AHEAD
) -> LeaveProposal:
    """Fetch a calendar and keep what it proposes; the address is a password, and of it only the host is kept.

    Where fetching or reading fails, all that was proposed before stays. Raises as `propose` does, SwitchedOff,
    Unfetchable.
    """
    frame = _frame(url, consultant, days, fetching=True)
    data = fetch(address, guard)
    host = f"https://{urlsplit(address).hostname}"
    return _kept(url, host, read_leave(host, data, frame), consultant, by)


def choose(url: str, number: int, items: Collection[int], consultant: str, by: str) -> LeaveProposal:
    """Keep what a consultant has ticked. Raises UnknownProposal (others' ones, too), Answered, UnknownItem."""
    with existing_store(url).transaction() as tx:
        proposal = tx.proposals.one(number)
        if proposal.consultant != consultant:
            raise UnknownProposal(number)
        chosen = proposal.selection(items)
        return _answered(tx, proposal, ProposalState.CHOSEN, chosen, by, "choose leave")


def accept(url: str, number: int, by: str, items: Collection[int] | None = None) -> Accepted:
    """Make leave of a proposal's items, by default of those that are ticked; days that are leave already stay as such.

    Raises UnknownProposal, Answered, UnknownItem, UnknownSubject.
    """
    with existing_store(url).transaction() as tx:
        proposal, inputs = tx.proposals.one(number), tx.inputs()
        chosen = proposal.selection(proposal.ticked if items is None else items)
        _check_known(inputs, proposal.consultant)
        wanted = [proposal.found.items[item - 1] for item in chosen]
        added = _new_leave(inputs, proposal.consultant, wanted)
        if added:
            tx.replace_inputs(with_leave(inputs, added))
        for leave in added:
            tx.log(by, "record leave", leave.consultant, None, str(leave.period), at=now())
        answered = _answered(tx, proposal, ProposalState.ACCEPTED, chosen, by, "accept leave")
        publications = tx.publications()
        duties = _met(publications, inputs, proposal.consultant, wanted)
    return Accepted(answered, tuple(added), duties, published_directory(publications))


def reject(url: str, number: int, by: str) -> LeaveProposal:
    """Answer a proposal with no. Raises UnknownProposal, Answered."""
    with existing_store(url).transaction() as tx:
        proposal = tx.proposals.one(number)
        proposal.selection(())
        return _answered(tx, proposal, ProposalState.REJECTED, proposal.chosen, by, "reject leave")


def proposals(url: str, consultant: str | None = None, answered: bool = False) -> tuple[LeaveProposal, ...]:
    """What waits for an answer, or all there ever was. Raises NoInputs, UnknownSubject."""
    with existing_store(url).reading() as reading:
        found = reading.proposals.all(consultant)
        if consultant is not None and not found:
            _check_known(reading.inputs(), consultant)
    return tuple(proposal for proposal in found if answered or proposal.is_open)


def proposal(url: str, number: int) -> LeaveProposal:
    """One proposal. Raises UnknownProposal."""
    with existing_store(url).reading() as reading:
        return reading.proposals.one(number)


def _frame(url: str, consultant: str, days: int, fetching: bool = False) -> Frame:
    """How a calendar of a consultant is looked at, from today on."""
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
    _check_known(inputs, consultant)
    if fetching and not inputs.organisation.fetch_urls:
        raise SwitchedOff
    today = now().astimezone(inputs.organisation.zone).date()
    return Frame(
        inputs.organisation.zone, inputs.policy.ordinary_work, Period(today, today + timedelta(days=max(0, days)))
    )


def _check_known(inputs: Inputs, consultant: str) -> None:
    known = [each.id for each in inputs.consultants]
    if consultant not in known:
        raise NobodyToSubscribe(Subject(SubjectKind.CONSULTANT, consultant), known)


def _kept(url: str, source: str, found: FoundLeave, consultant: str, by: str) -> LeaveProposal:
    """The proposal as kept now, or as kept before when the same source asked the same then.

    What was left aside is told of the file just read. Leave that was accepted and has been taken back since is proposed
    anew.
    """
    source = source[:LONGEST_SOURCE]
    with existing_store(url).transaction() as tx:
        for earlier in reversed(tx.proposals.all(consultant)):
            same = earlier.source == source and earlier.is_found_again(found)
            if same and not _is_taken_back(tx.inputs(), earlier, found.looked):
                return _read_again(tx, earlier, found, by)
        made = tx.proposals.add(LeaveProposal(0, consultant, source, now(), found))
        tx.log(by, "propose leave", consultant, None, f"proposal {made.number}", at=made.made)
        return made


def _read_again(tx: Transaction, earlier: LeaveProposal, found: FoundLeave, by: str) -> LeaveProposal:
    again = earlier.read_again(found)
    if again != earlier:
        tx.proposals.look_again(again)
        tx.log(by, "read leave again", earlier.consultant, None, f"proposal {earlier.number}", at=now())
    return again


def _is_taken_back(inputs: Inputs, earlier: LeaveProposal, looked: Period) -> bool:
    """Whether what was accepted is leave no more on some date that is looked at."""
    if earlier.state is not ProposalState.ACCEPTED:
        return False
    wanted = [earlier.found.items[item - 1] for item in earlier.ticked]
    return any(leave.period.overlaps(looked) for leave in _new_leave(inputs, earlier.consultant, wanted))


def _answered(
    tx: Transaction, before: LeaveProposal, state: ProposalState, chosen: tuple[int, ...] | None, by: str, action: str
) -> LeaveProposal:
    after = replace(before, state=state, chosen=chosen)
    tx.proposals.answer(after)
    tx.log(by, action, f"proposal {before.number}", _told(before), _told(after), at=now())
    return after


def _told(proposal: LeaveProposal) -> str:
    return f"{proposal.state}: {' '.join(map(str, proposal.ticked)) or 'nothing'}"


def _new_leave(inputs: Inputs, consultant: str, wanted: Collection[DaysAway]) -> list[Leave]:
    """Leave on the wanted days that are none yet, in stretches."""
    known = [leave.period for leave in inputs.leave if (leave.consultant, leave.kind) == (consultant, LeaveKind.LEAVE)]
    days = {day for item in wanted for day in item.period if not any(day in period for period in known)}
    return [Leave(consultant, stretch, LeaveKind.LEAVE) for stretch in stretches(days)]


def _met(
    publications: Collection[Publication], inputs: Inputs, consultant: str, wanted: Collection[DaysAway]
) -> tuple[Duty, ...]:
    """The consultant's published duties that touch a wanted day."""
    days = {day for item in wanted for day in item.period}
    zone = inputs.organisation.zone
    own = (duty for duty in current_duties(publications) if duty.consultant == consultant)
    return tuple(duty for duty in own if days & set(duty.seat.span.days(zone)))
