"""Commands over what is past: a plan that keeps it, a publication that is refused."""

from pathlib import Path

import pytest

from rostering.services.inputs.folders import import_folder
from samples.called import Command
from samples.small_firm import write_firm

WEEK = "2024-03-04..2024-03-17"
SEAT = "preparedness:2024-03-09:pim:1"


@pytest.mark.usefixtures("published")
def test_a_plan_says_what_is_published_there_and_what_stays(rostering: Command) -> None:
    answer = rostering("plan", "2026-11", "--from", "2026-11-16", "--effort", "1", "--json")
    assert answer.code == 0
    assert (
        "rostering: note: roster 1 is published for dates of 2026-11-01..2026-11-30; its dates up to 2026-11-15 stay "
        "as published; publishing this draft takes their place\n"
    ) in answer.err
    old = rostering("show", "1", "--json").json["duties"]
    assert [duty for duty in answer.json["duties"] if duty["date"] < "2026-11-16"] == [
        duty for duty in old if duty["date"] < "2026-11-16"
    ]


def test_the_past_is_kept_and_not_changed_without_force(rostering: Command, tmp_path: Path) -> None:
    import_folder(str(tmp_path / "rostering.db"), write_firm(tmp_path / "firm"), "tester")
    holder = {duty["seat"]: duty["consultant"] for duty in rostering("plan", WEEK, "--json").json["duties"]}[SEAT]
    assert rostering("publish", "1").code == 0
    again = rostering("plan", WEEK)
    assert (again.code, again.out) == (2, "")
    assert again.err == (
        "rostering: all of 2024-03-04..2024-03-17 is over and published: say with --from from when on it is to be "
        "planned again\n"
    )
    rostering("assign", "1", SEAT, "elma" if holder == "folke" else "folke")
    refused = rostering("publish", "2")
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.startswith(
        "rostering: roster 2 changes what is over or closed; plan anew, or publish it with --force:\n"
        "  1 duty of dates that are over, on 2024-03-09\n"
    )
    forced = rostering("publish", "2", "--force")
    assert forced.code == 0
    told = "rostering: note: this changes what is over or closed:\n"
    told += "rostering:   1 duty of dates that are over, on 2024-03-09\n"
    assert told in forced.err
