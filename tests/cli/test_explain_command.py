"""The command explain."""

import pytest

from samples.called import Command

SEAT = "preparedness:2026-11-15:pim:1"


@pytest.mark.usefixtures("planned")
def test_explain_is_a_table_or_a_document(rostering: Command) -> None:
    told, shape = rostering("explain", "1", SEAT), rostering("explain", "1", SEAT, "--json")
    assert (told.code, shape.code) == (0, 0)
    assert shape.json["seat"] == SEAT
    assert shape.json["candidates"][0]["consultant"] == shape.json["consultant"]
    assert shape.json["fixes"] == []
    assert told.out.startswith("PIM on 15 November 2026 (Sunday): ")


@pytest.mark.usefixtures("planned")
def test_an_empty_seat_has_fixes_with_the_next_command(rostering: Command) -> None:
    rostering("assign", "1", SEAT, "-")
    told, shape = rostering("explain", "2", SEAT), rostering("explain", "2", SEAT, "--json").json
    assert (told.code, told.err) == (0, "")
    assert shape["consultant"] is None
    assert all(fix["proven"] for fix in shape["fixes"])
    assert shape["fixes"][-1]["change"] == "hire:pim:2026-11-15"
    assert "Each of these changes alone fills the seat" in told.out
    assert "import the folder, then: rostering replan 2" in told.out


@pytest.mark.usefixtures("published")
def test_a_seat_of_a_day_that_another_roster_has_taken_over_is_told_with_it(rostering: Command) -> None:
    rostering("assign", "1", SEAT, "-")
    assert rostering("explain", "2", SEAT).err == ""
    rostering("publish", "2", "--force")
    answer = rostering("explain", "1", SEAT, "--json")
    assert answer.err == "rostering: note: roster 2 is published for 2026-11-15 now\n"
    assert answer.json["seat"] == SEAT
    assert rostering("explain", "2", SEAT).err == ""


@pytest.mark.usefixtures("planned")
def test_an_unknown_seat_or_roster_is_a_wrong_call(rostering: Command) -> None:
    answer = rostering("explain", "1", "preparedness:2026-11-15:pin:1")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("rostering: roster 1 has no seat 'preparedness:2026-11-15:pin:1' (did you mean ")
    assert rostering("explain", "9", SEAT).code == 2
