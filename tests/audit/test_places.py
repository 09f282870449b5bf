"""A breach that grows is new, one that shrinks is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.audit.places import dearer
from rostering.domain.findings import Breach, JudgedBreach
from rostering.rules.book import RULES


def judged(
    rule: str, *about: str, amount: int = 1, penalty: int | None = 3, seats: tuple[str, ...] = ()
) -> JudgedBreach:
    return JudgedBreach(Breach(rule, about, amount, penalty, seats), "It is so.")


FAIR = ("unfairness", "anna", "backend")
LARGEST = ("largest_unfairness",)
CAPS = ("caps", "anna", "weekends", "2026Q4")


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        (judged(*FAIR, "-8", penalty=16), judged(*FAIR, "-6", penalty=9), False),
        (judged(*FAIR, "-6", penalty=9), judged(*FAIR, "-8", penalty=16), True),
        (judged(*FAIR, "-6", penalty=9), judged(*FAIR, "+6", penalty=9), True),
        (judged("unfairness", "anna", "pim", "-8", penalty=16), judged(*FAIR, "-6", penalty=9), True),
        (judged(*LARGEST, "anna", "pim", "-8", penalty=6), judged(*LARGEST, "bo", "pim", "+6", penalty=3), False),
        (judged(*LARGEST, "anna", "pim", "-6", penalty=3), judged(*LARGEST, "bo", "pim", "+8", penalty=6), True),
        (judged(*CAPS, "9", amount=3, penalty=None), judged(*CAPS, "8", amount=2, penalty=None), False),
        (judged(*CAPS, "8", amount=2, penalty=None), judged(*CAPS, "9", amount=3, penalty=None), True),
        (judged(*CAPS, "9", amount=3, penalty=9), judged(*CAPS, "8", amount=2, penalty=None), True),
        (
            judged("bench", "2026-12-24", "aarhus", "pim", "0", amount=2),
            judged("bench", "2026-12-24", "aarhus", "pim", "1"),
            False,
        ),
        (
            judged("big_day_shares", "anna", "3", "1.3", penalty=20),
            judged("big_day_shares", "anna", "2", "0.3", penalty=9),
            False,
        ),
        (judged("pins", "seat", "anna", "bo"), judged("pins", "seat", "anna", "emil"), True),
        (
            judged("overlap", "anna", "2026-12-24", seats=("a", "b")),
            judged("overlap", "anna", "2026-12-24", seats=("a", "c")),
            True,
        ),
    ],
)
def test_a_breach_is_new_where_there_was_none_or_less(before: JudgedBreach, after: JudgedBreach, is_new: bool) -> None:
    assert dearer([after], [before]) == ([after] if is_new else [])


@given(
    st.lists(
        st.tuples(st.sampled_from([rule.name for rule in RULES]), st.sampled_from("ab"), st.integers(1, 5)), max_size=8
    )
)
def test_against_itself_nothing_is_new_and_against_nothing_all_is(drawn: list[tuple[str, str, int]]) -> None:
    found = [judged(rule, who, "x", f"{much:+d}", penalty=much) for rule, who, much in drawn]
    assert dearer(found, found) == []
    assert dearer(found, []) == found
    assert dearer([], found) == []
