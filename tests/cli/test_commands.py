import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rostering import __version__
from rostering.services.rosters.planning import SearchLimits
from samples.called import Command
from samples.small_firm import SEATS, edited, write_firm

SEAT = "preparedness:2026-11-07:pim:1"


def taker(roster: dict[str, list[dict[str, str]]]) -> str:
    """The other one of the two who could hold the seat."""
    holder = next(duty["consultant"] for duty in roster["duties"] if duty["seat"] == SEAT)
    return "folke" if holder == "elma" else "elma"


def test_the_command_alone_shows_help(rostering: Command) -> None:
    assert rostering() == rostering("--help")
    assert rostering().code == 0
    assert "Commands:" in rostering().out


def test_the_version_is_the_packages(rostering: Command) -> None:
    assert rostering("--version").out == f"rostering {__version__}\n"


@pytest.mark.parametrize(
    "command",
    [
        *("demo", "import", "export", "windows", "plan", "show", "audit", "assign", "publish", "diff"),
        *("fairness", "report", "risk", "feeds", "feeds export", "billing", "billing show", "billing export"),
    ],
)
def test_every_command_and_option_is_explained(rostering: Command, command: str) -> None:
    answer = rostering(*command.split(), "--help")
    options = answer.out.partition("Options:")[2].splitlines()
    assert answer.code == 0
    assert all(line[20:].strip() or line.strip().startswith("-") is False for line in options if line.strip())


def test_import_says_what_it_adds(rostering: Command, firm: Path) -> None:
    assert rostering("import", str(firm)).out == (
        "agreements.csv: 2 added: havn:2024-01-01, molo:2024-01-01\n"
        "bookings.csv: 1 added: B1\n"
        "consultants.csv: 6 added\n"
        "customers.csv: 2 added: havn, molo\n"
        "leave.csv: 2 added: birk:2026-11-07:2026-11-08:leave, elma:2026-11-14:2026-11-14:rather_not\n"
        "ledger.csv: 6 added\n"
        "organisation.toml: added\n"
        "packages.toml: added\n"
        "pay.toml: added\n"
        "policy.toml: added\n"
        "rates.toml: added\n"
        f"Imported {firm}: 24 records; 24 added, 0 changed, 0 unchanged, 0 removed.\n"
    )


def test_import_in_json_counts(rostering: Command, firm: Path) -> None:
    expected = {"added": 24, "changed": 0, "unchanged": 0, "removed": 0, "faults": []}
    assert rostering("--json", "import", str(firm), "--dry-run").json == expected
    assert rostering("import", str(firm), "--json").json == expected
    assert rostering("import", str(firm), "--json").json == {**expected, "added": 0, "unchanged": 24}


@pytest.mark.usefixtures("imported")
def test_a_dry_run_says_what_an_import_would_do(rostering: Command, tmp_path: Path) -> None:
    folder = write_firm(
        tmp_path / "new", **edited("policy.toml", "[rules.spacing]\ndays = 6", "[rules.spacing]\ndays = 7")
    )
    answer = rostering("import", str(folder), "--dry-run")
    assert answer.out.splitlines()[0] == "policy.toml: changed"
    assert answer.out.splitlines()[-1].startswith(f"Would import {folder}: 24 records; 0 added, 1 changed")


