from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from rostering.answers.rosters import Kept
from rostering.domain.seats import Pin
from rostering.errors import BadCall, FaultyInput
from rostering.language import speaking
from rostering.rosters.version import Version
from rostering.services.inputs.folders import export_folder, import_folder
from rostering.services.rosters.edits import assign
from rostering.services.rosters.pinning import parse_pin
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.replanning import Absence, replan
from rostering.store import open_store
from samples.small_firm import MONTH, edited, write_firm

FIRST, SECOND, THIRD = (f"preparedness:2026-11-{day}:backend:1" for day in ("01", "07", "14"))
EVENING = "B1:2026-11-04:backend:1"
START = date(2026, 11, 1)


def planned_with(url: str, *pins: str, start: date = START, stop: Event | None = None) -> Kept:
    limits = limits_of(600, effort=1)
    return make_plan(
        url, MONTH, limits, lambda _: None, "asta", 0, stop, start=start, pins=[parse_pin(pin) for pin in pins]
    )


def holder(version: Version, seat: str) -> str | None:
    return next(duty.consultant for duty in version.duties if duty.seat.id == seat)


def import_pins(url: str, tmp_path: Path, *rows: str, **changed: str | None) -> Path:
    sheet = "".join(f"{row}\n" for row in ("seat,consultant", *rows))
    folder = write_firm(tmp_path / "pinned", pins_csv=sheet, **changed)
    import_folder(url, folder, "asta")
    return folder


@pytest.mark.parametrize("who", ["asta", "birk"])
def test_a_pin_of_the_call_holds_and_is_kept_with_the_roster(imported: str, who: str) -> None:
    kept = planned_with(imported, f"{EVENING}={who}")
    assert holder(kept.version, EVENING) == who
    with open_store(imported).reading() as reading:
        assert reading.version(kept.version.number).pins == (Pin(EVENING, who),)
        assert reading.inputs().pins == ()


@pytest.mark.parametrize("who", ["asta", "birk"])
def test_a_pin_of_the_table_holds(imported: str, tmp_path: Path, who: str) -> None:
    import_pins(imported, tmp_path, f"{EVENING},{who}")
    version = planned_with(imported).version
    assert (holder(version, EVENING), version.pins, version.empty) == (who, (), ())


@pytest.mark.parametrize("who", ["asta", "birk"])
def test_a_plan_that_is_stopped_before_it_begins_has_its_pins(imported: str, who: str) -> None:
    stop = Event()
    stop.set()
    assert holder(planned_with(imported, f"{EVENING}={who}", stop=stop).version, EVENING) == who


@pytest.mark.parametrize("who", ["asta", "birk"])
def test_a_repair_keeps_the_pins_of_its_roster(imported: str, who: str) -> None:
    number = planned_with(imported, f"{EVENING}={who}").version.number
    absence = Absence.parse("elma:2026-11-01..2026-11-30")
    found = replan(imported, number, [absence], START, limits_of(600, effort=1), lambda _: None, "asta")
    assert {holder(option.version, EVENING) for option in found.options} == {who}
    assert {option.version.pins for option in found.options} == {(Pin(EVENING, who),)}


def test_a_repair_gives_the_seat_of_somebody_pinned_who_is_absent_to_others(imported: str) -> None:
    number = planned_with(imported, f"{EVENING}=asta").version.number
    found = replan(
        imported, number, [Absence.parse("asta:2026-11-04")], START, limits_of(600, effort=1), lambda _: None, "asta"
    )
    assert {holder(option.version, EVENING) for option in found.options} == {"birk"}


def test_an_assignment_by_hand_takes_the_place_of_the_rosters_own_pin(imported: str) -> None:
    number = planned_with(imported, f"{EVENING}=asta").version.number
    edit = assign(imported, number, EVENING, "birk", "asta").version
    assert edit.pins == ()
    assert not [judged for judged in edit.breaches if judged.breach.rule == "pins"]


