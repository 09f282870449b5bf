"""Explaining a seat of a saved roster."""

from pathlib import Path

import pytest

from rostering.resources import shipped
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.edits import UnknownId, assign
from rostering.services.rosters.explaining import MOST_SEATS, explain
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.showing import show
from rostering.spans import Period

SEAT = "preparedness:2026-11-15:pim:1"


def test_a_filled_seat_has_its_holder_first_and_no_fixes(planned: str) -> None:
    found = explain(planned, 1, SEAT)
    holder, other = found.alternatives
    assert holder.consultant == found.consultant
    assert (holder.ok, holder.penalty) == (True, 0)
    assert {holder.consultant, other.consultant} == {"elma", "folke"}
    assert found.fixes == ()


def test_what_an_alternative_costs_is_what_the_edit_costs(planned: str) -> None:
    for duty in show(planned, 1).version.duties[::7]:
        for one in explain(planned, 1, duty.seat.id).alternatives[1:]:
            if one.ok and not one.days_off:
                before, after = (
                    show(planned, 1).version,
                    assign(planned, 1, duty.seat.id, one.consultant, "t").version,
                )
                paid = sum(after.penalty_by_rule.values()) - sum(before.penalty_by_rule.values())
                assert one.penalty is not None
                assert one.penalty <= paid  # less where days off are no longer needed


def test_an_emptied_seat_is_filled_by_its_best_fix(planned: str) -> None:
    emptied = assign(planned, 1, SEAT, None, "tester").version
    assert emptied.empty[0].fixes == ()
    best = explain(planned, 2, SEAT).fixes[0]
    assert best.change.startswith(f"move:{SEAT}:->")
    taker = best.change.split()[0].rpartition(">")[2]
    assert taker == explain(planned, 1, SEAT).consultant


def test_a_seat_that_is_not_there_is_named_with_the_nearest(planned: str) -> None:
    with pytest.raises(UnknownId, match=r"roster 1 has no seat '.*15:pin:1' \(did you mean '.*15:pim:1'\?\)"):
        explain(planned, 1, "preparedness:2026-11-15:pin:1")


def test_a_plan_keeps_the_fixes_of_its_first_empty_seats(tmp_path: Path) -> None:
    url = f"{tmp_path}/store.db"
    import_folder(url, shipped("examples") / "over-constrained", "tester")
    made = make_plan(url, Period.parse("2026-12"), limits_of(600, effort=6), lambda _: None, "tester").version
    assert show(url).version.empty == made.empty
    assert all(seat.fixes for seat in made.empty[:MOST_SEATS])
    assert explain(url, 1, made.empty[0].seat, made.period.first).fixes == made.empty[0].fixes


def test_without_time_a_plan_has_no_fixes_but_still_its_shortages(tmp_path: Path) -> None:
    url = f"{tmp_path}/store.db"
    import_folder(url, shipped("examples") / "over-constrained", "tester")
    made = make_plan(url, Period.parse("2026-12"), limits_of(0), lambda _: None, "tester").version
    assert made.empty
    assert made.shortages
    assert not any(seat.fixes for seat in made.empty)
