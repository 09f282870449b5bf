"""Every example folder is taken all the way; what is unique about its results is compared, rosters are not."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rostering.cli.report import write_report
from rostering.errors import Refused
from rostering.folder.reader import read_folder
from rostering.folder.writer import write_files
from rostering.resources import shipped
from rostering.services.cases.case import case_of
from rostering.services.charges.closing import show_charges
from rostering.services.inputs.folders import import_folder
from rostering.services.links.feeds import export_feeds
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import audit
from rostering.services.rosters.windows import windows
from rostering.spans import Period
from rostering.store import open_store


@dataclass(frozen=True)
class Expected:
    """What any good roster of an example has in common."""

    windows: int
    seats: int
    charges: int
    ore: int
    calendars: int


EXPECTED = {
    ("picocore", "2026Q2"): Expected(37, 106, 7, 2_575_000, 20),
    ("picocore", "2026Q3"): Expected(46, 133, 10, 4_010_000, 20),
    ("picocore", "2026Q4"): Expected(57, 143, 47, 18_045_000, 20),
    ("integrations", "2026Q4"): Expected(64, 128, 0, 0, 11),
    ("nordic", "2026-05-01..2026-06-07"): Expected(40, 79, 7, 3_150_000, 18),
}


@dataclass(frozen=True)
class Unmet:
    """What any best roster of an example that cannot be staffed has in common."""

    empty: int
    shortages: tuple[str, ...]
    fixes: tuple[str, ...]
    """All kinds of changes that fill one of the empty seats."""


UNMET = {
    ("understaffed", "2027-03-15..2027-04-02"): Unmet(
        1, ("PIM: 1 consultant, Easter 2027 needs 2 (1 of 10 seats stays empty)",), ("hire", "role")
    ),
    ("over-constrained", "2026-12"): Unmet(
        3,
        (
            "Backend: 2 consultants, 2026-12-19 to 2026-12-27 needs 3 (2 of 6 seats stay empty)",
            "Frontend: 2 consultants, Christmas 2026 needs 3 (1 of 4 seats stays empty; 1 away all the time)",
        ),
        ("caps.weekends", "hire", "leave", "role", "wish"),
    ),
}
CONTRADICTORY = {("contradictory", "2026-11")}


@pytest.mark.parametrize(("name", "period"), UNMET)
def test_an_example_that_cannot_be_staffed_says_why_and_what_would_help(name: str, period: str, tmp_path: Path) -> None:
    expected, url = UNMET[name, period], str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / name, "tester")
    made = make_plan(url, Period.parse(period), limits_of(600, effort=6), lambda _: None, "tester").version
    fixes = [fix for seat in made.empty for fix in seat.fixes]
    assert len(made.empty) == expected.empty
    assert made.shortages == expected.shortages
    assert {fix.change.split(":")[0] for fix in fixes} == set(expected.fixes)
    assert all(fix.proven for fix in fixes)
    assert all(seat.fixes[-1].change.startswith("hire:") for seat in made.empty)
    assert audit(url).judgement.hard == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "fixed"),
    [
        ("policy.toml", "alba = { weekends = 1 }", "alba = { weekends = 2 }", "backend"),
        ("leave.csv", "dines,2026-12-25,2026-12-25,rather_not\n", "", "frontend"),
        ("leave.csv", "cleo,2026-12-24", "cleo,2026-12-26", "frontend"),
        ("consultants.csv", "bror@lyngdata.example,backend", "bror@lyngdata.example,backend frontend", "frontend"),
    ],
)
def test_what_a_fix_says_helps_when_it_is_done(file: str, old: str, new: str, fixed: str, tmp_path: Path) -> None:
    shutil.copytree(shipped("examples") / "over-constrained", tmp_path / "firm")
    text = (tmp_path / "firm" / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "firm" / file).write_text(text.replace(old, new), encoding="utf-8")
    url = str(tmp_path / "store.db")
    import_folder(url, tmp_path / "firm", "tester")
    made = make_plan(url, Period.parse("2026-12"), limits_of(600, effort=6), lambda _: None, "tester").version
    assert made.empty
    assert fixed not in {duty.seat.role for duty in made.duties if duty.consultant is None}


def test_an_example_whose_rules_contradict_each_other_names_them(tmp_path: Path) -> None:
    url = str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / "contradictory", "tester")
    with pytest.raises(Refused) as told:
        make_plan(url, Period.parse("2026-11"), limits_of(600, effort=6), lambda _: None, "tester")
    assert str(told.value) == (
        "no roster satisfies all forbidding rules, not even an empty one (it concerns bodil); "
        "it is possible without any one of: leave, wishes"
    )


@pytest.mark.parametrize(("name", "period"), EXPECTED)
def test_an_example_goes_all_the_way(name: str, period: str, tmp_path: Path) -> None:
    expected, when, url = EXPECTED[name, period], Period.parse(period), str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / name, "tester")
    made = make_plan(url, when, limits_of(600, effort=0.5), lambda _: None, "tester").version
    assert len(windows(url, when).windows) == expected.windows
    assert len(made.duties) == expected.seats
    assert made.empty == ()
    assert [(stage.penalty, stage.proven) for stage in made.stages[:3]] == [(0, True)] * 3
    assert audit(url).judgement.hard == 0
    publish(url, 1, "tester")
    lines = show_charges(url, when).lines
    assert (len(lines), sum(line.amount for line in lines)) == (expected.charges, expected.ore)
    assert len(export_feeds(url, tmp_path / "feeds")) == expected.calendars
    assert write_report(url, None, tmp_path / "roster.html").file.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("folder", sorted(path for path in shipped("examples").iterdir() if path.is_dir()), ids=str)
def test_every_example_is_tried_and_canonical(folder: Path) -> None:
    assert folder.name in {name for name, _ in [*EXPECTED, *UNMET, *CONTRADICTORY]}
    assert {file.name: file.read_bytes() for file in folder.glob("*.*")} == write_files(read_folder(folder))


def test_an_upgrade_in_mid_quarter_is_covered_from_its_day(tmp_path: Path) -> None:
    url = str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / "picocore", "tester")
    weekends = {w.day.day: w.customers for w in windows(url, Period.parse("2026-11")).windows if w.kind == "weekend"}
    assert next(day for day in sorted(weekends) if "stormly" in weekends[day]) == date(2026, 11, 21)


def test_each_location_keeps_its_own_holidays_and_prices(tmp_path: Path) -> None:
    url = str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / "nordic", "tester")
    found = windows(url, Period.parse("2026-05")).windows
    teams = {
        day: {w.team for w in found if w.day.day == date(2026, 5, day) and not w.booking} for day in (1, 14, 17, 25)
    }
    assert teams == {
        1: {"malmo", "oslo"},  # first of May
        14: {"copenhagen", "malmo", "oslo"},  # Ascension Day
        17: {"copenhagen", "malmo", "oslo"},  # a Sunday, in Oslo the constitution's day
        25: {"copenhagen", "oslo"},  # Whit Monday
    }
    booked = {(w.booking, w.day.day.day): w.day_class for w in found if w.booking}
    assert booked == {
        ("N-01", 1): "weekday_evening",
        ("N-02", 1): "public_holiday",
        ("N-03", 16): "weekend",
        ("N-03", 17): "public_holiday",
    }


def test_people_work_by_the_calendar_of_their_team_and_fill_its_seats(tmp_path: Path) -> None:
    url = str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / "nordic", "tester")
    with open_store(url).reading() as reading:
        problem = case_of(reading, Period.parse("2026-05")).problem
    may = {name: date(2026, 5, day) for name, day in (("first of May", 1), ("Whit Monday", 25))}
    works = {name: [who for who in ("agnes", "gosta", "leiv") if problem.works(who, day)] for name, day in may.items()}
    assert works == {"first of May": ["agnes"], "Whit Monday": ["gosta"]}
    assert {seat.pool for seat in problem.seats if seat.booking == "N-02"} == {"malmo"}
    targets = {account.consultant: account.target for account in problem.accounts if account.role == "developer"}
    oslo = sum(seat.points for seat in problem.seats if (seat.pool, seat.role) == ("oslo", "developer"))
    assert targets["leiv"] + targets["maren"] == oslo > 0
