"""Feasibility: what contradicts what, and whether all seats can be filled."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.inputs import Policy
from rostering.domain.parties import LeaveKind
from rostering.rules.book import rules_of
from rostering.rules.rule import Rule
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.model.feasibility import ASKED, contradiction, coverable, least
from rostering.solver.plan.planner import Infeasible, plan
from rostering.solver.plan.task import Task
from samples.hand_made import away, firm, person, problem, seat

WISH: dict[str, dict[str, object]] = {"wishes": {"price": "forbidden"}}


def rules(**tables: dict[str, object]) -> tuple[Rule, ...]:
    return rules_of(Policy(tables, {}, firm().policy.ordinary_work, ()))


def test_rules_of_which_each_alone_is_to_blame_are_named_with_whom_it_concerns() -> None:
    asked = [away("anna", "2026-11-07"), away("anna", "2026-11-07", kind=LeaveKind.WOULD_LIKE)]
    found = contradiction(problem([seat("2026-11-07")], leave=asked), rules(**WISH))
    assert (found.blamed, found.together, found.people) == (("leave", "wishes"), (), ("anna",))


def test_where_no_rule_alone_is_to_blame_a_smallest_contradiction_is_named() -> None:
    asked = [away("anna", "2026-11-07"), away("anna", "2026-11-07", kind=LeaveKind.WOULD_LIKE)]
    hopeless = rules(weekly_rest={"days": 4}, compensation={"price": "forbidden"}, **WISH)
    made = problem([seat("2026-11-07")], [person("anna"), person("bo")], leave=asked)
    found = contradiction(made, hopeless)
    assert found.blamed == ()
    assert found.together in (("weekly_rest", "compensation"), ("leave", "wishes"))
    assert len(found.people) == 1
    with pytest.raises(Infeasible, match=r"it concerns .*these rules contradict each other, and so do others: "):
        plan(Task(made, hopeless), Budget(SearchLimits(effort=1)))


def test_all_seats_can_be_filled_or_not() -> None:
    weekend = [seat("2026-11-07"), seat("2026-11-07", number=2)]
    assert coverable(problem(weekend), rules(), Budget(ASKED)) is True
    assert coverable(problem(weekend, [person("anna")]), rules(), Budget(ASKED)) is False
    assert coverable(problem(weekend), rules(), Budget(SearchLimits(effort=0))) is None


@given(st.sets(st.integers(0, 30), min_size=1, max_size=5), st.integers(5, 31))
def test_the_least_of_many_is_all_that_is_needed(needed: set[int], more: int) -> None:
    def holds(some: Sequence[int]) -> bool:
        return needed <= set(some)

    assert set(least(range(max(more, max(needed) + 1)), holds, tries=1000)) == needed


def test_when_the_tries_are_used_up_the_rest_stays() -> None:
    assert list(least([1, 2, 3, 4], lambda some: 4 in some, tries=1)) == [3, 4]


def test_what_there_is_no_time_to_ask_stays_open() -> None:
    over = Budget(SearchLimits(seconds=0))
    many = [seat(f"2026-11-{day:02d}", number=number) for day in range(2, 16) for number in range(1, 45)]
    assert coverable(problem(many), rules(), over) is None
