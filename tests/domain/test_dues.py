"""Where something due stands after what was done about it, and how it is called."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.dues import Deed, DueState, DueStep, called
from rostering.spans import Hours, Period
from samples.due_samples import REVIEW

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def step(deed: Deed, **said: object) -> DueStep:
    return DueStep(0, NOW, "lead", deed, **said)  # type: ignore[arg-type]


def test_it_is_due_soon_overdue_by_its_date_and_its_reminder() -> None:
    assert REVIEW.state(date(2026, 12, 30)) is DueState.DUE
    assert REVIEW.state(date(2026, 12, 31)) is DueState.SOON
    assert REVIEW.state(date(2027, 1, 1)) is DueState.OVERDUE


def test_what_is_moved_has_another_date_hours_and_holder() -> None:
    moved = REVIEW.after(step(Deed.MOVED, day=date(2027, 1, 12), hours=Hours.parse("10:00-11:30"), holder="bo"))
    assert (moved.day, str(moved.hours), moved.holder) == (date(2027, 1, 12), "10:00-11:30", "bo")
    assert moved.state(date(2027, 1, 1)) is DueState.DUE
    span = moved.span(ZoneInfo("Europe/Copenhagen"))
    assert span is not None
    assert (span.start.hour, span.minutes) == (9, 90)
    again = moved.after(step(Deed.MOVED, day=date(2027, 1, 13)))
    assert (again.day, again.hours, again.holder) == (date(2027, 1, 13), None, "ida")


def test_the_last_deed_says_where_it_stands() -> None:
    waived = REVIEW.after(step(Deed.WAIVED, reason="agreed"))
    assert waived.state(date(2027, 6, 1)) is DueState.WAIVED
    done = waived.after(step(Deed.DONE, day=date(2026, 12, 1)))
    assert (done.state(date(2026, 12, 1)), [each.number for each in done.steps]) == (DueState.DONE, [1, 2])
    assert done.after(step(Deed.MOVED, day=date(2026, 12, 5))).settled is None


@pytest.mark.parametrize("name", ["2026", "2026Q3", "2026-03", "2026-07-02..2026-12-31", "2026-03-01..2026-03-01"])
def test_a_period_is_called_by_its_shortest_name(name: str) -> None:
    assert called(Period.parse(name)) == name


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_what_a_period_is_called_says_which_it_is(first: date, days: int) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + days))
    assert Period.parse(called(period)) == period
