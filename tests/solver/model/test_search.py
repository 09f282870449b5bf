"""The search itself, on models of its own."""

import pytest
from ortools.sat.python import cp_model

from rostering.solver.model.search import Limits, search


def covering(people: int, days: int) -> cp_model.CpModel:
    """Everybody works on some of the days, each at another price, and every day has two of them."""
    model = cp_model.CpModel()
    works = {(who, day): model.new_bool_var("") for who in range(people) for day in range(days)}
    for day in range(days):
        model.add(sum(works[who, day] for who in range(people)) >= 2)
    for who in range(people):
        model.add(sum(works[who, day] for day in range(days)) <= 3)
    model.minimize(sum((1 + who * day % 5) * choice for (who, day), choice in works.items()))
    return model


@pytest.mark.parametrize(("people", "days"), [(3, 3), (4, 5)])
def test_a_hasty_search_finds_what_an_unhurried_one_finds(people: int, days: int) -> None:
    hasty, unhurried = (search(covering(people, days), Limits(hasty=one), "x", lambda _: None) for one in (True, False))
    assert hasty.proven
    assert unhurried.proven
    assert hasty.bound == unhurried.bound == hasty.solver.objective_value == unhurried.solver.objective_value


def test_a_hasty_search_says_what_is_impossible() -> None:
    assert search(covering(3, 10), Limits(hasty=True), "x", lambda _: None).impossible
