"""What call-outs weigh stands beside the accounts of duties, where the policy says what they weigh."""

from pathlib import Path

import pytest

from rostering.domain.users import Actor
from rostering.errors import FaultyInput
from rostering.folder.reader import read_folder
from rostering.reports.look.shapes import fairness_shape
from rostering.services.callouts.recording import add, withdraw
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.fairness import fairness
from rostering.spans import Period
from samples.called import Command
from samples.callout_firm import AT, NO_BOOKINGS, NO_LEAVE, calling, on
from samples.shared import copy_of
from samples.small_firm import write_firm
from samples.swap_firm import PEOPLE, firm_files

LEAD = Actor.ops("lead")
NOVEMBER = Period.parse("2025-11")
POINTS = "\n[callouts.points]\nweekend = 2\noutside = 5\n"
CALL = {"customer": "havn", "who": "elma", "priority": "p1", "what": "Down"}


def written(folder: Path, points: str) -> Path:
    tables = {"consultants_csv": PEOPLE, "leave_csv": NO_LEAVE, "bookings_csv": NO_BOOKINGS}
    return write_firm(folder, **{**firm_files(points), **tables})


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    """Two call-outs of Elma, of which one was outside any duty, one of Folke, and one that does not count."""
    url = copy_of(calling(tmp_path_factory), "calls", tmp_path)
    for who, day in (("elma", 8), ("elma", 12), ("folke", 9), ("folke", 16)):
        add(url, LEAD, {**CALL, "who": who, "called": on(day, "10:00"), "ended": on(day, "11:00")}, AT)
    withdraw(url, LEAD, 4, at=AT)
    return url


def test_without_points_nothing_is_shown(store: str) -> None:
    found = fairness(store, NOVEMBER)
    assert found.callouts == ()
    assert all("callouts" not in account for account in fairness_shape(found.entries, (), found.callouts))


def test_points_are_by_the_kind_of_the_duty_and_by_period(store: str, tmp_path: Path, rostering: Command) -> None:
    before = fairness(store, NOVEMBER)
    import_folder(store, written(tmp_path / "pointed", POINTS), "tester")
    found = fairness(store, NOVEMBER)
    assert [(one.consultant, one.number, one.points) for one in found.callouts] == [("elma", 2, 7), ("folke", 1, 2)]
    assert found.entries == before.entries
    assert fairness(store, Period.parse("2025-10")).callouts == ()
    shown = rostering("fairness", "2025-11").out
    assert "Call-outs, in points" in shown
    accounts = {one["consultant"]: one["callouts"] for one in rostering("fairness", "2025-11", "--json").json}
    assert (accounts["elma"], accounts["gerda"]) == ({"number": 2, "points": 7}, {"number": 0, "points": 0})


def test_kinds_that_there_are_not_and_points_that_are_none_are_faults(tmp_path: Path) -> None:
    points = '\n[callouts]\npoint = 1\n\n[callouts.points]\nweekday = 1\nweekend = "two"\n'
    with pytest.raises(FaultyInput) as told:
        read_folder(written(tmp_path / "odd", points))
    assert sorted(map(str, told.value.faults)) == [
        "policy.toml: callouts.point: unknown key (did you mean 'points'?)",
        "policy.toml: callouts.points.weekday: unknown kind of duty (did you mean 'weekend'?)",
        "policy.toml: callouts.points.weekend: expected a whole number, not a text",
    ]
