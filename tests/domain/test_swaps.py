"""Where a swap stands after what was done about it, and how long before a duty is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rostering.domain.swaps import Act, LeadTime, Swap, SwapState, SwapStep

AT = datetime(2026, 11, 1, tzinfo=UTC)
DUTY, OTHER = "preparedness:2026-12-05:pim:1", "preparedness:2026-12-12:pim:1"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def swap(*acts: tuple[Act, str | None], to: str | None = None, in_return: str | None = None) -> Swap:
    steps = (SwapStep(number, AT, "somebody", act, who) for number, (act, who) in enumerate(acts, 2))
    return Swap(1, "anna", DUTY, to, in_return, "", (SwapStep(1, AT, "anna", Act.OFFERED, "anna"), *steps))


@pytest.mark.parametrize(
    ("acts", "state", "taker"),
    [
        ((), SwapState.OPEN, None),
        (((Act.TAKEN, "bo"),), SwapState.TAKEN, "bo"),
        (((Act.TAKEN, "bo"), (Act.LET_GO, "bo")), SwapState.OPEN, None),
        (((Act.TAKEN, "bo"), (Act.LET_GO, "bo"), (Act.TAKEN, "clara")), SwapState.TAKEN, "clara"),
        (((Act.TAKEN, "bo"), (Act.APPROVED, None)), SwapState.DONE, "bo"),
        (((Act.TAKEN, "bo"), (Act.PASSED, None)), SwapState.DONE, "bo"),
        (((Act.TAKEN, "bo"), (Act.REFUSED, None)), SwapState.REFUSED, "bo"),
        (((Act.TAKEN, "bo"), (Act.WITHDRAWN, "anna")), SwapState.WITHDRAWN, None),
        (((Act.DECLINED, "bo"),), SwapState.OPEN, None),
        (((Act.TAKEN, "bo"), (Act.DECLINED, "clara")), SwapState.TAKEN, "bo"),
        (((Act.ENDED, None),), SwapState.ENDED, None),
    ],
)
def test_its_steps_say_where_an_offer_to_everybody_stands(
    acts: tuple[tuple[Act, str | None], ...], state: SwapState, taker: str | None
) -> None:
    made = swap(*acts)
    assert (made.state, made.taker) == (state, taker)
    assert made.is_live == (state in {SwapState.OPEN, SwapState.TAKEN})


def test_one_no_ends_an_offer_to_one_person() -> None:
    assert swap((Act.DECLINED, "bo"), to="bo").state is SwapState.DECLINED
    assert swap((Act.DECLINED, "bo")).declined_by == {"bo"}


def test_a_trade_moves_both_duties() -> None:
    assert swap(to="bo", in_return=OTHER).moves("bo") == {DUTY: "bo", OTHER: "anna"}
    assert swap().moves("bo") == {DUTY: "bo"}


def test_days_of_lead_time_are_those_of_the_wall_and_hours_those_of_the_clock() -> None:
    start = datetime(2026, 10, 25, 8, tzinfo=COPENHAGEN)  # the clock went back in that night
    assert LeadTime(days=1).before(start, COPENHAGEN) == datetime(2026, 10, 24, 8, tzinfo=COPENHAGEN)
    elapsed = start.astimezone(UTC) - LeadTime(hours=24).before(start.astimezone(UTC), COPENHAGEN)
    assert elapsed == timedelta(hours=24)