def test_warnings_of_an_import_go_to_stderr(
    rostering: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostering.services.inputs.checks.now", lambda: datetime(2026, 6, 1, tzinfo=UTC))
    folder = write_firm(tmp_path / "new", **edited("organisation.toml", 'calendar = "dk"', 'calendar = "own"'))
    (folder / "own.toml").write_text(
        'country = "DK"\nlanguage = "en_US"\n'
        '[[holiday_periods]]\nname = "Summer"\nrule = "iso_weeks"\nweeks = [27]\nmonth = 7\n'
    )
    answer = rostering("import", str(folder), "--json")
    assert answer.json["added"] == 25
    assert "rostering: warning: Summer: week 27 of " in answer.err
    assert "week 27 of 2026 starts in June" in rostering("windows", "2026", "--json").err


@pytest.mark.usefixtures("imported")
def test_export_lists_its_files(rostering: Command, tmp_path: Path) -> None:
    files = rostering("export", "out", "--json").json["files"]
    assert sorted(files) == sorted(f"out/{file.name}" for file in (tmp_path / "out").iterdir())
    assert rostering("export", "out").out.splitlines() == files


@pytest.mark.usefixtures("imported")
def test_windows_are_a_table_or_a_list(rostering: Command) -> None:
    found = rostering("windows", "2026-11", "--json").json
    assert len(found) == 11
    assert found[0] == {
        "date": "2026-11-01",
        "start": "2026-11-01T08:00:00+01:00",
        "end": "2026-11-01T16:00:00+01:00",
        "kind": "weekend",
        "name": "Sunday",
        "team": "preparedness",
        "roles": {"backend": 1, "frontend": 1, "pim": 1},
        "customers": ["havn", "molo"],
        "booking": None,
        "presence": "home_standby",
    }
    assert "Havnekontoret Køl A/S" in rostering("windows", "2026-11").out


@pytest.mark.usefixtures("planned")
def test_json_is_not_escaped(rostering: Command) -> None:
    assert "Molo Sejl" in rostering("windows", "2026-11").out
    assert (
        json.dumps(rostering("show", "--json").json, ensure_ascii=False, indent=2) + "\n"
        == rostering("show", "--json").out
    )


@pytest.mark.usefixtures("imported")
def test_plan_prints_the_roster_and_what_to_do_next(rostering: Command) -> None:
    answer = rostering("plan", "2026-11", "--time-limit", "30", "--seed", "2", "--workers", "4")
    assert answer.code == 0
    assert (
        f"Roster 1 (draft, not published): 1 November to 30 November 2026, {SEATS} duties, 0 empty, 0 hard breaches"
        in answer.out
    )
    assert "Fairness, in points" in answer.out
    assert "Stages of the plan" in answer.out
    assert "\n  rostering publish 1\n" in answer.out
    assert "rostering: preferences: penalty" in answer.err


@pytest.mark.usefixtures("imported")
def test_plan_in_json_is_the_roster_and_silent(rostering: Command) -> None:
    answer = rostering("plan", "2026-11", "--effort", "4", "--seed", "5", "--json")
    assert (answer.code, answer.err) == (0, "")
    roster = answer.json
    assert roster["seed"] == 5
    assert roster["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert len(roster["duties"]) == SEATS
    assert roster["stages"][0]["name"] == "coverage"
    assert rostering("show", "--json").json == roster


@pytest.mark.usefixtures("imported")
def test_the_same_seed_and_effort_give_the_same_roster(rostering: Command) -> None:
    first, second = (rostering("plan", "2026-11", "--effort", "1", "--json").json["duties"] for _ in range(2))
    assert first == second


def test_what_to_do_next_names_the_store(rostering: Command, imported: str, tmp_path: Path) -> None:
    Path(imported).rename(tmp_path / "my store.db")
    answer = rostering("--db", "my store.db", "plan", "2026-11", "--effort", "1")
    assert "\n  rostering --db 'my store.db' publish 1\n" in answer.out


def test_the_store_may_be_named_by_the_environment(
    rostering: Command, planned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(planned).rename(tmp_path / "other.db")
    assert rostering("show").code == 2
    monkeypatch.setenv("ROSTERING_DB", "other.db")
    assert rostering("show").code == 0
    assert rostering("show", "--db", "rostering.db").code == 2


@pytest.mark.usefixtures("imported")
def test_a_plan_with_empty_seats_is_saved_and_answers_no(rostering: Command, tmp_path: Path) -> None:
    leave = "consultant,from,to,kind\nelma,2026-11-01,2026-11-30,leave\nfolke,2026-11-21,2026-11-22,leave\n"
    rostering("import", str(write_firm(tmp_path / "new", leave_csv=leave)))
    answer = rostering("plan", "2026-11", "--effort", "4")
    assert answer.code == 1
    assert "and why" in answer.out
    assert rostering("show", "1").code == 0
    assert rostering("plan", "2026-11", "--effort", "4", "--json").code == 1


@pytest.mark.usefixtures("published")
def test_show_prints_a_roster(rostering: Command) -> None:
    assert rostering("show").out.startswith("Roster 1 (published): 1 November to 30 November 2026")
    assert rostering("show", "1").out == rostering("show").out
    assert rostering("show", "--json", "1").json["status"] == "published"


@pytest.mark.usefixtures("planned")
def test_audit_says_what_is_broken(rostering: Command) -> None:
    answer = rostering("audit")
    assert answer.code == 0
    assert answer.out.splitlines()[-1] == "Nothing that is forbidden; the rest costs 114."
    found = rostering("audit", "1", "--json").json
    assert (found["roster"], found["hard"], found["price"]) == (1, 0, 114)
    assert sum(breach["price"] for breach in found["breaches"]) == 114
    assert (found["obsolete"], found["inputs_changed"]) == ([], False)


@pytest.mark.usefixtures("planned")
def test_audit_answers_no_when_the_roster_is_unlawful(rostering: Command) -> None:
    rostering("assign", "1", SEAT, "birk")
    answer = rostering("audit")
    assert answer.code == 1
    assert "birk does not have the role pim." in answer.out
    assert rostering("audit", "2", "--json").code == 1
    assert rostering("audit", "2", "--json").json["hard"] >= 2


@pytest.mark.usefixtures("planned")
def test_audit_notes_that_inputs_have_changed(rostering: Command, tmp_path: Path) -> None:
    sheet = "id,customer,from,to,part,roles,shared,cancelled\n"
    rostering("import", str(write_firm(tmp_path / "new", bookings_csv=sheet)))
    answer = rostering("audit", "--json")
    assert answer.json["obsolete"] == ["B1:2026-11-04:backend:1", "B1:2026-11-05:backend:1"]
    assert answer.err.splitlines() == [
        "rostering: note: inputs or neighbouring rosters have changed since roster 1 was made",
        "rostering: note: nothing asks any more for B1:2026-11-04:backend:1, B1:2026-11-05:backend:1",
    ]


@pytest.mark.usefixtures("planned")
def test_assign_saves_a_draft(rostering: Command) -> None:
    who = taker(rostering("show", "--json").json)
    answer = rostering("assign", "1", SEAT, who, "--json")
    assert (answer.json["roster"], answer.json["status"], answer.json["based_on"]) == (2, "draft", 1)
    assert [duty["consultant"] for duty in answer.json["duties"] if duty["seat"] == SEAT] == [who]
    assert answer.code == (1 if any(breach["price"] is None for breach in answer.json["breaches"]) else 0)


@pytest.mark.usefixtures("planned")
def test_assign_to_nobody_leaves_the_seat_empty(rostering: Command) -> None:
    answer = rostering("assign", "1", SEAT, "-")
    assert answer.code == 0
    assert "1 empty" in answer.out
    assert answer.out.endswith("Saved as draft 2. To publish it:\n  rostering publish 2\n")


@pytest.mark.usefixtures("planned")
def test_assign_against_the_rules_saves_a_draft_and_answers_no(rostering: Command) -> None:
    answer = rostering("assign", "1", SEAT, "birk")
    assert answer.code == 1
    assert "birk does not have the role pim." in answer.out
    assert rostering("show", "2").code == 0


@pytest.mark.usefixtures("planned")
def test_publish_counts_what_changes(rostering: Command) -> None:
    assert rostering("publish", "1", "--json", "--by", "asta").json == {
        "roster": 1,
        "changes": {"added": SEATS, "removed": 0, "moved": 0},
        "empty": [],
    }
    rostering("assign", "1", SEAT, "-")
    assert rostering("publish", "2", "--force").out == (
        "Published roster 2 for 2026-11-01..2026-11-30: 0 added, 1 removed, 0 moved.\n"
        "1 seat is empty: Sat 7 Nov 2026 PIM.\n"
    )


@pytest.mark.usefixtures("planned")
def test_publish_names_the_seats_that_stay_empty(rostering: Command) -> None:
    seats = ["preparedness:2026-11-07:pim:1", "preparedness:2026-11-14:backend:1"]
    for number, seat in enumerate(seats, start=1):
        rostering("assign", str(number), seat, "-")
    assert rostering("--json", "publish", "3").json["empty"] == [
        {"seat": seats[0], "date": "2026-11-07", "role": "pim"},
        {"seat": seats[1], "date": "2026-11-14", "role": "backend"},
    ]
    rostering("assign", "3", "preparedness:2026-11-08:pim:1", "-")
    assert rostering("publish", "4", "--force").out.splitlines()[-1] == (
        "3 seats are empty: Sat 7 Nov 2026 PIM, Sun 8 Nov 2026 PIM, Sat 14 Nov 2026 Backend."
    )


@pytest.mark.usefixtures("planned")
def test_diff_lists_the_changes(rostering: Command) -> None:
    rostering("assign", "1", SEAT, "-")
    found = rostering("diff", "1", "2", "--json").json
    assert [(change["seat"], change["after"]) for change in found["changes"]] == [(SEAT, None)]
    assert list(found["by_consultant"]) == [found["changes"][0]["before"]]
    assert sorted(found["by_customer"]) == ["havn", "molo"]
    assert rostering("diff", "1", "2").out.startswith("1 change")
    assert rostering("diff", "1", "1").out.startswith("0 changes")


@pytest.mark.usefixtures("published")
def test_fairness_shows_the_ledger(rostering: Command) -> None:
    accounts = rostering("fairness", "--json").json
    assert len(accounts) == 6
    assert all(one["deviation"] == one["opening"] + one["earned"] - one["target"] for one in accounts)
    assert rostering("fairness", "2026-11", "--json").json == accounts
    assert rostering("fairness").out.startswith("The ledger of roster 1 (published), 2026-11-01..2026-11-30:\n")


@pytest.mark.usefixtures("published")
def test_feeds_are_exported(rostering: Command) -> None:
    answer = rostering("feeds", "export", "ics", "--json")
    assert "ics/consultant-asta.ics" in answer.json["files"]
    assert rostering("feeds", "export", "ics").out.splitlines() == answer.json["files"]


@pytest.mark.usefixtures("published")
def test_charges_are_shown_and_exported(rostering: Command) -> None:
    shown = rostering("billing", "show", "2026-11", "--json").json
    assert shown["totals"]["amount_ore"] == 750000
    assert "7.500,00" in rostering("billing", "show", "2026-11").out
    exported = rostering("billing", "export", "2026-11", "--out", "bills", "--json").json
    assert exported["files"] == ["bills/charges-2026-11.csv", "bills/charges-2026-11.manifest.json"]
    assert exported["manifest"]["control_sum_ore"] == 750000
    assert rostering("billing", "export", "2026-11").out.splitlines() == [
        "charges-2026-11.csv",
        "charges-2026-11.manifest.json",
    ]


@pytest.mark.usefixtures("published")
def test_a_report_is_written(rostering: Command, tmp_path: Path) -> None:
    assert rostering("report").out == "Roster 1 is written to roster.html.\n"
    assert rostering("report", "1", "--out", "r/1.html", "--json").json == {"roster": 1, "files": ["r/1.html"]}
    assert (tmp_path / "r" / "1.html").read_bytes() == (tmp_path / "roster.html").read_bytes()


def test_the_demo_says_what_it_did(rostering: Command, tmp_path: Path) -> None:
    answer = rostering("demo", "--effort", "0.1", "--json")
    assert answer.code == 0
    assert answer.json["roster"]["status"] == "published"
    assert "demo-out/feeds/all.ics" in answer.json["files"]
    assert all((tmp_path / file).is_file() for file in answer.json["files"])
    assert rostering("--db", answer.json["db"], "show", "--json").json == answer.json["roster"]
    assert not (tmp_path / "rostering.db").exists()


def test_the_help_tells_the_usual_time(rostering: Command) -> None:
    text = " ".join(rostering("plan", "--help").out.split())
    assert f"Seconds to search at most; {SearchLimits().seconds:g} by default." in text


@pytest.mark.usefixtures("imported")
def test_a_period_without_demand_says_so(rostering: Command) -> None:
    assert rostering("windows", "2026-11-10..2026-11-11").out == (
        "Nothing is to be staffed in 2026-11-10..2026-11-11.\n"
    )
    assert rostering("windows", "2026-11-10..2026-11-11", "--json").json == []
    answer = rostering("plan", "2026-11-10..2026-11-11", "--json")
    assert (answer.code, answer.json["duties"]) == (0, [])
    assert answer.err == "rostering: note: nothing is to be staffed in 2026-11-10..2026-11-11, so the roster is empty\n"
