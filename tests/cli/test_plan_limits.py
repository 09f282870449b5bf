"""`plan` with next to no time, and with the weeks after its period."""

import pytest

from samples.called import Command
from samples.small_firm import SEATS

GREEDY = "the first that fills the seats one by one, lawful but not improved (more time: --time-limit)\n"


@pytest.mark.parametrize("limit", ["0", "0.01"])
@pytest.mark.usefixtures("imported")
def test_next_to_no_time_gives_the_greedy_start_and_says_so(rostering: Command, limit: str) -> None:
    answer = rostering("plan", "2026-11", "--time-limit", limit, "--json")
    assert answer.err.endswith(GREEDY)
    assert answer.err.count("\n") == 1
    roster = answer.json
    assert answer.code == (1 if roster["empty"] else 0)
    assert len(roster["duties"]) == SEATS
    assert not all(stage["proven"] for stage in roster["stages"])
    assert rostering("audit", "1").code == 0
    assert rostering("show", "1", "--json").json == roster


@pytest.mark.usefixtures("imported")
def test_next_to_no_time_is_told_of_either_side_of_a_comparison(rostering: Command) -> None:
    answer = rostering("what-if", "2026-11", "--set-rule", "caps.nights=9", "--time-limit", "0")
    assert [line for line in answer.err.splitlines() if "too little time" in line] == [
        f"rostering: there was too little time to improve {side}: all of it, or a part, is the first that fills the "
        "seats one by one, lawful but not improved"
        for side in ("the side as it is", "the side with the changes")
    ]


@pytest.mark.usefixtures("imported")
def test_next_to_no_time_is_told_to_people_as_well(rostering: Command) -> None:
    answer = rostering("plan", "2026-11", "--time-limit", "0")
    assert GREEDY in answer.err
    assert "Roster 1 (draft, not published)" in answer.out


@pytest.mark.usefixtures("imported")
def test_with_time_nothing_is_said_of_a_greedy_start(rostering: Command) -> None:
    assert GREEDY not in rostering("plan", "2026-11-01..2026-11-15", "--effort", "1").err


@pytest.mark.usefixtures("imported")
def test_a_plan_looks_four_weeks_ahead_unless_told_otherwise(rostering: Command) -> None:
    def stages(*options: str) -> list[str]:
        roster = rostering("plan", "2026-11-01..2026-11-15", "--effort", "1", *options, "--json").json
        assert all(duty["date"] <= "2026-11-15" for duty in roster["duties"])
        return [stage["name"] for stage in roster["stages"]]

    alone, four, usual = stages("--look-ahead", "0"), stages("--look-ahead", "4"), stages()
    assert "look_ahead" not in alone
    assert four == usual == [alone[0], "look_ahead", *alone[1:]]


@pytest.mark.usefixtures("published")
def test_weeks_that_are_published_already_are_not_looked_at(rostering: Command) -> None:
    answer = rostering("plan", "2026-10-19..2026-10-31", "--effort", "1", "--json")
    assert "look_ahead" not in [stage["name"] for stage in answer.json["stages"]]


@pytest.mark.parametrize("weeks", ["-1", "14", "four"])
@pytest.mark.usefixtures("imported")
def test_weeks_ahead_are_at_most_a_quarter(rostering: Command, weeks: str) -> None:
    answer = rostering("plan", "2026-11", "--look-ahead", weeks)
    assert (answer.code, answer.out) == (2, "")
    assert "--look-ahead" in answer.err
