"""The budget: what is left is counted, shares are no more than that, and to stop it stops all that comes from it."""

from threading import Event, Thread

import pytest

from rostering.solver.model.budget import Budget, Progress, SearchLimits

WHOLE = SearchLimits(seconds=300, effort=8.0, seed=7, workers=3, hasty=True)


def test_a_share_is_of_what_is_left_and_no_more() -> None:
    budget = Budget(WHOLE)
    budget.spend(6.5)
    assert (budget.effort, budget.spent) == (1.5, 6.5)
    some, all_of_it = budget.share(seconds=10, effort=1.0), budget.share(seconds=1000, effort=4.0)
    assert (some.limits.effort, all_of_it.limits.effort) == (1.0, 1.5)
    assert some.seconds <= 10 < all_of_it.seconds <= 300
    assert (some.limits.seed, some.limits.workers, some.limits.hasty) == (7, 3, True)


def test_what_a_share_spends_counts_where_it_is_said() -> None:
    budget = Budget(WHOLE)
    share = budget.share(effort=2.0)
    share.spend(1.5)
    assert (share.effort, budget.effort) == (0.5, 8.0)
    budget.spend(share.spent)
    assert budget.effort == 6.5


def test_more_than_everything_cannot_be_spent() -> None:
    budget = Budget(WHOLE)
    budget.spend(9.0)
    assert (budget.effort, budget.spent, budget.over) == (0.0, 8.0, True)


def test_effort_that_threads_spend_adds_up() -> None:
    budget = Budget(SearchLimits(effort=4000.0))

    def spend() -> None:
        for _ in range(1000):
            budget.spend(1.0)

    threads = [Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert budget.effort == 0.0


@pytest.mark.parametrize("limits", [SearchLimits(seconds=0), SearchLimits(effort=0)])
def test_without_time_or_effort_it_is_over_but_not_stopped(limits: SearchLimits) -> None:
    assert Budget(limits).over
    assert not Budget(limits).stopped


def test_whoever_stops_a_budget_stops_its_shares_and_what_is_begun_anew() -> None:
    budget = Budget(WHOLE)
    share, other = budget.share(), budget.anew(SearchLimits(effort=1.0))
    deeper = share.share()
    Thread(target=budget.stop).start()
    while not deeper.stopped:
        assert not budget.over or budget.stopped
    assert share.stopped
    assert other.stopped
    assert other.over


def test_a_share_that_is_stopped_stops_nobody_else() -> None:
    budget = Budget(WHOLE)
    share, sister = budget.share(), budget.share()
    share.stop()
    assert share.stopped
    assert not budget.stopped
    assert not sister.stopped


def test_a_flag_that_was_there_before_stops_it_too() -> None:
    flag = Event()
    first, second = Budget(WHOLE, stop=flag), Budget(WHOLE, stop=flag)
    share = first.share()
    flag.set()
    assert first.stopped
    assert second.stopped
    assert share.stopped


def test_the_watch_is_told_what_is_left() -> None:
    seen: list[Progress] = []
    budget = Budget(WHOLE, seen.append)
    budget.share(seconds=5).tell("coverage", 3.0, 1.0)
    budget.share(watch=lambda _: budget.tell("polishing")).tell("coverage")
    budget.anew(WHOLE).tell("unwatched")
    assert [(one.stage, one.penalty, one.bound) for one in seen] == [("coverage", 3.0, 1.0), ("polishing", None, None)]
    assert seen[0].seconds_left <= 5 < seen[1].seconds_left
