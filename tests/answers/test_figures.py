"""Figures mean the same in every answer that has them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rostering.answers.figures import change_of, largest_deviation, penalty_changes, sum_of_squares
from rostering.answers.repairs import Option, Repaired
from rostering.answers.what_if import Side
from rostering.domain.findings import Account
from rostering.rosters.changes import Changes
from samples.reported import ROSTER

PRICES = st.dictionaries(st.sampled_from(["caps", "fairness", "spacing", "wishes"]), st.integers(1, 9))
BEFORE = {"wishes": 4, "caps": 2}
OPTION = Option(
    replace(ROSTER, penalty_by_rule={"wishes": 1, "caps": 2, "fairness": 8}), "changes", Changes(), BEFORE, 500
)
FOUND = Repaired(ROSTER, ROSTER.period.first, (OPTION,), 300, interrupted=False, searched=True)


def test_the_largest_deviation_may_lie_on_either_side_of_the_fair_share() -> None:
    accounts = [Account("anna", "pim", 0, 10, 13), Account("bo", "pim", 0, 10, 5)]
    assert largest_deviation(accounts) == 5
    assert largest_deviation(accounts[:1]) == 3
    assert sum_of_squares(accounts) == 9 + 25


def test_where_nobody_has_an_account_nothing_deviates() -> None:
    assert (largest_deviation(()), sum_of_squares(())) == (0, 0)


def test_a_repair_and_a_what_if_reckon_one_roster_alike() -> None:
    side = Side(OPTION.version, None, 500)
    assert OPTION.largest_deviation == side.largest_deviation == 7
    assert OPTION.squared_deviations == side.sum_of_squares == 54
    assert sum(OPTION.penalty_by_rule.values()) == side.penalty == 11


@given(PRICES, PRICES)
def test_penalties_and_what_they_change_by_give_the_others(before: dict[str, int], after: dict[str, int]) -> None:
    changes = penalty_changes(before, after)
    assert all(changes.values())
    rules = {*before, *after}
    assert {rule: before.get(rule, 0) + changes.get(rule, 0) for rule in rules} == {r: after.get(r, 0) for r in rules}


def test_an_option_says_by_rule_and_in_all_what_its_penalty_changes_by() -> None:
    assert list(OPTION.penalty_changes.items()) == [("fairness", 8), ("wishes", -3)]
    assert OPTION.penalty_change == 5


def test_readiness_changes_by_nothing_that_is_known_where_a_penalty_is_missing() -> None:
    assert FOUND.readiness_change(OPTION) == 200
    assert FOUND.readiness_change(replace(OPTION, readiness=None)) is None
    assert replace(FOUND, readiness=None).readiness_change(OPTION) is None
    assert change_of(0, 0) == 0
