"""A seat explained: the table, the fixes with what to do next, and the JSON."""

from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from rostering.answers.explanations import Explained
from rostering.domain.findings import Alternative, Fix
from rostering.reports.roster.explain import candidates_table, explanation_shape, fixes_text, next_step, seat_text
from rostering.reports.roster.tables import empty_seats
from rostering.rosters.version import Status
from samples.reported import ROSTER, SATURDAY, directory, seat

SEAT = seat(SATURDAY, "pim")
ALTERNATIVES = (
    Alternative("nanna", ok=True, reason="holds the seat", penalty=0, penalty_by_rule={}),
    Alternative("alma", True, "would cost 12 more", 12, {"compensation": 12}, (date(2026, 10, 26),)),
    Alternative("bertil", ok=False, reason="bertil is on leave.", penalty=None, penalty_by_rule={}),
)
FOUND = Explained(3, Status.DRAFT, SEAT, "nanna", ALTERNATIVES, (), directory(), None)


def test_the_table_has_names_penalties_and_reasons_and_a_dash_for_who_is_ruled_out() -> None:
    console = Console(width=100)
    with console.capture() as shown:
        console.print(candidates_table(FOUND))
    lines = [line.strip() for line in shown.get().splitlines() if line.strip()]
    assert lines[-3:] == [
        "Nanna Kjeldsen        0  holds the seat",
        "Alma Thygesen       +12  would cost 12 more",
        "Bertil Krogh          -  bertil is on leave.",
    ]


def test_a_line_says_which_seat_it_is_and_who_has_it() -> None:
    assert seat_text(FOUND) == "PIM on 24 October 2026 (Weekend): Nanna Kjeldsen"
    assert seat_text(replace(FOUND, consultant=None)).endswith("(Weekend): nobody")


def test_a_roster_shows_the_best_fixes_below_its_empty_seats_and_where_to_ask_for_more() -> None:
    fixes = tuple(Fix(f"role:{who}:pim", f"{who} takes on the role.", proven=True, penalty=-9) for who in "abcd")
    with (console := Console(width=100)).capture() as shown:
        console.print(empty_seats(replace(ROSTER, empty=(replace(ROSTER.empty[0], fixes=fixes),))))
        console.print(empty_seats(ROSTER))
    assert [f"Fix: {who} takes on the role." in shown.get() for who in "abcd"] == [True, True, True, False]
    assert shown.get().count("rostering explain") == 1
    assert f"What would fill 1 seat more: rostering explain 3 {ROSTER.empty[0].seat}" in shown.get()


def test_the_shape_has_the_names_that_scripts_rely_on() -> None:
    fix = Fix("hire:pim:2026-10-24", "One more.", proven=True, penalty=-1000)
    shape = explanation_shape(replace(FOUND, fixes=(fix,)))
    assert (shape["seat"], shape["consultant"]) == (SEAT.id, "nanna")
    assert shape["candidates"][1] == {
        "consultant": "alma",
        "ok": True,
        "reason": "would cost 12 more",
        "penalty": 12,
        "price": 12,
        "penalty_by_rule": {"compensation": 12},
        "price_by_rule": {"compensation": 12},
        "days_off": ["2026-10-26"],
    }
    fixed = {"change": fix.change, "text": "One more.", "proven": True, "penalty": -1000, "price": -1000}
    assert shape["fixes"] == [fixed]


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ("move:team:2026-10-24:pim:1:->alma", "rostering assign 3 team:2026-10-24:pim:1 alma"),
        ("move:team:2026-10-24:pim:1:->alma off:alma:2026-10-26", "rostering replan 3"),
        ("move:team:2026-10-24:backend:1:bo>al team:2026-10-24:pim:1:->bo", "rostering replan 3"),
        (
            "caps.weekends:alma=7",
            "In policy.toml, among the overrides of the caps, add or change this one: "
            "overrides.alma = { weekends = 7 } under [rules.caps], "
            "or alma = { weekends = 7 } under [rules.caps.overrides]",
        ),
        ("leave:alma:2026-10-24..2026-10-25", "In leave.csv take 2026-10-24..2026-10-25 out of the leave of alma"),
        ("wish:alma:2026-10-24..2026-10-24", "In leave.csv take 2026-10-24 out of the wishes of alma"),
        ("lend:alma:malmo", "In consultants.csv add malmo to what alma may be lent to"),
        ("role:alma:pim", "In consultants.csv add pim to the roles of alma"),
        ("hire:pim:2026-10-24", "In consultants.csv add somebody with the role pim who is there on 2026-10-24"),
    ],
)
def test_each_change_has_a_next_step(change: str, step: str) -> None:
    after = "" if change.startswith("move") else ", import the folder, then: rostering replan 3"
    assert next_step(change, "rostering replan 3", "rostering assign 3") == step + after


def test_fixes_are_numbered_and_none_is_said() -> None:
    fix = Fix("role:alma:pim", "Alma takes on the role PIM.", proven=True, penalty=-988)
    lines = fixes_text([fix], "replan 1", "assign 1", ROSTER.directory).splitlines()
    assert lines[0].endswith("the lightest comes first, a new role or a new colleague last:")
    assert lines[1] == " 1. Alma takes on the role PIM."
    assert fixes_text([], "replan 1", "assign 1", ROSTER.directory) == "No single change that was tried fills the seat."
