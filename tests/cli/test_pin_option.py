"""`plan --pin` as it is called."""

import pytest

from samples.called import Command

EVENING, WEEKEND = "B1:2026-11-04:backend:1", "preparedness:2026-11-14:pim:1"


@pytest.mark.parametrize(("backend", "pim"), [("asta", "elma"), ("birk", "folke")])
@pytest.mark.usefixtures("imported")
def test_each_pin_of_a_call_holds(rostering: Command, backend: str, pim: str) -> None:
    pins = ("--pin", f"{EVENING}={backend}", "--pin", f"{WEEKEND}={pim}")
    roster = rostering("plan", "2026-11", "--time-limit", "0", "--from", "2026-11-01", *pins, "--json").json
    holders = {duty["seat"]: duty["consultant"] for duty in roster["duties"]}
    assert (holders[EVENING], holders[WEEKEND]) == (backend, pim)


@pytest.mark.usefixtures("imported")
def test_a_pin_that_cannot_hold_ends_with_2_and_nothing_is_planned(rostering: Command) -> None:
    answer = rostering("plan", "2026-11", "--time-limit", "0", "--pin", f"{EVENING}=elma")
    assert (answer.code, answer.out) == (2, "")
    assert f"{EVENING} cannot be pinned to elma: elma does not have the role backend." in answer.err
    assert rostering("rosters", "--json").json == []