REFUSED = [
    (
        ["preparedness:2026-11-02:backend:1=asta"],
        "2026-11-01..2026-11-30 has no seat 'preparedness:2026-11-02:backend:1' "
        "(did you mean 'preparedness:2026-11-29:backend:1'?)",
    ),
    ([f"{EVENING}=astra"], "there is no consultant 'astra' (did you mean 'asta'?)"),
    ([f"{EVENING}=asta", f"{EVENING}=birk"], f"{EVENING} is pinned to birk and to asta"),
    ([f"{EVENING}=elma"], f"{EVENING} cannot be pinned to elma: elma does not have the role backend."),
    ([f"{SECOND}=birk"], f"{SECOND} cannot be pinned to birk: birk is on leave on 2026-11-07."),
]


@pytest.mark.parametrize(("pins", "message"), REFUSED)
def test_a_pin_that_cannot_hold_is_refused_in_the_words_of_the_rule(
    imported: str, pins: Sequence[str], message: str
) -> None:
    with pytest.raises(BadCall) as refused:
        planned_with(imported, *pins)
    assert (str(refused.value), refused.value.exit_code) == (message, 2)


def test_why_a_pin_cannot_hold_is_told_in_the_language_that_is_spoken(imported: str) -> None:
    with speaking("da"), pytest.raises(BadCall) as refused:
        planned_with(imported, f"{SECOND}=birk")
    assert "birk har fravær lør 7. nov." in str(refused.value)


def test_pins_that_cannot_hold_together_are_refused(imported: str) -> None:
    with pytest.raises(BadCall) as refused:
        planned_with(imported, f"{FIRST}=asta", f"{SECOND}=asta", f"{THIRD}=asta")
    assert f"{THIRD} cannot be pinned to asta: asta has" in str(refused.value)


def test_a_pin_of_the_table_that_cannot_hold_is_a_fault_with_its_place(imported: str, tmp_path: Path) -> None:
    import_pins(imported, tmp_path, f"{SECOND},birk")
    with pytest.raises(FaultyInput) as refused:
        planned_with(imported)
    assert [str(fault) for fault in refused.value.faults] == [
        f"pins.csv: {SECOND}: cannot be pinned to birk: birk is on leave on 2026-11-07."
    ]


def test_a_pin_of_the_call_does_not_contradict_the_table(imported: str, tmp_path: Path) -> None:
    import_pins(imported, tmp_path, f"{EVENING},birk")
    with pytest.raises(BadCall, match=rf"^{EVENING} is pinned to asta, and in pins\.csv to birk$"):
        planned_with(imported, f"{EVENING}=asta")


def test_a_pin_of_a_booking_that_was_cancelled_is_told_of_and_holds_nothing(imported: str, tmp_path: Path) -> None:
    cancelled = edited("bookings.csv", "backend:1,,", "backend:1,,yes")
    import_pins(imported, tmp_path, f"{EVENING},birk", "B1:2026-12-04:backend:1,birk", **cancelled)
    assert planned_with(imported).idle_pins == (EVENING,)


def test_a_date_that_is_over_is_not_pinned(imported: str) -> None:
    publish(imported, planned_with(imported).version.number, "asta", today=START)
    with pytest.raises(BadCall, match=rf"^{EVENING} cannot be pinned: it is over and stays as published$"):
        planned_with(imported, f"{EVENING}=asta", start=date(2026, 11, 10))


@pytest.mark.parametrize("text", ["", "asta", "=asta", f"{EVENING}="])
def test_a_pin_has_a_seat_and_a_consultant(text: str) -> None:
    with pytest.raises(BadCall) as refused:
        parse_pin(text)
    assert str(refused.value) == (
        f"'{text}' is not a pin: write SEAT=CONSULTANT, such as preparedness:2026-12-25:pim:1=anna"
    )


def test_an_export_has_the_table_of_pins_where_there_are_any(imported: str, tmp_path: Path) -> None:
    export_folder(imported, tmp_path / "without")
    folder = import_pins(imported, tmp_path, f"{EVENING},birk", f"{FIRST},asta")
    export_folder(imported, tmp_path / "with")
    assert not (tmp_path / "without" / "pins.csv").exists()
    assert (tmp_path / "with" / "pins.csv").read_bytes() == (folder / "pins.csv").read_bytes()
