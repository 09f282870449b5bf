"""Proposals are kept with their dates and nothing else, and take their answers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rostering.domain.proposals import DaysAway, Flag, FoundLeave, LeaveProposal, ProposalState, Skipped, SkipReason
from rostering.spans import Period
from rostering.store import Store, open_store
from rostering.store.proposals import UnknownProposal

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
FOUND = FoundLeave(
    Period.parse("2026-11-22..2027-12-27"),
    (
        DaysAway(Period.parse("2026-12-01..2026-12-04")),
        DaysAway(Period.parse("2027-02-01..2027-02-01"), False, (Flag.MARKED_FREE, Flag.TENTATIVE), False),
    ),
    (Skipped(SkipReason.SHORT, 3),),
)
PROPOSAL = LeaveProposal(0, "anna", "ferie.ics", NOW, FOUND)


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


def kept(store: Store, *proposals: LeaveProposal) -> list[LeaveProposal]:
    with store.transaction() as tx:
        return [tx.proposals.add(proposal) for proposal in proposals]


def test_proposals_are_numbered_and_come_back_as_they_were(store: Store) -> None:
    chosen = replace(PROPOSAL, state=ProposalState.CHOSEN, chosen=(2,))
    nobody = replace(PROPOSAL, consultant="who left long ago", found=FoundLeave(FOUND.looked), chosen=())
    numbered = [replace(each, number=place) for place, each in enumerate((PROPOSAL, chosen, nobody), 1)]
    assert kept(store, PROPOSAL, chosen, nobody) == numbered
    with store.reading() as reading:
        assert list(reading.proposals.all()) == numbered
        assert reading.proposals.all("anna") == (numbered[0], numbered[1])
        assert reading.proposals.one(2) == numbered[1]


def test_an_answer_changes_state_and_ticks_alone(store: Store) -> None:
    first, second = kept(store, PROPOSAL, PROPOSAL)
    with store.transaction() as tx:
        tx.proposals.answer(replace(second, state=ProposalState.ACCEPTED, chosen=(1, 2), source="another"))
    with store.reading() as reading:
        assert reading.proposals.all() == (first, replace(second, state=ProposalState.ACCEPTED, chosen=(1, 2)))


def test_a_proposal_that_is_found_again_keeps_all_but_the_dates_looked_at_and_what_was_left_aside(store: Store) -> None:
    first, second = kept(store, PROPOSAL, PROPOSAL)
    later = FoundLeave(
        Period.parse("2026-12-22..2028-01-27"), (), (Skipped(SkipReason.OFTEN, 1), Skipped(SkipReason.REPLACED, 2))
    )
    with store.transaction() as tx:
        tx.proposals.look_again(replace(second, found=later, state=ProposalState.ACCEPTED, source="another"))
    with store.reading() as reading:
        assert reading.proposals.all() == (first, replace(second, found=replace(later, items=FOUND.items)))


@pytest.mark.parametrize("number", [0, -1, 2, 1 << 70])
def test_a_number_that_no_proposal_has_is_told(store: Store, number: int) -> None:
    kept(store, PROPOSAL)
    with store.reading() as reading, pytest.raises(UnknownProposal, match=f"there is no proposal {number}"):
        reading.proposals.one(number)
