"""Swaps in a store: numbered, with their steps in order, and never changed."""

from datetime import UTC, datetime

import pytest

from rostering.domain.swaps import Act, Swap, SwapState, SwapStep
from rostering.store import open_store
from rostering.store.swaps import UnknownSwap

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
OFFER = Swap(0, "anna", "preparedness:2026-12-05:pim:1", None, None, "I am at a wedding")
TRADE = Swap(0, "anna", "preparedness:2026-12-05:pim:1", "bo", "preparedness:2026-12-12:pim:1", "")


def test_swaps_are_read_as_they_were_kept_step_by_step(url: str) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        first = changes.swaps.add(OFFER, NOW, "anna")
        second = changes.swaps.add(TRADE, NOW, "lead")
        taken = changes.swaps.go_on(first, SwapStep(0, NOW, "bo", Act.TAKEN, "bo"))
        done = changes.swaps.go_on(taken, SwapStep(0, NOW, "lead", Act.APPROVED, reason="fine", rosters=(2, 3)))
    with store.reading() as look:
        assert look.swaps.all() == (done, second)
        assert look.swaps.one(1) == done
    assert [step.number for step in done.steps] == [1, 2, 3]
    assert (done.state, done.last.rosters, second.number) == (SwapState.DONE, (2, 3), 2)


@pytest.mark.parametrize("number", [0, -1, 1, 2**40])
def test_a_number_that_no_swap_has_is_said_to_be_none(url: str, number: int) -> None:
    with (
        open_store(url).reading() as look,
        pytest.raises(UnknownSwap, match=f"^there is no swap {number}$"),
    ):
        look.swaps.one(number)
