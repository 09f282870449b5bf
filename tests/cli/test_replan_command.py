"""`replan` as people and scripts call it."""

from pathlib import Path

import pytest

from samples.called import Command
from samples.small_firm import SHEETS, edited, write_firm

SEAT = "preparedness:2026-11-28:pim:1"
SICK = ("replan", "1", "--absent", "folke:2026-11-28", "--from", "2026-11-23")


@pytest.mark.usefixtures("published")
def test_replan_in_json_lists_its_options_and_nothing_else(rostering: Command) -> None:
    answer = rostering(*SICK, "--json")
    assert (answer.code, answer.err) == (0, "")
    found = answer.json
    assert (found["before"], found["from"]) == (1, "2026-11-23")
    first = found["options"][0]
    assert (first["roster"], first["aim"]) == (2, "fewest_changes")
    assert first["changes"] == [{"seat": SEAT, "before": "folke", "after": "elma"}]
    assert first["counts"] == {"added": 0, "removed": 0, "moved": 1}
    for option in found["options"]:
        assert option["price_by_rule"] == rostering("audit", str(option["roster"]), "--json").json["price_by_rule"]
        assert all(price for price in option["price_changes"].values())
        assert {"fairness", "readiness_ore", "readiness_change_ore", "empty", "compensating_days"} <= option.keys()


@pytest.mark.usefixtures("published")
def test_an_option_is_the_draft_of_its_number(rostering: Command) -> None:
    for option in rostering(*SICK, "--json").json["options"]:
        kept = rostering("show", str(option["roster"]), "--json").json
        assert (kept["status"], kept["based_on"]) == ("draft", 1)
        assert kept["price_by_rule"] == option["price_by_rule"]
        assert kept["stages"] == option["stages"]
        assert rostering("diff", "1", str(option["roster"]), "--json").json["changes"] == option["changes"]


@pytest.mark.usefixtures("published")
def test_replan_tells_people_what_each_way_changes_and_how_to_take_one(rostering: Command) -> None:
    answer = rostering(*SICK)
    assert answer.code == 0
    assert " to mend roster 1 from 2026-11-23 on\n" in answer.out
    assert "\nDraft 2, fewest changes: 1 change\n" in answer.out
    assert "Folke Birkely" in answer.out
    assert "\n  Penalty: " in answer.out
    assert "\n  Fairness: nobody more than " in answer.out
    assert "\n  Readiness: nothing changes in DKK\n" in answer.out
    assert answer.out.count("1 change\n") == answer.out.count("Draft 2")
    assert answer.out.endswith("To take one of them, publish its draft:\n  rostering publish N\n")


@pytest.mark.usefixtures("published")
def test_an_option_is_published_as_an_edit_and_its_leave_is_kept(
    rostering: Command, firm: Path, tmp_path: Path
) -> None:
    rostering(*SICK)
    published = rostering("publish", "2", "--force", "--json")
    assert (published.code, published.json["changes"]) == (0, {"added": 0, "removed": 0, "moved": 1})
    refused = rostering("import", str(firm), "--json")
    assert (refused.code, list(refused.json)) == (3, ["error"])
    assert refused.err.endswith("\n  leave.csv: folke:2026-11-28:2026-11-28:leave\n")
    assert rostering("export", str(tmp_path / "out")).code == 0
    imported = rostering("import", str(tmp_path / "out"), "--json").json
    assert (imported["added"], imported["changed"], imported["removed"]) == (0, 0, 0)
    assert rostering("show", "1", "--json").json["status"] == "superseded"


@pytest.mark.usefixtures("published")
def test_a_seat_that_stays_empty_is_answered_no(rostering: Command) -> None:
    answer = rostering(*SICK, "--absent", "elma:2026-11-28..", "--json")
    assert answer.code == 1
    assert SEAT in answer.json["options"][0]["empty"]
    assert "1 seat empty" in rostering(*SICK, "--absent", "elma:2026-11-28..").out


