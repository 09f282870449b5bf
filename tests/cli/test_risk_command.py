import pytest

from samples.called import Command
from samples.small_firm import SEATS


@pytest.mark.usefixtures("published")
def test_risk_says_first_what_nobody_could_take_over(rostering: Command) -> None:
    answer = rostering("risk", "2026-11", "--from", "2026-11-01")
    assert answer.code == 0
    heading, first, *_ = answer.out.splitlines()
    assert heading == "If somebody fell ill, in what is published of 2026-11-01..2026-11-30:"
    assert first.startswith("Nobody on the bench: ")
    said = [answer.out.index(text) for text in ("Nobody on", "Single points of failure", "PIM: only Elma", "The bench")]
    assert said == sorted(said)


@pytest.mark.usefixtures("planned")
def test_risk_in_json_is_a_list_of_seats_in_order_of_date(rostering: Command) -> None:
    found = rostering("risk", "2026-11", "--roster", "1", "--json").json
    assert len(found) == SEATS
    assert [one["date"] for one in found] == sorted(one["date"] for one in found)
    backend = next(one for one in found if one["seat"] == "preparedness:2026-11-07:backend:1")
    assert (backend["holder"], backend["bench"], backend["exposed"]) == ("asta", [], True)
    assert [point["kind"] for point in backend["single_points"]] == ["role", "week"]


@pytest.mark.usefixtures("published")
def test_dates_that_are_over_are_left_out_but_not_of_json(rostering: Command) -> None:
    call = ("risk", "2026-11", "--from", "2026-11-22")
    answer = rostering(*call)
    assert answer.out.splitlines()[1] == "Dates before 2026-11-22 are left out."
    assert "Sun 22 Nov" in answer.out
    assert "Sat 21 Nov" not in answer.out
    assert "2026-11-22 to 2026-11-29." in answer.out
    assert len(rostering(*call, "--json").json) == SEATS
    over = rostering("risk", "2026-11", "--from", "2026-12-01").out
    assert over.endswith("There is nothing to staff in 2026-11-01..2026-11-30 any more.\n")


@pytest.mark.usefixtures("planned")
def test_a_period_with_a_roster_and_nothing_to_staff_says_so(rostering: Command) -> None:
    assert rostering("risk", "2026-11-09..2026-11-10").out == "There is nothing to staff in 2026-11-09..2026-11-10.\n"
    assert rostering("risk", "2026-11-09..2026-11-10", "--json").json == []


@pytest.mark.usefixtures("planned")
def test_risk_of_a_period_without_a_roster_is_a_wrong_call(rostering: Command) -> None:
    answer = rostering("risk", "2027Q1", "--json")
    assert (answer.code, list(answer.json)) == (2, ["error"])
    assert answer.err == "rostering: there is no roster for 2027-01-01..2027-03-31: plan one first\n"
    assert rostering("risk", "2027Q1", "--roster", "1").code == 2
    assert rostering("risk", "soon").code == 2
