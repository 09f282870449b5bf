"""The search itself, on models of its own."""

import random
import threading
from threading import Thread

import pytest
from ortools.sat.python import cp_model

from rostering.solver.model.budget import Budget, Progress, SearchLimits
from rostering.solver.model.search import search


def covering(people: int, days: int) -> cp_model.CpModel:
    """Everybody works on some of the days, each at another penalty, and every day has two of them."""
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
    hasty, unhurried = (search(covering(people, days), Budget(SearchLimits(hasty=one)), "x") for one in (True, False))
    assert hasty.proven
    assert unhurried.proven
    assert hasty.bound == unhurried.bound == hasty.solver.objective_value == unhurried.solver.objective_value


def test_a_hasty_search_says_what_is_impossible() -> None:
    assert search(covering(3, 10), Budget(SearchLimits(hasty=True)), "x").impossible


def splitting() -> cp_model.CpModel:
    """Five markets to be split among two sellers (Cornuejols and Dawande 1998): nothing is proven in hours."""
    draw, model = random.Random(1), cp_model.CpModel()
    sells = [model.new_bool_var("") for _ in range(40)]
    missing = []
    for _ in range(5):
        sizes = [draw.randrange(100) for _ in sells]
        short, over = (model.new_int_var(0, sum(sizes), "") for _ in range(2))
        model.add(cp_model.LinearExpr.weighted_sum(sells, sizes) + short - over == sum(sizes) // 2)
        missing += [short, over]
    model.minimize(cp_model.LinearExpr.sum(missing))
    return model


@pytest.mark.parametrize("hasty", [True, False])
def test_a_search_that_another_thread_stops_ends_long_before_its_time(hasty: bool) -> None:
    def stop(_: Progress) -> None:
        Thread(target=budget.stop).start()

    budget = Budget(SearchLimits(seconds=600, effort=1e6, workers=2, hasty=hasty), stop)
    outcome = search(splitting(), budget, "x")
    assert not outcome.proven
    assert not outcome.impossible
    assert budget.seconds


def test_a_search_that_is_stopped_before_it_begins_ends_at_once() -> None:
    budget = Budget(SearchLimits(seconds=600, effort=1e6, workers=2))
    budget.stop()
    assert not search(splitting(), budget, "x").proven
    assert budget.seconds


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_whatever_ends_the_wait_leaves_no_search_behind(error: type[BaseException]) -> None:
    def fail(_: Progress) -> None:
        raise error

    before, budget = threading.enumerate(), Budget(SearchLimits(seconds=600, effort=1e6, workers=2), fail)
    with pytest.raises(error):
        search(splitting(), budget, "x")
    for thread in threading.enumerate():
        if thread not in before:
            thread.join()
    assert budget.seconds