@pytest.mark.usefixtures("published")
def test_a_late_booking_is_told_with_its_money(rostering: Command, tmp_path: Path) -> None:
    booked = SHEETS["bookings.csv"] + "B2,havn,2026-11-25,2026-11-25,evening,frontend:1,,\n"
    rostering("import", str(write_firm(tmp_path / "new", bookings_csv=booked)))
    answer = rostering("replan", "1", "--from", "2026-11-23", "--json")
    assert answer.json["options"][0]["readiness_change_ore"] > 0
    assert "\n  Readiness: DKK " in rostering("replan", "1", "--from", "2026-11-23").out


@pytest.mark.usefixtures("published")
def test_a_cancelled_booking_is_told_as_removed(rostering: Command, tmp_path: Path) -> None:
    rostering("import", str(write_firm(tmp_path / "new", **edited("bookings.csv", "backend:1,,", "backend:1,,yes"))))
    answer = rostering("replan", "1", "--from", "2026-11-02", "--json")
    assert answer.code == 0
    assert answer.json["options"][0]["counts"] == {"added": 0, "removed": 2, "moved": 0}


@pytest.mark.usefixtures("published")
def test_no_time_is_enough_for_lawful_drafts_and_says_so(rostering: Command) -> None:
    answer = rostering(*SICK, "--time-limit", "0", "--json")
    assert answer.err.endswith("one by one, lawful but not improved (more time: --time-limit)\n")
    options = answer.json["options"]
    assert answer.code == (1 if options[0]["empty"] else 0)
    assert all(rostering("audit", str(option["roster"])).code == 0 for option in options)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("1 --absent birk:2026-11-24", "birk has no duty in roster 1 on 2026-11-24"),
        ("1 --absent folke:2026-12-05", "folke is absent from 2026-12-05 to 2026-12-05, which is outside roster 1"),
        ("1 --absent folke:2026-12-05..", "folke is absent from 2026-12-05, which is outside roster 1"),
        ("1 --absent folk:2026-11-28", "there is no consultant 'folk' (did you mean 'folke'?)"),
        ("1 --absent folke", "'folke' is not an absence: write ID:2026-12-24..2026-12-27, the first date first"),
        ("1 --absent folke:2026-11-29..2026-11-28", "'folke:2026-11-29..2026-11-28' is not an absence: write ID:"),
        (
            "1 --absent folke:2026-11-28 --absent folke:2026-11-28..",
            "folke's absence from 2026-11-28 is given with two",
        ),
        ("1", "nothing is to be repaired: every seat that can be filled is, and nothing forbidden is broken"),
        ("9 --absent folke:2026-11-28", "there is no roster 9; the newest is 1"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.usefixtures("published")
def test_wrong_calls_are_answered_in_a_sentence(
    rostering: Command, call: str, sentence: str, options: tuple[str, ...]
) -> None:
    answer = rostering("replan", *call.split(), "--from", "2026-11-23", *options)
    assert answer.code == 2
    assert answer.json["error"]["kind"] == "bad_call" if options else answer.out == ""
    assert answer.err.startswith(f"rostering: {sentence}")
    assert answer.err.count("\n") == 1


@pytest.mark.usefixtures("published")
def test_a_date_outside_the_roster_is_no_date_to_start_from(rostering: Command) -> None:
    answer = rostering("replan", "1", "--from", "2026-12-24")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "rostering: 2026-12-24 is outside roster 1, which is for 2026-11-01..2026-11-30\n"


@pytest.mark.parametrize("call", ["", "one", "1 --from soon", "1 --from 2026-11-31", "1 --time-limit -1", "1 --absent"])
@pytest.mark.usefixtures("published")
def test_calls_that_cannot_be_understood_are_wrong(rostering: Command, call: str) -> None:
    answer = rostering("replan", *call.split())
    assert (answer.code, answer.out) == (2, "")
    assert "Error: " in answer.err


def test_without_a_store_there_is_nothing_to_mend(rostering: Command, tmp_path: Path) -> None:
    answer = rostering(*SICK)
    assert (answer.code, answer.err) == (
        2,
        "rostering: there is no store rostering.db yet: import a data folder first\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("published")
def test_replan_explains_itself(rostering: Command) -> None:
    told = rostering("replan", "--help").out
    assert all(option in told for option in ("--absent", "ID:FROM..TO", "--from", "--time-limit", "--effort", "--seed"))
