"""Call-outs as values: which of one person would be at once, and what holds of several entries."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.callouts import Call

START = datetime(2026, 10, 25, tzinfo=UTC)
hours = st.integers(0, 6)


def call(called: int, ended: int | None, who: str = "anna") -> Call:
    end = None if ended is None else START + timedelta(hours=called + 1 + ended)
    return Call("nord", who, START + timedelta(hours=called), "p1", "", ended=end)


@given(hours, hours, hours, hours)
def test_two_calls_meet_where_they_share_an_hour_whichever_is_asked(a: int, b: int, c: int, d: int) -> None:
    one, other = call(a, b), call(c, d)
    shared = set(range(a, a + 1 + b)) & set(range(c, c + 1 + d))
    assert one.meets(other) == other.meets(one) == bool(shared)
    assert not one.meets(call(c, d, "bo"))


def test_what_goes_on_meets_all_that_begins_later_and_nothing_that_was_over() -> None:
    running = call(3, None)
    assert running.meets(call(5, 0))
    assert running.meets(call(4, None))
    assert not running.meets(call(1, 1))
