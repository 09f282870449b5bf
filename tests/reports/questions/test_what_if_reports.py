import json
from dataclasses import replace

from rich.console import Console

from rostering.answers.what_if import Break, Comparison, Side
from rostering.domain.findings import Account, StageResult
from rostering.domain.seats import Duty
from rostering.reports.questions.what_if import comparison_report, comparison_shape, verdict
from samples.reported import CHRISTMAS, ROSTER, SUNDAY, VACANT, seat

BROKEN = Side(ROSTER, Break(CHRISTMAS, (VACANT.id,), ROSTER.shortages), 440000)
PROVEN = (StageResult("coverage", 0, 0, True, 0.1),)
WHOLE = Side(
    replace(
        ROSTER,
        duties=(
            *(Duty(each.seat, each.consultant or "nanna") for each in ROSTER.duties),
            Duty(seat(SUNDAY, "backend"), "alma"),
        ),
        empty=(),
        penalty_by_rule={"wishes": 8, "spacing": 2},
        stages=PROVEN,
        ledger=(*ROSTER.ledger[1:], Account("alma", "backend", opening=1, target=12, earned=12)),
    ),
    None,
    840050,
)
FOUND = Comparison(ROSTER.period, ("nanna is back.",), before=BROKEN, after=WHOLE, published=None)


def lines(found: Comparison) -> list[str]:
    console = Console(width=130, color_system=None, force_terminal=False)
    with console.capture() as capture:
        for part in comparison_report(found):
            console.print(part)
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def test_both_sides_and_their_difference_are_json() -> None:
    shape = json.loads(json.dumps(comparison_shape(FOUND)))
    assert shape["period"] == {"from": "2026-10-01", "to": "2026-12-31"}
    assert shape["changes"] == ["nanna is back."]
    assert shape["before"]["coverage"] == {
        "seats": 6,
        "empty_seats": 1,
        "empty": [VACANT.id],
        "first_day_that_breaks": {"date": "2026-12-25", "seats": [VACANT.id], "shortages": list(ROSTER.shortages)},
    }
    assert shape["before"]["fairness"]["largest_deviation"] == 7
    assert shape["before"]["fairness"]["sum_of_squares"] == 2**2 + 1 + 7**2
    assert (shape["before"]["proven"], shape["after"]["proven"]) == (False, True)
    assert shape["difference"] == {
        "seats": 1,
        "empty_seats": -1,
        "largest_deviation": 0,
        "sum_of_squares": -3,
        "penalty": -1048,
        "price": -1048,
        "penalty_by_rule": {"coverage": -1000, "fairness": -50, "spacing": 2},
        "price_by_rule": {"coverage": -1000, "fairness": -50, "spacing": 2},
        "readiness_ore": 400050,
        "deviations": [{"consultant": "alma", "role": "backend", "before": -2, "after": 1}],
        "windows": {
            "added": [{"date": "2026-10-25", "team": "preparedness", "name": "Weekend", "roles": {"backend": 1}}],
            "removed": [],
        },
    }
    assert shape["first_day_that_breaks"] is None
    assert shape["before"]["published"] is None


def test_what_is_published_has_the_same_figures() -> None:
    published = comparison_shape(replace(FOUND, published=BROKEN))["before"]["published"]
    assert published == {key: value for key, value in comparison_shape(FOUND)["before"].items() if key != "published"}


def test_the_first_day_that_breaks_is_that_of_the_changed_side() -> None:
    turned = replace(FOUND, before=WHOLE, after=BROKEN)
    shape = comparison_shape(turned)
    assert shape["first_day_that_breaks"]["date"] == "2026-12-25"
    assert [window["date"] for window in shape["difference"]["windows"]["removed"]] == ["2026-10-25"]


def test_readiness_that_cannot_be_priced_has_no_difference() -> None:
    unpriced = replace(WHOLE, readiness=None, unbillable=("no rate card is in force on 2026-11-20",))
    found = replace(FOUND, after=unpriced)
    assert comparison_shape(found)["difference"]["readiness_ore"] is None
    assert "Readiness, DKK excluding VAT 4.400,00 -" in lines(found)
    assert "Readiness cannot be priced: no rate card is in force on 2026-11-20." in lines(found)


def test_people_read_figures_side_by_side() -> None:
    told = lines(FOUND)
    assert told[:2] == ["What if:", "nanna is back."]
    assert "Seats 6 7 +1" in told
    assert "Empty seats 1 0 -1" in told
    assert "Coverage 1000 0 -1000" in told
    assert "Readiness, DKK excluding VAT 4.400,00 8.400,50 +4.000,50" in told
    assert "First day that breaks Fri 25 Dec none" in told
    assert "Alma Thygesen Backend -2 +1" in told
    assert not [line for line in told if line.startswith("Bertil Krogh")]
    assert told[-1] == "With these changes every seat is filled."
    assert "Windows with more seats to fill (1): Sun 25 Oct Weekend." in told


def test_what_is_published_stands_first_where_there_is_something() -> None:
    told = lines(replace(FOUND, published=WHOLE))
    assert "Published Before After Change" in told
    assert "Seats 7 6 7 +1" in told


def test_a_price_that_is_not_proven_is_said_to_be() -> None:
    (doubt,) = [line for line in lines(FOUND) if line.startswith("Not proven")]
    assert doubt.endswith("fairness before: gap 10 (20%).")


def test_a_break_is_told_with_what_is_missing() -> None:
    assert verdict(replace(FOUND, before=WHOLE, after=replace(BROKEN, version=replace(ROSTER, stages=PROVEN)))) == (
        "With these changes 1 seat would stay empty.\n"
        "The first day that breaks is Fri 25 Dec 2026:\n"
        "  PIM: 1 consultant, Christmas 2026 needs 2"
    )


def test_seats_that_may_yet_be_filled_are_told_as_such() -> None:
    searched = replace(ROSTER, stages=(StageResult("coverage", 1000, 0, False, 9.0),))
    told = verdict(replace(FOUND, after=replace(BROKEN, version=searched)))
    assert told.startswith("With these changes 1 seat would stay empty (1 without them). More time or effort may fill")
