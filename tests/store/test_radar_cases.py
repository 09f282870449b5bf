"""Cases of the radar are kept, closed and never forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rostering.domain.radar import ClashReason, RadarCase, RepairProposal
from rostering.errors import StorageFailed
from rostering.spans import Period
from rostering.store import Store, open_store
from samples.store_samples import roster

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SEATS = ("preparedness:2026-11-28:pim:1", "preparedness:2026-11-29:pim:1")
CASE = RadarCase(
    0, "anna", 1, ClashReason.LEAVE, Period.parse("2026-11-28..2026-11-29"), SEATS, NOW, RepairProposal((2, 3))
)


@pytest.fixture
def store(url: str) -> Store:
    """A store with roster 1."""
    opened = open_store(url)
    with opened.transaction() as tx:
        tx.add_version(roster())
    return opened


def added(store: Store, *cases: RadarCase) -> list[int]:
    with store.transaction() as tx:
        return [tx.radar_cases.add(case) for case in cases]


def test_cases_are_numbered_and_come_back_as_they_were(store: Store) -> None:
    gone = replace(
        CASE, reason=ClashReason.NOT_EMPLOYED, leave=None, proposal=RepairProposal(problem="Nobody is left, å.")
    )
    assert added(store, CASE, gone) == [1, 2]
    with store.reading() as reading:
        assert reading.radar_cases.all() == (replace(CASE, number=1), replace(gone, number=2))


def test_a_closed_case_is_kept_and_is_open_no_more(store: Store) -> None:
    added(store, CASE, CASE)
    closed = NOW + timedelta(days=1)
    with store.transaction() as tx:
        tx.radar_cases.close(1, closed)
    with store.reading() as reading:
        assert reading.radar_cases.open() == (replace(CASE, number=2),)
        assert reading.radar_cases.all()[0] == replace(CASE, number=1, closed=closed)


def test_a_proposal_is_replaced_by_a_newer_one(store: Store) -> None:
    added(store, CASE)
    with store.transaction() as tx:
        tx.radar_cases.propose(1, RepairProposal((7,)))
    with store.reading() as reading:
        assert reading.radar_cases.all() == (replace(CASE, number=1, proposal=RepairProposal((7,))),)


def test_a_case_is_about_a_roster_that_there_is(store: Store) -> None:
    with pytest.raises(StorageFailed):
        added(store, replace(CASE, roster=9))
