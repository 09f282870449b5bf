"""`plan --pin` as it is called."""

import re
from pathlib import Path

import pytest

from samples.called import Command
from samples.small_firm import edited, write_firm

EVENING, WEEKEND = "B1:2026-11-04:backend:1", "preparedness:2026-11-14:pim:1"


@pytest.mark.parametrize(("backend", "pim"), [("asta", "elma"), ("birk", "folke")])
@pytest.mark.usefixtures("imported")
def test_each_pin_of_a_call_holds(rostering: Command, backend: str, pim: str) -> None:
    pins = ("--pin", f"{EVENING}={backend}", "--pin", f"{WEEKEND}={pim}")
    roster = rostering("plan", "2026-11", "--time-limit", "0", "--from", "2026-11-01", *pins, "--json").json
    holders = {duty["seat"]: duty["consultant"] for duty in roster["duties"]}
    assert (holders[EVENING], holders[WEEKEND]) == (backend, pim)


@pytest.mark.usefixtures("imported")
def test_a_pin_that_cannot_hold_ends_with_2_and_nothing_is_planned(rostering: Command) -> None:
    answer = rostering("plan", "2026-11", "--time-limit", "0", "--pin", f"{EVENING}=elma")
    assert (answer.code, answer.out) == (2, "")
    assert f"{EVENING} cannot be pinned to elma: elma does not have the role backend." in answer.err
    assert rostering("rosters", "--json").json == []


@pytest.mark.usefixtures("imported")
def test_a_pin_that_no_roster_was_found_for_in_time_ends_with_1_and_nothing_is_saved(rostering: Command) -> None:
    pins = [word for day in (8, 14) for word in ("--pin", f"preparedness:2026-11-{day:02}:pim:1=folke")]
    call = ("plan", "2026-11", "--time-limit", "0", "--from", "2026-11-01", *pins)
    answer = rostering(*call, "--json")
    assert (answer.code, answer.json["error"]["kind"]) == (1, "refused")
    said = f"rostering: {WEEKEND} is pinned to folke and stays empty: folke has 4 weekends in a row"
    assert answer.err.splitlines()[-1].startswith(said)
    assert rostering("rosters", "--json").json == []
    assert rostering(*call[:2], "--effort", "1", *call[4:], "--json").code in {0, 1}
    assert len(rostering("rosters", "--json").json) == 1


@pytest.mark.usefixtures("imported")
def test_a_pin_of_the_table_that_nothing_asks_for_is_warned_of(rostering: Command, tmp_path: Path) -> None:
    sheet = f"seat,consultant\n{EVENING},birk\n{WEEKEND},elma\n"
    cancelled = edited("bookings.csv", "backend:1,,", "backend:1,,yes")
    assert rostering("import", str(write_firm(tmp_path / "pinned", pins_csv=sheet, **cancelled))).code == 0
    answer = rostering("plan", "2026-11", "--time-limit", "0", "--from", "2026-11-01")
    warned = [line for line in answer.err.splitlines() if "warning" in line]
    assert warned == [f"rostering: warning: pins.csv: nothing asks for {EVENING}; its pin holds nothing"]


@pytest.mark.usefixtures("imported")
def test_faults_of_the_table_of_pins_are_told_all_at_once_with_their_places(rostering: Command, tmp_path: Path) -> None:
    rows = ("seat,consultant", f"{EVENING},astra", "B9:2026-11-04:backend:1,asta", f"{WEEKEND},asta", f"{WEEKEND},elma")
    folder = write_firm(tmp_path / "pinned", pins_csv="".join(f"{row}\n" for row in rows))
    answer = rostering("import", str(folder))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines() == [
        "pins.csv:2: unknown consultant 'astra' (did you mean 'asta'?)",
        "pins.csv:3: seat: 'B9' is neither a team nor a booking",
        "pins.csv:4: consultant 'asta' does not have the role 'pim' (roles: backend)",
        "pins.csv:5: has the same seat as pins.csv:4 (delete one of them)",
        "rostering: 4 faults; nothing was imported",
    ]


@pytest.mark.usefixtures("imported")
def test_pins_of_the_table_that_cannot_hold_are_told_all_at_once(rostering: Command, tmp_path: Path) -> None:
    saturdays = [f"preparedness:2026-11-{day}:pim:1,elma" for day in ("07", "14", "21", "28")]
    sheet = "\n".join(("seat,consultant", "preparedness:2026-11-08:backend:1,birk", *saturdays, ""))
    assert rostering("import", str(write_firm(tmp_path / "pinned", pins_csv=sheet))).code == 0
    answer = rostering("plan", "2026-11", "--time-limit", "0", "--from", "2026-11-01", "--json")
    assert (answer.code, answer.json["error"]["kind"]) == (2, "faulty_input")
    assert [fault["place"] for fault in answer.json["error"]["places"]] == [
        "pins.csv: preparedness:2026-11-08:backend:1"
    ]
    only = "\n".join(("seat,consultant", *saturdays, ""))
    assert rostering("import", str(write_firm(tmp_path / "pinned", pins_csv=only))).code == 0
    answer = rostering("plan", "2026-11", "--time-limit", "0", "--from", "2026-11-01", "--json")
    assert {fault["place"].split(":")[2] for fault in answer.json["error"]["places"]} >= {"2026-11-14", "2026-11-21"}


@pytest.mark.usefixtures("imported")
def test_a_roster_shows_its_pins_and_a_repair_says_which_it_let_go(rostering: Command) -> None:
    pins = ("--pin", f"{EVENING}=asta", "--pin", f"{WEEKEND}=elma")
    planned = rostering("plan", "2026-11", "--time-limit", "0", "--from", "2026-11-01", *pins)
    assert re.search(r"Wed 4 Nov +Havnekontoret Køl A/S: Evening +Backend +Asta Fyrlund +\n", planned.out)
    assert rostering("show", "1", "--json").json["pins"] == [
        {"seat": EVENING, "consultant": "asta"},
        {"seat": WEEKEND, "consultant": "elma"},
    ]
    repair = ("replan", "1", "--absent", "asta:2026-11-04", "--from", "2026-11-01")
    (option, *_) = rostering(*repair, "--json").json["options"]
    assert option["pins_let_go"] == [{"seat": EVENING, "consultant": "asta"}]
    said = "Pin let go: Wed 4 Nov, Havnekontoret Køl A/S: Evening, Backend was pinned to Asta Fyrlund and goes to Birk"
    assert said in " ".join(rostering(*repair).out.split())
    shown = rostering("show", str(option["roster"])).out
    assert re.search(r"Wed 4 Nov +Havnekontoret Køl A/S: Evening +Backend +Asta Fyrlund +Birk Ålund +\n", shown)
