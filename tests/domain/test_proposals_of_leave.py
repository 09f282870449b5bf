"""A proposal: what is ticked in it, when it has had its answer, and when two readings say the same."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rostering.domain.proposals import (
    Answered,
    DaysAway,
    Flag,
    FoundLeave,
    LeaveProposal,
    ProposalState,
    Skipped,
    SkipReason,
    UnknownItem,
)
from rostering.spans import Period


def found(looked: str, *items: str, ticked: bool = True) -> FoundLeave:
    return FoundLeave(Period.parse(looked), tuple(DaysAway(Period.parse(item), ticked) for item in items))


def proposal(of: FoundLeave) -> LeaveProposal:
    return LeaveProposal(1, "anna", "f.ics", datetime(2026, 11, 22, tzinfo=UTC), of)


TWO = proposal(
    FoundLeave(
        Period.parse("2026"),
        (
            DaysAway(Period.parse("2026-12-01..2026-12-04")),
            DaysAway(Period.parse("2026-12-07..2026-12-07"), ticked=False),
        ),
    )
)


def test_what_the_calendar_says_is_ticked_until_somebody_ticks() -> None:
    assert TWO.ticked == (1,)
    assert replace(TWO, chosen=(2,)).ticked == (2,)
    assert replace(TWO, chosen=()).ticked == ()


def test_a_selection_has_each_item_once_and_in_order() -> None:
    assert TWO.selection([2, 1, 2]) == (1, 2)
    assert TWO.selection([]) == ()


@pytest.mark.parametrize("item", [0, 3, -1])
def test_an_item_that_is_not_there_cannot_be_selected(item: int) -> None:
    with pytest.raises(UnknownItem, match=f"proposal 1 has no item {item}; it has 2"):
        TWO.selection([1, item])


@pytest.mark.parametrize("state", [ProposalState.ACCEPTED, ProposalState.REJECTED])
def test_what_has_its_answer_takes_no_other(state: ProposalState) -> None:
    with pytest.raises(Answered, match=f"proposal 1 is {state} already"):
        replace(TWO, state=state).selection([1])


@pytest.mark.parametrize(
    ("later", "same"),
    [
        (found("2026-12-02..2027-12-02", "2026-12-02..2026-12-04"), True),
        (found("2026-12-05..2027-12-05", "2027-12-05..2027-12-05"), True),
        (found("2026-12-02..2027-12-02"), False),
        (found("2026-12-02..2027-12-02", "2026-12-02..2026-12-05"), False),
        (found("2026-12-02..2027-12-02", "2026-12-02..2026-12-04", ticked=False), False),
        (found("2028-01-01..2028-12-31"), False),
    ],
)
def test_a_later_reading_says_the_same_when_it_does_on_the_dates_that_both_looked_at(
    later: FoundLeave, same: bool
) -> None:
    earlier = proposal(found("2026-11-22..2027-11-22", "2026-12-01..2026-12-04"))
    assert earlier.says_the_same(later) is same


SHORT, OFF = (Skipped(SkipReason.SHORT, 1),), (Skipped(SkipReason.CANCELLED, 1),)
AWAY = "2026-12-01..2026-12-04"


@pytest.mark.parametrize(
    ("later", "again"),
    [
        (found("2026-11-22..2027-11-22", AWAY), True),
        (replace(found("2026-11-22..2027-11-22", AWAY), skipped=OFF), True),
        (found("2026-12-02..2027-12-02", "2026-12-02..2026-12-04"), True),
        (found("2026-12-02..2027-12-02", "2026-12-02..2026-12-04", "2027-12-01..2027-12-01"), False),
        (found("2026-11-22..2026-12-03", "2026-12-01..2026-12-03"), False),
        (FoundLeave(Period.parse("2026-11-22..2027-11-22"), (DaysAway(Period.parse(AWAY), whole_days=False),)), False),
        (found("2026-11-22..2027-11-22"), False),
    ],
)
def test_what_is_found_again_asks_nothing_new_and_has_all_that_was_asked(later: FoundLeave, again: bool) -> None:
    earlier = proposal(replace(found("2026-11-22..2027-11-22", AWAY), skipped=SHORT))
    assert earlier.is_found_again(later) is again


def test_where_nothing_is_asked_another_reason_is_another_answer() -> None:
    nothing = found("2026-11-22..2027-11-22")
    earlier = proposal(replace(nothing, skipped=SHORT))
    assert earlier.is_found_again(replace(nothing, skipped=SHORT))
    assert not earlier.is_found_again(replace(nothing, skipped=OFF))


def test_what_was_left_aside_is_told_of_the_last_reading() -> None:
    earlier = proposal(replace(found("2026-11-22..2027-11-22", AWAY), skipped=SHORT))
    later = replace(found("2026-12-02..2027-12-02", "2026-12-02..2026-12-04"), skipped=OFF)
    again = earlier.read_again(later)
    assert again == replace(earlier, found=replace(later, items=earlier.found.items))


def test_what_was_found_survives_json() -> None:
    item = DaysAway(Period.parse("2026-12-01..2026-12-04"), False, (Flag.FLOATING, Flag.MARKED_FREE), False)
    whole = FoundLeave(Period.parse("2026"), (item,), (Skipped(SkipReason.CANCELLED, 2),))
    assert FoundLeave.of_plain(whole.plain()) == whole
